import fc from 'fast-check';
import { expect, test } from 'vitest';
import { system } from '#platform/actor.ts';
import { useTestMachines } from '#platform/testing.ts';
import {
  editDraft,
  findDraft,
  getAsset,
  getDraft,
  listRevisions,
  memorySource,
  mergeText,
  readDraft,
  saveDraft,
} from './index.ts';

useTestMachines();

const call = { actor: system('test'), now: new Date('2026-03-01T12:00:00Z'), requestId: 'r-1' };
const path = 'units/a.md';

async function newDraft(files: Record<string, string>): Promise<string> {
  const courseId = crypto.randomUUID();
  await saveDraft(call, { courseId, origin: 'import' }, memorySource(new Map(Object.entries(files))));
  return courseId;
}

async function textAt(courseId: string, file = path, revision?: number): Promise<string> {
  const source = await readDraft(courseId, revision);
  return new TextDecoder().decode(await source.read(file));
}

const edit = (courseId: string, base: number, content: string | null, file = path) =>
  editDraft(call, { courseId, base, origin: 'browser', edits: [{ path: file, content }] });

test('what others saved meanwhile stays beside an edit that began before it', async () => {
  const courseId = await newDraft({ [path]: 'One.\n\nTwo.\n\nThree.\n' });
  await edit(courseId, 1, 'One, mended.\n\nTwo.\n\nThree.\n');
  expect(await edit(courseId, 1, 'One.\n\nTwo.\n\nThree, mended.\n')).toMatchObject({
    kind: 'saved',
    merged: [path],
    draft: { revision: 3 },
  });
  expect(await textAt(courseId)).toBe('One, mended.\n\nTwo.\n\nThree, mended.\n');
});

test('different words of one paragraph do not clash', async () => {
  const courseId = await newDraft({ [path]: 'The sea rises twice a day because of the Moon.\n' });
  await edit(courseId, 1, 'The ocean rises twice a day because of the Moon.\n');
  await edit(courseId, 1, 'The sea rises twice a day because of the Moon and the Sun.\n');
  expect(await textAt(courseId)).toBe('The ocean rises twice a day because of the Moon and the Sun.\n');
});

test('neighboring lines may each be changed by another; where lines came and went, nothing is guessed', async () => {
  const courseId = await newDraft({ [path]: 'title: A\nlevel: one\n' });
  await edit(courseId, 1, 'title: B\nlevel: one\n');
  await edit(courseId, 1, 'title: A\nlevel: two\n');
  expect(await textAt(courseId)).toBe('title: B\nlevel: two\n');
  const moved = await newDraft({ [path]: 'line 1 of 2\na\n' });
  await edit(moved, 1, 'a\nline 2 of 2\n');
  expect(await edit(moved, 1, 'line 1 of 2\n')).toMatchObject({ kind: 'conflict' });
});

test('the same words changed twice are a conflict that shows both sides and saves nothing', async () => {
  const courseId = await newDraft({ [path]: 'High tide at noon.\n', 'units/b.md': 'B\n' });
  await edit(courseId, 1, 'High tide at one.\n');
  const outcome = await editDraft(call, {
    ...{ courseId, base: 1, origin: 'api' },
    edits: [
      { path, content: 'High tide at two.\n' },
      { path: 'units/b.md', content: 'B, mended\n' },
    ],
  });
  expect(outcome).toMatchObject({
    kind: 'conflict',
    draft: { revision: 2 },
    conflicts: [{ path, mine: 'High tide at two.\n', theirs: 'High tide at one.\n' }],
  });
  expect(await textAt(courseId, 'units/b.md')).toBe('B\n');
});

test('a file that one side removed and the other changed is a conflict', async () => {
  const courseId = await newDraft({ [path]: 'One.\n', 'units/b.md': 'B\n' });
  await edit(courseId, 1, null);
  expect(await edit(courseId, 1, 'One, mended.\n')).toMatchObject({
    kind: 'conflict',
    conflicts: [{ path, theirs: null, clashes: [] }],
  });
  await edit(courseId, 1, 'B, mended\n', 'units/b.md');
  expect([...(await getDraft(courseId)).files.keys()]).toEqual(['units/b.md']);
});

test('saving what stands already makes no revision', async () => {
  const courseId = await newDraft({ [path]: 'One.\n' });
  expect(await edit(courseId, 1, 'One.\n')).toMatchObject({ kind: 'saved', draft: { revision: 1 } });
  expect(await listRevisions(courseId)).toHaveLength(1);
});

