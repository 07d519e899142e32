/** Exercises that a grader of A+ (protocol v1) judges, from the learner's page to the points, over HTTP. */
import { generateKeyPairSync } from 'node:crypto';
import { createRemoteJWKSet, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { query } from '#platform/database.ts';
import { site } from '#platform/site.ts';
import { openTestGrader, type TestGrader } from '#standards/aplus/testing.ts';
import { useGradedRun } from './graded-run.ts';

const course = (address: string) => ({
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

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });

const { now, enroll, posted } = useGradedRun({
  openGrader: openTestGrader,
  course: async ({ address }) => new Map(Object.entries(course(address))),
  graders: ({ address }) => [
    {
      address,
      at: address,
      uid: 'one',
      publicKey: keys.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    },
    { address: 'https://other.example.org', at: 'https://other.example.org', uid: 'other', publicKey: null },
  ],
});
const unitPath = '/learn/local/graders/main/work';

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
    const asked = now.grader.requests.find(({ query }) => query.get('lang') === 'es');
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
    await learner.handIn('work', 'sync', { sum: '2' });
    await expect.poll(() => learner.state('sync')).toBe('judged');
    const [grading] = await learner.gradings('sync');
    expect(grading?.score).toBe(1);
    expect(grading?.judgement?.feedback?.join()).toContain('Well done');
    await learner.handIn('work', 'sync', { sum: '3' });
    await expect.poll(() => learner.state('sync')).toBe('judged');
    const [second] = await learner.gradings('sync');
    expect(second?.score).toBe(0);
    expect(second?.judgement?.feedback?.join()).not.toContain('onerror');
    expect(posted().map(({ query }) => query.get('ordinal_number'))).toEqual(['1', '2']);
  });

  test('is asked for once more whether it has changed, for each language by itself', async () => {
    const learner = await enroll();
    const asked = () => now.grader.requests.filter(({ path }) => path === '/c/sync');
    await learner.get(unitPath);
    const known = asked().length;
    const { body } = await learner.get(unitPath);
    expect(asked().slice(known)).toMatchObject([{ headers: { 'if-modified-since': expect.any(String) } }]);
    expect(body).toContain('name="sync.in.sum"');
    await learner.get(`${unitPath}?lang=es`);
    expect(asked().at(-1)?.headers['if-modified-since']).toBeUndefined();
  });

  test('says so when the grader is away, and the rest of the page stands', async () => {
    now.grader.misbehave('/c/sync', (response) => response.writeHead(500).end());
    const learner = await enroll();
    const { statusCode, body } = await learner.get(unitPath);
    expect(statusCode).toBe(200);
    expect(body).toContain('cannot be shown just now');
    expect(body).toContain('name="async.in.code"');
  });
});

describe('an exercise that is graded later', () => {
  test.each(['form', 'multipart'] as const)(
    'waits for the call (%s), and the call counts once',
    async (how) => {
      const learner = await enroll();
      await learner.handIn('work', 'async', { code: 'print(1)' });
      await expect.poll(() => learner.state('async')).toBe('pending');
      expect(posted()[0]?.form.get('code')).toBe('print(1)');
      const url = posted()[0]?.query.get('submission_url') ?? '';
      const result = { points: '3', max_points: '4', feedback: '<p>Good <script>alert(1)</script></p>' };
      expect(await now.grader.call(url, result, how)).toEqual({ success: true, errors: [] });
      const [grading] = await learner.gradings('async');
      expect(grading).toMatchObject({ state: 'judged', score: 0.75 });
      expect(grading?.judgement?.feedback).toEqual(['<p>Good </p>']);
      // It did not hear our answer and calls again.
      expect(await now.grader.call(url, result)).toEqual({ success: true, errors: [] });
      // It changed its mind.
      expect(await now.grader.call(url, { ...result, points: '4' })).toMatchObject({ success: false });
      expect((await learner.gradings('async'))[0]?.score).toBe(0.75);
    },
  );

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
    await learner.handIn('work', 'async', { code: 'x' });
    await expect.poll(() => learner.state('async')).toBe('pending');
    const answer = await now.grader.call(posted()[0]?.query.get('submission_url') ?? '', fields);
    expect(answer.success).toBe(false);
    const [grading] = await learner.gradings('async');
    expect(grading).toMatchObject({ score: null, tries: 1 });
  });

  test('nobody else can call: not with a token of another submission, none, or a changed one', async () => {
    const [one, other] = [await enroll(), await enroll()];
    await one.handIn('work', 'async', { code: '1' });
    await expect.poll(() => one.state('async')).toBe('pending');
    await other.handIn('work', 'async', { code: '2' });
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
    await learner.handIn('work', 'async', { code: 'x' });
    await expect.poll(() => learner.state('async')).toBe('pending');
    const response = await fetch(posted()[0]?.query.get('submission_url') ?? '');
    expect(await response.json()).toMatchObject({
      is_graded: false,
      exercise: { max_points: 10 },
      submission: { html_url: expect.stringContaining(`${unitPath}#async`) },
    });
  });
});

