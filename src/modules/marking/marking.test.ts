/** The desk at the size of a large course. */
import { beforeAll, describe, expect, test } from 'vitest';
import { query } from '#platform/database.ts';
import { countRoundTrips } from '#platform/statements.ts';
import { useTestMachines } from '#platform/testing.ts';
import { listDesk } from './service/desk.ts';
import { findNeighbours, type TaskFilter } from './store/tasks.ts';

useTestMachines();

const runId = '01960000-0000-7000-8000-00000000000a';
const tasks = 10_000;
const filter: TaskFilter = {
  ...{ runId, viewer: null, activity: null, marker: null, cohort: null },
  state: 'to-mark',
};

beforeAll(async () => {
  await query(
    `insert into accounts."user" (id, name, email, email_verified, created_at, updated_at)
     select ('01960000-0000-7000-9000-' || lpad(n::text, 12, '0'))::uuid, 'Learner ' || n, n || '@example.org', true, now(), now()
     from generate_series(1, $1::int) n`,
    [tasks],
  );
  await query(
    `insert into marking.task (learner_id, submission_id, run_id, activity_key, attempt, received_at, state)
     select ('01960000-0000-7000-9000-' || lpad(n::text, 12, '0'))::uuid, gen_random_uuid(), $2, 'a' || n % 5, 1,
       now() - n * interval '1 minute', case when n % 3 = 0 then 'marked' else 'to-mark' end
     from generate_series(1, $1::int) n`,
    [tasks, runId],
  );
  await query(
    `insert into grading.grading (learner_id, submission_id, number, run_id, activity_key, attempt, source, state,
       current, score, judged_at)
     select learner_id, submission_id, 1, run_id, activity_key, 1, 'staff', 'judged', true, 1, now()
     from marking.task where state = 'marked'`,
  );
  await query('analyze marking.task');
  await query('analyze grading.grading');
}, 120_000);

describe('a desk of ten thousand submissions', () => {
  test('is listed and counted in one round trip, oldest first', async () => {
    const trips = { count: 0 };
    const list = await countRoundTrips(trips, () => listDesk(filter, 100));
    expect(trips.count).toBe(1);
    expect(list.lines).toHaveLength(50);
    const times = list.lines.map(({ receivedAt }) => receivedAt.getTime());
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    const counted = list.counts.reduce((sum, { count }) => sum + count, 0);
    expect(counted).toBe(tasks);
    expect(new Set(list.counts.map(({ state }) => state))).toEqual(new Set(['to-mark', 'held']));
  });

  test('leads from one to the next in one round trip', async () => {
    const [first, second, third] = (await listDesk(filter, 1)).lines;
    const trips = { count: 0 };
    const found = await countRoundTrips(trips, () => findNeighbours(filter, second?.id ?? ''));
    expect([trips.count, found]).toEqual([1, { previous: first?.id, next: third?.id }]);
  });
});
