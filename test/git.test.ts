/** The git door: the studio and a repository edit one draft. */
import { describe, expect, test } from 'vitest';
import { dropLink, findLink } from '#modules/authoring/index.ts';
import { getCourse } from '#modules/catalog/index.ts';
import { findDraft, getDraft, listReleases } from '#modules/content/index.ts';
import { type Linked, unitOf, useDoors } from './linked-course.ts';

const { author, forge, begin, sync, edit, drafted, forgetCopies } = useDoors();
const authorId = () => {
  const { actor } = author();
  return actor.kind === 'person' ? actor.id : '';
};

describe('pulling', () => {
  test('saves what was pushed into the draft, with the author and the words of the commit', async () => {
    const course = await begin();
    expect(await sync(course, 'pull')).toMatchObject({ outcome: 'merged' });
    const before = await getDraft(course.courseId);
    const commit = course.repository.commit(
      { 'units/a.md': unitOf('One!'), 'assets/x.txt': 'x', '.github/ci.yml': 'on: push' },
      { message: 'Shorter\n\nBody', author: 'Bo <bo@example.org>' },
    );
    expect(await sync(course, 'pull')).toMatchObject({
      ...{ outcome: 'merged', commit, revision: before.revision + 1 },
      details: { author: 'Bo', subject: 'Shorter', files: 2, merged: [] },
    });
    expect(await drafted(course)).toBe(unitOf('One!'));
    expect(await drafted(course, '.github/ci.yml')).toBeNull();
    expect(await getDraft(course.courseId)).toMatchObject({ updatedBy: 'git: Bo' });
    expect(await sync(course, 'pull')).toMatchObject({ outcome: 'unchanged' });
  });

  test('merges what the studio did meanwhile, though it was never sent', async () => {
    const course = await begin();
    await sync(course, 'pull');
    await edit(course, { 'units/a.md': unitOf('One, by the studio.', 'Two.', 'Three.', 'Four.', 'Five.') });
    course.repository.commit({ 'units/a.md': unitOf('One.', 'Two.', 'Three.', 'Four.', 'Five, by git.') });
    expect(await sync(course, 'pull')).toMatchObject({
      outcome: 'merged',
      details: { merged: ['units/a.md'] },
    });
    course.repository.commit({
      'units/a.md': unitOf('One.', 'Two.', 'Three, by git.', 'Four.', 'Five, by git.'),
    });
    expect(await sync(course, 'pull')).toMatchObject({ outcome: 'merged' });
    expect(await drafted(course)).toBe(
      unitOf('One, by the studio.', 'Two.', 'Three, by git.', 'Four.', 'Five, by git.'),
    );
  });

  test('saves nothing where both sides changed the same words, and shows them', async () => {
    const course = await begin();
    await sync(course, 'pull');
    await edit(course, { 'units/a.md': unitOf('Studio.') });
    const draft = await getDraft(course.courseId);
    course.repository.commit({ 'units/a.md': unitOf('Git.'), 'about.md': 'About' });
    const { outcome, details } = await sync(course, 'pull');
    expect(outcome).toBe('conflict');
    expect(details.conflicts?.map(({ path }) => path)).toEqual(['units/a.md']);
    expect(details.conflicts?.[0]?.clashes[0]).toMatchObject({ mine: expect.stringContaining('Git') });
    expect(await getDraft(course.courseId)).toEqual(draft);
  });

  test('keeps a commit with mistakes out of the draft, and names them by file and line', async () => {
    const course = await begin({ releases: true });
    await sync(course, 'pull');
    const draft = await getDraft(course.courseId);
    course.repository.commit({
      'units/a.md': '---\ntitle: A\n---\n\n[lost](nowhere.md)\n\n:::choice{#q}\nWhat?\n:::\n',
    });
    const { outcome, details } = await sync(course, 'pull');
    expect(outcome).toBe('mistakes');
    expect(details.problems?.[0]).toMatchObject({ file: 'units/a.md', line: expect.any(Number) });
    expect(await getDraft(course.courseId)).toEqual(draft);
    course.repository.commit({ 'units/a.md': unitOf('Mended.') });
    expect(await sync(course, 'pull')).toMatchObject({ outcome: 'merged', details: { release: 2 } });
  });

  test('releases where the link says so', async () => {
    const course = await begin({ releases: true });
    await sync(course, 'pull');
    course.repository.commit({ 'units/a.md': unitOf('Released.') }, { message: 'What is new' });
    expect(await sync(course, 'pull')).toMatchObject({ outcome: 'merged', details: { release: 2 } });
    const [newest] = await listReleases(course.courseId);
    expect(newest).toMatchObject({ number: 2, notes: 'What is new', createdBy: authorId() });
    expect((await getCourse('harbor', course.key)).releaseId).toBe(newest?.releaseId);
  });

  test('refuses the course of somebody else', async () => {
    const course = await begin();
    course.repository.commit({
      'course.yaml': course.files['course.yaml']?.replace(course.key, 'other') ?? '',
    });
    expect(await sync(course, 'pull')).toMatchObject({
      outcome: 'mistakes',
      details: { problems: [{ code: 'other-course' }] },
    });
  });

  test('follows a branch that was written anew, and keeps what the studio did', async () => {
    const course = await begin();
    const first = course.repository.git('rev-parse', 'main');
    await sync(course, 'pull');
    course.repository.commit({ 'units/a.md': unitOf('One.', 'Two.', 'Three.', 'Four.', 'Fife.') });
    await sync(course, 'pull');
    await edit(course, { 'units/a.md': unitOf('One, by the studio.', 'Two.', 'Three.', 'Four.', 'Fife.') });
    course.repository.git('update-ref', 'refs/heads/main', first);
    course.repository.commit({ 'units/a.md': unitOf('One.', 'Two.', 'Three.', 'Four.', 'Five, amended.') });
    expect(await sync(course, 'pull')).toMatchObject({ outcome: 'merged' });
    expect(await drafted(course)).toBe(
      unitOf('One, by the studio.', 'Two.', 'Three.', 'Four.', 'Five, amended.'),
    );
  });

  test('takes the course from a folder of the repository', async () => {
    const course = await begin({ folder: 'courses/tides' });
    await sync(course, 'pull');
    course.repository.commit({ 'courses/tides/units/a.md': unitOf('From a folder.'), 'other/x.md': 'x' });
    await sync(course, 'pull');
    expect(await drafted(course)).toBe(unitOf('From a folder.'));
    await edit(course, { 'units/a.md': unitOf('Back.') });
    expect(await sync(course, 'push')).toMatchObject({ outcome: 'sent' });
    expect(course.repository.read('courses/tides/units/a.md')).toBe(unitOf('Back.'));
    expect(course.repository.read('other/x.md')).toBe('x');
  });

  test('says so where the branch is missing', async () => {
    const course = await begin({ branch: 'elsewhere' });
    expect(await sync(course, 'pull')).toMatchObject({
      outcome: 'refused',
      details: { refusal: { code: 'git-no-branch', values: { branch: 'elsewhere' } } },
    });
  });
});

