import { expect, test } from 'vitest';
import { anonymous, system } from '#platform/actor.ts';
import { query, transaction } from '#platform/database.ts';
import { useTestMachines } from '#platform/testing.ts';
import { listEntries, record } from './index.ts';

useTestMachines();

const seed = { actor: system('seed'), requestId: null };

test('an entry names actor, action, subject and request', async () => {
  await record({ actor: anonymous, requestId: 'r-1' }, 'accounts.sign-in', 'person:1', {
    reason: 'password',
  });
  const [entry] = await listEntries({ subject: 'person:1' }, { limit: 10 });
  expect(entry).toMatchObject({
    actorKind: 'anonymous',
    actor: '',
    action: 'accounts.sign-in',
    details: { reason: 'password' },
    requestId: 'r-1',
  });
});

test('an entry goes with the transaction that it tells of', async () => {
  const undone = transaction(async () => {
    await record(seed, 'content.publish', 'course:2');
    throw new Error('no');
  });
  await expect(undone).rejects.toThrow('no');
  expect(await listEntries({ subject: 'course:2' }, { limit: 10 })).toEqual([]);
});

test('entries come newest first, page by page', async () => {
  const deeds = ['catalog.add-run', 'catalog.change-run', 'content.publish'] as const;
  for (const action of deeds) await record(seed, action, 'thing:3');
  const first = await listEntries({ subject: 'thing:3' }, { limit: 2 });
  expect(first.map((entry) => entry.action)).toEqual(['content.publish', 'catalog.change-run']);
  const rest = await listEntries({ subject: 'thing:3' }, { limit: 2, before: first.at(-1)?.id });
  expect(rest.map((entry) => entry.action)).toEqual(['catalog.add-run']);
});

test('an entry cannot be changed or removed', async () => {
  await record(seed, 'catalog.add-run', 'thing:4');
  await expect(query('delete from audit.entry')).rejects.toThrow('append-only');
  await expect(query("update audit.entry set action = 'x'")).rejects.toThrow('append-only');
});

test('deeds alone leave out what happens all day', async () => {
  for (const action of ['submission.received', 'access.grant', 'accounts.sign-in'] as const)
    await record(seed, action, 'person:5');
  const actionsOf = async (deedsOnly: boolean) =>
    (await listEntries({ subject: 'person:5', deedsOnly }, { limit: 10 })).map(({ action }) => action);
  expect(await actionsOf(true)).toEqual(['access.grant']);
  expect(await actionsOf(false)).toEqual(['accounts.sign-in', 'access.grant', 'submission.received']);
});
