import { beforeAll, describe, expect, it } from 'vitest';
import { checkReceipt, listSubmissions, onReceived, saveDraft, submit } from '#modules/attempts/index.ts';
import { callOfLearner } from '#modules/attempts/testing.ts';
import { listEntries } from '#modules/audit/index.ts';
import { system } from '#platform/actor.ts';
import { query } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { useTestMachines } from '#platform/testing.ts';
import {
  beginSitting,
  endSitting,
  finishOver,
  finishSitting,
  getExamStanding,
  getSitting,
  giveTime,
  listSittings,
  reopenSitting,
  saveAnswers,
  submissionOf,
} from './index.ts';
import { drawQuestions } from './rules.ts';
import { learnerOf, publishExam, type TestExam, useExamActivities } from './testing.ts';

type LearnerCall = Awaited<ReturnType<typeof learnerOf>>;
const staff = { ...callOfLearner(), actor: system('test') } as Call;

/** Moves a sitting into the past by so many seconds, as if time had gone by. */
const age = (call: LearnerCall, seconds: number) =>
  query(
    `update exams.sitting set started_at = started_at - make_interval(secs => $2::int),
       ends_at = ends_at - make_interval(secs => $2::int) where learner_id = $1 and finished_at is null`,
    [call.actor.id, seconds],
  );

const at = (exam: TestExam, number = 1) => ({ run: exam.run, exam: exam.exam, number });
const begin = (call: Call, { run, release, exam }: TestExam) => beginSitting(call, run, release, exam);
const look = (call: Call, { run, release, exam }: TestExam) => getExamStanding(call, run, release, exam);
const save = async (
  call: Call,
  exam: TestExam,
  page: number,
  answers: Record<string, unknown>,
  onward = false,
) =>
  saveAnswers(await getSitting(call, at(exam)), { page, answers: new Map(Object.entries(answers)), onward });
const handedIn = (call: LearnerCall, { run }: TestExam, key: string) =>
  listSubmissions(call.actor.id, run.id, key);

async function begun(front: string, keys: readonly string[], body?: string) {
  const exam = await publishExam(front, keys, body);
  const call = await learnerOf(exam);
  await begin(call, exam);
  return { exam, call };
}

