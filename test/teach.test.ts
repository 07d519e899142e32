/** The teachers' desk over HTTP: pages and forms as a browser without JavaScript sends them. */
import { beforeAll, describe, expect, test } from 'vitest';
import { systemCall } from '#app/commands/shared.ts';
import { useTestSite } from '#app/testing.ts';
import { createPerson } from '#modules/accounts/index.ts';
import { listEntries } from '#modules/audit/index.ts';
import { changeRun, getRun } from '#modules/catalog/index.ts';
import { memorySource } from '#modules/content/index.ts';
import { enrollByStaff } from '#modules/enrollment/index.ts';
import { publishCourse } from '#screens/studio/releases/index.ts';

const site = useTestSite();
const people = '/teach/harbor/tides/open/people';
const settings = '/teach/harbor/tides/open/settings';
const inTides = { scope: 'course', target: 'harbor/tides' } as const;

const tides = (title: string) =>
  memorySource(
    new Map([
      [
        'course.yaml',
        `lectern: 1\nkey: tides\ntitle: ${title}\noutline:\n  - section: s\n    title: S\n    units: [units/a.md]\n`,
      ],
      ['units/a.md', `---\ntitle: A\n---\nHello ${title}\n`],
    ]),
  );

const publish = (title: string, key = 'tides', organization = 'harbor') =>
  publishCourse(systemCall('test'), {
    source: tides(title),
    organization: { key: organization, name: 'Harbor School' },
    courseKey: key,
    courseTitle: title,
  });

const openRun = () => getRun('harbor', 'tides', 'open');
const newPerson = (email: string, verified = true) =>
  createPerson({ name: `Name ${email}`, email, verified });

beforeAll(async () => {
  await publish('Tides');
  await publish('Clouds', 'clouds', 'other');
});

describe('the desk', () => {
  test('is for staff: visitors are sent to sign in, learners are refused', async () => {
    expect((await site.visitor().get('/teach')).statusCode).toBe(401);
    const learner = await site.signIn();
    for (const path of ['/teach', '/teach/harbor/tides', people, settings])
      expect((await learner.get(path)).statusCode).toBe(403);
  });

  test('shows the courses in which somebody has a role, and no others', async () => {
    const teacher = await site.signIn({}, { role: 'teacher', ...inTides });
    const { body } = await teacher.get('/teach');
    expect(body).toContain('Tides');
    expect(body).not.toContain('Clouds');
    expect(body).not.toContain('/studio/import');
    const api = await teacher.json('GET', '/teach');
    expect(api.json().courses).toHaveLength(1);
    expect(api.json().courses[0].runs[0].learners).toBe(0);
  });

  test('shows administrators every course, and finds by words', async () => {
    const admin = await site.signIn({}, { role: 'admin', scope: 'site', target: '' });
    const { body } = await admin.get('/teach');
    expect(body).toContain('Tides');
    expect(body).toContain('Clouds');
    const found = (await admin.get('/teach?q=clou')).body;
    expect(found).toContain('Clouds');
    expect(found).not.toContain('>Tides<');
    expect((await admin.get('/teach?q=nothing-like-it')).body).toContain('No course found');
  });

  test('tells who has a role in no course that exists what will show here', async () => {
    const owner = await site.signIn({}, { role: 'owner', scope: 'organization', target: 'empty' });
    const { body } = await owner.get('/teach');
    expect(body).toContain('No course to teach yet');
    expect(body).toContain('href="/studio/import"');
  });

  test('shows an assistant neither the roster nor the settings', async () => {
    const assistant = await site.signIn({}, { role: 'assistant', ...inTides });
    const { body } = await assistant.get('/teach');
    expect(body).toContain('Tides');
    expect(body).not.toContain(people);
    expect((await assistant.get(people)).statusCode).toBe(403);
    expect((await assistant.get(settings)).statusCode).toBe(403);
    expect((await assistant.get('/teach/harbor/tides')).statusCode).toBe(200);
  });

  test('leads staff of one course into it while it is closed to others', async () => {
    await publish('Tides');
    await changeRun(systemCall('test'), await openRun(), { open: false });
    const assistant = await site.signIn({}, { role: 'assistant', ...inTides });
    for (const page of ['/teach', '/mark/harbor/tides/open'])
      expect((await assistant.get(page)).body).toContain('href="/teach" aria-current="page"');
    expect((await assistant.get('/learn/harbor/tides/open/a')).statusCode).toBe(200);
    const elsewhere = await site.signIn({}, { role: 'assistant', scope: 'course', target: 'other/clouds' });
    expect((await elsewhere.get('/learn/harbor/tides/open/a')).statusCode).toBe(403);
    await changeRun(systemCall('test'), await openRun(), { open: true });
  });

  test('shows the releases of a course, the newest as the current one', async () => {
    await publish('Tides');
    const author = await site.signIn({}, { role: 'author', ...inTides });
    const before = (await author.json('GET', '/teach/harbor/tides')).json().releases.length;
    await publish('Tides again');
    const { releases } = (await author.json('GET', '/teach/harbor/tides')).json();
    expect(releases).toHaveLength(before + 1);
    expect(releases.map(({ current }: { current: boolean }) => current)).toEqual([
      true,
      ...Array(before).fill(false),
    ]);
    const { body } = await author.get('/teach/harbor/tides');
    expect(body).toContain('Nothing was imported into this course.');
    expect(body).toContain('Current');
  });
});

