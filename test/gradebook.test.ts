/** The gradebook over HTTP: a page of it, its cells, its conflicts; standings that follow their facts. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { systemCall } from '#app/commands/shared.ts';
import { type TestBrowser, useTestSite } from '#app/testing.ts';
import type { Person } from '#modules/accounts/index.ts';
import { getRun, type Run } from '#modules/catalog/index.ts';
import { getRelease, memorySource } from '#modules/content/index.ts';
import { enrollByStaff, oneRelease, removeByStaff } from '#modules/enrollment/index.ts';
import { openGradebook, refreshStandings } from '#modules/gradebook/index.ts';
import { standingOf } from '#modules/gradebook/rules/standing.ts';
import { changePolicy, getPolicy, gradeCourse, loadWork } from '#modules/grading/index.ts';
import { query } from '#platform/database.ts';
import { countRoundTrips } from '#platform/statements.ts';
import { publishCourse } from '#screens/studio/releases/index.ts';

const site = useTestSite();
const grades = '/teach/harbor/tides/open/grades';
const inTides = { scope: 'course', target: 'harbor/tides' } as const;

const source = memorySource(
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
    - { key: quiz, title: Quizzes, weight: 60, drop: 1 }
    - { key: exam, title: Exam, weight: 40 }
outline:
  - section: s
    title: S
    units: [units/one.md, units/two.md, units/exam.md]
`,
    ],
    ...['one', 'two', 'exam'].map((key): [string, string] => [
      `units/${key}.md`,
      `---\ntitle: ${key}\ncategory: ${key === 'exam' ? 'exam' : 'quiz'}\n---\n\n:::numeric{#n-${key} answer=1 points=4}\nOne?\n:::\n`,
    ]),
  ]),
);

type Member = TestBrowser & { person: Person };

let run: Run;
let teacher: Member;
let learners: Member[];

const answer = (learner: Member, unit: string, value: string) =>
  learner.post(`/learn/harbor/tides/open/${unit}/n-${unit}/submissions`, { [`n-${unit}.value`]: value });
const release = () => getRelease(run.releaseId);

beforeAll(async () => {
  await publishCourse(systemCall('test'), {
    source,
    organization: { key: 'harbor', name: 'Harbor School' },
    courseKey: 'tides',
    courseTitle: 'Tides',
  });
  run = await getRun('harbor', 'tides', 'open');
  teacher = await site.signIn({}, { role: 'teacher', ...inTides });
  learners = [];
  for (const name of ['Ada', 'Ben', 'Cy']) learners.push(await site.signIn({ name }));
  await enrollByStaff(
    systemCall('test'),
    run,
    learners.map(({ person }) => person.id),
  );
});

const cellOf = (n: number, unit = 'exam') => `${grades}/${learners[n]?.person.id}/n-${unit}`;

describe('the gradebook', () => {
  test('is for those who teach: learners and authors are refused', async () => {
    const author = await site.signIn({}, { role: 'author', ...inTides });
    for (const browser of [learners[0], author])
      for (const path of [grades, cellOf(0)]) expect((await browser?.get(path))?.statusCode).toBe(403);
  });

  test('shows every learner with points, total and letter', async () => {
    for (const unit of ['one', 'two', 'exam']) {
      const [ada] = learners;
      if (ada) expect((await answer(ada, unit, unit === 'two' ? '2' : '1')).statusCode).toBe(303);
    }
    const { body } = await teacher.get(grades);
    expect(body).toMatch(/Ada[\s\S]*100% · A[\s\S]*Ben[\s\S]*0%/);
    const { rows } = (await teacher.json('GET', grades)).json();
    expect(rows.map(({ name, grade }: never) => [name, (grade as { percent: number }).percent])).toEqual([
      ['Ada', 100],
      ['Ben', 0],
      ['Cy', 0],
    ]);
  });

  test('does not show who has left', async () => {
    const gone = await site.signIn({ name: 'Zoe' });
    await enrollByStaff(systemCall('test'), run, [gone.person.id]);
    await removeByStaff(systemCall('test'), run, gone.person.id);
    expect((await teacher.get(grades)).body).not.toContain('Zoe');
  });

  test('sorts and filters by standings, which follow within a minute', async () => {
    await refreshStandings(new Date());
    const names = async (search: string) =>
      (await teacher.json('GET', `${grades}?${search}`))
        .json()
        .rows.map(({ name }: { name: string }) => name);
    expect(await names('sort=-total')).toEqual(['Ada', 'Ben', 'Cy']);
    expect(await names('sort=-name')).toEqual(['Cy', 'Ben', 'Ada']);
    expect(await names('filter=below-pass')).toEqual(['Ben', 'Cy']);
    expect(await names('q=ad')).toEqual(['Ada']);
    expect(await names('q=%25')).toEqual([]);
    expect(await names('cohort=none')).toEqual([]);
    for (const filter of ['missing', 'waiting', 'overridden'])
      expect(await names(`filter=${filter}`)).toEqual([]);
  });
});

describe('a grade that staff set', () => {
  test('counts in place of the attempts, with who, when and why, and can be taken back', async () => {
    await teacher.get(cellOf(1));
    const set = await teacher.post(cellOf(1), {
      after: '0',
      points: '3,5',
      reason: 'spoke with her',
      comment: 'Well done',
    });
    expect(set.statusCode).toBe(303);
    const why = (await teacher.json('GET', cellOf(1))).json();
    expect(why.overrides).toMatchObject([
      { points: 3.5, reason: 'spoke with her', madeBy: teacher.person.id },
    ]);
    const seen = await learners[1]?.get('/progress/harbor/tides/open/n-exam');
    expect(seen?.body).toContain('Well done');
    expect(seen?.body).not.toContain('spoke with her');
    const api = (await learners[1]?.json('GET', '/progress/harbor/tides/open/n-exam'))?.json();
    expect(JSON.stringify(api)).not.toContain('spoke with her');
    expect(api.grade.percent).toBeCloseTo(35);
    await teacher.post(cellOf(1), { after: '1', points: '' });
    const back = (await learners[1]?.json('GET', '/progress/harbor/tides/open'))?.json();
    expect(back.percent).toBe(0);
  });

  test('is refused over a change that its author has not seen', async () => {
    const set = (after: number) => teacher.json('POST', cellOf(2), { after, points: 1 });
    expect((await set(0)).statusCode).toBe(200);
    expect((await set(0)).statusCode).toBe(409);
    expect((await set(7)).statusCode).toBe(409);
    const together = await Promise.all([1, 1, 1, 1].map(set));
    expect(together.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409, 409, 409]);
  });

  test('is a number within the points of the activity', async () => {
    for (const points of [-1, 4.1, 1e9, '1'])
      expect((await teacher.json('POST', cellOf(0), { after: 0, points })).statusCode).not.toBe(200);
    await teacher.get(cellOf(0));
    const form = await teacher.post(cellOf(0), { after: '0', points: 'five' });
    expect(form.statusCode).toBe(422);
  });

  test('excuses: the activity is left out', async () => {
    await teacher.json('POST', cellOf(1), { after: 2, points: null, excused: true });
    const grade = (await learners[1]?.json('GET', '/progress/harbor/tides/open'))?.json();
    expect(grade.categories.map(({ share }: { share: number }) => share)).toEqual([1, 0]);
  });

  test('is for learners of the run only', async () => {
    const cell = `${grades}/${teacher.person.id}/n-exam`;
    expect((await teacher.json('POST', cell, { after: 0, points: 1 })).statusCode).toBe(404);
    expect((await teacher.get(`${grades}/not-a-person/n-exam`)).statusCode).toBe(404);
  });
});

test('what if: supposed points change the page and nothing else', async () => {
  const before = await query('select count(*) from grading.override');
  const path = '/what-if/harbor/tides/open?points.n-one=4&points.n-exam=2';
  const { now, then, goals } = (await learners[2]?.json('GET', path))?.json() ?? {};
  expect(then.percent).toBeGreaterThan(now.percent);
  expect(goals.map(({ letter }: { letter: string | null }) => letter)).toEqual(['A', 'B', null]);
  expect((await learners[2]?.get(path))?.body).toContain('Nothing here is stored');
  expect(await query('select count(*) from grading.override')).toEqual(before);
});

test('a standing is what the fold of the facts gives, whatever happened and in whatever order', async () => {
  const step = fc.record({
    who: fc.nat(2),
    unit: fc.constantFrom('one', 'two', 'exam'),
    what: fc.constantFrom('right', 'wrong', 'set', 'excuse', 'refresh', 'policy'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      for (const { who, unit, what } of steps) {
        const learner = learners[who];
        if (!learner) continue;
        if (what === 'refresh') await refreshStandings(new Date());
        else if (what === 'policy') {
          const { version, policy } = await getPolicy(run.id, await release());
          const pass = ((policy.pass ?? 0) + 30) % 100;
          await changePolicy(systemCall('test'), run, {
            after: version,
            policy: { ...policy, pass },
            reason: 'x',
          });
        } else if (what === 'right' || what === 'wrong')
          await answer(learner, unit, what === 'right' ? '1' : '2');
        else {
          const cell = cellOf(who, unit);
          const after = (await teacher.json('GET', cell)).json().overrides.length;
          await teacher.json('POST', cell, {
            after,
            points: what === 'set' ? 2 : null,
            excused: what === 'excuse',
          });
        }
      }
      await refreshStandings(new Date());
      const own = await release();
      const ids = learners.map(({ person }) => person.id);
      const { policy } = await getPolicy(run.id, own);
      const activities = new Map(own.activities.map((activity) => [activity.key, activity]));
      const kept = await query(
        `select learner_id as "learnerId", percent, letter, passed, waiting, overridden, missing_since as "missingSince"
         from gradebook.standing where run_id = $1 and learner_id = any($2::uuid[]) order by learner_id`,
        [run.id, ids],
      );
      const folded = [...(await loadWork(run, oneRelease(own), ids, new Date()))]
        .map(([learnerId, work]) => ({
          learnerId,
          ...standingOf(gradeCourse({ ...own, grading: policy }, work.facts), work, activities),
        }))
        .sort((a, b) => (a.learnerId < b.learnerId ? -1 : 1));
      expect(kept).toEqual(folded);
    }),
    { numRuns: 8 },
  );
});

test('a page costs the same two round trips, however many learners and activities it shows', async () => {
  const search = { q: '', cohort: '', filter: '', sort: 'name', page: 1, rows: 25 } as const;
  const own = await release();
  const releases = oneRelease(own);
  await openGradebook(run, releases, search, new Date());
  const trips = { count: 0 };
  await countRoundTrips(trips, () => openGradebook(run, releases, search, new Date()));
  expect(trips.count).toBe(2);
});