describe('an exam', () => {
  useTestMachines();
  beforeAll(useExamActivities);

  it('is one sitting, however often and however fast it is begun', async () => {
    const exam = await publishExam('{ minutes: 30, attempts: 2 }', ['a']);
    const call = await learnerOf(exam);
    const begun = await Promise.all(Array.from({ length: 20 }, () => begin(call, exam)));
    expect(new Set(begun.map(({ number }) => number))).toEqual(new Set([1]));
    const { phase, sittings, left } = await look(call, exam);
    expect([phase, sittings.length, left]).toEqual(['under-way', 1, 1]);
  });

  it('ends by the clock of the database, later for whom it is longer, and never after the exam closes', async () => {
    const exam = await publishExam('{ minutes: 30 }', ['a']);
    const lengthOf = async (call: LearnerCall, run = exam.run) => {
      await beginSitting(call, run, exam.release, exam.exam);
      const { sitting } = await getSitting(call, { ...at(exam), run });
      return ((sitting.endsAt?.getTime() ?? 0) - sitting.startedAt.getTime()) / 60_000;
    };
    const slow = await learnerOf(exam);
    await query(
      `insert into enrollment.accommodation (learner_id, organization, time_factor, given_by) values ($1, '', 1.5, 'test')`,
      [slow.actor.id],
    );
    expect(await lengthOf(await learnerOf(exam))).toBe(30);
    expect(await lengthOf(slow)).toBe(45);
    const closing = { ...exam.run, endsAt: new Date(Date.now() + 10 * 60_000) };
    const last = await learnerOf(exam);
    expect(await lengthOf(last, closing)).toBeLessThanOrEqual(10);
  });

  it('is closed to who is not enrolled, has used it up or comes too late', async () => {
    const exam = await publishExam('{ minutes: 30 }', ['a']);
    await expect(begin(callOfLearner(), exam)).rejects.toMatchObject({ code: 'not-enrolled' });
    const call = await learnerOf(exam);
    await begin(call, exam);
    await finishSitting(call, at(exam));
    await expect(begin(call, exam)).rejects.toMatchObject({ code: 'no-sittings-left' });
    const over = { ...exam, run: { ...exam.run, id: crypto.randomUUID(), endsAt: new Date(0) } };
    await expect(begin(await learnerOf(over), over)).rejects.toMatchObject({ code: 'exam-closed' });
  });

  it('takes its questions in no other way', async () => {
    const { exam, call } = await begun('{ minutes: 30 }', ['a']);
    const [activity] = exam.release.activities;
    if (!activity) throw new Error('no question');
    const input = { run: exam.run, activity, id: crypto.randomUUID(), answer: 'yes' };
    await expect(submit(call, input)).rejects.toMatchObject({ code: 'only-in-exam' });
    await expect(saveDraft(call, exam.run, activity, 'yes')).rejects.toMatchObject({ code: 'only-in-exam' });
  });

  it('goes on where it was left, on any device', async () => {
    const { exam, call } = await begun('{ minutes: 30, questions: one-by-one }', ['a', 'b', 'c']);
    await save(call, exam, 1, { a: 'yes' }, true);
    await save(call, exam, 2, { b: 'no' });
    const { sitting } = await getSitting({ ...call, requestId: 'another device' }, at(exam));
    expect([sitting.reached, sitting.answers]).toEqual([2, { a: 'yes', b: 'no' }]);
    await save(call, exam, 2, { b: null });
    expect((await getSitting(call, at(exam))).sitting.answers).toEqual({ a: 'yes' });
  });

  it('opens a page after the one before it, and closes it for good where it goes one way', async () => {
    const ahead = await begun('{ questions: one-by-one }', ['a', 'b']);
    await expect(save(ahead.call, ahead.exam, 2, { b: 'yes' })).rejects.toMatchObject({
      code: 'page-not-open',
    });
    await expect(save(ahead.call, ahead.exam, 1, { b: 'yes' })).rejects.toMatchObject({
      code: 'page-not-open',
    });
    await save(ahead.call, ahead.exam, 1, {}, true);
    await save(ahead.call, ahead.exam, 1, { a: 'yes' });
    const back = await begun('{ questions: one-by-one, navigation: one-way }', ['a', 'b']);
    await save(back.call, back.exam, 1, { a: 'yes' }, true);
    await expect(save(back.call, back.exam, 1, { a: 'no' })).rejects.toMatchObject({ code: 'page-not-open' });
    const free = await begun('{ questions: one-by-one, navigation: free }', ['a', 'b']);
    await save(free.call, free.exam, 2, { b: 'yes' });
  });

  it('keeps its questions when the course is published anew', async () => {
    const { exam, call } = await begun('{ minutes: 30 }', ['a']);
    const newer = await publishExam('{ minutes: 30 }', ['x', 'y']);
    const { paper } = await getSitting(call, {
      ...at(exam),
      run: { ...exam.run, releaseId: newer.release.id },
    });
    expect([...paper.questions.keys()]).toEqual(['a']);
  });

  it('mixes its questions, the same way whenever the sitting is opened', async () => {
    const keys = Array.from({ length: 12 }, (_, n) => `q${n}`);
    const exam = await publishExam('{ order: shuffled }', keys);
    const orders = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const call = await learnerOf(exam);
        await begin(call, exam);
        return (await getSitting(call, at(exam))).sitting.questions;
      }),
    );
    expect(new Set(orders.map((order) => order.join())).size).toBeGreaterThan(1);
    for (const order of orders) expect(order.toSorted()).toEqual(keys.toSorted());
  });

  it('draws from a pool anew for each sitting, the same for one sitting', async () => {
    const asks = Array.from({ length: 8 }, (_, n) => `:::ask{#p${n}}\nQ\n:::\n`).join('\n');
    const exam = await publishExam(
      '{ attempts: 6 }',
      [],
      `::::pool{#pool draw=2}\n${asks}::::\n\n:::ask{#z}\nQ\n:::\n`,
    );
    const { paper } = await getExamStanding(await learnerOf(exam), exam.run, exam.release, exam.exam);
    expect([paper.size, paper.points]).toEqual([3, 3]);
    const draws = Array.from({ length: 6 }, (_, n) => drawQuestions(paper, exam.release, 'ada', n + 1));
    for (const drawn of draws) expect([drawn.length, drawn.at(-1)]).toEqual([3, 'z']);
    expect(new Set(draws.map((drawn) => drawn.join())).size).toBeGreaterThan(1);
    expect(drawQuestions(paper, exam.release, 'ada', 1)).toEqual(draws[0]);
  });
});