test('a path out of the folder, or a revision that is not there yet, is refused', async () => {
  const courseId = await newDraft({ [path]: 'One.\n' });
  await expect(edit(courseId, 1, 'x', '../x.md')).rejects.toMatchObject({ code: 'bad-source-path' });
  await expect(edit(courseId, 2, 'x')).rejects.toMatchObject({ code: 'revision-not-found' });
});

test('every revision can be read as it was', async () => {
  const courseId = await newDraft({ [path]: '0' });
  for (const text of ['1', '2', null, '4']) {
    const { revision } = await getDraft(courseId);
    await edit(courseId, revision, text);
  }
  const texts = await Promise.all([1, 2, 3, 5].map((revision) => textAt(courseId, path, revision)));
  expect(texts).toEqual(['0', '1', '2', '4']);
  expect((await readDraft(courseId, 4)).paths).toEqual([]);
});

/** One author's next deed: look at what stands, or put a line in, or take one out that is seen, and save it. */
interface Deed {
  author: number;
  kind: 'look' | 'insert' | 'remove';
  at: number;
}
const deeds = fc.array(
  fc.record<Deed>({
    author: fc.nat(3),
    kind: fc.constantFrom('look', 'insert', 'insert', 'remove'),
    at: fc.nat(100),
  }),
  { minLength: 5, maxLength: 30 },
);

test('random edits of four authors through all doors: no accepted edit is lost, and none comes back', async () => {
  await fc.assert(
    fc.asyncProperty(deeds, async (list) => {
      const courseId = await newDraft({ [path]: 'a\nb\nc\nd\ne\n' });
      const doors = ['browser', 'api', 'git', 'import'] as const;
      const seen = doors.map(() => ({ revision: 1, text: 'a\nb\nc\nd\ne\n' }));
      const inserted = new Set<string>();
      const removed = new Set<string>();
      for (const [n, { author, kind, at }] of list.entries()) {
        const own = seen[author] ?? seen[0];
        const origin = doors[author] ?? 'browser';
        if (!own) continue;
        if (kind === 'look') {
          own.revision = (await findDraft(courseId))?.revision ?? 0;
          own.text = await textAt(courseId);
          continue;
        }
        const lines = own.text.split(/(?<=\n)/);
        const place = at % lines.length;
        const line = kind === 'insert' ? `line ${n} of ${author}\n` : (lines[place] ?? '');
        const content = lines
          .toSpliced(place, kind === 'insert' ? 0 : 1, ...(kind === 'insert' ? [line] : []))
          .join('');
        const edits = [{ path, content }];
        const outcome = await editDraft(call, { courseId, base: own.revision, origin, edits });
        // Saved or refused, the author goes on from what was seen; who is told of a conflict looks again.
        if (outcome.kind === 'saved') (kind === 'insert' ? inserted : removed).add(line);
      }
      const final = (await textAt(courseId)).split(/(?<=\n)/);
      expect(final.filter((line) => removed.has(line))).toEqual([]);
      const kept = [...inserted].filter((line) => !removed.has(line));
      expect(kept.filter((line) => !final.includes(line))).toEqual([]);
    }),
    { numRuns: 20 },
  );
}, 60_000);

test('a picture of a draft has an address as soon as it is saved; what an import keeps back has none', async () => {
  const courseId = await newDraft({ 'assets/moon.svg': '<svg/>', 'assets/original/x.xml': '<x/>' });
  const { files } = await getDraft(courseId);
  const hash = (name: string) => files.get(name)?.sha256 ?? '';
  expect(await getAsset(hash('assets/moon.svg'), 'moon.svg')).toMatchObject({ type: 'image/svg+xml' });
  await expect(getAsset(hash('assets/original/x.xml'), 'x.xml')).rejects.toMatchObject({
    code: 'asset-not-found',
  });
});

test('a merge that clashes keeps what does not, in order', () => {
  const { text, parts } = mergeText('a\nb\nc\n', 'A\nmine\nc\n', 'a\ntheirs\nC\n');
  expect(text).toBeNull();
  expect(parts.map((part) => (typeof part === 'string' ? part : [part.mine, part.theirs]))).toEqual([
    ['A\nmine\nc\n', 'a\ntheirs\nC\n'],
  ]);
  const apart = mergeText('a\nb\nc\nd\n', 'a\nB1\nc\nd\n', 'a\nB2\nc\nD\n');
  expect(apart.parts).toEqual(['a\n', { base: 'b\n', mine: 'B1\n', theirs: 'B2\n' }, 'c\nD\n']);
});
