/** A course of the studio that is linked to a repository: a real one, behind a real server. */
import { rm } from 'node:fs/promises';
import { beforeAll } from 'vitest';
import { systemCall } from '#app/commands/shared.ts';
import { fillPorts } from '#app/ports.ts';
import { createPerson, type Person } from '#modules/accounts/index.ts';
import {
  askSync,
  findLink,
  type GitSync,
  type LinkInput,
  listSyncs,
  saveLink,
  workOnSync,
} from '#modules/authoring/index.ts';
import { type Edited, editDraft, getDraft, memorySource, readDraft } from '#modules/content/index.ts';
import { transaction } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { type TestForge, type TestRepository, useTestForge } from '#platform/git/testing.ts';
import { openLog } from '#platform/log.ts';
import { openSite } from '#platform/site.ts';
import { useTestMachines } from '#platform/testing.ts';
import { publishCourse } from '#screens/studio/releases/index.ts';
import { newCourse } from './imports.ts';

export interface Linked {
  courseId: string;
  key: string;
  files: Record<string, string>;
  repository: TestRepository;
}

export type Door = Pick<Linked, 'courseId'>;

/** A unit of these paragraphs. */
export const unitOf = (...texts: string[]) => `---\ntitle: First unit\n---\n\n${texts.join('\n\n')}\n`;

export interface Doors {
  forge: TestForge;
  author(): Call;
  /** A course and a repository beside it, linked with these settings. */
  begin(settings?: Partial<LinkInput> & { inRepository?: boolean }): Promise<Linked>;
  /** Asks for it and waits until it is done. */
  sync(course: Door, direction: 'pull' | 'push'): Promise<GitSync>;
  /** Saves the draft in the studio. */
  edit(course: Door, edits: Record<string, string | null>, note?: string): Promise<Edited>;
  /** A text of the draft; null: there is none. */
  drafted(course: Door, path?: string): Promise<string | null>;
  /** As if another machine went on: no copy of a repository is left. */
  forgetCopies(): Promise<void>;
}

const callOf = ({ id, name, email }: Person): Call => ({
  ...systemCall('test'),
  actor: { kind: 'person', id, name, email, locale: null, timeZone: null, grants: [], sessionId: '' },
});

/** Everything for all tests of a file. */
export function useDoors(): Doors {
  useTestMachines();
  const forge = useTestForge();
  let ana: Person;

  beforeAll(async () => {
    openLog('silent');
    openSite({ name: 'Lectern', baseUrl: 'https://learn.example.org', timeZone: 'UTC' });
    fillPorts();
    ana = await createPerson({
      ...{ name: 'Ana Ruiz', email: 'ana@example.org', password: 'a quiet lake in June' },
      ...{ verified: true, locale: 'en' },
    });
  });
  const author = () => callOf(ana);

  return {
    forge,
    author,
    async begin({ inRepository = true, ...settings } = {}) {
      const { key, files } = newCourse();
      Object.assign(files, { 'units/a.md': unitOf('One.', 'Two.', 'Three.', 'Four.', 'Five.') });
      const { courseId } = await publishCourse(systemCall('test'), {
        source: memorySource(new Map(Object.entries(files))),
        organization: { key: 'harbor', name: 'Harbor School' },
        courseKey: key,
        courseTitle: 'Tides',
      });
      const repository = forge.create(key);
      const prefix = settings.folder ? `${settings.folder}/` : '';
      const placed = Object.entries(files).map(([path, text]) => [prefix + path, text]);
      if (inRepository) repository.commit(Object.fromEntries(placed));
      await saveLink(author(), {
        ...{ courseId, url: repository.url, branch: 'main', folder: '', forge: 'other' },
        ...{ releases: false, sends: false, begin: 'repository', token: null },
        ...settings,
      } as LinkInput);
      return { courseId, key, files, repository };
    },
    async sync({ courseId }, direction) {
      const ids: string[] = [];
      await askSync(author(), courseId, direction, async (id) => void ids.push(id));
      for (const id of ids) await transaction(() => workOnSync(id));
      const [last] = await listSyncs((await findLink(courseId))?.id ?? '', 1);
      if (!last) throw new Error('nothing was asked');
      return last;
    },
    async edit({ courseId }, edits, note = '') {
      const { revision } = await getDraft(courseId);
      return editDraft(author(), {
        ...{ courseId, base: revision, note, origin: 'browser' },
        edits: Object.entries(edits).map(([path, content]) => ({ path, content })),
      });
    },
    async drafted({ courseId }, path = 'units/a.md') {
      const source = await readDraft(courseId);
      return source.paths.includes(path) ? Buffer.from(await source.read(path)).toString() : null;
    },
    forgetCopies: () => rm(forge.copies, { recursive: true, force: true }),
  };
}