describe('pushing', () => {
  const log = ({ repository }: Linked, branch = 'main') =>
    repository.git('log', '--format=%an|%ae|%s', '--topo-order', branch).split('\n');

  test('sends each revision as a commit of its author, time and note, and what comes back changes nothing', async () => {
    const course = await begin();
    await sync(course, 'pull');
    await edit(course, { 'units/a.md': unitOf('A.') }, 'Shorter');
    await edit(course, { 'units/a.md': unitOf('B.'), 'assets/b.txt': 'b' });
    expect(await sync(course, 'push')).toMatchObject({ outcome: 'sent', details: { branch: 'main' } });
    expect(log(course).slice(0, 2)).toEqual([
      `Ana Ruiz|${authorId()}@users.noreply.learn.example.org|Edit in the studio`,
      `Ana Ruiz|${authorId()}@users.noreply.learn.example.org|Shorter`,
    ]);
    expect(course.repository.read('units/a.md')).toBe(unitOf('B.'));
    const { revision } = await getDraft(course.courseId);
    expect(await sync(course, 'pull')).toMatchObject({ outcome: 'unchanged' });
    expect(await sync(course, 'push')).toMatchObject({ outcome: 'unchanged' });
    expect(await getDraft(course.courseId)).toMatchObject({ revision });
    await edit(course, { 'assets/b.txt': null });
    await sync(course, 'push');
    expect(course.repository.read('assets/b.txt')).toBeNull();
  });

  test('merges first what others pushed', async () => {
    const course = await begin();
    await sync(course, 'pull');
    await edit(course, { 'units/a.md': unitOf('One, studio.', 'Two.', 'Three.', 'Four.', 'Five.') });
    course.repository.commit({
      'units/a.md': unitOf('One.', 'Two.', 'Three.', 'Four.', 'Five, git.'),
      '.github/x': 'x',
    });
    expect(await sync(course, 'push')).toMatchObject({ outcome: 'sent' });
    const both = unitOf('One, studio.', 'Two.', 'Three.', 'Four.', 'Five, git.');
    expect([course.repository.read('units/a.md'), await drafted(course)]).toEqual([both, both]);
    expect(course.repository.read('.github/x')).toBe('x');
    expect(await sync(course, 'pull')).toMatchObject({ outcome: 'unchanged' });
  });

  test('goes to a branch of its own where the branch is protected; merged there, it comes back as nothing new', async () => {
    const course = await begin();
    const aside = `lectern/${course.key}`;
    await sync(course, 'pull');
    course.repository.protect('main');
    await edit(course, { 'units/a.md': unitOf('Aside.') });
    expect(await sync(course, 'push')).toMatchObject({ outcome: 'sent-aside', details: { branch: aside } });
    expect(course.repository.read('units/a.md')).not.toContain('Aside');
    expect(course.repository.read('units/a.md', aside)).toBe(unitOf('Aside.'));
    const { revision } = await getDraft(course.courseId);
    // Squashed, as forges do: the words are ours, the commit is not.
    course.repository.commit({ 'units/a.md': unitOf('Aside.') }, { message: 'Squashed' });
    expect(await sync(course, 'pull')).toMatchObject({ outcome: 'merged', revision });
    expect(await getDraft(course.courseId)).toMatchObject({ revision });
    expect(await sync(course, 'push')).toMatchObject({ outcome: 'unchanged' });
  });

  test('sends a conflict aside, so that it can be settled in git', async () => {
    const course = await begin();
    await sync(course, 'pull');
    await edit(course, { 'units/a.md': unitOf('Studio.') });
    course.repository.commit({ 'units/a.md': unitOf('Git.') });
    expect(await sync(course, 'push')).toMatchObject({ outcome: 'sent-aside' });
    // Somebody merges both by hand.
    course.repository.merge('main', `lectern/${course.key}`, { 'units/a.md': unitOf('Git and studio.') });
    expect(await sync(course, 'pull')).toMatchObject({ outcome: 'merged' });
    expect(await drafted(course)).toBe(unitOf('Git and studio.'));
  });

  test('fills an empty repository', async () => {
    const course = await begin({ inRepository: false });
    expect(await sync(course, 'push')).toMatchObject({ outcome: 'sent' });
    expect(course.repository.read('units/a.md')).toBe(course.files['units/a.md']);
    expect(await sync(course, 'pull')).toMatchObject({ outcome: 'unchanged' });
  });

  test('puts the studio upon a repository that has something else, where the link says so', async () => {
    const course = await begin({ inRepository: false, begin: 'studio' });
    course.repository.commit({
      ...course.files,
      'units/a.md': unitOf('Old.'),
      'assets/old': 'x',
      '.keep': '',
    });
    const draft = await getDraft(course.courseId);
    expect(await sync(course, 'push')).toMatchObject({ outcome: 'sent' });
    expect(await getDraft(course.courseId)).toEqual(draft);
    expect(['units/a.md', 'assets/old', '.keep'].map((path) => course.repository.read(path))).toEqual([
      course.files['units/a.md'],
      null,
      '',
    ]);
  });

  test('is the same from another machine, which has no copy of the repository yet', async () => {
    const course = await begin();
    await sync(course, 'pull');
    course.repository.protect('main');
    await edit(course, { 'units/a.md': unitOf('Aside.') });
    const { commit } = await sync(course, 'push');
    await forgetCopies();
    expect(await sync(course, 'push')).toMatchObject({ outcome: 'sent-aside', commit });
  });
});

