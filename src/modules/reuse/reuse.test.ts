import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { useActivityTypes } from '#modules/content/contract.ts';
import { getDraft, readDraft } from '#modules/content/index.ts';
import { testTypes } from '#modules/content/testing.ts';
import { useTestMachines } from '#platform/testing.ts';
import { applyUpdates, countUpdates, listUpdates, type Update, type Wish } from './index.ts';
import { call, copyOf, pageOf, release, saveCourse, type TestCourse, textOf, write } from './testing.ts';

useTestMachines();
beforeAll(() => useActivityTypes(testTypes));

const page = 'units/page.md';
const ask = (...lines: string[]) => `:::ask{#star}\n${lines.join('\n\n')}\n:::\n`;

let made = 0;
/** A library with one question, and a course that took it. */
async function libraryAndCourse(question = ask('Which star?', 'Look up.', 'Look north.')) {
  made += 1;
  const library = await saveCourse(`lib-${made}`, { [page]: pageOf(question) }, { kind: 'library' });
  await release(library);
  const copy = await copyOf(library, 'star');
  const course = await saveCourse(`course-${made}`, { [page]: pageOf(`Before.\n\n${copy}\n\nAfter.\n`) });
  return { library, course };
}
async function updatesOf(course: TestCourse): Promise<Update[]> {
  return listUpdates(call.actor, course.id, await readDraft(course.id));
}
async function accept(course: TestCourse, ...wishes: Partial<Wish>[]) {
  const updates = await updatesOf(course);
  const { revision } = await getDraft(course.id);
  return applyUpdates(call, {
    ...{ courseId: course.id, revision, note: 'Taken', origin: 'browser' },
    wishes: wishes.map((wish, at) => ({
      ...{ id: updates[at]?.id ?? '', release: updates[at]?.from.newest ?? 0, way: 'take', choices: [] },
      ...wish,
    })),
  });
}
const next = async (library: TestCourse, question: string) => {
  await write(library, page, pageOf(question));
  return release(library);
};

test('a copy says where it is from, and is whole without it', async () => {
  const { course } = await libraryAndCourse();
  expect(await textOf(course)).toContain(`::origin{course="harbor/lib-${made}" block=star release=1}\n:::`);
  expect(await countUpdates(call.actor, course.id)).toBe(0);
});

test('what the library changed is offered beside what the course changed, and taken as one revision', async () => {
  const { library, course } = await libraryAndCourse();
  await write(course, page, (await textOf(course)).replace('Look up.', 'Look up at night.'));
  await next(library, ask('Which star stands still?', 'Look up.', 'Look north.'));
  expect(await updatesOf(course)).toMatchObject([
    { id: 'block:star', clashes: 0, gone: false, from: { release: 1, newest: 2 } },
  ]);
  const before = (await getDraft(course.id)).revision;
  expect(await accept(course, {})).toBe(before + 1);
  const text = await textOf(course);
  for (const words of ['Before.', 'Which star stands still?', 'Look up at night.', 'release=2', 'After.'])
    expect(text).toContain(words);
  expect(await countUpdates(call.actor, course.id)).toBe(0);
});

test('a release that left the block as it was is no update', async () => {
  const { library, course } = await libraryAndCourse();
  await next(library, `${ask('Which star?', 'Look up.', 'Look north.')}\nMore words.\n`);
  expect(await updatesOf(course)).toEqual([]);
});

test('a clash is taken by choice only; without one nothing is saved', async () => {
  const { library, course } = await libraryAndCourse();
  await write(course, page, (await textOf(course)).replace('Which star?', 'Which of ours?'));
  await next(library, ask('Which of theirs?', 'Look up.', 'Look north.'));
  expect(await updatesOf(course)).toMatchObject([{ clashes: 1 }]);
  await expect(accept(course, {})).rejects.toMatchObject({ code: 'update-clashes' });
  await accept(course, { choices: ['theirs'] });
  expect(await textOf(course)).toContain('Which of theirs?');
});

