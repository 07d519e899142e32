/** What changes many grades at once: policies, files, regrading. Each is seen before it counts. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemCall } from '#app/commands/shared.ts';
import { type TestBrowser, useTestSite } from '#app/testing.ts';
import type { Person } from '#modules/accounts/index.ts';
import { getRun } from '#modules/catalog/index.ts';
import { memorySource } from '#modules/content/index.ts';
import { enrollByStaff } from '#modules/enrollment/index.ts';
import { regradeJob } from '#modules/gradebook/jobs.ts';
import { workOnRegrade } from '#modules/gradebook/service/regrade-batches.ts';
import { query, transaction } from '#platform/database.ts';
import { closeJobs, openJobs } from '#platform/jobs.ts';
import { publishCourse } from '#screens/studio/releases/index.ts';

const site = useTestSite();
const grades = '/teach/harbor/tides/open/grades';
const inTides = { scope: 'course', target: 'harbor/tides' } as const;

const tides = (rightAnswer: string) =>
  memorySource(
    new Map([
      [
        'course.yaml',
        `lectern: 1
key: tides
title: Tides
grading:
  pass: 50
  letters: { A: 90, B: 50 }
  categories:
    - { key: quiz, title: Quizzes, weight: 60 }
    - { key: exam, title: Exam, weight: 40 }
outline:
  - section: s
    title: S
    units: [units/one.md, units/exam.md]
`,
      ],
      [
        'units/one.md',
        `---\ntitle: One\ncategory: quiz\n---\n\n:::numeric{#n-one answer=${rightAnswer} points=4 title="-1+1"}\nWhat?\n:::\n`,
      ],
      [
        'units/exam.md',
        '---\ntitle: Exam\ncategory: exam\n---\n\n:::numeric{#n-exam answer=1 points=2}\nOne?\n:::\n',
      ],
    ]),
  );

const publish = (rightAnswer: string) =>
  publishCourse(systemCall('test'), {
    source: tides(rightAnswer),
    organization: { key: 'harbor', name: 'Harbor School' },
    courseKey: 'tides',
    courseTitle: 'Tides',
  });

type Member = TestBrowser & { person: Person };
let teacher: Member;
const learners: Member[] = [];

const answer = (learner: Member, unit: string, value: string) =>
  learner.post(`/learn/harbor/tides/open/${unit}/n-${unit}/submissions`, { [`n-${unit}.value`]: value });
const percents = async (): Promise<Record<string, number>> => {
  const { rows } = (await teacher.json('GET', grades)).json();
  return Object.fromEntries(
    rows.map(({ name, grade }: { name: string; grade: { percent: number } }) => [
      name,
      Math.round(grade.percent),
    ]),
  );
};

beforeAll(async () => {
  await openJobs([regradeJob], { work: false });
  await publish('1');
  teacher = await site.signIn({}, { role: 'teacher', ...inTides });
  for (const name of ['=Ada', 'Ben', 'Cy']) learners.push(await site.signIn({ name }));
  const ids = learners.map(({ person }) => person.id);
  await enrollByStaff(systemCall('test'), await getRun('harbor', 'tides', 'open'), ids);
  const [ada, ben] = learners;
  if (!ada || !ben) throw new Error('nobody');
  // Ada gives what the key says, Ben what it should have said.
  await answer(ada, 'one', '1');
  await answer(ada, 'exam', '1');
  await answer(ben, 'one', '2');
});
afterAll(closeJobs);

describe('a policy', () => {
  const body = (over: object = {}) => ({
    ...{ after: 0, counts: 'best', pass: 50, rounding: null, letters: [{ letter: 'A', from: 90 }] },
    categories: [
      { key: 'quiz', weight: 10, drop: 0, dropHighest: 0, extra: false, pass: null },
      { key: 'exam', weight: 90, drop: 0, dropHighest: 0, extra: false, pass: null },
    ],
    ...over,
  });

  test('shows who gains and who loses, and changes nothing until it is confirmed with a reason', async () => {
    await answer(learners[2] as Member, 'one', '1');
    const { comparison } = (await teacher.json('POST', `${grades}/policy`, body())).json();
    expect(comparison).toMatchObject({ learners: 3, losses: 1, gains: 0, nowFail: 1 });
    expect(comparison.lines[0]).toMatchObject({
      name: 'Cy',
      before: { letter: 'B' },
      after: { letter: null },
    });
    expect(await percents()).toEqual({ '=Ada': 100, Ben: 0, Cy: 60 });
    expect((await teacher.json('POST', `${grades}/policy`, body({ confirm: true }))).statusCode).toBe(422);
    const saved = await teacher.json(
      'POST',
      `${grades}/policy`,
      body({ confirm: true, reason: 'the exam tells' }),
    );
    expect(saved.statusCode).toBe(200);
    expect(await percents()).toEqual({ '=Ada': 100, Ben: 0, Cy: 10 });
    expect((await learners[2]?.get('/progress/harbor/tides/open'))?.body).toContain('version 1');
  });

  test('is not written over one that somebody else made meanwhile', async () => {
    const late = await teacher.json('POST', `${grades}/policy`, body({ confirm: true, reason: 'x' }));
    expect(late.statusCode).toBe(409);
  });

  test('can follow the course again; every version stays', async () => {
    await teacher.get(`${grades}/policy`);
    const fields = { after: '1', own: 'true', confirm: 'true', reason: 'back', counts: 'best', letters: '' };
    expect((await teacher.post(`${grades}/policy`, fields)).statusCode).toBe(303);
    expect(await percents()).toEqual({ '=Ada': 100, Ben: 0, Cy: 60 });
    const { versions } = (await teacher.json('GET', `${grades}/policy`)).json();
    expect(versions.map(({ version }: { version: number }) => version)).toEqual([2, 1, 0]);
  });

  test('is refused with what was typed where a number is none', async () => {
    const fields = {
      after: '2',
      counts: 'best',
      pass: 'sixty',
      letters: 'A 90',
      category: 'quiz',
      'weight.quiz': '1',
    };
    const again = await teacher.post(`${grades}/policy`, fields);
    expect(again.statusCode).toBe(422);
    expect(again.body).toContain('sixty');
  });

  test('is refused where a letter has no lower bound: nobody gets it by chance', async () => {
    const fields = { after: '2', counts: 'best', letters: 'A 90\n\nB fifty' };
    const again = await teacher.post(`${grades}/policy`, fields);
    expect(again.statusCode).toBe(422);
    expect(again.body).toContain('Letters, line 2: write the letter and its lower bound');
    expect(again.body).toContain('B fifty');
  });

  test('of lateness shows who gains and who loses, and holds when it is confirmed', async () => {
    const dates = '/teach/harbor/tides/open/dates';
    const exam = { kind: 'unit', key: 'exam' };
    const past = { due: '2020-01-01T00:00', lateUntil: 'none', closes: 'none' };
    expect((await teacher.json('POST', dates, { ...exam, ...past })).statusCode).toBe(200);
    const policy = (late: object | null) => ({ late, windowHours: null, minimumMinutes: null });
    const free = { percent: 0, per: 'P1D', grace: null, floor: 0 };
    const half = { percent: 50, per: 'P9999D', grace: null, floor: 0 };
    await teacher.json('POST', `${dates}/policy`, { ...policy(free), confirm: true });
    const before = await percents();

    const { saved, comparison } = (await teacher.json('POST', `${dates}/policy`, policy(half))).json();
    expect(saved).toBe(false);
    expect(comparison).toMatchObject({ learners: 3, losses: 1, gains: 0 });
    expect(comparison.lines[0]).toMatchObject({ name: '=Ada', after: { percent: 80 } });
    expect(await percents()).toEqual(before);
    const shown = await teacher.post(`${dates}/policy`, {
      ...{ lateFrom: 'own', percent: '50', per: 'P9999D', confirm: 'false' },
    });
    expect(shown.body).toContain('Show who gains and who loses');
    expect(shown.body).toContain('=Ada');

    await teacher.json('POST', `${dates}/policy`, { ...policy(half), confirm: true });
    expect(await percents()).toEqual({ ...before, '=Ada': 80 });
    await teacher.json('POST', `${dates}/policy`, { ...policy(null), confirm: true });
    await teacher.json('POST', dates, exam);
  });
});

describe('a file of grades', () => {
  const upload = (content: string) =>
    teacher.upload(`${grades}/import`, {}, [{ field: 'file', name: 'grades.csv', content }]);

  test('holds no formula and can be sent back', async () => {
    const csv = (await teacher.get(`${grades}/export?format=csv`)).body;
    expect(csv).toContain("'=Ada");
    expect(csv).toContain("'-1+1 [n-one]");
    const xlsx = await teacher.get(`${grades}/export?format=xlsx`);
    expect(xlsx.statusCode).toBe(200);
    expect(xlsx.rawPayload.subarray(0, 2).toString()).toBe('PK');
    await teacher.get(`${grades}/import`);
    const sent = await upload(csv);
    expect(sent.statusCode).toBe(303);
    const { lines, problems } = (await teacher.json('GET', String(sent.headers.location))).json();
    expect({ lines, problems }).toEqual({ lines: [], problems: [] });
  });

  test('shows every change and applies all or nothing', async () => {
    const address = learners[1]?.person.email ?? '';
    const sent = await upload(`email,n-one\n${address},3\nnobody@example.org,1\n${address},1\n`);
    const at = String(sent.headers.location);
    const shown = (await teacher.json('GET', at)).json();
    expect(shown.lines).toMatchObject([{ name: 'Ben', before: { points: 0 }, after: { points: 3 } }]);
    expect(shown.comparison).toMatchObject({ gains: 1, losses: 0 });
    expect(shown.problems.map(({ problem }: { problem: string }) => problem)).toEqual([
      'unknown-learner',
      'twice',
    ]);
    expect((await percents()).Ben).toBe(0);
    // Somebody sets the same grade meanwhile: nothing of the file is written.
    const cell = `${grades}/${learners[1]?.person.id}/n-one`;
    await teacher.json('POST', cell, { after: 0, points: 1 });
    expect((await teacher.json('POST', at, {})).statusCode).toBe(409);
    expect((await percents()).Ben).toBe(15);
  });

  test('is applied once', async () => {
    const address = learners[1]?.person.email ?? '';
    const sent = await upload(`email;n-one;n-exam\n${address};2,5;x\n`);
    const at = String(sent.headers.location);
    const conflict = (await teacher.json('GET', at)).json().lines[0];
    expect(conflict).toMatchObject({ conflict: false, version: 1 });
    expect((await teacher.json('POST', at, {})).json()).toEqual({ applied: 2 });
    expect((await teacher.json('POST', at, {})).statusCode).toBe(409);
    expect((await percents()).Ben).toBe(63);
    await teacher.json('POST', `${grades}/${learners[1]?.person.id}/n-one`, { after: 2, points: null });
    await teacher.json('POST', `${grades}/${learners[1]?.person.id}/n-exam`, { after: 1, points: null });
  });

  test.each(['', 'what,ever\n1,2\n', 'email\na@b.example\n'])(
    'that names nothing of the run is refused (%#)',
    async (content) => {
      expect((await upload(content)).statusCode).toBe(422);
    },
  );

  test('of one run changes no learner of another', async () => {
    const other = await site.signIn({ name: 'Elsewhere' });
    const sent = await upload(`learner_id,n-one\n${other.person.id},4\n`);
    const shown = (await teacher.json('GET', String(sent.headers.location))).json();
    expect(shown).toMatchObject({ lines: [], problems: [{ problem: 'unknown-learner' }] });
  });
});

describe('a regrading', () => {
  const propose = async () => {
    const { releaseId } = await getRun('harbor', 'tides', 'open');
    const made = await teacher.json('POST', `${grades}/regrades`, {
      ...{ activity: 'n-one', release: releaseId, reason: 'The key was wrong' },
    });
    expect(made.statusCode).toBe(201);
    return made.json().id as string;
  };
  const finish = async (id: string) => {
    while (await transaction(() => workOnRegrade(id)));
  };
  const step = (id: string, name: string, body = {}) =>
    teacher.json('POST', `${grades}/regrades/${id}/${name}`, body);

  test('that would change nothing offers nothing to apply', async () => {
    const id = await propose();
    await finish(id);
    const { body } = await teacher.get(`${grades}/regrades/${id}`);
    expect(body).toContain('All answers are judged as they were');
    expect(body).not.toContain('name="only"');
    expect((await step(id, 'stop')).statusCode).toBe(200);
  });

  describe('with another key', () => {
    beforeAll(async () => {
      // What Ben gave is right, what Ada and Cy gave is wrong.
      await publish('2');
    });

    test('counts nothing while it is judged in the shadow, and can be stopped', async () => {
      const id = await propose();
      expect((await step(id, 'apply', { only: 'all' })).statusCode).toBe(409);
      expect((await step(id, 'stop')).statusCode).toBe(200);
      await finish(id);
      expect((await percents())['=Ada']).toBe(100);
      expect((await teacher.get(`${grades}/regrades/${id}`)).body).toContain('Stopped');
    });

    test('that waits for a decision can be given up, and is not applied then', async () => {
      const id = await propose();
      await finish(id);
      expect((await step(id, 'stop')).statusCode).toBe(200);
      expect((await step(id, 'apply', { only: 'all' })).statusCode).toBe(409);
      expect((await percents())['=Ada']).toBe(100);
    });

    test('raises only, tells those it changed, and is taken back in one step', async () => {
      const id = await propose();
      await finish(id);
      const shown = (await teacher.json('GET', `${grades}/regrades/${id}`)).json();
      expect(shown.all).toMatchObject({ gains: 1, losses: 2 });
      expect(shown.raises).toMatchObject({ gains: 1, losses: 0 });
      expect((await step(id, 'apply', { only: 'raises', notify: true })).statusCode).toBe(200);
      await finish(id);
      expect(await percents()).toEqual({ '=Ada': 100, Ben: 60, Cy: 60 });
      const mails = await query<{ recipient: string }>(
        `select recipient from platform.outbox_mail where subject like '%have changed%'`,
      );
      expect(mails).toEqual([{ recipient: learners[1]?.person.email }]);
      const why = await learners[1]?.get('/progress/harbor/tides/open/n-one');
      expect(why?.body).toContain('The key was wrong');
      expect((await step(id, 'undo')).statusCode).toBe(200);
      await finish(id);
      expect(await percents()).toEqual({ '=Ada': 100, Ben: 0, Cy: 60 });
      expect((await step(id, 'undo')).statusCode).toBe(409);
    });

    test('killed in the middle goes on behind the last batch that was committed', async () => {
      const id = await propose();
      const killed = transaction(async () => {
        await workOnRegrade(id);
        throw new Error('killed');
      });
      await expect(killed).rejects.toThrow('killed');
      await finish(id);
      await finish(id);
      const lines = await query('select 1 from gradebook.regrade_line where regrade_id = $1', [id]);
      expect(lines).toHaveLength(3);
      await step(id, 'apply', { only: 'all' });
      await finish(id);
      expect(await percents()).toEqual({ '=Ada': 40, Ben: 60, Cy: 0 });
      const counts = await query(
        `select count(*) filter (where current) as current, count(*) as all from grading.grading
       where source = 'regrade' and reason = 'The key was wrong' group by learner_id`,
      );
      for (const { current } of counts as { current: number }[]) expect(current).toBeLessThanOrEqual(1);
    });

    test('names only what is there', async () => {
      const wrong = { activity: 'nothing', release: 'none', reason: 'x' };
      expect((await teacher.json('POST', `${grades}/regrades`, wrong)).statusCode).toBe(404);
      expect((await teacher.get(`${grades}/regrades/${crypto.randomUUID()}`)).statusCode).toBe(404);
    });
  });
});
