/** Protocol 2 against the example grader of the docs, which runs as a program of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testActivity } from '#modules/attempts/testing.ts';
import type { RunnerJob } from '#modules/grading/contract.ts';
import { describeRunner } from '#modules/grading/testing/runners.ts';
import { openSite } from '#platform/site.ts';
import { useTestMachines } from '#platform/testing.ts';
import { openTestGrader } from '../aplus/testing.ts';
import { printedKey, sharedKey, useGraders } from '../graders.ts';
import { checkGrader, graderRunner } from './index.ts';
import { checkResult, openResult, signResult } from './wire.ts';

useTestMachines();

const name = 'https://grader.example.org';
let example: ChildProcess;
let address = '';
let callbacks: Server;
const called: { id: string; signed: string }[] = [];

beforeAll(async () => {
  const env = { ...process.env, PORT: '0', GRADER_KEY: printedKey(name) };
  example = spawn(process.execPath, ['docs/examples/grader.mjs'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await new Promise<string>((done) =>
    example.stdout?.once('data', (text) => done(String(text))),
  );
  address = `http://127.0.0.1:${/port (\d+)/.exec(line)?.[1]}`;
  useGraders([{ address: name, at: address, uid: null, publicKey: null }]);
  callbacks = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    called.push(JSON.parse(text));
    response.end('{}');
  });
  await new Promise<void>((done) => callbacks.listen(0, '127.0.0.1', done));
  const { port } = callbacks.address() as AddressInfo;
  openSite({ name: 'Lectern', baseUrl: `http://127.0.0.1:${port}`, timeZone: 'UTC' });
});
afterAll(() => {
  example?.kill();
  callbacks?.close();
});

const sampleJob = (answer: string, path = '/exercise'): Partial<RunnerJob> & Pick<RunnerJob, 'spec'> => ({
  spec: { service: `${name}${path}` },
  activity: testActivity({ points: 10 }),
  answer: { fields: { answer: [answer] }, files: [] },
});
const jobOf = (answer: string, path: string): RunnerJob => ({
  ...{ learnerId: 'l', submissionId: 's', number: 1, attempt: 1, files: [] },
  read: () => Promise.reject(new Error('no file')),
  signal: new AbortController().signal,
  ...(sampleJob(answer, path) as Pick<RunnerJob, 'activity' | 'spec' | 'answer'>),
});

describeRunner('of protocol 2', () => ({
  runner: graderRunner,
  right: () => sampleJob('1'),
  wrong: () => sampleJob('2'),
  impossible: { service: 'http://169.254.169.254/' },
}));

describe('the example grader', () => {
  test('passes the conformance test', async () => {
    const { protocol, findings } = await checkGrader(`${address}/exercise`, sharedKey(name));
    expect(protocol).toBe('lectern-grader/2');
    expect(findings.filter(({ ok }) => !ok)).toEqual([]);
    expect(findings).toHaveLength(4);
  });

  test('sends what its program says line by line, for staff only', async () => {
    const result = await graderRunner.grade(jobOf('1', '/lines'));
    expect(result).toMatchObject({
      outcome: 'judged',
      judgement: {
        score: 1,
        cases: [{ name: 'answer' }, { name: 'log', hidden: true, output: 'compiling\n' }],
      },
    });
  });

  test('may answer later, with a signature that only its key makes', async () => {
    expect(await graderRunner.grade(jobOf('1', '/later'))).toMatchObject({ outcome: 'pending' });
    await expect.poll(() => called.length).toBe(1);
    const { id, signed } = called[0] ?? { id: '', signed: '' };
    expect(await openResult(sharedKey(name), signed)).toMatchObject({ id, result: { points: 10 } });
    await expect(openResult(sharedKey('https://other.example.org'), signed)).rejects.toThrow();
  });
});

describe('the conformance test', () => {
  test('finds a grader that accepts whatever it is sent', async () => {
    const { findings } = await checkGrader(`${address}/exercise`, Buffer.alloc(32, 9));
    expect(findings.some(({ ok }) => !ok)).toBe(true);
  });

  test('knows graders of A+ and what they owe', async () => {
    const first = await openTestGrader();
    const { protocol, findings } = await checkGrader(`${first.address}/c/sync`, Buffer.alloc(0));
    expect(protocol).toBe('A+ v1');
    expect(findings.filter(({ ok }) => !ok)).toEqual([]);
    first.misbehave('/c/sync', (response) => response.end('hello'));
    const bad = await checkGrader(`${first.address}/c/sync`, Buffer.alloc(0));
    expect(bad.findings.filter(({ ok }) => !ok)).not.toEqual([]);
    await first.close();
  });
});

test.each([
  { outcome: 'judged', points: 11, maxPoints: 10 },
  { outcome: 'judged', points: -1, maxPoints: 10 },
  { outcome: 'judged', points: null, maxPoints: 10 },
  { outcome: 'judged', points: 1 },
  { outcome: 'done' },
  null,
])('a result that cannot be is refused: %j', (result) => {
  expect(() => checkResult(result)).toThrow();
});

test('a result signed for one grading is none for another', async () => {
  const key = sharedKey(name);
  const signed = await signResult(key, 'one', { outcome: 'judged', points: 1, maxPoints: 1 });
  expect((await openResult(key, signed)).id).toBe('one');
});