test('a release that was passed over is not offered again; of the next one only what is new', async () => {
  const { library, course } = await libraryAndCourse();
  await next(library, ask('Which star?', 'Look down.', 'Look north.'));
  await accept(course, { way: 'keep' });
  expect(await textOf(course)).toContain('Look up.');
  expect(await updatesOf(course)).toEqual([]);
  await next(library, ask('Which star?', 'Look down.', 'Look south.'));
  await accept(course, {});
  expect(await textOf(course)).toMatch(/Look up\.\n\nLook south\./);
});

test('of what became the course’s own, and of what the library dropped, the text stays', async () => {
  const { library, course } = await libraryAndCourse();
  await next(library, 'Nothing to ask.\n');
  expect(await updatesOf(course)).toMatchObject([{ gone: true }]);
  await accept(course, { way: 'own' });
  const text = await textOf(course);
  expect(text).toContain('Look north.');
  expect(text).not.toContain('::origin');
});

test('an update that has moved on since it was shown is refused', async () => {
  const { library, course } = await libraryAndCourse();
  await next(library, ask('Which star?', 'Look down.', 'Look north.'));
  await expect(accept(course, { release: 1 })).rejects.toMatchObject({ code: 'updates-moved-on' });
});

test('no change of either side is lost: what both changed is there after both were chosen', async () => {
  const words = fc.constantFrom('tide', 'moon', 'wind', 'stone', 'rope');
  const lines = Array.from({ length: 5 }, (_, at) => `Line ${at} says nothing.`);
  const edits = fc.uniqueArray(fc.tuple(fc.nat(4), words), { selector: ([at]) => at, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(edits, edits, async (mine, theirs) => {
      const { library, course } = await libraryAndCourse(ask(...lines));
      const edited = (side: string, changes: typeof mine) =>
        changes.reduce((all, [at, word]) => all.with(at, `Line ${at} says ${side}-${word}.`), lines);
      await write(
        course,
        page,
        (await textOf(course)).replace(lines.join('\n\n'), edited('my', mine).join('\n\n')),
      );
      await next(library, ask(...edited('their', theirs)));
      const [update] = await updatesOf(course);
      if (update) await accept(course, { choices: Array(update.clashes).fill('both') });
      const text = await textOf(course);
      for (const [at, word] of mine) expect(text).toContain(`Line ${at} says my-${word}.`);
      for (const [at, word] of theirs) expect(text).toContain(`Line ${at} says their-${word}.`);
      expect(await updatesOf(course)).toEqual([]);
    }),
    { numRuns: 12 },
  );
});

test('of a whole course, nothing that its authors or its parent changed is lost either', async () => {
  const files = ['units/page.md', 'units/a.md', 'units/b.md'];
  const place = fc.tuple(fc.constantFrom(...files), fc.nat(3));
  const edits = fc.uniqueArray(place, { selector: (at) => at.join(), maxLength: 6 });
  const textFor = (side: string, changes: [string, number][], file: string) =>
    pageOf(
      Array.from({ length: 4 }, (_, at) =>
        changes.some(([path, line]) => path === file && line === at)
          ? `Line ${at} is ${side}.`
          : `Line ${at} is plain.`,
      ).join('\n\n'),
    );
  const treeFor = (side: string, changes: [string, number][]) =>
    Object.fromEntries(files.map((file) => [file, textFor(side, changes, file)]));
  await fc.assert(
    fc.asyncProperty(edits, edits, async (mine, theirs) => {
      made += 1;
      const parent = await saveCourse(`parent-${made}`, treeFor('plain', []));
      await release(parent);
      const based = `based-on:\n  - { title: P, license: CC-BY-4.0, release: "1", course: harbor/${parent.key} }\n`;
      const child = await saveCourse(`child-${made}`, treeFor('mine', mine), { more: based });
      for (const file of files) await write(parent, file, textFor('theirs', theirs, file));
      await write(parent, 'about.md', `About ${made}.\n`);
      await release(parent);
      const [update] = await updatesOf(child);
      if (update) await accept(child, { choices: Array(update.clashes).fill('both') });
      for (const [file, at] of mine) expect(await textOf(child, file)).toContain(`Line ${at} is mine.`);
      for (const [file, at] of theirs) expect(await textOf(child, file)).toContain(`Line ${at} is theirs.`);
      expect(await textOf(child, 'course.yaml')).toContain(`title: ${child.key}`);
      expect(await updatesOf(child)).toEqual([]);
    }),
    { numRuns: 10 },
  );
});
