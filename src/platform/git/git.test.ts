import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import {
  fetchBranch,
  findMainBranch,
  findMergeBase,
  isAncestor,
  isBranchName,
  isRemote,
  listTree,
  openRemote,
  openRepository,
  pushCommit,
  readBlobs,
  readCommit,
  writeCommits,
} from './index.ts';
import { useTestForge } from './testing.ts';

const forge = useTestForge();
const remote = (url: string, token: string | null = null) => ({ url, token });
const everything = () => true;
let copies = 0;
const openCopy = () => openRepository(`copy-${++copies}`);

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error) => (error instanceof Refusal ? error.code : String(error)),
  );
}

async function readFiles(copy: string, commit: string, folder = ''): Promise<Record<string, string>> {
  const files = await listTree(copy, commit, folder, everything);
  const texts = new Map<string, string>();
  for await (const { id, bytes } of readBlobs(
    copy,
    files.map(({ id }) => id),
  ))
    texts.set(id, bytes.toString());
  return Object.fromEntries(files.map(({ path, id }) => [path, texts.get(id) ?? '']));
}

/** Writes a commit with any tree, as no honest client would. */
function plant(repository: ReturnType<typeof forge.create>, entries: string): string {
  const run = (args: string[], input: string) =>
    execFileSync(
      'git',
      ['-C', repository.folder, '-c', 'user.name=M', '-c', 'user.email=m@example.org', ...args],
      {
        input,
      },
    )
      .toString()
      .trim();
  const tree = run(['mktree', '-z', '--missing'], entries);
  const commit = run(['commit-tree', tree, '-m', 'planted'], '');
  run(['update-ref', 'refs/heads/main', commit], '');
  return commit;
}

