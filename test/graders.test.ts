/** Exercises that a grader of A+ (protocol v1) judges, from the learner's page to the points, over HTTP. */
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemCall } from '#app/commands/shared.ts';
import { useTestSite } from '#app/testing.ts';
import { listSubmissions, onReceived } from '#modules/attempts/index.ts';
import { getRun, type Run } from '#modules/catalog/index.ts';
import { useFormSource } from '#modules/content/contract.ts';
import { memorySource } from '#modules/content/index.ts';
import { useRunners } from '#modules/grading/contract.ts';
import { listGradings, openWorker, queueForMachine, type Worker } from '#modules/grading/index.ts';
import { query } from '#platform/database.ts';
import { openSite } from '#platform/site.ts';
import { publishCourse } from '#screens/studio/index.ts';
import { aplusRunner, formOf } from '#standards/aplus/index.ts';
import { useGraders } from '#standards/graders.ts';
import { openTestGrader, type TestGrader } from '#standards/aplus/testing.ts';

const site = useTestSite();
let grader: TestGrader;
let worker: Worker;
let run: Run;

const course = (address: string): Record<string, string> => ({
  'course.yaml': `lectern: 1
key: graders
title: Graders
language: en
pace: self
outline:
  - { section: one, title: One, units: [units/work.md] }
`,
  'units/work.md': `---
title: Work
---

:::exercise{#sync service="${address}/c/sync" points=10 attempts=2}
:::

:::::exercise{#async service="${address}/c/async" points=10}
::::field{name=code type=textarea label=Code required}
::::
:::::

:::::exercise{#files service="${address}/c/files" points=20}
::::field{name=file1 type=file label="main.py"}
::::
:::::

:::exercise{#elsewhere service="http://169.254.169.254/latest/meta-data" points=10}
:::
`,
});

const unitPath = '/learn/local/graders/main/work';

beforeAll(async () => {
  grader = await openTestGrader();
  useRunners([aplusRunner]);
  useFormSource(formOf);
  onReceived(queueForMachine);
  await site.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = site.app.server.address() as AddressInfo;
  openSite({ name: 'Lectern', baseUrl: `http://127.0.0.1:${port}`, timeZone: 'UTC' });
  useGraders([{ address: grader.address, at: grader.address, uid: null, publicKey: null }]);
  const files = Object.entries(course(grader.address)).map(
    ([path, text]) => [path, new TextEncoder().encode(text)] as const,
  );
  await publishCourse(systemCall('test'), {
    source: memorySource(new Map(files)),
    organization: { key: 'local', name: 'Local' },
    courseKey: 'graders',
    courseTitle: 'Graders',
    notes: '',
    run: { key: 'main', settings: { open: true } },
  });
  run = await getRun('local', 'graders', 'main');
});
afterAll(() => grader?.close());
beforeEach(() => {
  worker = openWorker({ slots: 4, pollMs: 20 });
  grader.requests.length = 0;
});
afterEach(async () => {
  await worker.stop();
  for (const path of ['/c/sync', '/c/async', '/c/files']) grader.misbehave(path, null);
  // What still waits would be asked for during the next test.
  await query(
    `update grading.grading set state = 'replaced' where state in ('waiting', 'running', 'pending')`,
  );
  // Every test signs somebody in.
  await query('truncate grading.grader, platform.rate_limit');
});

async function enroll() {
  const learner = await site.signIn();
  await learner.get('/courses/local/graders');
  await learner.post('/courses/local/graders/runs/main/enroll');
  await learner.get(unitPath);
  const handIn = async (activity: string, fields: Record<string, string>) => {
    await learner.get(unitPath);
    const prefixed = Object.entries(fields).map(([name, value]) => [`${activity}.in.${name}`, value]);
    return learner.post(`${unitPath}/${activity}/submissions`, Object.fromEntries(prefixed));
  };
  const gradings = async (activity: string) => {
    const [last] = (await listSubmissions(learner.person.id, run.id, activity)).toReversed();
    return last ? listGradings(learner.person.id, last.id) : [];
  };
  const state = async (activity: string) => (await gradings(activity)).map(({ state }) => state).join();
  return { ...learner, handIn, gradings, state };
}

const posted = () => grader.requests.filter(({ method }) => method === 'POST');