describe('an exercise with a file', () => {
  const file = { name: 'main.py', content: 'print(1)\n', type: 'text/x-python' };

  test('the file goes to the grader as it came, in the field that asks for it', async () => {
    const learner = await enroll();
    await learner.handIn('work', 'files', {}, file);
    await expect.poll(() => learner.state('files')).toBe('judged');
    const sent = posted()[0]?.form.get('file1');
    expect(sent).toBeInstanceOf(File);
    expect((sent as File).name).toBe('main.py');
    expect(await (sent as File).text()).toBe(file.content);
    const [grading] = await learner.gradings('files');
    expect(grading?.score).toBeCloseTo(file.content.length / 20);
    expect(grading?.judgement?.feedback).toEqual(['<p>main.py</p>']);
  });

  test('without a file nothing is handed in, and the grader is not asked', async () => {
    const learner = await enroll();
    await learner.handIn('work', 'files', {});
    expect(await learner.gradings('files')).toEqual([]);
    expect(posted()).toEqual([]);
  });
});

describe('what is done at the grader itself', () => {
  const handInUrl = async (learner: Awaited<ReturnType<typeof enroll>>) => {
    await learner.get(unitPath);
    const asked = now.grader.requests.findLast(({ path, method }) => path === '/c/sync' && method === 'GET');
    return asked?.query.get('submission_url') ?? '';
  };

  test('is handed in with the address that came with the form, as an attempt like any other', async () => {
    const learner = await enroll();
    const url = await handInUrl(learner);
    const result = {
      points: '4',
      max_points: '5',
      feedback: '<p>Played well</p>',
      grading_payload: '{"a":1}',
    };
    expect(await now.grader.call(url, result, 'multipart')).toEqual({ success: true, errors: [] });
    const gradings = await learner.gradings('sync');
    expect(gradings.at(-1)).toMatchObject({ state: 'judged', score: 0.8, source: 'machine', attempt: 1 });
    expect(gradings.at(-1)?.judgement?.feedback).toEqual(['<p>Played well</p>']);
    expect((await learner.get(unitPath)).body).toContain('Played well');
    // The grader has said what it says; nobody asks it again.
    expect(posted()).toEqual([]);
    expect((await now.grader.call(url, result)).success).toBe(true);
    expect(await now.grader.call(url, result)).toEqual({ success: false, errors: ['no-attempts-left'] });
  });

  test('counts for nobody else, at no other exercise, and not with points that cannot be', async () => {
    const learner = await enroll();
    const url = await handInUrl(learner);
    const call = (address: string) =>
      fetch(address, { method: 'POST', body: new URLSearchParams({ points: '1', max_points: '5' }) });
    for (const address of [
      url.replace(/~sync/, '~async'),
      url.replace(/token=e./, 'token=eX'),
      url.replace(/token=.*/, 'token='),
    ])
      expect((await call(address)).status).toBe(403);
    expect((await now.grader.call(url, { points: '9', max_points: '5' })).success).toBe(false);
    expect(await learner.gradings('sync')).toEqual([]);
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
    now.grader.misbehave('/c/sync', how);
    const learner = await enroll();
    await learner.handIn('work', 'sync', { sum: '2' });
    await expect.poll(async () => (await learner.gradings('sync'))[0]?.tries).toBe(1);
    now.grader.misbehave('/c/sync', null);
    await query(`update grading.grading set not_before = null where state = 'waiting'`);
    await expect.poll(() => learner.state('sync')).toBe('judged');
    expect((await learner.gradings('sync'))[0]?.score).toBe(1);
  });

  test('a page of a hundred thousand elements in one another is read as text', async () => {
    now.grader.misbehave('/c/sync', (response) =>
      response.end(
        `<meta name=points value=1><meta name=max-points value=1><body>${'<b><div>'.repeat(100_000)}end</body>`,
      ),
    );
    const learner = await enroll();
    await learner.handIn('work', 'sync', { sum: '2' });
    await expect.poll(() => learner.state('sync')).toBe('judged');
  });

  test('an answer that it rejects costs no attempt', async () => {
    now.grader.misbehave('/c/sync', (response) =>
      response.end('<meta name=status value=rejected><body><p>Log in first.</p></body>'),
    );
    const learner = await enroll();
    for (const sum of ['1', '2', '3']) {
      await learner.handIn('work', 'sync', { sum });
      await expect.poll(() => learner.state('sync')).toBe('rejected');
    }
    now.grader.misbehave('/c/sync', null);
    await learner.handIn('work', 'sync', { sum: '2' });
    await expect.poll(() => learner.state('sync')).toBe('judged');
  });

  test('an address that the operator did not name is never asked; staff are told', async () => {
    const learner = await enroll();
    await learner.handIn('work', 'elsewhere', { x: '1' });
    await expect.poll(() => learner.state('elsewhere')).toBe('needs-staff');
    expect(posted()).toEqual([]);
  });
});

