/** Reviews among fellow learners, over HTTP: pages and forms as a browser without JavaScript sends them. */
import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { systemCall } from '#app/commands/shared.ts';
import { type TestBrowser, useTestSite } from '#app/testing.ts';
import { getRun } from '#modules/catalog/index.ts';
import { memorySource } from '#modules/content/index.ts';
import { enrollByStaff } from '#modules/enrollment/index.ts';
import { publishCourse } from '#screens/studio/releases/index.ts';

const site = useTestSite();
const teaches = { role: 'teacher', scope: 'course', target: 'harbor/tides' } as const;
const mine = '/reviews/harbor/tides/open/tell';
const desk = '/teach/harbor/tides/open/reviews/tell';

const unit = `---
title: A
---
::::essay{#tell title="Tell it" points=10 judged-by=peers reviews=1}
Tell.

:::rubric
### Clear {#clear points=6}
- Good {#good}
- None {#none}

### True {#true points=4}
- Yes {#yes}
- No {#no}
:::
::::
`;

beforeAll(async () => {
  const yaml =
    'lectern: 1\nkey: tides\ntitle: Tides\noutline:\n  - section: s\n    title: S\n    units: [units/a.md]\n';
  const files = new Map([
    ['course.yaml', yaml],
    ['units/a.md', unit],
  ]);
  await publishCourse(systemCall('test'), {
    source: memorySource(files),
    organization: { key: 'harbor', name: 'Harbor School' },
    courseKey: 'tides',
    courseTitle: 'Tides',
  });
});

type Learner = TestBrowser & { person: { id: string; name: string; email: string } };

async function author(name: string, text: string): Promise<Learner> {
  const learner = await site.signIn({ name });
  await enrollByStaff(systemCall('test'), await getRun('harbor', 'tides', 'open'), [learner.person.id]);
  const handedIn = await learner.post('/learn/harbor/tides/open/a/tell/submissions', {
    'tell.value': text,
    _key: randomUUID(),
  });
  expect(handedIn.statusCode).toBe(303);
  return learner;
}

async function takeNext(learner: Learner): Promise<string> {
  const taken = await learner.post(`${mine}/next`);
  expect(taken.headers.location).toContain('/write/');
  return String(taken.headers.location);
}

const good = {
  'level.clear': 'good',
  'level.true': 'no',
  comment: 'Short <b>and</b> clear.',
  step: 'finish',
};

test('a learner writes a review, reads what was said of their own work, rates it and appeals; nobody learns a name', async () => {
  const ada = await author('Ada Anonyma', 'The Moon pulls.');
  const ben = await author('Ben Benennt', 'The Sun pulls too.');
  const names = [ada.person, ben.person].flatMap(({ id, name, email }) => [id, name, email]);
  const secretsOf = (reader: Learner) => names.filter((one) => !Object.values(reader.person).includes(one));

  expect((await ada.get('/learn/harbor/tides/open/a')).body).toContain(mine);
  const review = await takeNext(ada);
  const page = (await ada.get(review)).body;
  expect(page).toContain('The Sun pulls too.');
  for (const secret of secretsOf(ada)) expect(page).not.toContain(secret);
  expect((await ben.get(review)).statusCode).toBe(404);

  const half = await ada.post(review, {
    version: '0',
    'level.clear': 'good',
    comment: 'So far',
    step: 'finish',
  });
  expect([half.statusCode, half.body.includes('So far')]).toEqual([422, true]);
  expect((await ada.post(review, { version: '0', comment: 'So far', step: 'draft' })).statusCode).toBe(303);
  expect((await ada.get(review)).body).toContain('So far');
  const stale = await ada.post(review, { version: '0', ...good });
  expect([stale.statusCode, stale.body.includes('So far')]).toEqual([409, true]);
  expect((await ada.post(review, { version: '1', ...good })).headers.location).toBe(mine);

  await ben.post(await takeNext(ben), { version: '0', ...good });
  const { body } = await ben.get(mine);
  expect(body).toContain('Short &lt;b');
  expect(body).toContain('6 of 10');
  const api = await ben.json('GET', mine);
  for (const text of [body, api.body])
    for (const secret of secretsOf(ben)) expect(text).not.toContain(secret);

  const [received] = api.json().received;
  expect((await ben.post(`${mine}/received/${received.id}/rating`, { rating: '3' })).statusCode).toBe(303);
  expect((await ben.post(`${mine}/appeal`, { reason: ' ' })).statusCode).toBe(422);
  expect((await ben.post(`${mine}/appeal`, { reason: 'It is true.' })).statusCode).toBe(303);
  expect((await ben.get(mine)).body).toContain('It is true.');
  expect((await ben.json('GET', '/progress/harbor/tides/open/tell')).body).not.toContain(ada.person.id);

  const teacher = await site.signIn({}, teaches);
  const overview = await teacher.get(desk);
  expect(overview.body).toContain('Ben Benennt');
  const lines = (await teacher.json('GET', desk)).json().lines;
  const { work } = lines.find(
    (line: { work: { learnerId: string } }) => line.work.learnerId === ben.person.id,
  );
  expect((await teacher.get(`${desk}/works/${work.id}`)).body).toContain('It is true.');
  const answer = { answer: 'You are right.', 'level.clear': 'good', 'level.true': 'yes' };
  expect((await teacher.post(`${desk}/works/${work.id}/appeal`, answer)).statusCode).toBe(303);
  expect((await ben.get(mine)).body).toContain('You are right.');
});

test('staff see all activities, review a work, leave a review out and make a sample; learners do none of it', async () => {
  const teacher = await site.signIn({}, teaches);
  const learner = await author('Cleo', 'A third text.');
  expect((await teacher.get('/teach/harbor/tides/open/reviews')).body).toContain(desk);
  const lines = (await teacher.json('GET', desk)).json().lines;
  const { work } = lines.find(
    (line: { work: { learnerId: string } }) => line.work.learnerId === learner.person.id,
  );
  const path = `${desk}/works/${work.id}`;
  for (const [address, body] of [
    [`${path}/review`, {}],
    [`${path}/sample`, { title: 'X', ...good }],
    [`${desk}/tend`, {}],
  ] as const)
    expect((await learner.post(address, body)).statusCode).toBe(403);
  expect((await learner.get(desk)).statusCode).toBe(403);

  const review = String((await teacher.post(`${path}/review`)).headers.location);
  expect((await teacher.get(review)).body).toContain('A third text.');
  expect((await teacher.post(review, { version: '0', ...good })).statusCode).toBe(303);
  expect((await teacher.post(`${review}/leave-out`, { reason: 'By mistake' })).statusCode).toBe(303);
  expect((await teacher.post(`${path}/sample`, { title: '', ...good })).statusCode).toBe(422);
  expect((await teacher.post(`${path}/sample`, { title: 'A plain one', ...good })).statusCode).toBe(303);
  expect((await teacher.post(`${desk}/tend`)).statusCode).toBe(303);
  const { body } = await teacher.get(desk);
  expect(body).toContain('A plain one');
  const [, sample] = /samples\/([0-9a-f-]+)\/remove/.exec(body) ?? [];
  expect((await teacher.post(`${desk}/samples/${sample}/remove`)).statusCode).toBe(303);
});