describe('a repository', () => {
  test('is fetched over HTTP with its files, and again with what is new', async () => {
    const repository = forge.create('plain');
    const files = {
      'course.yaml': 'lectern: 1\n',
      'units/ä b.md': 'Hello\n',
      'assets/big': 'x'.repeat(200_000),
    };
    const first = repository.commit(files, { author: 'Zoë <zoe@example.org>', message: 'Begin\n\nMore.' });
    const copy = await openCopy();
    expect(await fetchBranch(copy, remote(repository.url), 'main')).toBe(first);
    expect(await readFiles(copy, first)).toEqual(files);
    expect(await readCommit(copy, first)).toEqual({ author: 'Zoë', subject: 'Begin' });
    const second = repository.commit({ 'units/ä b.md': 'Hello again\n', 'assets/big': null });
    expect(await fetchBranch(copy, remote(repository.url), 'main')).toBe(second);
    expect(await readFiles(copy, second)).toEqual({
      'course.yaml': 'lectern: 1\n',
      'units/ä b.md': 'Hello again\n',
    });
    expect(await isAncestor(copy, first, second)).toBe(true);
    expect(await isAncestor(copy, second, first)).toBe(false);
  });

  test('may hold the course in a folder', async () => {
    const repository = forge.create('folder');
    const commit = repository.commit({ 'README.md': 'No', 'courses/tides/course.yaml': 'yes' });
    const copy = await openCopy();
    await fetchBranch(copy, remote(repository.url), 'main', { shallow: true });
    expect(await readFiles(copy, commit, 'courses/tides')).toEqual({ 'course.yaml': 'yes' });
    expect(await codeOf(listTree(copy, commit, 'courses/moon', everything))).toBe('git-no-folder');
  });

  test('is an archive for whoever reads it once, over HTTP or from this machine', async () => {
    const repository = forge.create('once');
    repository.commit({
      'courses/tides/course.yaml': 'yes',
      'courses/tides/.hidden': 'no',
      'README.md': 'no',
    });
    for (const url of [repository.url, `file://${repository.folder}`]) {
      const archive = await openRemote(url, { folder: 'courses/tides' });
      expect(archive.paths).toEqual(['course.yaml']);
      expect(Buffer.from(await archive.read('course.yaml')).toString()).toBe('yes');
    }
    expect(await codeOf(openRemote(repository.url, { branch: 'other' }))).toBe('git-no-branch');
    expect(['https://x', 'file:///x', './x', '/x', 'C:\\x'].map(isRemote)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  test('without the branch gives null, and says which branch is its main one', async () => {
    const repository = forge.create('branches');
    const copy = await openCopy();
    expect(await fetchBranch(copy, remote(repository.url), 'main')).toBeNull();
    repository.commit({ a: '1' }, { branch: 'main' });
    expect(await fetchBranch(copy, remote(repository.url), 'other')).toBeNull();
    expect(await findMainBranch(copy, remote(repository.url))).toBe('main');
  });

  test('is given its token, and nobody else is', async () => {
    const repository = forge.create('secret');
    const commit = repository.commit({ a: '1' });
    const copy = await openCopy();
    forge.token = 'right';
    try {
      expect(await codeOf(fetchBranch(copy, remote(repository.url), 'main'))).toBe('git-denied');
      expect(await codeOf(fetchBranch(copy, remote(repository.url, 'wrong'), 'main'))).toBe('git-denied');
      expect(await fetchBranch(copy, remote(repository.url, 'right'), 'main')).toBe(commit);
    } finally {
      forge.token = null;
    }
  });
});

describe('commits', () => {
  const author = { name: 'Bo <x>\n', email: 'bo@example.org' };
  const at = new Date('2026-05-01T12:00:00Z');
  const text = (content: string) => async () => Buffer.from(content);

  test('written twice have the same name, wherever they are written', async () => {
    const commits = [
      {
        parents: [],
        author,
        at,
        message: 'One',
        changes: new Map([
          ['units/"a" b.md', text('A\n')],
          ['b', text('')],
        ]),
      },
      { parents: ['previous' as const], author, at, message: 'Two', changes: new Map([['b', null]]) },
    ];
    const [one, other] = [await openCopy(), await openCopy()];
    const tip = await writeCommits(one, commits);
    expect(await writeCommits(one, commits)).toBe(tip);
    expect(await writeCommits(other, commits)).toBe(tip);
    expect(await readFiles(one, tip)).toEqual({ 'units/"a" b.md': 'A\n' });
    expect(await readCommit(one, tip)).toEqual({ author: 'Bo  x', subject: 'Two' });
  });

  test('are pushed; a branch that moved on, or is protected, says so and stays as it is', async () => {
    const repository = forge.create('pushed');
    const begun = repository.commit({ a: '1' });
    const copy = await openCopy();
    await fetchBranch(copy, remote(repository.url), 'main');
    const change = { parents: [begun], author, at, message: 'More', changes: new Map([['b', text('2')]]) };
    const tip = await writeCommits(copy, [change]);
    const to = (commit: string, branch = 'main') =>
      pushCommit(copy, remote(repository.url), { commit, branch });
    expect(await to(tip)).toBe('done');
    expect([repository.read('a'), repository.read('b')]).toEqual(['1', '2']);
    const moved = repository.commit({ a: '3' });
    const late = await writeCommits(copy, [{ ...change, parents: [tip], message: 'Late' }]);
    expect(await to(late)).toBe('behind');
    expect(repository.git('rev-parse', 'main')).toBe(moved);
    await fetchBranch(copy, remote(repository.url), 'main');
    expect(await findMergeBase(copy, late, moved)).toBe(tip);
    const merged = await writeCommits(copy, [{ ...change, parents: [moved, late], changes: new Map() }]);
    repository.git('config', 'receive.denyDeletes', 'true');
    expect(await to(merged)).toBe('done');
    writeFileSync(`${repository.folder}/hooks/pre-receive`, '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    const refused = await writeCommits(copy, [{ ...change, parents: [merged], message: 'No' }]);
    expect(await to(refused)).toBe('protected');
  });
});

describe('a hostile repository', () => {
  let blob: string;
  let repository: ReturnType<typeof forge.create>;
  beforeAll(() => {
    repository = forge.create('hostile');
    repository.commit({ a: 'course' });
    blob = repository.git('rev-parse', 'main:a');
  });
  const listed = async (entries: string) => {
    const commit = plant(repository, entries);
    const copy = await openCopy();
    await fetchBranch(copy, remote(repository.url), 'main');
    return codeOf(listTree(copy, commit, '', everything));
  };

  test('cannot bring a symbolic link', async () => {
    expect(await listed(`120000 blob ${blob}\tassets\0`)).toBe('git-special-entry');
  });

  test.each(['..', 'a\\b', 'CON', 'line\nend', 'a\x080644 blob SAME\tA'])(
    'cannot bring the path %j',
    async (name) => {
      const quoted = name.replace('SAME', blob);
      expect(await listed(`100644 blob ${blob}\t${quoted}\0`)).toBe('git-unsafe-path');
    },
  );

  test('cannot bring another repository inside', async () => {
    expect(await listed(`160000 commit ${repository.git('rev-parse', 'main')}\tinner\0`)).toBe(
      'git-special-entry',
    );
  });

  test('cannot bring a file that is larger than one may be', async () => {
    const large = forge.create('large');
    const commit = large.commit({ film: Buffer.alloc(3_000) });
    const copy = await openCopy();
    await fetchBranch(copy, remote(large.url), 'main');
    expect(await codeOf(listTree(copy, commit, '', everything, 3_000))).toBe('done');
    expect(await codeOf(listTree(copy, commit, '', everything, 2_999))).toBe('git-too-large');
  });

  test('cannot run a hook, nor read settings, of this machine', async () => {
    const copy = await openCopy();
    mkdirSync(`${copy}/hooks`);
    writeFileSync(`${copy}/hooks/reference-transaction`, `#!/bin/sh\ntouch ${copy}/ran\n`, { mode: 0o755 });
    await fetchBranch(copy, remote(repository.url), 'main');
    expect(existsSync(`${copy}/ran`)).toBe(false);
  });

  test.each([
    ['file:///etc', 'git-bad-address'],
    ['ext::sh -c id', 'git-bad-address'],
    ['--upload-pack=id', 'git-bad-address'],
    ['http://example.org/a.git', 'git-bad-address'],
    ['https://name:word@example.org/a.git', 'git-bad-address'],
    ['https://169.254.169.254/a.git', 'git-private-address'],
    ['https://[::1]/a.git', 'git-private-address'],
    ['https://2130706433/a.git', 'git-private-address'],
    ['https://localhost/a.git', 'git-private-address'],
  ])('cannot stand at %s', async (url, code) => {
    expect(await codeOf(fetchBranch(await openCopy(), remote(url), 'main'))).toBe(code);
  });

  test('cannot send us elsewhere', async () => {
    forge.create('moved').commit({ a: '1' });
    forge.answer = ({ url }) => ({ status: 301, location: url?.replace('/old', '/moved.git') });
    try {
      expect(await codeOf(fetchBranch(await openCopy(), remote(`${forge.url}/old`), 'main'))).toBe(
        'git-moved',
      );
    } finally {
      forge.answer = null;
    }
  });
});

test('a name of a branch is plain, and no option', () => {
  for (const name of ['main', 'feature/tides', 'käyttö', 'v1.2', 'a_b+c'])
    expect([name, isBranchName(name)]).toEqual([name, true]);
  for (const name of [
    '',
    '-x',
    'a..b',
    'a b',
    'a:b',
    '+a',
    'a~1',
    'a^',
    '/a',
    'a/',
    'a.lock',
    'a/.b',
    'a//b',
    'a@{1',
    'a\nb',
  ])
    expect([name, isBranchName(name)]).toEqual([name, false]);
});
