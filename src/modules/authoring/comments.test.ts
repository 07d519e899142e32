import { expect, test } from 'vitest';
import { editDraft, getDraft, memorySource, readDraft, saveDraft } from '#modules/content/index.ts';
import { system } from '#platform/actor.ts';
import { useTestMachines } from '#platform/testing.ts';
import {
  acceptSuggestion,
  addComment,
  addReply,
  blocksOf,
  findBlock,
  getComment,
  listComments,
  settleComment,
} from './index.ts';

useTestMachines();

const call = { actor: system('ana'), now: new Date('2026-03-01T12:00:00Z'), requestId: 'r-1' };
const ben = { ...call, actor: system('ben') };
const file = 'units/a.md';
const text = '---\ntitle: Tides\n---\nThe sea rises.\n\nTwice a day.\n\nThe sea rises.\n';

async function newCourse() {
  const course = { id: crypto.randomUUID() };
  await saveDraft(call, { courseId: course.id, origin: 'import' }, memorySource(new Map([[file, text]])));
  return course;
}
async function say(course: { id: string }, line: number, replacement: string | null = null) {
  const id = await addComment(call, course, {
    ...{ unit: { key: 'a', file }, revision: 1, line, body: 'Is it so?', replacement },
  });
  return getComment(course, id);
}
const save = (course: { id: string }, content: string) =>
  editDraft(ben, { courseId: course.id, base: 1, origin: 'api', edits: [{ path: file, content }] });
const textOf = async (course: { id: string }) =>
  new TextDecoder().decode(await (await readDraft(course.id)).read(file));

test('a comment finds its block again among equal ones, and after edits around it', () => {
  const wanted = { line: 8, block: 'The sea rises.' };
  expect(findBlock(blocksOf(text), wanted)?.line).toBe(8);
  expect(findBlock(blocksOf(text.replace('Twice', 'New.\n\nTwice')), wanted)?.line).toBe(10);
});

test('a comment stays with a block that was edited, and is an orphan once the block is gone', () => {
  const wanted = { line: 1, block: 'High tide comes twice a day at most coasts.' };
  const edited = 'Other words.\n\nHigh tide comes twice a day at nearly all coasts.\n';
  expect(findBlock(blocksOf(edited), wanted)?.line).toBe(3);
  expect(findBlock(blocksOf('Other words.\n'), wanted)).toBeNull();
});

test('a comment needs a block, and something that is said', async () => {
  const course = await newCourse();
  await expect(say(course, 5)).rejects.toMatchObject({ code: 'block-not-found' });
  const input = { unit: { key: 'a', file }, revision: 1, line: 4, body: ' ', replacement: 'The sea rises.' };
  await expect(addComment(call, course, input)).rejects.toMatchObject({ code: 'comment-empty' });
});

test('replies stand in order; a settled comment leaves the list of open ones and cannot be settled twice', async () => {
  const course = await newCourse();
  const comment = await say(course, 4);
  await addReply(ben, comment, 'It is.');
  await addReply({ ...call, now: new Date('2026-03-01T13:00:00Z') }, comment, 'Good.');
  const [open] = await listComments(course.id, { unit: 'a', open: true });
  expect(open).toMatchObject({ block: 'The sea rises.', replies: [{ body: 'It is.' }, { body: 'Good.' }] });
  await settleComment(ben, comment, 'resolved');
  expect(await listComments(course.id, { open: true })).toEqual([]);
  await expect(settleComment(call, comment, 'resolved')).rejects.toMatchObject({ code: 'comment-settled' });
  expect(await getComment(course, comment.id)).toMatchObject({ outcome: 'resolved', settledBy: 'ben' });
});

test('an accepted suggestion changes its block only, beside what others saved since', async () => {
  const course = await newCourse();
  const comment = await say(course, 8, 'The sea falls.');
  await save(course, text.replace('Twice', 'About twice'));
  await acceptSuggestion(ben, comment, file);
  expect(await textOf(course)).toBe(
    '---\ntitle: Tides\n---\nThe sea rises.\n\nAbout twice a day.\n\nThe sea falls.\n',
  );
  expect(await getComment(course, comment.id)).toMatchObject({ outcome: 'accepted' });
});

test('a suggestion to take a block away leaves no hole', async () => {
  const course = await newCourse();
  await acceptSuggestion(ben, await say(course, 6, ''), file);
  expect(await textOf(course)).toBe('---\ntitle: Tides\n---\nThe sea rises.\n\nThe sea rises.\n');
});

test('a suggestion that clashes with what was saved since changes nothing and stays open', async () => {
  const course = await newCourse();
  const comment = await say(course, 6, 'Once a day.');
  await save(course, text.replace('Twice', 'Thrice'));
  await expect(acceptSuggestion(ben, comment, file)).rejects.toMatchObject({ code: 'suggestion-clashes' });
  expect(await textOf(course)).toContain('Thrice a day.');
  expect((await getDraft(course.id)).revision).toBe(2);
  expect(await getComment(course, comment.id)).toMatchObject({ outcome: null });
});
