/**
 * Fetching from and pushing to repositories of others. Their address is untrusted like every outbound one
 * (`outbound.ts`): it is looked up once, checked, and git connects to exactly what was checked; redirects are not followed.
 */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { OutboundError, resolveAddress } from '../outbound.ts';
import { Refusal } from '../refusal.ts';
import { GitFailure, type GitRun, git, gitText } from './command.ts';
import { isPrivateHost } from './repository.ts';
import { gitRefusals } from './schema.ts';

export interface Remote {
  /** `https://…`; `http://…` only at hosts that the operator vouches for. */
  url: string;
  token: string | null;
  /** The operator named it at the command line: any host, and repositories of this machine (`file://…`). */
  trusted?: boolean;
}

const limits = { ms: 5 * 60_000, bytes: 1024 ** 3 };

/** A name of a branch as `git check-ref-format` allows it, in plain characters. */
export const isBranchName = (name: string): boolean =>
  name.length <= 200 &&
  /^[\p{L}\p{N}_][\p{L}\p{N}_./+@=-]*$/u.test(name) &&
  !/\.\.|\/\/|\/\.|@\{|\.lock(?:\/|$)|[./]$/.test(name);

function hostRefusal(error: unknown, url: string): Refusal {
  const fault = error instanceof OutboundError ? error.fault : 'unreachable';
  const code = fault === 'forbidden' ? 'git-private-address' : 'git-unreachable';
  return new Refusal(gitRefusals[code], { values: { url } });
}

/** What the command is told of the address: which machines the name stands for, and who asks. */
async function connection({ url, token, trusted = false }: Remote): Promise<Required<Pick<GitRun, 'env'>>> {
  const address = URL.canParse(url) ? new URL(url) : null;
  if (trusted && address?.protocol === 'file:') return { env: { GIT_ALLOW_PROTOCOL: 'file' } };
  const vouched = trusted || (address !== null && isPrivateHost(address.host));
  const plain = address?.protocol === 'http:' && vouched;
  if (!address || (address.protocol !== 'https:' && !plain) || address.username || address.password)
    throw new Refusal(gitRefusals['git-bad-address'], { values: { url } });
  const addresses = await resolveAddress(url, vouched).catch((error) => {
    throw hostRefusal(error, url);
  });
  const port = address.port || (plain ? '80' : '443');
  const pinned = addresses.map((one) => (one.includes(':') ? `[${one}]` : one)).join(',');
  // Settings by the environment: arguments of a process can be read by every user of the machine.
  const told = [
    ['http.curloptResolve', `${address.hostname}:${port}:${pinned}`],
    ...(token
      ? [
          [
            'http.extraHeader',
            `Authorization: Basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`,
          ],
        ]
      : []),
  ];
  const pairs = told.flatMap(([key = '', value = ''], index) => [
    [`GIT_CONFIG_KEY_${index}`, key],
    [`GIT_CONFIG_VALUE_${index}`, value],
  ]);
  return {
    env: {
      GIT_ALLOW_PROTOCOL: plain ? 'http' : 'https',
      GIT_CONFIG_COUNT: String(told.length),
      ...Object.fromEntries(pairs),
    },
  };
}

const causes: [RegExp, keyof typeof gitRefusals][] = [
  [/Authentication failed|could not read Username|terminal prompts disabled|error: 40[13]/, 'git-denied'],
  [/not found|does not appear to be a git repository|error: 404/i, 'git-not-found'],
  [/redirect|error: 30\d/, 'git-moved'],
  [
    /Could not resolve host|Failed to connect|Couldn't connect|Connection (?:refused|reset)|unable to access/,
    'git-unreachable',
  ],
];

function explain(error: unknown, url: string): unknown {
  if (!(error instanceof GitFailure)) return error;
  const [, code] = causes.find(([pattern]) => pattern.test(error.said)) ?? [];
  // What git says may name the server's own words: the last line tells most.
  const said = error.said.split('\n').at(-1)?.slice(0, 200) ?? '';
  return new Refusal(gitRefusals[code ?? 'git-failed'], { values: { url, said } });
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  const sizes = files.map(({ parentPath, name }) =>
    stat(join(parentPath, name)).then(
      (facts) => facts.size,
      () => 0,
    ),
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** Ends `work` when the repository grows past what one may take. */
async function withinRoom<T>(repository: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const full = new AbortController();
  const watch = setInterval(async () => {
    if ((await sizeOf(join(repository, 'objects'))) > limits.bytes)
      full.abort(new Refusal(gitRefusals['git-too-large']));
  }, 1_000);
  try {
    return await work(full.signal);
  } finally {
    clearInterval(watch);
  }
}

const mostPacks = 20;

/** Each fetch brings a pack; many small ones become one now and then. */
async function packTogether(repository: string): Promise<void> {
  const packs = (await readdir(join(repository, 'objects', 'pack'))).filter((name) => name.endsWith('.pack'));
  if (packs.length > mostPacks) await git(repository, ['gc', '--quiet'], { timeoutMs: limits.ms });
}

/** The newest commit of a branch, with all it needs; null: there is no such branch. */
export async function fetchBranch(
  repository: string,
  remote: Remote,
  branch: string,
  { shallow = false } = {},
): Promise<string | null> {
  const { env } = await connection(remote);
  const to = `refs/remotes/origin/${branch}`;
  const args = [
    ...['fetch', '--quiet', '--no-tags', '--no-recurse-submodules', '--no-write-fetch-head'],
    ...(shallow ? ['--depth=1'] : []),
    ...[remote.url, `+refs/heads/${branch}:${to}`],
  ];
  try {
    await withinRoom(repository, (signal) => git(repository, args, { env, signal, timeoutMs: limits.ms }));
    await packTogether(repository);
  } catch (error) {
    if (error instanceof GitFailure && /couldn't find remote ref/.test(error.said)) return null;
    throw explain(error, remote.url);
  }
  return gitText(repository, ['rev-parse', '--verify', to]);
}

/** The branch that a repository calls its main one; null: it is empty. */
export async function findMainBranch(repository: string, remote: Remote): Promise<string | null> {
  const { env } = await connection(remote);
  const listed = await gitText(repository, ['ls-remote', '--symref', remote.url, 'HEAD'], { env }).catch(
    (error) => {
      throw explain(error, remote.url);
    },
  );
  return /^ref: refs\/heads\/(\S+)\tHEAD/m.exec(listed)?.[1] ?? null;
}

/** `behind`: the branch has commits that this one does not know. `protected`: the token may not. */
export type Pushed = 'done' | 'behind' | 'protected';

export async function pushCommit(
  repository: string,
  remote: Remote,
  { commit, branch, force = false }: { commit: string; branch: string; force?: boolean },
): Promise<Pushed> {
  const { env } = await connection(remote);
  const refspec = `${force ? '+' : ''}${commit}:refs/heads/${branch}`;
  const args = ['push', '--no-verify', '--recurse-submodules=no', remote.url, refspec];
  try {
    await git(repository, args, { env, timeoutMs: limits.ms });
    return 'done';
  } catch (error) {
    const said = error instanceof GitFailure ? error.said : '';
    if (/\[remote rejected\]|protected branch|pre-receive hook declined/.test(said)) return 'protected';
    if (/\[rejected\]|non-fast-forward|fetch first/.test(said)) return 'behind';
    throw explain(error, remote.url);
  }
}
