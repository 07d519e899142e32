/** Libraries: blocks and units are taken as copies, changes are offered, and it is known who took what. */
import { beforeAll, describe, expect, test } from 'vitest';
import { systemCall } from '#app/commands/shared.ts';
import { useTestSite } from '#app/testing.ts';
import { ensureCourse, findCourse, saveOrganization, searchCourses } from '#modules/catalog/index.ts';
import { editDraft, getDraft, memorySource, readDraft } from '#modules/content/index.ts';
import { publishCourse } from '#screens/studio/releases/index.ts';

const site = useTestSite();
const call = systemCall('test');
const author = { role: 'author', scope: 'course', target: 'harbor/tides' } as const;

const courseFile = (key: string, license: string, units: string[]) =>
  `lectern: 1\nkey: ${key}\ntitle: ${key}\nlicense: ${license}\noutline:\n  - section: start\n    title: Start\n    units: [${units.join(', ')}]\n`;

const polaris = (question: string) => `:::choice{#polaris title="North Star"}
${question}

![A sky](../assets/sky.svg)

- [x] Polaris
- [ ] Vega
:::
`;
const stars = (question = 'Which star stands still?') => `---
title: Stars
---
${polaris(question)}
:::note{#why title="Why"}
The axis points there.
:::
`;
const sky = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>';

async function publish(key: string, license: string, files: Record<string, string>) {
  const units = Object.keys(files).filter((path) => path.startsWith('units/'));
  const all = { 'course.yaml': courseFile(key, license, units), ...files };
  return publishCourse(call, {
    ...{ source: memorySource(new Map(Object.entries(all))), organization: { key: 'harbor' } },
    ...{ courseKey: key, courseTitle: key },
  });
}

beforeAll(async () => {
  const harbor = await saveOrganization('harbor', 'Harbor School');
  await saveOrganization('other', 'Other School');
  for (const key of ['stars', 'closed', 'reports', 'ones']) await ensureCourse(harbor, key, key, 'library');
  await publish('stars', 'CC-BY-SA-4.0', { 'units/stars.md': stars(), 'assets/sky.svg': sky });
  await publish('closed', 'CC-BY-ND-4.0', {
    'units/one.md': '---\ntitle: One\n---\n:::poll{#one}\nOne?\n\n- A\n- B\n:::\n',
  });
  const page = '---\ntitle: Moon\n---\nThe Moon.\n\n:::poll{#polaris}\nSeen it?\n\n- Yes\n- No\n:::\n';
  await publish('tides', 'CC-BY-SA-4.0', { 'units/moon.md': page });
});

const textOf = async (path: string, key = 'tides') => {
  const course = await findCourse('harbor', key);
  return new TextDecoder().decode(await (await readDraft(course?.id ?? '')).read(path));
};
const take = { library: 'harbor/stars', into: 'unit:moon' };

describe('a library', () => {
  test('is made like a course, and only authors meet it', async () => {
    const owner = await site.signIn({}, { role: 'owner', scope: 'organization', target: 'harbor' });
    await owner.get('/studio/new?kind=library');
    const fields = {
      kind: 'library',
      organization: 'harbor',
      title: 'Ropes',
      language: 'en',
      license: 'CC-BY-4.0',
    };
    expect((await owner.post('/studio/new', fields)).headers.location).toBe('/studio/harbor/ropes');
    expect((await owner.get('/studio?kind=library')).body).toContain('Ropes');
    expect((await owner.get('/studio')).body).not.toContain('Ropes');
    expect((await site.visitor().get('/courses/harbor/stars')).statusCode).toBe(404);
    expect((await searchCourses({})).courses.map(({ key }) => key)).toEqual(['tides']);
    expect((await site.visitor().get('/learn/harbor/stars/open')).statusCode).toBe(404);
  });

  test('is searched by words and kind, and shown as learners see it', async () => {
    const browser = await site.signIn({}, author);
    const found = await browser.json('GET', '/studio/harbor/tides/take?into=unit:moon&q=axis');
    expect(found.json().found).toMatchObject([
      { library: 'harbor/stars', part: 'block:why', kind: 'note', fits: true },
    ]);
    const kinds = await browser.json('GET', '/studio/harbor/tides/take?into=unit:moon&kind=choice');
    expect(kinds.json().found).toMatchObject([{ part: 'block:polaris', title: 'North Star' }]);
    const show = encodeURIComponent('harbor/stars block:polaris');
    const page = (await browser.get(`/studio/harbor/tides/take?into=unit:moon&show=${show}`)).body;
    expect(page).toContain('Which star stands still?');
    expect(page).toContain('Add to this unit');
  });

  test('is nothing to those who write in other organizations', async () => {
    await publishCourse(call, {
      ...{ organization: { key: 'other' }, courseKey: 'far', courseTitle: 'far' },
      source: memorySource(
        new Map([
          ['course.yaml', courseFile('far', 'CC-BY-SA-4.0', ['units/a.md'])],
          ['units/a.md', '---\ntitle: A\n---\nA.\n'],
        ]),
      ),
    });
    const stranger = await site.signIn({}, { ...author, target: 'other/far' });
    expect((await stranger.json('GET', '/studio/other/far/take?into=unit:a')).json().found).toEqual([]);
    const body = { ...take, part: 'block:polaris', into: 'unit:a' };
    expect((await stranger.json('POST', '/studio/other/far/take', body)).statusCode).toBe(404);
    expect((await stranger.json('GET', '/studio/harbor/stars/uses')).statusCode).toBe(403);
  });
});