describe('handing in', () => {
  useTestMachines();
  beforeAll(useExamActivities);

  it('gives every answer a receipt, in one commit with the end of the sitting', async () => {
    const { exam, call } = await begun('{ minutes: 30 }', ['a', 'b', 'c']);
    await save(call, exam, 1, { a: 'yes', b: 'no' });
    await finishSitting(call, at(exam));
    const { sitting } = await getSitting(call, at(exam));
    expect(sitting.finishedBy).toBe('learner');
    const rows = await Promise.all(['a', 'b', 'c'].map((key) => handedIn(call, exam, key)));
    expect(rows.map(([row]) => row?.score ?? null)).toEqual([1, 0, null]);
    const id = submissionOf(sitting, 'a');
    expect(rows[0]?.[0]?.id).toBe(id);
    expect(await checkReceipt(call, id)).toMatchObject({ signed: true, intact: true, chained: true });
  });

  it('happens once when two tabs and the clock hand in at the same moment', async () => {
    const { exam, call } = await begun('{ minutes: 30, attempts: 1 }', ['a']);
    await save(call, exam, 1, { a: 'yes' });
    await age(call, 31 * 60);
    await Promise.all([
      ...Array.from({ length: 10 }, () => finishSitting(call, at(exam))),
      finishOver(staff),
      look(call, exam),
    ]);
    expect(await handedIn(call, exam, 'a')).toHaveLength(1);
  });

  it('hands in what was saved last, also when a save arrives at the same moment', async () => {
    const { exam, call } = await begun('{ minutes: 30 }', ['a']);
    const results = await Promise.allSettled([
      ...Array.from({ length: 8 }, (_, n) => save(call, exam, 1, { a: `answer ${n}` })),
      finishSitting(call, at(exam)),
    ]);
    expect(results.at(-1)?.status).toBe('fulfilled');
    const { sitting } = await getSitting(call, at(exam));
    const rows = await handedIn(call, exam, 'a');
    expect(rows.map(({ answer }) => answer)).toEqual(
      sitting.answers.a === undefined ? [] : [sitting.answers.a],
    );
  });

  it('takes a save within the grace, refuses one after it, and loses nothing that was saved', async () => {
    const { exam, call } = await begun('{ minutes: 30 }', ['a', 'b']);
    await save(call, exam, 1, { a: 'yes' });
    await age(call, 30 * 60 + 2);
    await save(call, exam, 1, { b: 'yes' });
    const opened = await getSitting(call, at(exam));
    await age(call, 60);
    const late = { page: 1, answers: new Map([['b', 'no']]), onward: false };
    await expect(saveAnswers(opened, late)).rejects.toMatchObject({ code: 'sitting-over' });
    expect((await look(call, exam)).phase).toBe('used-up');
    const [a] = await handedIn(call, exam, 'a');
    const [b] = await handedIn(call, exam, 'b');
    const { sitting } = await getSitting(call, at(exam));
    expect([a?.answer, b?.answer, sitting.finishedBy]).toEqual(['yes', 'yes', 'time']);
    // Not late: it was in before the end.
    expect(a?.receivedAt).toEqual(sitting.endsAt);
  });

  it('is done by the job for who has gone away', async () => {
    const { exam, call } = await begun('{ minutes: 30 }', ['a']);
    await save(call, exam, 1, { a: 'yes' });
    await finishOver(staff);
    expect(await handedIn(call, exam, 'a')).toEqual([]);
    await age(call, 31 * 60);
    await finishOver(staff);
    expect(await handedIn(call, exam, 'a')).toHaveLength(1);
  });

  it('takes what cannot be read as wrong, and tells who judges of what no rule judges', async () => {
    const heard: string[] = [];
    onReceived(async ({ activity }) => void heard.push(activity.key));
    const body = ':::ask{#a}\nQ\n:::\n\n:::tell{#t}\nQ\n:::\n';
    const { exam, call } = await begun('{ minutes: 30 }', [], body);
    await save(call, exam, 1, { a: '?', t: 'a story' });
    await finishSitting(call, at(exam));
    expect((await handedIn(call, exam, 'a')).map(({ score }) => score)).toEqual([0]);
    expect((await handedIn(call, exam, 't')).map(({ score }) => score)).toEqual([null]);
    expect(heard).toEqual(['t']);
  });
});

