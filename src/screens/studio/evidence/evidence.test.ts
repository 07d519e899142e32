/** What is known of a unit, over a ledger that is written for it. */
import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { activityTypes } from '#activities/index.ts';
import { getEvidence, type UnitEvidence } from '#modules/analytics/index.ts';
import { useActivityTypes } from '#modules/content/contract.ts';
import { compileCourse, memorySource, type Release } from '#modules/content/index.ts';
import { query } from '#platform/database.ts';
import { useTestMachines } from '#platform/testing.ts';

useTestMachines();

const now = new Date('2026-10-20T12:00:00Z');
const long = new Date('2026-10-01T12:00:00Z');
const lately = new Date('2026-10-19T12:00:00Z');
const page = `---
title: Page
---
Some prose.

::::choice{#tide}
What raises the tide?

- [x] The Moon {#moon}
- [ ] The wind {#wind}
::::

More prose.

:::text-answer{#sea answer="Ionian"}
Which sea?
:::

The end.
`;
const courseFile = `lectern: 1
key: tides
title: Tides
outline:
  - section: start
    title: Start
    units: [units/page.md]
`;

interface Learner {
  run: string;
  /** What was chosen first, and what was typed. */
  tide?: string;
  sea?: string[];
  at?: 'page' | 'elsewhere';
  seen?: Date;
  done?: boolean;
}

let release: Release;

async function hand(
  learner: string,
  run: string,
  key: string,
  attempt: number,
  answer: unknown,
  score: number,
) {
  const minutes = key === 'tide' ? 0 : 1 + attempt;
  const id = randomUUID();
  await query(
    `insert into attempts.submission (learner_id, id, run_id, activity_key, attempt, release_id, answer, answer_sha256,
       received_at, score, best_score, signature) values ($1, $2, $3, $4, $5, $6, $7, '', $8, $9, $9, '')`,
    [
      ...[learner, id, run, key, attempt, key === 'tide' ? release.id : 'older', JSON.stringify(answer)],
      ...[new Date(long.getTime() + minutes * 60_000), score],
    ],
  );
  return id;
}

async function add({ run, tide, sea = [], at = 'page', seen = lately, done }: Learner): Promise<void> {
  const id = randomUUID();
  await query('insert into enrollment.enrollment (learner_id, run_id) values ($1, $2)', [id, run]);
  await query(
    'insert into grading.position (learner_id, run_id, unit_key, seen_at) values ($1, $2, $3, $4)',
    [...[id, run, at, seen]],
  );
  if (done)
    await query('insert into grading.unit_done (learner_id, run_id, unit_key) values ($1, $2, $3)', [
      id,
      run,
      'page',
    ]);
  if (tide) await hand(id, run, 'tide', 1, [tide], tide === 'moon' ? 1 : 0);
  for (const [place, answer] of sea.entries()) {
    const submission = await hand(id, run, 'sea', place + 1, answer, answer === 'Ionian' ? 1 : 0);
    if (answer === '?')
      await query(
        `insert into marking.thread (learner_id, submission_id, run_id, activity_key, state) values ($1, $2, $3, 'sea', 'open')`,
        [id, submission, run],
      );
  }
}

const known = async (runs: string[]): Promise<UnitEvidence> => {
  const found = await getEvidence(
    runs.map((id) => ({ id })),
    release,
    'page',
    now,
  );
  if (!found) throw new Error('the release has the unit');
  return found;
};

const [run, small] = [randomUUID(), randomUUID()];

beforeAll(async () => {
  useActivityTypes(activityTypes);
  const source = memorySource(
    new Map([
      ['course.yaml', courseFile],
      ['units/page.md', page],
    ]),
  );
  const compiled = await compileCourse(source, activityTypes);
  if (!compiled.release) throw new Error(JSON.stringify(compiled.problems));
  release = compiled.release;
  for (const _ of [1, 2, 3])
    await add({ run, tide: 'moon', sea: ['Aegean', 'Ionian'], at: 'elsewhere', done: true });
  await add({ run, tide: 'wind', sea: ['aegean '] });
  await add({ run, tide: 'wind', sea: ['Aegean', '?'] });
  await add({ run, tide: 'moon', seen: long });
  await add({ run, seen: long });
  await add({ run, at: 'elsewhere' });
  for (const _ of [1, 2]) await add({ run: small, tide: 'wind' });
});

test('who came is told from who never did, who finished, who went on and who stopped', async () => {
  expect(await known([run])).toMatchObject({
    ...{ learners: 8, reached: 7 },
    flow: { done: 3, wentOn: 3, stopped: 2 },
  });
});

test('who stopped is counted in the stretch between the last answer and the next question', async () => {
  const { blocks } = await known([run]);
  expect(blocks.map(({ stopped }) => stopped)).toEqual([1, null, 1, null, 0]);
});

test('a question tells who handed in, who was right at first, and what was chosen', async () => {
  const { blocks } = await known([run]);
  expect(blocks[1]).toMatchObject({
    learners: 6,
    figures: {
      ...{ current: 6, right: { count: 4, of: 6 }, attempts: 1, seconds: null },
      options: [
        { id: 'moon', chosen: 4, right: true },
        { id: 'wind', chosen: 2, right: false },
      ],
    },
  });
});

test('a wrong answer shows once enough learners gave it, however they wrote it', async () => {
  const { blocks } = await known([run]);
  expect(blocks[3]?.figures).toMatchObject({
    ...{ current: 0, attempts: 2, seconds: 120 },
    wrong: [{ answer: 'aegean', learners: 5 }],
  });
  expect(blocks[3]?.open).toBe(1);
});

test('of too few learners nothing is told but how many they are', async () => {
  const { reached, flow, blocks } = await known([small]);
  expect([reached, flow]).toEqual([2, null]);
  expect(blocks.flatMap(({ stopped, figures }) => [stopped, figures])).toEqual(Array(10).fill(null));
});

test('several runs count together', async () => {
  expect((await known([run, small])).blocks[1]?.learners).toBe(8);
});
