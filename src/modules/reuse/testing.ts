/** Builders for tests: a library, a course that took from it, and their next releases. */

import { publishRevision } from '#modules/authoring/index.ts';
import { ensureCourse, saveOrganization } from '#modules/catalog/index.ts';
import { editDraft, getDraft, memorySource, readDraft, saveDraft } from '#modules/content/index.ts';
import { system } from '#platform/actor.ts';
import { copyBlock } from './rules/copying.ts';
import { openShared, openUpstream } from './service/shared.ts';

export const call = { actor: system('test'), now: new Date('2026-03-01T12:00:00Z'), requestId: 'r-1' };

export interface TestCourse {
  id: string;
  key: string;
}

const courseFile = (key: string, license: string) =>
  `lectern: 1\nkey: ${key}\ntitle: ${key}\nlicense: ${license}\noutline:\n  - section: start\n    title: Start\n    units: [units/page.md]\n`;

export const pageOf = (body: string) => `---\ntitle: Page\n---\n${body}`;

export async function saveCourse(
  key: string,
  files: Record<string, string>,
  { kind = 'course' as 'course' | 'library', license = 'CC-BY-4.0', more = '' } = {},
): Promise<TestCourse> {
  const organization = await saveOrganization('harbor', 'Harbor School');
  const id = await ensureCourse(organization, key, key, kind);
  const source = memorySource(
    new Map(Object.entries({ 'course.yaml': courseFile(key, license) + more, ...files })),
  );
  await saveDraft(call, { courseId: id, origin: 'import' }, source);
  return { id, key };
}

export async function release({ id, key }: TestCourse): Promise<number> {
  const { revision } = await getDraft(id);
  const course = { id, key, organization: { key: 'harbor', name: 'Harbor School' } };
  return (await publishRevision(call, { course, revision, notes: '' })).number;
}

export async function write(course: TestCourse, path: string, content: string | null): Promise<void> {
  const { revision } = await getDraft(course.id);
  const edits = [{ path, content }];
  const edited = await editDraft(call, { courseId: course.id, base: revision, origin: 'browser', edits });
  if (edited.kind === 'conflict') throw new Error('nobody else writes here');
}

export async function textOf(course: TestCourse, path = 'units/page.md'): Promise<string> {
  return new TextDecoder().decode(await (await readDraft(course.id)).read(path));
}

/** A block of the newest release of a library as a copy for a unit. */
export async function copyOf(library: TestCourse, key: string, into = 'units/page.md'): Promise<string> {
  const upstream = await openUpstream(`harbor/${library.key}`);
  const shared = upstream && (await openShared(upstream.course.id, upstream.newest));
  const block = shared?.blocks.find((one) => one.key === key);
  if (!shared || !block) throw new Error(`no block ${key}`);
  const copying = {
    ...{ course: `harbor/${library.key}`, release: shared.number, paths: shared.source.paths, into },
    ...{ credit: null, rename: (name: string) => name },
  };
  return copyBlock(block, copying).text;
}
