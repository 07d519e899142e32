/**
 * Programs in containers, for hosts that have Docker or Podman, and as Kubernetes jobs. The files go in as a tar
 * archive on standard input, so nothing of the host is mounted.
 */
import { randomUUID } from 'node:crypto';
import { pack } from 'tar-stream';
import { bytesOf, fileMap } from '../run.ts';
import { type Limits, WrongJob } from '../schema.ts';
import { execute } from './execute.ts';
import { type Layer, layer, type NativeProgram, type NativeRunner } from './runner.ts';

export type Engine = 'docker' | 'podman';

const nobody = '65534:65534';
/** A name as registries have them, with a tag or digest; nothing that could be read as an option. */
const imageName = /^[a-z0-9][a-z0-9._/:-]*(@sha256:[0-9a-f]{64})?$/i;

export function checkImage(image: string | undefined): string {
  if (!image || !imageName.test(image)) throw new WrongJob(`"${image ?? ''}" is not the name of an image.`);
  return image;
}

/** Unpacks what comes on standard input, then becomes the program; its words are arguments, not a line. */
const unpackAndRun = ['sh', '-c', 'head -c "$0" | tar -x -C /job -f - && exec "$@"'];

export function containerCommand(
  engine: Engine,
  name: string,
  { image, command, limits }: Pick<NativeProgram, 'image' | 'command' | 'limits'>,
  archiveBytes: number,
): string[] {
  return [
    engine,
    'run',
    '--rm',
    '--interactive',
    `--name=${name}`,
    '--pull=never',
    '--network=none',
    '--read-only',
    '--cap-drop=ALL',
    '--security-opt=no-new-privileges',
    `--user=${nobody}`,
    '--pids-limit=64',
    `--memory=${limits.memoryBytes}`,
    `--memory-swap=${limits.memoryBytes}`,
    '--cpus=1',
    '--ulimit=nofile=256:256',
    '--ulimit=core=0:0',
    `--ulimit=fsize=${limits.fileBytes}:${limits.fileBytes}`,
    `--tmpfs=/job:rw,nosuid,nodev,exec,size=${limits.fileBytes},mode=1777`,
    `--tmpfs=/tmp:rw,nosuid,nodev,noexec,size=${limits.fileBytes},mode=1777`,
    '--workdir=/job',
    '--env=HOME=/job',
    '--log-driver=none',
    '--ipc=none',
    '--',
    checkImage(image),
    ...unpackAndRun,
    String(archiveBytes),
    ...command,
  ];
}

/** The same as a Kubernetes job; the cluster needs a network policy that denies all for this label. */
export function kubernetesJob(
  name: string,
  { image, command, limits }: Pick<NativeProgram, 'image' | 'command' | 'limits'>,
  archiveBytes: number,
): object {
  const bytes = {
    memory: String(limits.memoryBytes),
    cpu: '1',
    'ephemeral-storage': String(limits.fileBytes),
  };
  const labels = { 'lectern.dev/sandbox': 'true' };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, labels },
    spec: {
      backoffLimit: 0,
      activeDeadlineSeconds: Math.ceil(limits.timeMs / 1000),
      ttlSecondsAfterFinished: 60,
      template: {
        metadata: { labels },
        spec: {
          restartPolicy: 'Never',
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          hostUsers: false,
          securityContext: {
            runAsNonRoot: true,
            runAsUser: 65_534,
            runAsGroup: 65_534,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          containers: [
            {
              name: 'program',
              image: checkImage(image),
              imagePullPolicy: 'IfNotPresent',
              command: [...unpackAndRun, String(archiveBytes), ...command],
              workingDir: '/job',
              stdin: true,
              stdinOnce: true,
              resources: { limits: bytes, requests: bytes },
              securityContext: {
                allowPrivilegeEscalation: false,
                readOnlyRootFilesystem: true,
                capabilities: { drop: ['ALL'] },
              },
              volumeMounts: ['job', 'tmp'].map((volume) => ({ name: volume, mountPath: `/${volume}` })),
            },
          ],
          volumes: ['job', 'tmp'].map((volume) => ({
            name: volume,
            emptyDir: { medium: 'Memory', sizeLimit: bytes['ephemeral-storage'] },
          })),
        },
      },
    },
  };
}

async function archiveOf(files: ReadonlyMap<string, Uint8Array>): Promise<Uint8Array> {
  const archive = pack();
  for (const [name, bytes] of files) archive.entry({ name, mode: 0o644 }, Buffer.from(bytes));
  archive.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of archive) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

interface EngineFacts {
  SecurityOptions?: string[];
  MemoryLimit?: boolean;
  PidsLimit?: boolean;
  host?: { security?: { seccompEnabled?: boolean; rootless?: boolean }; cgroupVersion?: string };
}

/** What the engine says of itself. */
export function layersOf(engine: Engine, facts: EngineFacts): Layer[] {
  const options = facts.SecurityOptions ?? [];
  const filtered =
    engine === 'docker'
      ? options.some((option) => option.startsWith('name=seccomp') && !option.includes('unconfined'))
      : facts.host?.security?.seccompEnabled === true;
  const limited =
    engine === 'docker'
      ? facts.MemoryLimit === true && facts.PidsLimit === true
      : facts.host?.cgroupVersion === 'v2';
  return [
    layer('system call filter', filtered, `${engine} runs without seccomp`),
    layer('limits', limited, `${engine} cannot limit memory and processes`),
  ];
}

async function probeEngine(engine: Engine): Promise<Layer[]> {
  const command = [
    '/usr/bin/env',
    'PATH=/usr/local/bin:/usr/bin:/bin',
    engine,
    'info',
    '--format',
    '{{json .}}',
  ];
  const limits: Pick<Limits, 'timeMs' | 'outputBytes'> = { timeMs: 20_000, outputBytes: 4 * 1024 * 1024 };
  const { exitCode, stdout } = await execute({ command, input: new Uint8Array(), limits });
  if (exitCode !== 0) return [layer(engine, false, 'it is not installed or does not answer')];
  return layersOf(engine, JSON.parse(stdout) as EngineFacts);
}

export const containerRunner = (engine: Engine): NativeRunner => ({
  name: engine,
  probe: () => probeEngine(engine),
  async run(program) {
    const archive = await archiveOf(fileMap(program.files));
    const name = `lectern-${randomUUID()}`;
    const path = ['/usr/bin/env', 'PATH=/usr/local/bin:/usr/bin:/bin'];
    const limits = { timeMs: 20_000, outputBytes: 1024 };
    return execute({
      command: [...path, ...containerCommand(engine, name, program, archive.length)],
      input: Buffer.concat([archive, bytesOf(program.stdin)]),
      limits: program.limits,
      // Killing the command leaves the container: it belongs to the engine.
      onKill: () =>
        void execute({ command: [...path, engine, 'kill', name], input: new Uint8Array(), limits }).catch(
          () => {},
        ),
    });
  },
});
