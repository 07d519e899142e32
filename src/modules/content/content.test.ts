import { beforeAll, expect, test } from 'vitest';
import { system } from '#platform/actor.ts';
import { query } from '#platform/database.ts';
import { useTestMachines } from '#platform/testing.ts';
import { useActivityTypes } from './contract.ts';
import {
  compileCourse,
  findActivity,
  findDraft,
  findRelease,
  findUnit,
  getAsset,
  getImportReport,
  getRelease,
  listImportReports,
  listReleases,
  memorySource,
  publishRelease,
  readDraft,
  readSource,
  saveDraft,
  saveImportReport,
  searchUnits,
} from './index.ts';
import { forgetReleases } from './service/releases.ts';
import { factsOf } from './service/source.ts';
import { compilePage, courseOf, manifestText, testTypes } from './testing.ts';

useTestMachines();
beforeAll(() => useActivityTypes(testTypes));

const call = { actor: system('test'), now: new Date('2026-03-01T12:00:00Z'), requestId: 'r-1' };
const newCourse = () => crypto.randomUUID();
const count = async (table: string) =>
  (await query<{ n: number }>(`select count(*) as n from content.${table}`))[0]?.n;

const twoUnits = (second: string) => ({
  'course.yaml': manifestText(['units/a.md', 'units/b.md']),
  'units/a.md':
    '---\ntitle: First\n---\nThe sea.\n\n:::ask{#q words="Löwe"}\nWhy does the water rise?\n:::\n',
  'units/b.md': `---\ntitle: Second\n---\n${second}\n`,
  'assets/a.txt': 'data',
});
const sourceOf = (files: Record<string, string>) => memorySource(new Map(Object.entries(files)));

test('a published release is read back as it was compiled', async () => {
  const courseId = newCourse();
  const { release, created, number, problems } = await publishRelease(call, {
    courseId,
    source: sourceOf(twoUnits('The moon.')),
    notes: 'First',
  });
  expect({ created, number, problems }).toEqual({ created: true, number: 1, problems: [] });
  forgetReleases();
  expect(await getRelease(release?.id ?? '')).toEqual(release);
  expect(await listReleases(courseId)).toEqual([
    {
      ...{ courseId, number: 1, releaseId: release?.id, revision: null, notes: 'First' },
      ...{ createdAt: call.now, createdBy: 'test' },
    },
  ]);
});

test('publishing the same again makes no new release', async () => {
  const courseId = newCourse();
  const publish = () => publishRelease(call, { courseId, source: courseOf('Same\n') });
  expect(await publish()).toMatchObject({ created: true, number: 1 });
  expect(await publish()).toMatchObject({ created: false, number: 1 });
  expect(await listReleases(courseId)).toHaveLength(1);
});

test('a source with errors publishes nothing', async () => {
  const courseId = newCourse();
  const result = await publishRelease(call, { courseId, source: courseOf('[x](unit:none)\n') });
  expect(result).toMatchObject({
    release: null,
    created: false,
    number: null,
    problems: [{ code: 'dangling-link' }],
  });
  expect(await listReleases(courseId)).toEqual([]);
});

test('two publications at once get two numbers', async () => {
  const courseId = newCourse();
  const texts = ['One\n', 'Two\n', 'Three\n', 'Four\n'];
  const all = await Promise.all(
    texts.map((text) => publishRelease(call, { courseId, source: courseOf(text) })),
  );
  expect(all.map(({ number }) => number).sort()).toEqual([1, 2, 3, 4]);
});

test('two courses may publish equal content, each under its own number', async () => {
  const [one, two] = [newCourse(), newCourse()];
  const first = await publishRelease(call, { courseId: one, source: courseOf('Shared\n') });
  const second = await publishRelease(call, { courseId: two, source: courseOf('Shared\n') });
  expect(second).toMatchObject({ created: true, number: 1 });
  expect(second.release?.id).toBe(first.release?.id);
});