describe('the roster', () => {
  test('says what became of each address, creates nobody, and a repeat says the same', async () => {
    const teacher = await site.signIn({}, { role: 'teacher', ...inTides });
    await newPerson('ada@example.org');
    await newPerson('unsure@example.org', false);
    expect((await teacher.get(people)).body).toContain('Nobody is in this run yet');
    const fields = {
      _key: crypto.randomUUID(),
      addresses: 'Ada <ADA@example.org>\nnobody@example.org\nnonsense\nunsure@example.org\n',
    };
    const first = await teacher.post(people, fields);
    expect(first.statusCode).toBe(200);
    expect(first.body).toContain('1 person was enrolled.');
    expect(first.body).toContain('No account with this address');
    expect(first.body).toContain('Not an e-mail address');
    expect(first.body).toContain('Address not confirmed yet');
    const again = await teacher.post(people, fields);
    expect(again.body).toContain('1 person was enrolled.');
    const anew = await teacher.post(people, { addresses: 'ada@example.org' });
    expect(anew.body).toContain('Already in');
    const { entries, total } = (await teacher.json('GET', people)).json();
    expect(total).toBe(1);
    expect(entries[0]).toMatchObject({ email: 'ada@example.org', state: 'active', origin: 'staff' });
    const run = await openRun();
    const log = await listEntries({ subject: `run:${run.id}` }, { limit: 50 });
    expect(log.filter(({ action }) => action === 'enrollment.enrolled')).toHaveLength(1);
  });

  test('enrolls over the API with a list', async () => {
    const teacher = await site.signIn({}, { role: 'teacher', ...inTides });
    const person = await newPerson('api@example.org');
    const answer = await teacher.json('POST', people, { addresses: [person.email, 'x@example.org'] });
    expect(answer.json().lines).toEqual([
      { address: person.email, outcome: 'enrolled', name: person.name },
      { address: 'x@example.org', outcome: 'unknown', name: null },
    ]);
  });

  test('refuses an empty list and more than 200 addresses, with what was written', async () => {
    const teacher = await site.signIn({}, { role: 'teacher', ...inTides });
    await teacher.get(people);
    const empty = await teacher.post(people, { addresses: ' \n ' });
    expect(empty.statusCode).toBe(422);
    expect(empty.body).toContain('E-mail addresses is missing.');
    const many = Array.from({ length: 201 }, (_, n) => `p${n}@example.org`).join('\n');
    const refused = await teacher.post(people, { addresses: many });
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('more than 200');
    expect(refused.body).toContain('p200@example.org');
  });

  test('takes a person out, keeps the line, and takes them back', async () => {
    const teacher = await site.signIn({}, { role: 'teacher', ...inTides });
    const person = await newPerson('leaver@example.org');
    await teacher.get(people);
    await teacher.post(people, { addresses: person.email });
    const removed = await teacher.post(`${people}/${person.id}/remove`);
    expect(removed.headers.location).toBe(people);
    expect((await teacher.get(`${people}?q=leaver`)).body).toContain('Enroll again');
    expect((await teacher.post(`${people}/${person.id}/remove`)).statusCode).toBe(403);
    expect((await teacher.post(`${people}/not-a-uuid/remove`)).statusCode).toBe(404);
    await teacher.post(people, { addresses: person.email });
    const { entries } = (await teacher.json('GET', `${people}?q=leaver`)).json();
    expect(entries).toMatchObject([{ state: 'active' }]);
  });

  test('is read in pages and searched in names and addresses', async () => {
    const teacher = await site.signIn({}, { role: 'teacher', ...inTides });
    const crowd = await Promise.all(Array.from({ length: 60 }, (_, n) => newPerson(`crowd${n}@example.org`)));
    await enrollByStaff(
      systemCall('test'),
      await openRun(),
      crowd.map(({ id }) => id),
    );
    const first = await teacher.get(people);
    expect(first.body).toContain('page=2');
    const second = (await teacher.json('GET', `${people}?page=2`)).json();
    expect(second.pages).toBe(2);
    expect(second.entries.length).toBeGreaterThan(0);
    const found = (await teacher.json('GET', `${people}?q=crowd59`)).json();
    expect(found.entries.map(({ email }: { email: string }) => email)).toEqual(['crowd59@example.org']);
    expect((await teacher.get(`${people}?q=%25`)).body).toContain('Nobody found');
    expect((await teacher.get(`${people}?page=99`)).body).toContain('Show everybody');
  });

  test('of another course stays closed to its neighbours', async () => {
    const teacher = await site.signIn({}, { role: 'teacher', ...inTides });
    await teacher.get(people);
    const answer = await teacher.post('/teach/other/clouds/open/people', { addresses: 'ada@example.org' });
    expect(answer.statusCode).toBe(403);
  });

  test('does nothing without the token of its form', async () => {
    const teacher = await site.signIn({}, { role: 'teacher', ...inTides });
    const answer = await teacher.post(people, { _csrf: 'guessed', addresses: 'ada@example.org' });
    expect(answer.statusCode).toBe(403);
  });
});

