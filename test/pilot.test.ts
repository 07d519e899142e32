/** A release that one cohort has first: each learner is judged by the release that they have, and staff see which. */
import { beforeAll, describe, expect, test } from 'vitest';
import { systemCall } from '#app/commands/shared.ts';
import { type TestBrowser, useTestSite } from '#app/testing.ts';
import type { Person } from '#modules/accounts/index.ts';
import { rollUpRun } from '#modules/analytics/index.ts';
import { publishRevision } from '#modules/authoring/index.ts';
import { findCourse, getRun, type Run } from '#modules/catalog/index.ts';
import { memorySource, saveDraft } from '#modules/content/index.ts';
import { assignCohort, enrollByStaff, makeCohort, releasesOf } from '#modules/enrollment/index.ts';
import { openGradebook, refreshStandings } from '#modules/gradebook/index.ts';
import { query } from '#platform/database.ts';
import { countRoundTrips } from '#platform/statements.ts';
import { publishCourse } from '#screens/studio/releases/index.ts';

const site = useTestSite();
const run = '/teach/harbor/tides/open';
const grades = `${run}/grades`;

const number = (key: string, points: number) =>
  `:::numeric{#${key} answer=1 points=${points}}\nHow many moons?\n:::\n`;
const essay = '::::essay{#letter judged-by=peers reviews=1 points=2}\nWrite a letter home.\n::::\n';

const sourceOf = (body: string) =>
  memorySource(
    new Map([
      [
        'course.yaml',
        `lectern: 1
key: tides
title: Tides
grading:
  pass: 50
  categories:
    - { key: quiz, title: Quizzes, weight: 100 }
outline:
  - section: s
    title: S
    units: [units/one.md]
`,
      ],
      ['units/one.md', `---\ntitle: One\ncategory: quiz\n---\n\n${body}`],
    ]),
  );

let teacher: TestBrowser;
let ada: TestBrowser & { person: Person };
let ben: TestBrowser & { person: Person };
const call = systemCall('test');
const openRun = (): Promise<Run> => getRun('harbor', 'tides', 'open');

async function answer(learner: TestBrowser, key: string, value = '1') {
  const url = `/learn/harbor/tides/open/one/${key}/submissions`;
  return (await learner.post(url, { [`${key}.value`]: value })).statusCode;
}

beforeAll(async () => {
  const harbor = {
    organization: { key: 'harbor', name: 'Harbor' },
    courseKey: 'tides',
    courseTitle: 'Tides',
  };
  await publishCourse(call, { source: sourceOf(number('moons', 4) + number('old', 4)), ...harbor });
  teacher = await site.signIn({}, { role: 'teacher', scope: 'course', target: 'harbor/tides' });
  ada = await site.signIn({ name: 'Ada' });
  ben = await site.signIn({ name: 'Ben' });
  const found = await openRun();
  await enrollByStaff(call, found, [ada.person.id, ben.person.id]);
  for (const learner of [ada, ben]) expect(await answer(learner, 'moons')).toBe(303);
  expect(await answer(ben, 'old', '2')).toBe(303);
  await makeCohort(call, found, { key: 'evening', title: 'Evening class' });
  await assignCohort(call, found, [ada.person.id], 'evening');
  await refreshStandings(new Date());
  const course = await findCourse('harbor', 'tides');
  if (!course) throw new Error('the course was published');
  const source = sourceOf(number('moons', 8) + number('new', 8) + essay);
  const { revision } = await saveDraft(call, { courseId: course.id, origin: 'import' }, source);
  await publishRevision(call, { course, revision, notes: '', cohort: { run: found, key: 'evening' } });
});

const listed = async () => {
  const { rows } = (await teacher.json('GET', grades)).json() as {
    rows: { name: string; grade: { percent: number; categories: { assignments: { activities: [] }[] }[] } }[];
  };
  return Object.fromEntries(rows.map(({ name, grade }) => [name, grade]));
};