describe('an exercise whose form the grader draws', () => {
  test('shows the form inside ours, without anything that could run', async () => {
    const learner = await enroll();
    const { body } = await learner.get(unitPath);
    expect(body).toContain('What is <b>1 + 1</b>?');
    expect(body).toContain('name="sync.in.sum"');
    expect(body).toMatch(/<label for="sync-id_sum">/);
    expect(body).not.toContain('alert(1)');
    expect(body).not.toContain('Menu of the grader');
  });

  test('is asked for with who, which try, how much and in which language', async () => {
    const learner = await enroll();
    await learner.get(`${unitPath}?lang=es`);
    const asked = grader.requests.find(({ query }) => query.get('lang') === 'es');
    expect(Object.fromEntries(asked?.query ?? [])).toMatchObject({
      max_points: '10',
      max_submissions: '2',
      ordinal_number: '1',
      uid: expect.stringMatching(/^\d+$/),
      submission_url: expect.stringContaining('/api/v2/exercises/'),
      post_url: expect.stringContaining('http://127.0.0.1'),
    });
    expect(asked?.headers.authorization).toMatch(/^Bearer [\w-]+\.[\w-]+\.[\w-]+$/);
  });

  test('is graded at once, its points scaled, its feedback harmless', async () => {
    const learner = await enroll();
    await learner.handIn('sync', { sum: '2' });
    await expect.poll(() => learner.state('sync')).toBe('judged');
    const [grading] = await learner.gradings('sync');
    expect(grading?.score).toBe(1);
    expect(grading?.judgement?.feedback?.join()).toContain('Well done');
    await learner.handIn('sync', { sum: '3' });
    await expect.poll(() => learner.state('sync')).toBe('judged');
    const [second] = await learner.gradings('sync');
    expect(second?.score).toBe(0);
    expect(second?.judgement?.feedback?.join()).not.toContain('onerror');
    expect(posted().map(({ query }) => query.get('ordinal_number'))).toEqual(['1', '2']);
  });

  test('says so when the grader is away, and the rest of the page stands', async () => {
    grader.misbehave('/c/sync', (response) => response.writeHead(500).end());
    const learner = await enroll();
    const { statusCode, body } = await learner.get(unitPath);
    expect(statusCode).toBe(200);
    expect(body).toContain('cannot be shown just now');
    expect(body).toContain('name="async.in.code"');
  });
});

describe('an exercise that is graded later', () => {
  test('waits for the call, and the call counts once', async () => {
    const learner = await enroll();
    await learner.handIn('async', { code: 'print(1)' });
    await expect.poll(() => learner.state('async')).toBe('pending');
    expect(posted()[0]?.form.get('code')).toBe('print(1)');
    const url = posted()[0]?.query.get('submission_url') ?? '';
    const result = { points: '3', max_points: '4', feedback: '<p>Good <script>alert(1)</script></p>' };
    expect(await grader.call(url, result)).toEqual({ success: true, errors: [] });
    const [grading] = await learner.gradings('async');
    expect(grading).toMatchObject({ state: 'judged', score: 0.75 });
    expect(grading?.judgement?.feedback).toEqual(['<p>Good </p>']);
    // It did not hear our answer and calls again.
    expect(await grader.call(url, result)).toEqual({ success: true, errors: [] });
    // It changed its mind.
    expect(await grader.call(url, { ...result, points: '4' })).toMatchObject({ success: false });
    expect((await learner.gradings('async'))[0]?.score).toBe(0.75);
  });

  test.each([
    ['more points than there are', { points: '5', max_points: '4' }],
    ['more than the exercise has', { points: '11' }],
    ['points that are none', { points: 'NaN', max_points: '4' }],
    ['points below zero', { points: '-1', max_points: '4' }],
    ['points without end', { points: 'Infinity', max_points: '4' }],
    ['no points', {}],
    ['an error of its own', { points: '1', max_points: '4', error: 'true' }],
  ])('%s are refused and cost the learner nothing', async (_, fields) => {
    const learner = await enroll();
    await learner.handIn('async', { code: 'x' });
    await expect.poll(() => learner.state('async')).toBe('pending');
    const answer = await grader.call(posted()[0]?.query.get('submission_url') ?? '', fields);
    expect(answer.success).toBe(false);
    const [grading] = await learner.gradings('async');
    expect(grading).toMatchObject({ score: null, tries: 1 });
  });

  test('nobody else can call: not with a token of another submission, none, or a changed one', async () => {
    const [one, other] = [await enroll(), await enroll()];
    await one.handIn('async', { code: '1' });
    await expect.poll(() => one.state('async')).toBe('pending');
    await other.handIn('async', { code: '2' });
    await expect.poll(() => other.state('async')).toBe('pending');
    const [first = '', second = ''] = posted().map(({ query }) => query.get('submission_url') ?? '');
    const tokenOf = (url: string) => new URL(url).searchParams.get('token') ?? '';
    const mixed = first.replace(tokenOf(first), tokenOf(second));
    const changed = first.replace(/.$/, (end) => (end === 'A' ? 'B' : 'A'));
    for (const url of [mixed, changed, first.replace(/token=.*/, 'token='), first.replace(/.token=.*/, '')]) {
      const { status } = await fetch(url, { method: 'POST', body: new URLSearchParams({ points: '1' }) });
      expect([403, 422, 401]).toContain(status);
    }
    expect(await one.state('async')).toBe('pending');
  });

  test('a grader may look at what it was asked to grade', async () => {
    const learner = await enroll();
    await learner.handIn('async', { code: 'x' });
    await expect.poll(() => learner.state('async')).toBe('pending');
    const response = await fetch(posted()[0]?.query.get('submission_url') ?? '');
    expect(await response.json()).toMatchObject({
      is_graded: false,
      exercise: { max_points: 10 },
      submission: { html_url: expect.stringContaining(`${unitPath}#async`) },
    });
  });
});