describe('the forge is told', () => {
  /** What it was told of commits: path, then what stands beside the commit. */
  async function told(work: () => Promise<unknown>) {
    const statuses: { url: string; authorization: string; body: Record<string, string> }[] = [];
    forge.answer = ({ url = '', headers }, body) => {
      statuses.push({ url, authorization: headers.authorization ?? '', body: JSON.parse(body.toString()) });
      return { status: 201, body: '{}' };
    };
    await work().finally(() => {
      forge.answer = null;
    });
    return statuses;
  }

  test('what came of a commit, with the first mistake in one line and the way to the page', async () => {
    const course = await begin({ forge: 'gitea', token: 'a-token', releases: true });
    await sync(course, 'pull');
    const commit = course.repository.commit({ 'units/a.md': unitOf('[lost](nowhere.md)') });
    const [status] = await told(() => sync(course, 'pull'));
    expect(status).toMatchObject({
      url: `/api/v1/repos/${course.key}/statuses/${commit}`,
      authorization: 'token a-token',
      body: {
        ...{ state: 'failure', context: 'lectern' },
        description: expect.stringMatching(/^units\/a\.md:\d+: /),
        target_url: `https://learn.example.org/studio/harbor/${course.key}/git`,
      },
    });
    course.repository.commit({ 'units/a.md': unitOf('Mended.') });
    const [good] = await told(() => sync(course, 'pull'));
    expect(good?.body).toMatchObject({ state: 'success', description: 'Published as release 2' });
  });

  test('nothing without a token, and a forge that does not listen changes nothing', async () => {
    const quiet = await begin({ forge: 'gitea' });
    expect(await told(() => sync(quiet, 'pull'))).toEqual([]);
    const deaf = await begin({ forge: 'gitea', token: 'a-token' });
    forge.answer = () => ({ status: 500 });
    expect(await sync(deaf, 'pull')).toMatchObject({ outcome: 'merged' });
    forge.answer = null;
  });
});

test('a link that is dropped leaves the draft as it is', async () => {
  const course = await begin();
  await sync(course, 'pull');
  await dropLink(author(), course.courseId);
  expect(await findLink(course.courseId)).toBeNull();
  expect(await findDraft(course.courseId)).not.toBeNull();
});
