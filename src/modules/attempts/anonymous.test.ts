import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { query } from '#platform/database.ts';
import { useTestMachines } from '#platform/testing.ts';
import { addAnonymousAnswer, listAnonymousAnswers } from './store/anonymous.ts';

useTestMachines();

it('anonymous answers can be read in groups of five, never one by one', async () => {
  const runId = randomUUID();
  const seen: number[] = [];
  for (let turn = 1; turn <= 11; turn++) {
    await addAnonymousAnswer(runId, 'survey', { more: [`answer ${turn}`] });
    const { answers, held } = await listAnonymousAnswers(runId, 'survey');
    seen.push(answers.length);
    expect(answers.length + held).toBe(turn);
  }
  expect(seen).toEqual([0, 0, 0, 0, 5, 5, 5, 5, 5, 10, 10]);
});

it('a row of an anonymous answer holds neither learner nor time, and its place does not follow the order of arrival', async () => {
  const columns = await query<{ name: string }>(
    `select column_name as name from information_schema.columns
     where table_schema = 'attempts' and table_name = 'anonymous_answer' order by 1`,
  );
  expect(columns.map(({ name }) => name)).toEqual(['activity_key', 'answer', 'id', 'readable', 'run_id']);
  const runId = randomUUID();
  for (let turn = 0; turn < 10; turn++) await addAnonymousAnswer(runId, 'survey', { more: [`${turn}`] });
  const writers = await query<{ count: number }>(
    `select count(*)::int as count from attempts.anonymous_answer where run_id = $1 group by xmin::text`,
    [runId],
  );
  // Of five answers together the newest version was written by one and the same transaction.
  expect(writers.map(({ count }) => count)).toEqual([5, 5]);
});