describe('a grader that is out of order', () => {
  test.each<[string, Parameters<TestGrader['misbehave']>[1]]>([
    ['dies', (response) => response.destroy()],
    ['answers with an error', (response) => response.writeHead(502).end('no')],
    ['sends us elsewhere', (response) => response.writeHead(302, { location: 'http://127.0.0.1/' }).end()],
    ['says nothing of what became of it', (response) => response.end('<body>hello</body>')],
    [
      'gives more points than there are',
      (response) => response.end('<meta name=points value=9><meta name=max-points value=5>'),
    ],
    ['answers without end', (response) => response.end('x'.repeat(3_000_000))],
    ['answers packed', (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('bomb')],
  ])('that %s costs no attempt, and the answer is graded once it is well', async (_, how) => {
    grader.misbehave('/c/sync', how);
    const learner = await enroll();
    await learner.handIn('sync', { sum: '2' });
    await expect.poll(async () => (await learner.gradings('sync'))[0]?.tries).toBe(1);
    grader.misbehave('/c/sync', null);
    await query(`update grading.grading set not_before = null where state = 'waiting'`);
    await expect.poll(() => learner.state('sync')).toBe('judged');
    expect((await learner.gradings('sync'))[0]?.score).toBe(1);
  });

  test('a page of a hundred thousand elements in one another is read as text', async () => {
    grader.misbehave('/c/sync', (response) =>
      response.end(
        `<meta name=points value=1><meta name=max-points value=1><body>${'<b><div>'.repeat(100_000)}end</body>`,
      ),
    );
    const learner = await enroll();
    await learner.handIn('sync', { sum: '2' });
    await expect.poll(() => learner.state('sync')).toBe('judged');
  });

  test('an answer that it rejects costs no attempt', async () => {
    grader.misbehave('/c/sync', (response) =>
      response.end('<meta name=status value=rejected><body><p>Log in first.</p></body>'),
    );
    const learner = await enroll();
    for (const sum of ['1', '2', '3']) {
      await learner.handIn('sync', { sum });
      await expect.poll(() => learner.state('sync')).toBe('rejected');
    }
    grader.misbehave('/c/sync', null);
    await learner.handIn('sync', { sum: '2' });
    await expect.poll(() => learner.state('sync')).toBe('judged');
  });

  test('an address that the operator did not name is never asked; staff are told', async () => {
    const learner = await enroll();
    await learner.handIn('elsewhere', { x: '1' });
    await expect.poll(() => learner.state('elsewhere')).toBe('needs-staff');
    expect(posted()).toEqual([]);
  });
});
