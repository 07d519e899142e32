/** The desk of those who mark, over HTTP: pages and forms as a browser without JavaScript sends them. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemCall } from '#app/commands/shared.ts';
import { type TestBrowser, useTestSite } from '#app/testing.ts';
import { getRun } from '#modules/catalog/index.ts';
import { memorySource } from '#modules/content/index.ts';
import { enrollByStaff } from '#modules/enrollment/index.ts';
import { tellReleasedJob } from '#modules/marking/jobs.ts';
import type { ReleasedNews } from '#modules/marking/service/desk.ts';
import { postReleased } from '#modules/marking/service/letters.ts';
import { query } from '#platform/database.ts';
import { closeJobs, openJobs } from '#platform/jobs.ts';
import { listOutbox } from '#platform/mail.ts';
import { publishCourse } from '#screens/studio/releases/index.ts';

const site = useTestSite();
const desk = '/mark/harbor/tides/open';
const gradebook = '/teach/harbor/tides/open/grades';
const teaches = { role: 'teacher', scope: 'course', target: 'harbor/tides' } as const;
const assists = { ...teaches, role: 'assistant' } as const;

const unit = `---
title: A
---
::::essay{#tell title="Tell it" points=10}
Tell.

:::rubric
### Clear {#clear points=6}
- Good {#good}
- Fair {#fair}
- None {#none}

### True {#true points=4}
- Yes {#yes}
- No {#no}
:::
::::

:::essay{#plain title="Plain" points=4}
Tell.
:::

:::essay{#twice title="Twice" points=4}
Tell.
:::

:::essay{#blind title="Blind" points=4}
Tell.
:::

:::essay{#shared title="Shared" points=4}
Tell.
:::
`;

afterAll(closeJobs);
beforeAll(async () => {
  await openJobs([tellReleasedJob], { work: false });
  const yaml =
    'lectern: 1\nkey: tides\ntitle: Tides\noutline:\n  - section: s\n    title: S\n    units: [units/a.md]\n';
  await publishCourse(systemCall('test'), {
    source: memorySource(
      new Map([
        ['course.yaml', yaml],
        ['units/a.md', unit],
      ]),
    ),
    organization: { key: 'harbor', name: 'Harbor School' },
    courseKey: 'tides',
    courseTitle: 'Tides',
  });
});

type Learner = TestBrowser & { person: { id: string; name: string; email: string } };

async function newLearner(name?: string): Promise<Learner> {
  const learner = await site.signIn(name ? { name } : {});
  await enrollByStaff(systemCall('test'), await getRun('harbor', 'tides', 'open'), [learner.person.id]);
  return learner;
}

async function handIn(learner: Learner, activity: string, text = 'One line.\nAnother line.') {
  const id = randomUUID();
  const answer = await learner.post(`/learn/harbor/tides/open/a/${activity}/submissions`, {
    [`${activity}.value`]: text,
    _key: id,
  });
  expect(answer.statusCode).toBe(303);
  return id;
}

interface Line {
  id: string;
  name: string;
  state: string;
  learnerId?: string;
  submissionId?: string;
  markerId: string | null;
}

async function linesOf(browser: TestBrowser, query: string): Promise<Line[]> {
  return (await browser.json('GET', `${desk}?${query}`)).json().tasks;
}

async function taskOf(teacher: TestBrowser, submission: string, activity: string): Promise<string> {
  const lines = await linesOf(teacher, `state=all&activity=${activity}`);
  const found = lines.find(({ submissionId }) => submissionId === submission);
  if (!found) throw new Error('the submission is not on the desk');
  return found.id;
}

const full = {
  version: '0',
  'level.clear': 'good',
  'level.true': 'no',
  comment: 'Read <it> again.',
  step: 'finish',
};
const feedbackOf = async (learner: TestBrowser, id: string) =>
  (await learner.json('GET', `/feedback/${id}`)).json();

describe('a submission', () => {
  test('lies on the desk, is marked by the rubric, held, and seen by its learner only when released', async () => {
    const teacher = await site.signIn({}, teaches);
    const learner = await newLearner();
    const id = await handIn(learner, 'tell');
    const task = await taskOf(teacher, id, 'tell');
    expect((await teacher.get(`${desk}/tasks/${task}`)).body).toContain('Another line.');
    await teacher.post(`${desk}/tasks/${task}/pins`, { from: '2', to: '2', body: 'Which one?' });
    expect((await teacher.post(`${desk}/tasks/${task}`, full)).statusCode).toBe(303);

    const held = await learner.get(`/feedback/${id}`);
    expect(held.body).toContain('Marked, not released yet');
    for (const page of [held, await learner.get('/learn/harbor/tides/open/a')])
      for (const secret of ['Which one?', 'Read &lt;it', 'rubric-chosen'])
        expect(page.body).not.toContain(secret);
    for (const path of [`/feedback/${id}`, '/learn/harbor/tides/open/a', '/progress/harbor/tides/open/tell'])
      expect((await learner.json('GET', path)).body).not.toMatch(/(?<!\d)0\.6|Which one|"level"/);

    await teacher.post(`${desk}/tasks/${task}/release`);
    const { body } = await learner.get(`/feedback/${id}`);
    expect(body).toContain('6 of 10');
    expect(body).toContain('Which one?');
    expect(body).toContain('Read &lt;it&gt; again.');
    expect((await feedbackOf(learner, id)).released.judgement.score).toBeCloseTo(0.6);
    expect((await learner.get('/progress/harbor/tides/open/tell')).body).toContain(`/feedback/${id}`);
  });

  test.each(['desk', 'gradebook'])('that was held is told once when the %s releases it', async (door) => {
    const teacher = await site.signIn({}, teaches);
    const learner = await newLearner();
    const id = await handIn(learner, 'plain');
    const task = await taskOf(teacher, id, 'plain');
    await teacher.post(`${desk}/tasks/${task}`, { version: '0', points: '3', step: 'finish' });
    const url = door === 'desk' ? `${desk}/tasks/${task}/release` : `${gradebook}/activities/plain/release`;
    for (let n = 0; n < 2; n += 1) await teacher.post(url, door === 'desk' ? {} : { held: 'false' });
    const jobs = 'select data from jobs.job where name = $1 and data::text ~ $2';
    const told = await query<{ data: ReleasedNews }>(jobs, [tellReleasedJob.name, learner.person.id]);
    expect(told).toHaveLength(1);
    for (const { data } of told) await postReleased(data);
    const mails = (await listOutbox({ limit: 100 })).filter(({ to }) => to === learner.person.email);
    expect(mails.map(({ text }) => text)).toEqual([expect.stringContaining(`/feedback/${id}`)]);
    expect(mails[0]?.text).not.toMatch(/0\.75|3 of 4/);
  });

  test('without a rubric is given points', async () => {
    const teacher = await site.signIn({}, teaches);
    const learner = await newLearner();
    const id = await handIn(learner, 'plain');
    const task = await taskOf(teacher, id, 'plain');
    await teacher.post(`${desk}/tasks/${task}`, { version: '0', points: '3', step: 'finish' });
    await teacher.post(`${desk}/activities/plain/release`);
    expect((await feedbackOf(learner, id)).released.judgement.score).toBe(0.75);
  });

  test('that is handed in again before anybody began takes the place of the first', async () => {
    const teacher = await site.signIn({}, teaches);
    const learner = await newLearner('Again Again');
    await handIn(learner, 'plain', 'First.');
    await handIn(learner, 'plain', 'Second.');
    const states = (await linesOf(teacher, 'state=all&activity=plain'))
      .filter(({ name }) => name === 'Again Again')
      .map(({ state }) => state);
    expect(states.sort()).toEqual(['older', 'to-mark']);
  });

  test('cannot be finished while a criterion is open; what was entered stands there again', async () => {
    const teacher = await site.signIn({}, teaches);
    const id = await handIn(await newLearner(), 'tell');
    const task = await taskOf(teacher, id, 'tell');
    const refused = await teacher.post(`${desk}/tasks/${task}`, { ...full, 'level.true': '' });
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('Read &lt;it> again.');
    expect((await teacher.json('GET', `${desk}/tasks/${task}`)).json().marks).toEqual([]);
  });
});

test('of two who save at once the second is told, keeps what was entered, and overwrites nothing', async () => {
  const [one, other] = [await site.signIn({}, teaches), await site.signIn({}, teaches)];
  const id = await handIn(await newLearner(), 'tell');
  const task = await taskOf(one, id, 'tell');
  await one.post(`${desk}/tasks/${task}`, { ...full, comment: 'Mine.', step: 'draft' });
  const refused = await other.post(`${desk}/tasks/${task}`, { ...full, comment: 'Yours.' });
  expect(refused.statusCode).toBe(409);
  expect(refused.body).toContain('Yours.');
  expect(refused.body).toContain('Somebody else has saved meanwhile');
  const { marks } = (await one.json('GET', `${desk}/tasks/${task}`)).json();
  expect(marks).toMatchObject([{ comment: 'Mine.', version: 1, state: 'draft' }]);
});

describe('two markers', () => {
  test('do not see each other before both are done, and agree with a reason where they differ', async () => {
    const [first, second] = [await site.signIn({}, teaches), await site.signIn({}, teaches)];
    await first.post(`${desk}/activities/twice`, { second: 'true', named: 'true' });
    const learner = await newLearner();
    const id = await handIn(learner, 'twice');
    const task = await taskOf(first, id, 'twice');
    const path = `${desk}/tasks/${task}`;
    await first.post(path, { version: '0', points: '4', comment: 'Splendid.', step: 'finish' });
    await first.post(`${path}/pins`, { from: '1', to: '1', body: 'Pinned by the first.' });
    const blind = await second.get(path);
    expect(blind.body).not.toContain('Splendid.');
    expect(blind.body).not.toContain('Pinned by the first.');
    expect((await second.json('GET', path)).body).not.toContain('Splendid.');
    expect((await feedbackOf(learner, id)).marked).toBe(false);

    await second.post(path, { version: '0', points: '2', comment: 'Poor.', step: 'finish' });
    expect((await second.get(path)).body).toContain('Splendid.');
    const unreasoned = await second.post(path, { version: '0', points: '3', step: 'finish' });
    expect(unreasoned.statusCode).toBe(422);
    await second.post(path, { version: '0', points: '3', reason: 'The middle.', step: 'finish' });
    await first.post(`${desk}/activities/twice/release`);
    expect((await feedbackOf(learner, id)).released.judgement.score).toBe(0.75);
  });

  test('that give the same points need not agree on anything', async () => {
    const [first, second] = [await site.signIn({}, teaches), await site.signIn({}, teaches)];
    await first.post(`${desk}/activities/twice`, { second: 'true', named: 'true' });
    const learner = await newLearner();
    const id = await handIn(learner, 'twice');
    const path = `${desk}/tasks/${await taskOf(first, id, 'twice')}`;
    await first.post(path, { version: '0', points: '4', step: 'finish' });
    await second.post(path, { version: '0', points: '4', step: 'finish' });
    expect((await feedbackOf(learner, id)).marked).toBe(true);
  });
});

test('names are hidden from markers until the grade is released, in pages, lists and API', async () => {
  const teacher = await site.signIn({}, teaches);
  await teacher.post(`${desk}/activities/blind`, { anonymous: 'true' });
  const learner = await newLearner('Zebulon Quist');
  const id = await handIn(learner, 'blind');
  await learner.post(`/feedback/${id}/messages`, { body: 'A question.' });
  const [line] = await linesOf(teacher, 'state=all&activity=blind');
  expect(line?.name).toMatch(/^[2-9A-Z]{5}$/);
  const path = `${desk}/tasks/${line?.id}`;
  const sources = [
    await teacher.get(`${desk}?state=all&activity=blind`),
    await teacher.json('GET', `${desk}?state=all&activity=blind`),
    await teacher.get(path),
    await teacher.json('GET', path),
  ];
  for (const { body } of sources)
    for (const secret of ['Zebulon', learner.person.id, learner.person.email, id])
      expect(body).not.toContain(secret);
  await teacher.post(path, { version: '0', points: '4', step: 'finish' });
  await teacher.post(`${path}/release`);
  expect((await teacher.get(path)).body).toContain('Zebulon Quist');
  expect((await feedbackOf(learner, id)).released.marker).toBeNull();
});

describe('who may', () => {
  test('an assistant sees what is allotted to them and nothing else', async () => {
    const teacher = await site.signIn({}, teaches);
    const assistant = await site.signIn({}, assists);
    const mine = await taskOf(teacher, await handIn(await newLearner(), 'plain'), 'plain');
    const other = await taskOf(teacher, await handIn(await newLearner(), 'plain'), 'plain');
    await teacher.post(`${desk}/bulk`, { task: mine, action: 'give', marker: assistant.person.id });
    expect((await linesOf(assistant, 'state=all')).map(({ id }) => id)).toEqual([mine]);
    expect((await assistant.get(`${desk}/tasks/${mine}`)).statusCode).toBe(200);
    for (const path of [`${desk}/tasks/${other}`, `${desk}/tasks/${randomUUID()}`])
      expect((await assistant.get(path)).statusCode).toBe(404);
    const mark = { version: '0', points: '1', step: 'finish' };
    expect((await assistant.post(`${desk}/tasks/${other}`, mark)).statusCode).toBe(404);
    expect((await assistant.post(`${desk}/tasks/${other}/messages`, { body: 'Hi' })).statusCode).toBe(404);
    for (const path of [`${desk}/tasks/${mine}/release`, `${desk}/activities/plain/release`, `${desk}/bulk`])
      expect((await assistant.post(path, { action: 'release' })).statusCode).toBe(403);
  });

  test('learners, visitors and staff of other courses do not come to the desk', async () => {
    const learner = await newLearner();
    const stranger = await site.signIn({}, { ...teaches, target: 'harbor/clouds' });
    expect((await learner.get(desk)).statusCode).toBe(403);
    expect((await stranger.get(desk)).statusCode).toBe(403);
    expect((await site.visitor().get(desk)).statusCode).toBe(401);
  });

  test('nobody reads the feedback of another', async () => {
    const id = await handIn(await newLearner(), 'plain');
    const other = await newLearner();
    expect((await other.get(`/feedback/${id}`)).statusCode).toBe(404);
    expect((await other.post(`/feedback/${id}/messages`, { body: 'Hi' })).statusCode).toBe(404);
    expect((await other.get('/feedback/x')).statusCode).toBe(404);
  });
});

describe('a conversation', () => {
  test('is unread until it is opened, and mails once until then', async () => {
    const teacher = await site.signIn({}, teaches);
    const learner = await newLearner();
    const id = await handIn(learner, 'plain');
    const path = `${desk}/tasks/${await taskOf(teacher, id, 'plain')}`;
    const mails = async () =>
      (await listOutbox({ limit: 100 })).filter(({ to }) => to === learner.person.email).length;
    await teacher.post(`${path}/messages`, { body: 'Your file is <empty>.' });
    await teacher.post(`${path}/messages`, { body: 'Are you there?' });
    expect(await mails()).toBe(1);
    expect((await learner.get('/learn/harbor/tides/open/a')).body).toContain('New message');
    expect((await learner.get(`/feedback/${id}`)).body).toContain('Your file is &lt;empty>.');
    expect((await learner.get('/learn/harbor/tides/open/a')).body).not.toContain('New message');
    await teacher.post(`${path}/messages`, { body: 'Thank you.' });
    expect(await mails()).toBe(2);
  });

  test('asks for a regrade only about a grade that is released; the desk shows it until it is answered', async () => {
    const teacher = await site.signIn({}, teaches);
    const learner = await newLearner('Regrade Me');
    const id = await handIn(learner, 'plain');
    const early = await learner.post(`/feedback/${id}/messages`, { body: 'Again!', regrade: 'true' });
    expect(early.statusCode).toBe(409);
    const path = `${desk}/tasks/${await taskOf(teacher, id, 'plain')}`;
    await teacher.post(path, { version: '0', points: '1', step: 'finish' });
    await teacher.post(`${path}/release`);
    await learner.post(`/feedback/${id}/messages`, { body: 'Please look again.', regrade: 'true' });
    const asked = async () =>
      (await linesOf(teacher, 'state=asked')).some(({ name }) => name === 'Regrade Me');
    expect(await asked()).toBe(true);
    // A released grade that is corrected is seen at once.
    await teacher.post(path, { version: '1', points: '4', step: 'finish' });
    expect((await feedbackOf(learner, id)).released.judgement.score).toBe(1);
    expect(await asked()).toBe(false);
  });
});

describe('allotment', () => {
  test('shares out evenly, and what comes in later too', async () => {
    const [one, two] = [await site.signIn({}, teaches), await site.signIn({}, teaches)];
    const markers = [one.person.id, two.person.id];
    for (let at = 0; at < 3; at += 1) await handIn(await newLearner(), 'shared');
    await one.post(`${desk}/activities/shared/allot`, { markers, way: 'even', only: 'all', keep: 'true' });
    await handIn(await newLearner(), 'shared');
    const lines = await linesOf(one, 'state=all&activity=shared');
    const counts = markers.map((id) => lines.filter(({ markerId }) => markerId === id).length);
    expect(counts).toEqual([2, 2]);
  });

  test('needs a marker who may mark here', async () => {
    const teacher = await site.signIn({}, teaches);
    const stranger = await site.signIn();
    const refused = await teacher.post(`${desk}/activities/shared/allot`, { markers: stranger.person.id });
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('Choose at least one marker.');
  });
});

test('a comment is pinned only to a place that the answer has', async () => {
  const teacher = await site.signIn({}, teaches);
  const id = await handIn(await newLearner(), 'plain');
  const path = `${desk}/tasks/${await taskOf(teacher, id, 'plain')}/pins`;
  const places: Record<string, string>[] = [
    { from: '3' },
    { from: '2', to: '1' },
    { file: 'x.png', x: '1', y: '1', width: '2', height: '2' },
    {},
  ];
  for (const place of places)
    expect((await teacher.post(path, { ...place, body: 'Here.' })).statusCode).toBe(422);
});

test('saved replies are one’s own, unless they are shared', async () => {
  const [one, two] = [await site.signIn({}, teaches), await site.signIn({}, teaches)];
  await one.post(`${desk}/replies`, { body: 'Mine alone.' });
  await one.post(`${desk}/replies`, { body: 'For all.', shared: 'true' });
  const { body } = await two.get(`${desk}/replies`);
  expect(body).toContain('For all.');
  expect(body).not.toContain('Mine alone.');
});

test('anything that was handed in can be marked on demand', async () => {
  const teacher = await site.signIn({}, teaches);
  const learner = await newLearner();
  await handIn(learner, 'plain');
  const found = await teacher.post(`${desk}/demand`, { learner: learner.person.email, activity: 'plain' });
  expect(found.headers.location).toMatch(/\/tasks\//);
  const missing = await teacher.post(`${desk}/demand`, { learner: 'x@example.org', activity: 'plain' });
  expect(missing.statusCode).toBe(422);
});