describe('staff', () => {
  useTestMachines();
  beforeAll(useExamActivities);

  const keyOf = (call: LearnerCall, { run, exam }: TestExam) => ({
    ...{ learnerId: call.actor.id, runId: run.id, examKey: exam, number: 1 },
  });

  it('gives minutes to one, or to all who are in', async () => {
    const { exam, call } = await begun('{ minutes: 30 }', ['a']);
    const other = await learnerOf(exam);
    await begin(other, exam);
    const minutes = async (who: LearnerCall) => (await getSitting(who, at(exam))).sitting.extraMinutes;
    const of = { runId: exam.run.id, examKey: exam.exam };
    expect(await giveTime(staff, of, call.actor.id, 10)).toBe(1);
    expect([await minutes(call), await minutes(other)]).toEqual([10, 0]);
    expect(await giveTime(staff, of, null, 5)).toBe(2);
    expect([await minutes(call), await minutes(other)]).toEqual([15, 5]);
    const entries = await listEntries({ subject: `exam:${exam.run.id}/${exam.exam}` }, { limit: 2 });
    expect(entries.map(({ action }) => action)).toEqual(['exams.give-time', 'exams.give-time']);
  });

  it('opens a finished sitting again; what is handed in then is another attempt', async () => {
    const { exam, call } = await begun('{ minutes: 30, attempts: 1 }', ['a']);
    await save(call, exam, 1, { a: 'no' });
    await endSitting(staff, exam.run, keyOf(call, exam));
    expect((await getSitting(call, at(exam))).sitting.finishedBy).toBe('staff');
    await reopenSitting(staff, keyOf(call, exam), 10);
    const { sitting } = await getSitting(call, at(exam));
    expect([sitting.finishedAt, sitting.answers]).toEqual([null, { a: 'no' }]);
    await save(call, exam, 1, { a: 'yes' });
    await finishSitting(call, at(exam));
    expect((await handedIn(call, exam, 'a')).map(({ attempt, score }) => [attempt, score])).toEqual([
      [1, 0],
      [2, 1],
    ]);
  });

  it('does not open two sittings of one learner', async () => {
    const { exam, call } = await begun('{ attempts: 2 }', ['a']);
    await finishSitting(call, at(exam));
    await begin(call, exam);
    await expect(reopenSitting(staff, keyOf(call, exam), 10)).rejects.toMatchObject({
      code: 'sitting-under-way',
    });
  });

  it('sees who is in, who has handed in and who has not begun', async () => {
    const { exam, call } = await begun('{ minutes: 30 }', ['a', 'b']);
    await query(
      `insert into accounts."user" (id, name, email, email_verified) values ($1, 'Ada', $2, true)`,
      [call.actor.id, `${call.actor.id}@example.org`],
    );
    await save(call, exam, 1, { a: 'yes' });
    const of = (state: 'under-way' | 'not-begun') =>
      listSittings(exam.run.id, exam.exam, { q: 'ad', state, page: 1 }).then(({ lines }) => lines);
    expect(await of('under-way')).toMatchObject([{ name: 'Ada', number: 1, answered: 1, questions: 2 }]);
    expect(await of('not-begun')).toEqual([]);
  });
});