describe('what is taken', () => {
  test('comes with its files, a key of its own, whose it is and where it is from', async () => {
    const browser = await site.signIn({}, author);
    await browser.get('/studio/harbor/tides/take?into=unit:moon');
    const answer = await browser.post('/studio/harbor/tides/take', { ...take, part: 'block:polaris' });
    expect(answer.headers.location).toBe('/studio/harbor/tides/units/moon');
    const text = await textOf('units/moon.md');
    expect(text).toContain(':::choice{#polaris-2 title="North Star"}');
    expect(text).toContain('![A sky](../assets/stars/sky.svg)');
    expect(text).toContain('::origin{course="harbor/stars" block=polaris release=1}');
    expect(await textOf('assets/stars/sky.svg')).toBe(sky);
    const check = await browser.json('GET', '/studio/harbor/tides/units/moon/check');
    expect(check.json().remarks.filter(({ severity }: { severity: string }) => severity === 'error')).toEqual(
      [],
    );
  });

  test('may be a whole unit, which says so in its front matter', async () => {
    const browser = await site.signIn({}, author);
    const body = { library: 'harbor/stars', part: 'unit:stars', into: 'section:start' };
    expect((await browser.json('POST', '/studio/harbor/tides/take', body)).json().item).toBe('unit:stars');
    const text = await textOf('units/stars.md');
    expect(text).toMatch(/origin:\n {2}course: harbor\/stars\n {2}unit: stars\n {2}release: 1\n/);
    expect(text).toContain('{#polaris-3 ');
    expect(await textOf('course.yaml')).toContain('units/stars.md');
  });

  test('fits the license of the course, or stays where it is', async () => {
    const browser = await site.signIn({}, author);
    const body = { library: 'harbor/closed', part: 'block:one', into: 'unit:moon' };
    const refused = await browser.json('POST', '/studio/harbor/tides/take', body);
    expect([refused.statusCode, refused.json().code]).toEqual([422, 'taken-license-does-not-fit']);
  });
});