describe('a token that a service has signed again', () => {
  const ask = async (claims: JWTPayload, key = keys.privateKey) => {
    const token = await new SignJWT({
      iss: 'one',
      aud: site().baseUrl,
      exp: Date.now() / 1000 + 60,
      ...claims,
    })
      .setProtectedHeader({ alg: 'RS256' })
      .sign(key);
    return fetch(`${site().baseUrl}/api/v2/get-token/`, { headers: { authorization: `Bearer ${token}` } });
  };
  const mine = () => ['instance', 1, { id: now.run.id }];

  test.each([{ taud: 'other' }, { turl: 'https://other.example.org/course/exercise' }])(
    'is for the service that it names (%o), with what the asker may do',
    async (target) => {
      const response = await ask({ ...target, permissions: [mine()] });
      expect(response.headers.get('content-type')).toContain('text/plain');
      const published = createRemoteJWKSet(new URL('/api/v2/jwks.json', site().baseUrl));
      const { payload } = await jwtVerify(await response.text(), published, { audience: 'other' });
      expect(payload).toMatchObject({ iss: site().baseUrl, sub: 'one', permissions: [mine()] });
    },
  );

  test.each<[string, () => JWTPayload]>([
    ['names nobody we know', () => ({ taud: 'stranger' })],
    ['names nobody', () => ({})],
    ['was for another site', () => ({ taud: 'other', aud: 'https://elsewhere.example.org' })],
    ['is over', () => ({ taud: 'other', exp: Date.now() / 1000 - 60 })],
    ['has no end', () => ({ taud: 'other', exp: undefined })],
    ['is of a service without a key', () => ({ taud: 'one', iss: 'other' })],
    [
      'asks for a course that is not its own',
      () => ({ taud: 'other', permissions: [['instance', 1, { id: 'x' }]] }),
    ],
    ['asks to create', () => ({ taud: 'other', permissions: [['instance', 4, { id: now.run.id }]] })],
    ['asks for submissions', () => ({ taud: 'other', permissions: [['submission', 1, { id: 1 }]] })],
  ])('is refused where the first %s', async (_, claims) => {
    expect((await ask(claims())).status).toBe(403);
  });

  test('is refused where another key signed, or nobody', async () => {
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
    expect((await ask({ taud: 'other' }, other.privateKey)).status).toBe(403);
    expect((await fetch(`${site().baseUrl}/api/v2/get-token/`)).status).toBe(403);
  });
});
