/**
 * Programs of the host under bubblewrap: namespaces of their own, no network, no capability, a filter of system calls,
 * limits, and a disk in memory. The host's `/usr` can be read and nothing else of it is there.
 */
import { existsSync } from 'node:fs';
import { usualLimits } from '../limits.ts';
import { bytesOf, fileMap } from '../run.ts';
import type { Limits } from '../schema.ts';
import { execute } from './execute.ts';
import { type Layer, layer, type NativeProgram, type NativeRunner } from './runner.ts';
import { seccompFilter } from './seccomp.ts';

const [bwrap, prlimit] = ['/usr/bin/bwrap', '/usr/bin/prlimit'];
const nobody = '65534';
const setpriv = '/usr/bin/setpriv';
/** The kernel counts no processes of the superuser, so a fork bomb of a platform that runs as root would have no end. */
const asNobody = [setpriv, '--reuid', nobody, '--regid', nobody, '--clear-groups', '--'];
const processes = 64;
/** The filter comes on the first file descriptor after the streams, the files on those behind it. */
const filterNumber = 3;

/** Command line of a program; the filter and the content of `paths` are handed over as file descriptors. */
export function bubblewrapCommand(
  command: readonly string[],
  paths: readonly string[],
  limits: Limits,
): string[] {
  const seconds = Math.ceil(limits.timeMs / 1000);
  return [
    ...(process.getuid?.() === 0 ? asNobody : []),
    bwrap,
    '--unshare-all',
    '--unshare-user',
    '--disable-userns',
    '--die-with-parent',
    '--new-session',
    '--clearenv',
    ...['--setenv', 'PATH', '/usr/bin:/bin', '--setenv', 'HOME', '/job', '--setenv', 'LANG', 'C.UTF-8'],
    ...['--uid', nobody, '--gid', nobody, '--hostname', 'sandbox'],
    ...['--cap-drop', 'ALL'],
    ...['--ro-bind', '/usr', '/usr'],
    ...['bin', 'lib', 'lib64', 'sbin'].flatMap((name) => ['--symlink', `usr/${name}`, `/${name}`]),
    ...['--proc', '/proc', '--dev', '/dev'],
    ...['--size', String(limits.fileBytes), '--tmpfs', '/tmp'],
    ...['--size', String(limits.fileBytes), '--tmpfs', '/job'],
    ...paths.flatMap((path, index) => ['--file', String(filterNumber + 1 + index), `/job/${path}`]),
    ...['--chdir', '/job'],
    ...['--seccomp', String(filterNumber)],
    '--',
    prlimit,
    `--as=${limits.memoryBytes}`,
    `--cpu=${seconds}`,
    `--fsize=${limits.fileBytes}`,
    `--nproc=${processes}`,
    '--nofile=256',
    '--core=0',
    '--',
    ...command,
  ];
}

const runUnder = ({ command, files, stdin, limits }: NativeProgram) => {
  const given = fileMap(files);
  return execute({
    command: bubblewrapCommand(command, [...given.keys()], limits),
    input: bytesOf(stdin),
    more: [seccompFilter(), ...given.values()],
    limits,
  });
};

const fieldOf = (status: string, name: string) => new RegExp(`^${name}:\\s*(\\S+)`, 'm').exec(status)?.[1];

/** A shell says that it cannot fork, if the limit holds. */
const startMany = `i=0; while [ $i -lt ${2 * processes} ]; do sleep 0.5 & i=$((i+1)); done; echo all started`;

/** Looks from the inside at what holds. */
async function probe(): Promise<Layer[]> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return [layer('system', false, 'bubblewrap runs on Linux on x86-64 only')];
  for (const program of [bwrap, prlimit, setpriv])
    if (!existsSync(program)) return [layer(program, false, 'it is not installed')];
  const look =
    'cat /proc/self/status /proc/self/limits; echo route $(wc -l < /proc/net/route); echo pid $$; ls /; sh -c "$0" 2>&1 | head -1';
  const command = ['/bin/sh', '-c', look, startMany];
  const limits = { ...usualLimits, timeMs: 20_000 };
  const { exitCode, stdout, stderr } = await runUnder({ command, files: {}, stdin: '', limits });
  if (exitCode !== 0) return [layer('namespaces', false, stderr.trim() || 'bubblewrap does not start')];
  return [
    layer(
      'process namespace',
      Number(/^pid (\d+)/m.exec(stdout)?.[1]) < 100,
      'processes of the host are there',
    ),
    // The table has a heading only: there is nowhere to go.
    layer('network namespace', /^route 1$/m.test(stdout), 'there is a network'),
    layer('system call filter', fieldOf(stdout, 'Seccomp') === '2', 'the filter is not on'),
    layer('no new privileges', fieldOf(stdout, 'NoNewPrivs') === '1', 'privileges can be gained'),
    layer('no capabilities', /^0+$/.test(fieldOf(stdout, 'CapEff') ?? 'x'), 'there are capabilities'),
    layer('limit of memory', stdout.includes(String(limits.memoryBytes)), 'memory is not limited'),
    layer('limit of processes', /cannot fork/i.test(stdout), 'processes are not limited'),
    layer('no files of the host', !/^(root|home|etc|var)$/m.test(stdout), 'files of the host are there'),
  ];
}

export const bubblewrapRunner: NativeRunner = { name: 'bubblewrap', probe, run: runUnder };
