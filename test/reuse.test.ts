/** A run on other days, and a course as the beginning of another one. */
import { beforeAll, describe, expect, test } from 'vitest';
import { systemCall } from '#app/commands/shared.ts';
import { useTestSite } from '#app/testing.ts';
import { changeRun, findCourse, getRun, saveOrganization } from '#modules/catalog/index.ts';
import { getDraft, listRevisions, memorySource, readDraft } from '#modules/content/index.ts';
import { changeDates, changeRunPolicy, getRunRules, makeCohort } from '#modules/enrollment/index.ts';
import { publishCourse } from '#screens/studio/releases/index.ts';
import { owner } from './imports.ts';

const site = useTestSite();
const call = systemCall('test');

const courseFile = (key: string, license: string) => `# Written by hand.
lectern: 1
key: ${key}
title: Tides
license: ${license}
attribution: { author: Ana Ruiz }
outline:
  - section: start
    title: Start
    opens: 2026-09-07T08:00
    units: [units/moon.md]
`;
const unit = `---
title: Moon
---
:::text-answer{#sea answer="Ionian" due="2026-10-25T12:00"}
Which sea?
:::
`;

async function publish(key: string, license = 'CC-BY-SA-4.0') {
  const source = memorySource(
    new Map([
      ['course.yaml', courseFile(key, license)],
      ['units/moon.md', unit],
    ]),
  );
  return publishCourse(call, {
    ...{ source, organization: { key: 'harbor' }, courseKey: key, courseTitle: 'Tides' },
    run: { key: 'autumn-2026', settings: { zone: 'Europe/Berlin', startsAt: '2026-09-07T08:00' } },
  });
}

beforeAll(async () => {
  await saveOrganization('harbor', 'Harbor School');
  await saveOrganization('other', 'Other School');
  for (const [key, license] of [
    ['tides', 'CC-BY-SA-4.0'],
    ['closed', 'CC-BY-ND-4.0'],
  ] as const)
    await publish(key, license);
  const run = await getRun('harbor', 'tides', 'autumn-2026');
  await makeCohort(call, run, { key: 'evening', title: 'Evening' });
  const target = { kind: 'activity', key: 'sea', cohort: 'evening' } as const;
  await changeDates(call, run, target, { due: '2026-10-26T20:00' });
  await changeRunPolicy(call, run, {
    late: { percent: 10, per: 'P1D', grace: null, floor: 0 },
    ...{ windowHours: null, minimumMinutes: null },
  });
});

describe('a run on other days', () => {
  const path = '/teach/harbor/tides/autumn-2026/copy';
  const browser = () => site.signIn({}, owner);

  test('shows every date before and after; by weeks the weekdays stay', async () => {
    const answer = await (await browser()).json('GET', `${path}?startsOn=2027-09-07`);
    const { days, key, moved } = answer.json();
    expect([days, key]).toEqual([364, 'autumn-2027']);
    expect(moved).toMatchObject([
      { of: 'run', name: 'startsAt', after: '2027-09-06T08:00:00' },
      { of: 'work', name: 'opens', title: 'Start', before: '2026-09-07T08:00', after: '2027-09-06T08:00' },
      { of: 'work', name: 'due', before: '2026-10-25T12:00', after: '2027-10-24T12:00' },
      { of: 'work', name: 'due', cohort: 'evening', cohortTitle: 'Evening', after: '2027-10-25T20:00' },
    ]);
  });

  test('by days it begins on the very day', async () => {
    const answer = await (await browser()).json('GET', `${path}?startsOn=2027-09-07&by=days`);
    expect(answer.json().moved[0].after).toBe('2027-09-07T08:00:00');
  });

  test('begins on a day that the calendar has', async () => {
    const answer = await (await browser()).json('GET', `${path}?startsOn=2026-13-45`);
    expect(answer.statusCode).toBe(422);
  });

  test('is made with its dates, cohorts and what being late costs, and nobody in it', async () => {
    const teacher = await browser();
    await teacher.get(path);
    const answer = await teacher.post(path, { key: 'spring', startsOn: '2027-03-01', by: 'weeks' });
    expect(answer.headers.location).toBe('/teach/harbor/tides/spring/settings');
    const run = await getRun('harbor', 'tides', 'spring');
    const rules = await getRunRules(run);
    expect(run.startsAt).toEqual(new Date('2027-03-01T07:00:00Z'));
    expect(rules.dates).toContainEqual({ kind: 'activity', key: 'sea', dates: { due: '2027-04-18T12:00' } });
    expect(rules.cohorts).toMatchObject([
      { key: 'evening', dates: [{ dates: { due: '2027-04-19T20:00' } }] },
    ]);
    expect(rules.late).toMatchObject({ percent: 10 });
  });

  test('needs a key that no other run of the course has', async () => {
    const teacher = await browser();
    await teacher.get(path);
    const answer = await teacher.post(path, { key: 'autumn-2026', startsOn: '2027-03-01' });
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toContain('value="autumn-2026"');
  });

  test('is made by those who may edit the course only', async () => {
    const teacher = await site.signIn({}, { role: 'teacher', scope: 'organization', target: 'harbor' });
    expect((await teacher.get(path)).statusCode).toBe(403);
  });

  test('a run that begins on no day goes by its first date', async () => {
    await changeRun(call, await getRun('harbor', 'closed', 'autumn-2026'), { startsAt: null });
    const answer = await (await browser()).json('POST', '/teach/harbor/closed/autumn-2026/copy', {
      ...{ key: 'again', startsOn: '2026-09-14' },
    });
    expect(answer.statusCode).toBe(201);
    const run = await getRun('harbor', 'closed', 'again');
    expect([run.startsAt, (await getRunRules(run)).dates.length]).toEqual([null, 2]);
  });
});