describe('in the gradebook', () => {
  test('each learner is graded by the release that they have', async () => {
    const { Ada, Ben } = await listed();
    // Ada: 8 of 18 points; Ben: 4 of 8.
    expect(Ada?.percent).toBeCloseTo((100 * 8) / 18);
    expect(Ben?.percent).toBeCloseTo(50);
  });

  test('columns say whose they are, and the cells of others are not zero', async () => {
    const { body } = await teacher.get(grades);
    const row = (name: string) =>
      body
        .slice(body.indexOf('<tbody'))
        .split('<tr')
        .find((part) => part.includes(name)) ?? '';
    expect(body).toMatch(/Evening class/);
    expect(body.match(/Pilot only: Evening class/g)).toHaveLength(2);
    expect(body.match(/Not in the pilot: Evening class/g)).toHaveLength(1);
    expect(body).toContain('pilot: 8');
    expect(row('Ada').match(/not in their release<\/span>/g)).toHaveLength(1);
    expect(row('Ben').match(/not in their release<\/span>/g)).toHaveLength(2);
  });

  test('standings follow the start of a pilot', async () => {
    await refreshStandings(new Date());
    const kept = await query<{ name: string; percent: number }>(
      'select u.name, s.percent from gradebook.standing s join accounts."user" u on u.id = s.learner_id order by u.name',
    );
    expect(kept.map(({ percent }) => Math.round(percent))).toEqual([44, 50]);
  });

  test('the figures of an activity count those who meet it', async () => {
    const figures = async (key: string) => (await teacher.json('GET', `${grades}/activities/${key}`)).json();
    expect(await figures('new')).toMatchObject({ learners: 1, open: 1 });
    expect(await figures('moons')).toMatchObject({ learners: 2, graded: 2 });
  });

  test('points are set within the release of the learner', async () => {
    const set = (learner: { person: Person }, key: string, points: number) =>
      teacher.json('POST', `${grades}/${learner.person.id}/${key}`, { after: 0, points, excused: false });
    expect((await set(ben, 'new', 1)).statusCode).toBe(404);
    expect((await set(ben, 'moons', 6)).statusCode).toBe(422);
    expect((await set(ada, 'moons', 6)).statusCode).toBe(200);
    expect(
      (
        await teacher.json('POST', `${grades}/${ada.person.id}/moons`, {
          after: 1,
          points: null,
          excused: false,
        })
      ).statusCode,
    ).toBe(200);
  });

  test('a file of grades names what is not in the release of its learner', async () => {
    const csv = `email,new,moons\n${ada.person.email},2,8\n${ben.person.email},2,8\n`;
    await teacher.get(`${grades}/import`);
    const sent = await teacher.upload(`${grades}/import`, {}, [
      { field: 'file', name: 'grades.csv', content: csv, type: 'text/csv' },
    ]);
    const found = (await teacher.json('GET', String(sent.headers.location))).json();
    expect(
      found.lines.map((line: { name: string; activityKey: string }) => [line.name, line.activityKey]),
    ).toEqual([['Ada', 'new']]);
    expect(found.problems.map(({ problem }: { problem: string }) => problem)).toEqual([
      'not-in-release',
      'out-of-range',
    ]);
  });

  test('a page costs two round trips all the same', async () => {
    const found = await openRun();
    const releases = await releasesOf(found);
    const search = { q: '', cohort: '', filter: '', sort: 'name', page: 1, rows: 25 } as const;
    await openGradebook(found, releases, search, new Date());
    const trips = { count: 0 };
    await countRoundTrips(trips, async () =>
      openGradebook(found, await releasesOf(found), search, new Date()),
    );
    expect(trips.count).toBe(2);
  });
});

describe('other pages of staff', () => {
  test('questions, once they are counted, and reviews list what only the pilot has, and say so', async () => {
    await rollUpRun((await openRun()).id, new Date());
    for (const page of ['questions', 'reviews'])
      expect((await teacher.get(`${run}/${page}`)).body).toMatch(/Pilot only: Evening class/);
  });

  test('a deadline can be set for what only the pilot has', async () => {
    const dates = { kind: 'activity', key: 'new', cohort: 'evening', due: '2030-01-01T12:00' };
    expect((await teacher.json('POST', `${run}/dates`, dates)).statusCode).toBeLessThan(400);
    const page = (await teacher.get(`${run}/dates?cohort=evening&edit=activity:new`)).body;
    expect(page).toContain('2030-01-01T12:00');
  });
});

test('the studio says that a release is in a pilot, and only what came after it is unpublished', async () => {
  const author = await site.signIn({}, { role: 'author', scope: 'course', target: 'harbor/tides' });
  const head = async () => {
    const { body } = await author.get('/studio/harbor/tides');
    return [body.includes('Pilot of release 2'), body.includes('Unpublished changes')];
  };
  expect(await head()).toEqual([true, false]);
  const course = await findCourse('harbor', 'tides');
  await saveDraft(
    call,
    { courseId: course?.id ?? '', origin: 'import' },
    sourceOf(number('moons', 9) + essay),
  );
  expect(await head()).toEqual([true, true]);
});
