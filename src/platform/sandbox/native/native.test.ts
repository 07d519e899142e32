import { expect, test } from 'vitest';
import { checkLimits } from '../limits.ts';
import { SandboxFault, WrongJob } from '../schema.ts';
import { bubblewrapCommand, bubblewrapRunner } from './bubblewrap.ts';
import { checkImage, containerCommand, kubernetesJob, layersOf } from './containers.ts';
import { type NativeRunner, openRunner } from './runner.ts';
import { refused, seccompFilter } from './seccomp.ts';

const limits = checkLimits({ timeMs: 4_000, memoryBytes: 200 * 1024 * 1024 });
const missing = (await bubblewrapRunner.probe()).filter((layer) => layer.missing !== null);
// The word why is in the title, so that a skipped test says what to install.
const why = missing.map((layer) => `${layer.name}: ${layer.missing}`).join('; ') || 'every layer holds';
const withBubblewrap = test.skipIf(missing.length > 0);

const shell = async (line: string) => {
  const run = await openRunner(bubblewrapRunner);
  return run({ command: ['/bin/sh', '-c', line], files: { 'a.txt': 'hello' }, stdin: 'input', limits });
};

withBubblewrap(`a program under bubblewrap sees its files and input only (${why})`, async () => {
  const { stdout, outcome } = await shell(
    'cat; ls /job; cat a.txt; ls /etc /root /home /var 2>&1 | wc -l; env',
  );
  expect(outcome).toBe('exited');
  expect(stdout).toContain('inputa.txt\nhello4');
  expect(stdout).not.toContain('LECTERN');
});

withBubblewrap.each([
  ['makes a namespace', 'unshare -U true'],
  ['mounts', 'mount -t tmpfs x /tmp'],
  ['reads passwords', 'cat /etc/passwd'],
  ['writes into the system', 'touch /usr/x'],
  ['kills the first process', 'kill -9 1 && test ! -d /proc/1'],
  ['fills the disk', 'head -c 200000000 /dev/zero > big'],
  ['reaches the network', 'exec 3<>/dev/tcp/127.0.0.1/22'],
])('a program under bubblewrap that %s is refused (%s)', async (_, line) => {
  const run = await openRunner(bubblewrapRunner);
  const result = await run({ command: ['/bin/bash', '-c', line], files: {}, stdin: '', limits });
  expect(result.outcome === 'exited' && result.exitCode === 0).toBe(false);
});

withBubblewrap('a fork bomb under bubblewrap ends, and the next program runs', async () => {
  const run = await openRunner(bubblewrapRunner);
  const bomb = ['/bin/bash', '-c', 'f() { f | f & }; f; sleep 60'];
  const { outcome } = await run({ command: bomb, files: {}, stdin: '', limits });
  expect(['timeout', 'exited', 'crashed', 'output']).toContain(outcome);
  expect((await shell('echo fine')).stdout).toBe('fine\n');
});

withBubblewrap('a program under bubblewrap that never ends is ended', async () => {
  expect((await shell('trap "" TERM; sleep 100')).outcome).toBe('timeout');
  expect((await shell('yes')).outcome).toBe('output');
});

test('a runner with one layer missing does not run anything', async () => {
  let ran = false;
  const runner: NativeRunner = {
    name: 'half',
    probe: async () => [
      { name: 'network namespace', missing: null },
      { name: 'system call filter', missing: 'the filter is not on' },
    ],
    run: () => {
      ran = true;
      throw new Error('ran');
    },
  };
  await expect(openRunner(runner)).rejects.toThrow(SandboxFault);
  await expect(openRunner(runner)).rejects.toThrow('system call filter: the filter is not on');
  expect(ran).toBe(false);
});

test('words of a command stay arguments, whatever they hold', () => {
  const words = ['gcc', '-o', 'a; rm -rf /', '$(id)', '\n'];
  expect(bubblewrapCommand(words, ['a b.c'], limits).slice(-words.length)).toEqual(words);
  const program = { image: 'gcc:14', command: words, limits };
  expect(containerCommand('docker', 'job', program, 10).slice(-words.length)).toEqual(words);
});

test('a container has no network, no capability, no host folder, and every limit', () => {
  const command = containerCommand('podman', 'job', { image: 'gcc:14', command: ['true'], limits }, 10);
  for (const option of [
    '--network=none',
    '--read-only',
    '--cap-drop=ALL',
    '--security-opt=no-new-privileges',
    '--pids-limit=64',
    `--memory=${limits.memoryBytes}`,
    `--memory-swap=${limits.memoryBytes}`,
    '--user=65534:65534',
    '--pull=never',
  ])
    expect(command).toContain(option);
  expect(command.join(' ')).not.toMatch(/--(volume|mount|privileged|device|env-file)|docker\.sock/);
  expect(command.indexOf('--')).toBe(command.indexOf('gcc:14') - 1);
});

test('a Kubernetes job has no account, no root, no second try and an end', () => {
  const job = JSON.stringify(kubernetesJob('job', { image: 'gcc:14', command: ['true'], limits }, 10));
  for (const fact of [
    '"automountServiceAccountToken":false',
    '"runAsNonRoot":true',
    '"backoffLimit":0',
    '"activeDeadlineSeconds":4',
    '"readOnlyRootFilesystem":true',
    '"drop":["ALL"]',
    '"hostUsers":false',
  ])
    expect(job).toContain(fact);
  expect(job).not.toContain('hostPath');
});

test.each(['', '--privileged', 'a b', 'x;y', '-v/:/host', undefined])('%j is no image', (image) => {
  expect(() => checkImage(image)).toThrow(WrongJob);
});

test('an engine without a filter of system calls or without limits is not used', () => {
  const names = (facts: Parameters<typeof layersOf>[1], engine: Parameters<typeof layersOf>[0] = 'docker') =>
    layersOf(engine, facts)
      .filter((layer) => layer.missing !== null)
      .map((layer) => layer.name);
  const good = { SecurityOptions: ['name=seccomp,profile=builtin'], MemoryLimit: true, PidsLimit: true };
  expect(names(good)).toEqual([]);
  expect(names({ ...good, SecurityOptions: ['name=seccomp,profile=unconfined'] })).toEqual([
    'system call filter',
  ]);
  expect(names({ ...good, PidsLimit: false })).toEqual(['limits']);
  expect(names({}, 'podman')).toEqual(['system call filter', 'limits']);
});

test('the filter of system calls jumps only to instructions that are there', () => {
  const bytes = seccompFilter();
  const view = new DataView(bytes.buffer);
  const count = bytes.length / 8;
  expect(count).toBeLessThan(4096);
  expect(count).toBeGreaterThan(2 * Object.keys(refused).length);
  for (let index = 0; index < count; index++) {
    const isJump = (view.getUint16(index * 8, true) & 7) === 5;
    const furthest = Math.max(view.getUint8(index * 8 + 2), view.getUint8(index * 8 + 3));
    if (isJump) expect(index + 1 + furthest).toBeLessThan(count);
  }
  expect(view.getUint16((count - 1) * 8, true)).toBe(6);
});