test('a unit that did not change is stored once', async () => {
  const courseId = newCourse();
  await publishRelease(call, { courseId, source: sourceOf(twoUnits('Version one.')) });
  const before = await count('unit');
  await publishRelease(call, { courseId, source: sourceOf(twoUnits('Version two.')) });
  expect(await count('unit')).toBe((before ?? 0) + 1);
});

test('many readers of a release that is not in memory load it once', async () => {
  const { release } = await publishRelease(call, {
    courseId: newCourse(),
    source: courseOf('Loaded once\n'),
  });
  forgetReleases();
  const all = await Promise.all(Array.from({ length: 20 }, () => getRelease(release?.id ?? '')));
  expect(new Set(all).size).toBe(1);
});

test('a release that does not exist is refused, or null where it may be missing', async () => {
  expect(await findRelease('0'.repeat(64))).toBeNull();
  await expect(getRelease('0'.repeat(64))).rejects.toThrow('release-not-found');
});

test('the source of a release is read back, file by file, and compiles to the same release', async () => {
  const files = twoUnits('Exported.');
  const { release } = await publishRelease(call, { courseId: newCourse(), source: sourceOf(files) });
  const source = await readSource(release?.id ?? '');
  expect(source.paths).toEqual(Object.keys(files).sort());
  expect(new TextDecoder().decode(await source.read('units/b.md'))).toBe(files['units/b.md']);
  expect((await compileCourse(source, testTypes)).release?.id).toBe(release?.id);
});

test('what an import keeps for authors is exported, but neither published nor served', async () => {
  const original = 'assets/original/problem-p.xml';
  const files = { [original]: '<answer>42</answer>', 'assets/open.txt': 'open' };
  const { release } = await publishRelease(call, { courseId: newCourse(), source: courseOf('x\n', files) });
  expect(release?.assets.map(({ path }) => path)).toEqual(['assets/open.txt']);
  const { sha256 } = factsOf(new TextEncoder().encode(files[original]));
  await expect(getAsset(sha256, 'problem-p.xml')).rejects.toThrow('asset-not-found');
  const exported = await readSource(release?.id ?? '');
  expect(new TextDecoder().decode(await exported.read(original))).toBe(files[original]);
});

test('a link to what is kept for authors is a mistake', async () => {
  const { problems } = await compilePage('[script](../assets/original/a.py)\n', {
    'assets/original/a.py': '1',
  });
  expect(problems.map(({ code }) => code)).toEqual(['missing-asset']);
});

test('a draft is replaced as a whole', async () => {
  const courseId = newCourse();
  expect(await findDraft(courseId)).toBeNull();
  await expect(readDraft(courseId)).rejects.toThrow('draft-not-found');
  await saveDraft(call, { courseId, origin: 'import' }, sourceOf({ 'course.yaml': 'a', 'units/x.md': 'x' }));
  const saved = await saveDraft(
    call,
    { courseId, origin: 'import' },
    sourceOf({ 'course.yaml': 'b', 'units/y.md': 'y' }),
  );
  expect(await findDraft(courseId)).toEqual(saved);
  const source = await readDraft(courseId);
  expect(source.paths).toEqual(['course.yaml', 'units/y.md']);
  expect(new TextDecoder().decode(await source.read('course.yaml'))).toBe('b');
});

test('saving a draft and publishing are in the audit log', async () => {
  const courseId = newCourse();
  await saveDraft(call, { courseId, origin: 'import' }, courseOf('Audited\n'));
  await publishRelease(call, { courseId, source: await readDraft(courseId) });
  const entries = await query<{ action: string }>(
    'select action from audit.entry where subject = $1 order by id',
    [`course:${courseId}`],
  );
  expect(entries.map(({ action }) => action)).toEqual(['content.save-draft', 'content.publish']);
});