describe('the settings of a run', () => {
  const form = {
    zone: 'Europe/Helsinki',
    startsAt: '2026-03-01T08:00',
    endsAt: '2026-06-01T20:00',
    enrollmentOpensAt: '2026-02-01T08:00',
    enrollmentClosesAt: '',
    enrollmentKey: 'spring tide',
    selfEnrollment: 'true',
  };

  test('are saved as wall times of the zone and shown again; what is not ticked is off', async () => {
    const author = await site.signIn({}, { role: 'author', ...inTides });
    expect((await author.get(settings)).body).toMatch(/name="open"[^>]*checked/);
    const saved = await author.post(settings, form);
    expect(saved.headers.location).toBe(settings);
    const run = await openRun();
    expect(run).toMatchObject({ open: false, zone: 'Europe/Helsinki', hasEnrollmentKey: true });
    expect(run.startsAt?.toISOString()).toBe('2026-03-01T06:00:00.000Z');
    expect(run.endsAt?.toISOString()).toBe('2026-06-01T17:00:00.000Z');
    const { body } = await author.get(settings);
    expect(body).toContain('value="2026-03-01T08:00"');
    expect(body).toContain('value="spring tide"');
    const log = await listEntries({ subject: `run:${run.id}`, actor: author.person.id }, { limit: 5 });
    expect(log).toMatchObject([{ action: 'catalog.change-run' }]);
    expect(JSON.stringify(log)).not.toContain('spring tide');
  });

  test('that do not fit together are refused at their fields, and nothing changes', async () => {
    const author = await site.signIn({}, { role: 'author', ...inTides });
    await author.post(settings, form);
    await author.get(settings);
    const refused = await author.post(settings, {
      ...form,
      endsAt: '2026-02-15T08:00',
      zone: 'Europe/Helsinki',
    });
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('Ends: this must come after the start.');
    expect(refused.body).toContain('value="2026-02-15T08:00"');
    const nowhere = await author.post(settings, { ...form, zone: 'Mars/Base' });
    expect(nowhere.body).toContain('Time zone: there is no such zone.');
    expect((await openRun()).endsAt?.toISOString()).toBe('2026-06-01T17:00:00.000Z');
  });

  test('are changed one by one over the API; the rest stays', async () => {
    const author = await site.signIn({}, { role: 'author', ...inTides });
    await author.post(settings, form);
    const answer = await author.json('POST', settings, { open: true });
    expect(answer.json()).toMatchObject({ open: true, enrollmentKey: 'spring tide' });
    const refused = await author.json('POST', settings, { enrollmentClosesAt: '2026-01-01T00:00' });
    expect(refused.statusCode).toBe(422);
    expect(refused.json().fields).toEqual([{ path: 'enrollmentClosesAt', message: 'not-after-opening' }]);
  });

  test('are not for teachers without the right to edit', async () => {
    const teacher = await site.signIn({}, { role: 'teacher', ...inTides });
    expect((await teacher.get(settings)).statusCode).toBe(403);
    expect((await teacher.post(settings, form)).statusCode).toBe(403);
  });
});

describe('a list of addresses', () => {
  test('with one of nobody here still gives the others more time, and says on the page who is missing', async () => {
    const teacher = await site.signIn({}, { role: 'teacher', ...inTides });
    const known = await newPerson('sail@school.example');
    await enrollByStaff(systemCall('test'), await openRun(), [known.id]);
    const { body } = await teacher.post('/teach/harbor/tides/open/extensions', {
      ...{ addresses: `${known.email}\nnobody@school.example`, target: 'run', days: '2' },
    });
    expect(body).toContain('1 learner has the extension.');
    expect(body).toContain('nobody@school.example');
    expect(body).toContain('2 days more');
  });

  test('may be left empty where a cohort is chosen', async () => {
    const teacher = await site.signIn({}, { role: 'teacher', ...inTides });
    const form = async () => (await teacher.get('/teach/harbor/tides/open/extensions')).body;
    const field = /<textarea[^>]*name="addresses"[^>]*>/;
    expect(field.exec(await form())?.[0]).toContain('required');
    await teacher.json('POST', '/teach/harbor/tides/open/cohorts', { title: 'Evening' });
    expect(field.exec(await form())?.[0]).not.toContain('required');
  });

  test('into a cohort names those who are in no cohort now, since nobody knows them', async () => {
    const teacher = await site.signIn({}, { role: 'teacher', ...inTides });
    const sent = await teacher.post('/teach/harbor/tides/open/cohorts/assign', {
      ...{ addresses: 'sail@school.example, nobody@school.example', cohort: 'evening' },
    });
    expect(sent.statusCode).toBe(303);
    expect((await teacher.get('/teach/harbor/tides/open/cohorts')).body).toContain('nobody@school.example');
  });
});