test('a question goes into a pool, whose fence grows with it, and takes what changes there', async () => {
  const page =
    '---\ntitle: Pool\n---\n::::pool{#sky draw=1}\n:::poll{#seen points=1}\nSeen?\n\n- Yes\n- No\n:::\n::::\n';
  await publish('pools', 'CC-BY-SA-4.0', { 'units/pool.md': page });
  const hinted = (hint: string) =>
    `---\ntitle: One\n---\n::::choice{#one}\nOne?\n\n- [x] Yes\n- [ ] No\n\n${hint}::::\n`;
  await publish('ones', 'CC-BY-SA-4.0', { 'units/one.md': hinted('') });
  const browser = await site.signIn({}, { ...author, target: 'harbor/pools' });
  const found = (await browser.json('GET', '/studio/harbor/pools/take?into=pool:sky')).json().found;
  expect(found.some(({ kind }: { kind: string }) => kind === 'note')).toBe(false);
  const body = { library: 'harbor/ones', part: 'block:one', into: 'pool:sky' };
  expect((await browser.json('POST', '/studio/harbor/pools/take', body)).json().item).toBe('unit:pool');
  expect(await textOf('units/pool.md', 'pools')).toMatch(
    /^:::::pool\{#sky draw=1\}[\s\S]*::::choice\{#one\}[\s\S]*:::::$/m,
  );
  await publish('ones', 'CC-BY-SA-4.0', {
    'units/one.md': hinted(':::hint\nThink.\n:::\n').replaceAll('::::', ':::::'),
  });
  const { revision } = (await browser.json('GET', '/studio/harbor/pools/updates')).json();
  const wishes = [{ id: 'block:one', release: 2, way: 'take', choices: [] }];
  const taken = await browser.json('POST', '/studio/harbor/pools/updates', { revision, wishes });
  expect(taken.statusCode).toBe(200);
  expect(await textOf('units/pool.md', 'pools')).toMatch(/^::::::pool[\s\S]*Think\.[\s\S]*::::::$/m);
  const { problems } = (await browser.json('GET', '/studio/harbor/pools/units/pool')).json();
  expect(problems.filter(({ severity }: { severity: string }) => severity === 'error')).toEqual([]);
});

test('a rubric that activities share comes along with them', async () => {
  await publish('reports', 'CC-BY-SA-4.0', {
    'units/report.md':
      '---\ntitle: Report\n---\n:::essay{#report rubric=report points=4}\nTell what you did.\n:::\n',
    'rubrics/report.md': '# Clear {points=4}\n\n- Yes\n- No\n',
  });
  const browser = await site.signIn({}, author);
  const body = { library: 'harbor/reports', part: 'block:report', into: 'unit:moon' };
  expect((await browser.json('POST', '/studio/harbor/tides/take', body)).statusCode).toBe(201);
  expect(await textOf('units/moon.md')).toContain('rubric="reports-report"');
  expect(await textOf('rubrics/reports-report.md')).toContain('Clear');
  const check = await browser.json('GET', '/studio/harbor/tides/units/moon/check');
  expect(check.json().remarks.filter(({ severity }: { severity: string }) => severity === 'error')).toEqual(
    [],
  );
});

describe('when the library is released', () => {
  beforeAll(async () => {
    await publish('stars', 'CC-BY-SA-4.0', {
      'units/stars.md': stars('Which star hardly moves?'),
      'assets/sky.svg': sky.replace('9', '8'),
    });
  });

  test('its page says which courses took what, and which are behind; to those who may see them', async () => {
    const browser = await site.signIn({}, { ...author, target: 'harbor/stars' }, author);
    const { parts } = (await browser.json('GET', '/studio/harbor/stars/uses')).json();
    expect(parts).toMatchObject([
      { kind: 'block', key: 'polaris', takers: [{ course: 'harbor/tides', release: 1, behind: true }] },
      { kind: 'unit', key: 'stars', takers: [{ course: 'harbor/tides', release: 1, behind: true }] },
    ]);
    const other = await site.signIn({}, { ...author, target: 'harbor/stars' });
    const seen = (await other.json('GET', '/studio/harbor/stars/uses')).json();
    expect([seen.parts, seen.hidden]).toEqual([[], 1]);
    expect((await browser.get('/studio/harbor/stars/publish')).body).toContain('1 course took something');
  });

  test('the page of the course calls what it took by its title', async () => {
    const browser = await site.signIn({}, author);
    const { taken } = (await browser.json('GET', '/studio/harbor/tides/uses')).json();
    expect(taken).toContainEqual(
      expect.objectContaining({
        title: 'North Star',
        from: { course: 'harbor/stars', key: 'polaris', release: 1 },
      }),
    );
    expect((await browser.get('/studio/harbor/tides/uses')).body).toContain('North Star');
  });

  test('the course is told, sees the difference, and takes it with its picture', async () => {
    const browser = await site.signIn({}, author);
    expect((await browser.get('/studio/harbor/tides')).body).toContain('2 updates');
    const page = (await browser.get('/studio/harbor/tides/updates')).body;
    expect(page).toMatch(/<ins>.*hardly/);
    const { revision, updates } = (await browser.json('GET', '/studio/harbor/tides/updates')).json();
    expect(updates).toMatchObject([{ id: 'block:polaris-2' }, { id: 'unit:stars' }]);
    const answer = await browser.post('/studio/harbor/tides/updates', {
      ...{ revision: String(revision), way: 'take', 'id.0': 'block:polaris-2', 'release.0': '2' },
    });
    expect(answer.headers.location).toBe('/studio/harbor/tides/updates');
    const text = await textOf('units/moon.md');
    expect(text).toContain('Which star hardly moves?');
    expect(text).toContain('{#polaris-2 title="North Star"}');
    expect(await textOf('assets/stars/sky.svg')).toContain('width="8"');
  });

  test('a clash is shown side by side and settled by choice', async () => {
    const browser = await site.signIn({}, author);
    const course = await findCourse('harbor', 'tides');
    if (!course) throw new Error('the course was made');
    const draft = await getDraft(course.id);
    const content = (await textOf('units/stars.md')).replace(
      'Which star stands still?',
      'Which star is fixed?',
    );
    const edits = [{ path: 'units/stars.md', content }];
    await editDraft(call, { courseId: course.id, base: draft.revision, origin: 'browser', edits });
    const page = (await browser.get('/studio/harbor/tides/updates')).body;
    expect(page).toContain('Which star is fixed?');
    const fields = {
      revision: String(draft.revision + 1),
      way: 'take',
      'id.0': 'unit:stars',
      'release.0': '2',
    };
    const refused = await browser.post('/studio/harbor/tides/updates', fields);
    expect(refused.statusCode).toBe(409);
    await browser.post('/studio/harbor/tides/updates', { ...fields, 'choice-1.0': 'mine' });
    const text = await textOf('units/stars.md');
    expect([text.includes('Which star is fixed?'), text.includes('release: 2')]).toEqual([true, true]);
    expect((await browser.get('/studio/harbor/tides/updates')).body).toContain('Everything is as new');
  });
});