test.each(['../x.md', '/etc/x', 'a//b', 'a/./b', 'a\\b', 'a\u0000b', ''])(
  'a file named %j is refused',
  async (path) => {
    await expect(
      saveDraft(call, { courseId: newCourse(), origin: 'import' }, sourceOf({ [path]: 'x' })),
    ).rejects.toThrow('bad-source-path');
  },
);

test('words find units: in any form, without accents, in options, unfinished', async () => {
  const files = twoUnits('Gezeiten sind Bewegungen der großen Meere <b>& Ströme</b>.');
  files['course.yaml'] = manifestText(['units/a.md', 'units/b.md'], 'language: de\n');
  const { release } = await publishRelease(call, { courseId: newCourse(), source: sourceOf(files) });
  const found = async (text: string) =>
    (await searchUnits(release?.id ?? '', text)).map(({ unitKey }) => unitKey);
  expect(await found('Bewegung')).toEqual(['b']);
  expect(await found('strome')).toEqual(['b']);
  expect(await found('Lowe')).toEqual(['a']);
  expect(await found('Gezei')).toEqual(['b']);
  expect(await found('second')).toEqual(['b']);
  expect(await found('großen Meere')).toEqual(['b']);
  expect(await found('Meere Löwe')).toEqual([]);
  expect(await found('')).toEqual([]);
  expect(await found("'; drop table & | ! ( <-> :*")).toEqual([]);
});

test('a hit shows the words in their place, escaped', async () => {
  const { release } = await publishRelease(call, {
    courseId: newCourse(),
    source: courseOf('Tides *rise* if `1 < 2` & more.\n'),
  });
  expect(await searchUnits(release?.id ?? '', 'rising')).toEqual([
    { unitKey: 'page', title: 'Page', snippet: 'Tides <mark>rise</mark> if 1 &lt; 2 &amp; more' },
  ]);
});

test('a language without dictionary is searched by plain words', async () => {
  const { release } = await publishRelease(call, {
    courseId: newCourse(),
    source: courseOf('Habari za asubuhi\n', {}, 'language: sw\n'),
  });
  expect(await searchUnits(release?.id ?? '', 'asubuhi')).toHaveLength(1);
});

test('an asset is known under its hash and its own name only', async () => {
  const { release } = await publishRelease(call, {
    courseId: newCourse(),
    source: courseOf('x\n', { 'assets/deep/a b.txt': 'text' }),
  });
  const { sha256 = '' } = release?.assets[0] ?? {};
  expect(await getAsset(sha256, 'a b.txt')).toEqual({ sha256, name: 'a b.txt', size: 4, type: 'text/plain' });
  await expect(getAsset(sha256, 'a.html')).rejects.toThrow('asset-not-found');
  await expect(getAsset('nonsense', 'a b.txt')).rejects.toThrow('asset-not-found');
});

test('a report of an import is kept with the course', async () => {
  const courseId = newCourse();
  const id = await saveImportReport(call, {
    courseId,
    format: 'olx',
    fileName: 'c.tar.gz',
    report: { lost: ['x'] },
  });
  expect(await listImportReports(courseId)).toMatchObject([{ id, format: 'olx', createdBy: 'test' }]);
  expect((await getImportReport(id)).report).toEqual({ lost: ['x'] });
  await expect(getImportReport(crypto.randomUUID())).rejects.toThrow('import-report-not-found');
});

test('a unit is found with its neighbors, an activity by its key', async () => {
  const { release } = await publishRelease(call, {
    courseId: newCourse(),
    source: sourceOf(twoUnits('End.')),
  });
  if (!release) throw new Error('no release');
  expect(findUnit(release, 'b')).toMatchObject({ unit: { key: 'b' }, previous: { key: 'a' }, next: null });
  expect(findUnit(release, 'c')).toBeNull();
  expect(findActivity(release, 'q')).toMatchObject({ unitKey: 'a', type: 'ask' });
  expect(findActivity(release, 'p')).toBeNull();
});
