/** Real repositories for tests: made in a folder, served over HTTP as forges do, by git's own `git-http-backend`. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer as bytesOf } from 'node:stream/consumers';
import { afterAll, beforeAll } from 'vitest';
import { useGit } from './repository.ts';

const backend = () => join(execFileSync('git', ['--exec-path']).toString().trim(), 'git-http-backend');

/** One request by the Common Gateway Interface (RFC 3875). */
function serve(program: string, root: string, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const child = spawn(program, {
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      PATH_INFO: url.pathname,
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method,
      REMOTE_USER: 'test',
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
    },
  });
  request.pipe(child.stdin);
  child.stdin.on('error', () => {});
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk) => chunks.push(chunk));
  child.on('close', () => {
    const answer = Buffer.concat(chunks);
    const end = answer.indexOf('\r\n\r\n');
    const headers = answer.subarray(0, end).toString().split('\r\n');
    for (const line of headers) {
      const [name = '', value = ''] = line.split(': ');
      if (name === 'Status') response.statusCode = Number.parseInt(value, 10);
      else if (name) response.setHeader(name, value);
    }
    response.end(answer.subarray(end + 4));
  });
}

export interface TestForge {
  /** `http://127.0.0.1:port` */
  url: string;
  /** With this, requests need it as the password of Basic authentication. */
  token: string | null;
  /** Paths asked for. */
  asked: string[];
  /** Answers before git does, where it gives something: an API beside the repositories. */
  answer:
    | ((
        request: IncomingMessage,
        body: Buffer,
      ) => { status: number; body?: string; location?: string } | null)
    | null;
  /** Where this machine keeps its copies. */
  copies: string;
  /** An empty repository; `name` is its path in the address. */
  create(name: string): TestRepository;
}

export interface TestRepository {
  url: string;
  folder: string;
  /** Runs git in it. */
  git(...args: string[]): string;
  /** Makes a commit of these files on a branch, as somebody's push would; null removes. */
  commit(files: Files, options?: CommitOptions): string;
  /** Merges another branch, with these files as what came of it. */
  merge(branch: string, other: string, files: Record<string, string>): string;
  /** Nobody may push to the branch; `commit` still writes it, as the forge itself does when it merges. */
  protect(branch: string): void;
  /** The text of a file on a branch; null: there is none. */
  read(path: string, branch?: string): string | null;
}

type Files = Record<string, string | Uint8Array | null>;

interface CommitOptions {
  branch?: string;
  message?: string;
  author?: string;
  /** A branch that is merged by it. */
  merge?: string;
}

let commits = 0;
const startOfTime = 1_780_000_000;

const run = (folder: string, args: readonly string[], input?: Uint8Array): string =>
  execFileSync('git', ['-C', folder, ...args], {
    input,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_AUTHOR_NAME: 'Ana Ruiz',
      GIT_AUTHOR_EMAIL: 'ana@example.org',
      GIT_COMMITTER_NAME: 'Ana Ruiz',
      GIT_COMMITTER_EMAIL: 'ana@example.org',
    },
  }).toString();

function createRepository(root: string, name: string, base: string): TestRepository {
  const folder = join(root, `${name}.git`);
  mkdirSync(folder, { recursive: true });
  run(folder, ['init', '--quiet', '--bare', '--initial-branch=main']);
  run(folder, ['config', 'http.receivepack', 'true']);
  const git = (...args: string[]) => run(folder, args).trim();
  const find = (args: string[]): string | null => {
    try {
      return run(folder, args);
    } catch {
      return null;
    }
  };
  const write = (
    files: Files,
    { branch = 'main', message = 'Change', author = 'Ana Ruiz <ana@example.org>', merge }: CommitOptions,
  ): string => {
    const ref = `refs/heads/${branch}`;
    const parent = find(['rev-parse', '--verify', '--quiet', ref])?.trim();
    commits += 1;
    const changes = Object.entries(files).flatMap(([path, content]) =>
      content === null
        ? [`D ${path}\n`]
        : [`M 100644 inline ${path}\ndata ${Buffer.byteLength(content)}\n`, content, '\n'],
    );
    const at = `${author} ${startOfTime + commits} +0000`;
    const stream = [
      `commit ${ref}\nauthor ${at}\ncommitter ${at}\ndata ${Buffer.byteLength(message)}\n${message}\n`,
      ...(parent ? [`from ${parent}\n`] : []),
      ...(merge ? [`merge refs/heads/${merge}\n`] : []),
      ...changes,
    ];
    run(folder, ['fast-import', '--quiet'], Buffer.concat(stream.map((part) => Buffer.from(part))));
    return git('rev-parse', ref);
  };
  return {
    url: `${base}/${name}.git`,
    folder,
    git,
    read: (path, branch = 'main') => find(['show', `${branch}:${path}`]),
    protect: (branch) =>
      writeFileSync(join(folder, 'hooks', 'update'), `#!/bin/sh\ntest "$1" != "refs/heads/${branch}"\n`, {
        mode: 0o755,
      }),
    merge: (branch, other, files) => write(files, { branch, message: `Merge ${other}`, merge: other }),
    commit: (files, options = {}) => write(files, options),
  };
}

/** A forge for all tests of a file: `const forge = useTestForge()`. */
export function useTestForge(): TestForge {
  const root = mkdtempSync(join(tmpdir(), 'lectern-forge-'));
  const program = backend();
  const server = createServer(async (request, response) => {
    forge.asked.push(request.url ?? '');
    const known = forge.token && Buffer.from(`x-access-token:${forge.token}`).toString('base64');
    if (known && request.headers.authorization?.replace(/^\w+ /, '') !== known && !forge.answer) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
      return;
    }
    if (!forge.answer || request.url?.includes('.git/')) return serve(program, root, request, response);
    const body = await bytesOf(request);
    const answer = forge.answer(request, body) ?? { status: 404 };
    response
      .writeHead(answer.status, answer.location ? { location: answer.location } : {})
      .end(answer.body ?? '');
  });
  const forge: TestForge = {
    url: '',
    token: null,
    asked: [],
    copies: join(root, 'copies'),
    answer: null,
    create: (name) => createRepository(root, name, forge.url),
  };
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    forge.url = `http://127.0.0.1:${port}`;
    useGit({ folder: forge.copies, privateHosts: [`127.0.0.1:${port}`] });
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
    rmSync(root, { recursive: true, force: true });
  });
  return forge;
}
