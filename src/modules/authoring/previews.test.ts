import { expect, test } from 'vitest';
import { useActivityTypes } from '#modules/content/contract.ts';
import { editDraft, memorySource, saveDraft } from '#modules/content/index.ts';
import { manifestText, testTypes } from '#modules/content/testing.ts';
import { system } from '#platform/actor.ts';
import { transaction } from '#platform/database.ts';
import { useTestMachines } from '#platform/testing.ts';
import { compileDraft } from './index.ts';

useTestMachines();
useActivityTypes(testTypes);

const call = { actor: system('ana'), now: new Date('2026-03-01T12:00:00Z'), requestId: 'r-1' };
const unit = (text: string) => `---\ntitle: Tides\n---\n\n${text}\n`;

test('a draft that was compiled and taken back is not shown under the number that comes again', async () => {
  const courseId = crypto.randomUUID();
  const files = { 'course.yaml': manifestText(['units/one.md']), 'units/one.md': unit('First.') };
  await saveDraft(call, { courseId, origin: 'import' }, memorySource(new Map(Object.entries(files))));
  const save = (text: string) =>
    editDraft(call, {
      ...{ courseId, base: 1, origin: 'browser', note: '' },
      edits: [{ path: 'units/one.md', content: unit(text) }],
    });
  const shown = async () => {
    const { revision, release } = await compileDraft(courseId);
    return [revision, JSON.stringify(release?.units[0]?.blocks)];
  };
  const taken = transaction(async () => {
    await save('Taken back.');
    expect(await shown()).toEqual([2, expect.stringContaining('Taken back.')]);
    throw new Error('taken back');
  });
  await expect(taken).rejects.toThrow('taken back');
  await save('Second.');
  expect(await shown()).toEqual([2, expect.stringContaining('Second.')]);
});
