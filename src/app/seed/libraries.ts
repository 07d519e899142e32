/** The library of the demo school: its first release, which the course took a question from, and the one since. */
import { join } from 'node:path';
import { ensureCourse, saveOrganization } from '#modules/catalog/index.ts';
import { type CourseSource, readFolder } from '#modules/content/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { publishCourse } from '#screens/studio/releases/index.ts';
import { demoLibrariesFolder } from '../paths.ts';

const key = 'navigation-questions';
const title = 'Navigation questions';
const file = 'units/stars.md';

/** A hint that was made clearer since. */
const now = 'One degree of latitude is about 111 km, wherever on Earth you measure it.';
const first = 'One degree of latitude is about 111 km.';

const asFirstTold = (source: CourseSource): CourseSource => ({
  paths: source.paths,
  async read(path) {
    const bytes = await source.read(path);
    return path === file
      ? new TextEncoder().encode(new TextDecoder().decode(bytes).replace(now, first))
      : bytes;
  },
});

export async function seedLibrary(call: Call, organization: { key: string; name: string }): Promise<void> {
  const source = await readFolder(join(demoLibrariesFolder, key));
  await ensureCourse(await saveOrganization(organization.key, organization.name), key, title, 'library');
  const facts = { organization, courseKey: key, courseTitle: title };
  await publishCourse(call, { ...facts, source: asFirstTold(source), notes: 'First release' });
  await publishCourse(call, { ...facts, source, notes: 'A hint made clearer' });
}