describe('a remix', () => {
  const elsewhere = { role: 'owner', scope: 'organization', target: 'other' } as const;

  test('begins with all of the parent and names it, its release, license and author', async () => {
    const author = await site.signIn({}, elsewhere);
    expect((await author.get('/courses/harbor/tides')).body).toContain('/courses/harbor/tides/remix');
    const { body: page } = await author.get('/courses/harbor/tides/remix');
    const fields = { organization: 'other', title: 'Our tides', license: 'CC-BY-SA-4.0' };
    // Under the parent's title nobody could tell the two apart.
    expect(page).toContain('value="Tides (remix)"');
    const answer = await author.post('/courses/harbor/tides/remix', fields);
    expect(answer.headers.location).toBe('/studio/other/our-tides');
    const course = await findCourse('other', 'our-tides');
    if (!course) throw new Error('the course was made');
    const { paths, read } = await readDraft(course.id);
    expect(paths).toEqual(['course.yaml', 'units/moon.md']);
    expect(new TextDecoder().decode(await read('course.yaml'))).toMatchInlineSnapshot(`
      "# Written by hand.
      lectern: 1
      key: our-tides
      title: Our tides
      license: CC-BY-SA-4.0
      outline:
        - section: start
          title: Start
          opens: 2026-09-07T08:00
          units: [units/moon.md]
      based-on:
        - title: Tides
          author: Ana Ruiz
          source: http://localhost:8080/courses/harbor/tides
          release: "1"
          course: harbor/tides
          license: CC-BY-SA-4.0
      "
    `);
    expect(await listRevisions(course.id)).toMatchObject([{ number: 1, note: 'Made of Tides, release 1' }]);
  });

  test('of a remix names both', async () => {
    const author = await site.signIn({}, elsewhere);
    const first = await findCourse('other', 'our-tides');
    if (!first) throw new Error('the course was made');
    await author.json('POST', '/studio/other/our-tides/publish', {
      ...{ revision: (await getDraft(first.id)).revision, when: 'now' },
    });
    const fields = { organization: 'other', title: 'Theirs', license: 'CC-BY-SA-4.0' };
    const answer = await author.json('POST', '/courses/other/our-tides/remix', fields);
    expect(answer.statusCode).toBe(201);
    const second = await findCourse('other', 'theirs');
    const text = new TextDecoder().decode(await (await readDraft(second?.id ?? '')).read('course.yaml'));
    expect(text.match(/- title: .*/g)).toEqual(['- title: Tides', '- title: Our tides']);
  });

  test('may not be shared in a way that the parent does not allow', async () => {
    const author = await site.signIn({}, elsewhere);
    const fields = { organization: 'other', title: 'Freer', license: 'CC-BY-4.0' };
    const answer = await author.json('POST', '/courses/harbor/tides/remix', fields);
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'license-does-not-fit']);
  });

  test('is refused, with the reason, where the license allows no changes; its own authors may', async () => {
    const stranger = await site.signIn({}, elsewhere);
    expect((await stranger.get('/courses/harbor/closed/remix')).body).toContain('CC BY-ND 4.0');
    const fields = { organization: 'other', title: 'Taken', license: 'CC-BY-ND-4.0' };
    const refused = await stranger.json('POST', '/courses/harbor/closed/remix', fields);
    expect([refused.statusCode, refused.json().code]).toEqual([403, 'license-forbids-changes']);
    const author = await site.signIn({}, owner);
    const own = await author.json('POST', '/courses/harbor/closed/remix', {
      ...fields,
      organization: 'harbor',
    });
    expect(own.statusCode).toBe(201);
  });

  test('is no way into an organization of others', async () => {
    const author = await site.signIn({}, elsewhere);
    const fields = { organization: 'harbor', title: 'Ours', license: 'CC-BY-SA-4.0' };
    expect((await author.json('POST', '/courses/harbor/tides/remix', fields)).statusCode).toBe(403);
  });

  test('is offered to those only who make courses', async () => {
    const reader = await site.signIn();
    expect((await reader.get('/courses/harbor/tides')).body).not.toContain('/remix');
    expect((await reader.get('/courses/harbor/tides/remix')).statusCode).toBe(403);
  });
});
