/** Writing a unit over HTTP, as a browser without JavaScript and as a program do it. */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemCall } from '#app/commands/shared.ts';
import { type TestBrowser, useTestSite } from '#app/testing.ts';
import { saveOrganization } from '#modules/catalog/index.ts';
import { editDraft, getDraft, memorySource, readDraft } from '#modules/content/index.ts';
import { publishCourse } from '#screens/studio/releases/index.ts';

const site = useTestSite();
const head = '---\ntitle: The tide # twice a day\n---\n\n';
const body = 'The sea rises.\n\n:::choice{#why}\nWhy?\n\n* [x] The Moon\n* [ ] The wind\n:::\n\nIt falls.\n';
const file = 'units/tide.md';

let author: TestBrowser;
let path: string;
let courseId: string;
let courses = 0;

beforeAll(async () => {
  await saveOrganization('harbor', 'Harbor School');
  author = await site.signIn({}, { role: 'owner', scope: 'organization', target: 'harbor' });
});

beforeEach(async () => {
  courses += 1;
  const key = `tides-${courses}`;
  const manifest = `lectern: 1\nkey: ${key}\ntitle: Tides\noutline:\n  - { section: s, title: S, units: [${file}] }\n`;
  const files = new Map([
    ['course.yaml', manifest],
    [file, head + body],
  ]);
  const published = await publishCourse(systemCall('test'), {
    ...{ source: memorySource(files), organization: { key: 'harbor' }, courseKey: key, courseTitle: 'Tides' },
  });
  courseId = published.courseId;
  path = `/studio/harbor/${key}/units/tide`;
});

async function text(): Promise<string> {
  return new TextDecoder().decode(await (await readDraft(courseId)).read(file));
}
const revision = async () => (await getDraft(courseId)).revision;
/** Somebody else saves meanwhile. */
const saveElsewhere = async (content: string) =>
  editDraft(systemCall('other'), {
    ...{ courseId, base: await revision(), origin: 'git' },
    edits: [{ path: file, content }],
  });

const form = (over: Record<string, string> = {}) => ({
  ...{ base: '1', head, body: body.replaceAll('\n', '\r\n'), title: 'The tide', category: '' },
  ...over,
});

/** The text of a text area: HTML drops the first line break. */
const areaOf = (html: string, name: string): string =>
  (new RegExp(`<textarea[^>]*name="${name}"[^>]*>\n?([\\s\\S]*?)</textarea>`).exec(html)?.[1] ?? '')
    .replaceAll('&lt;', '<')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

describe('a unit', () => {
  test('is for those who may edit the course', async () => {
    expect((await site.visitor().get(path)).statusCode).toBe(401);
    expect((await (await site.signIn()).get(path)).statusCode).toBe(403);
    expect((await author.get(path.replace('tide', 'ebb'))).statusCode).toBe(404);
  });

  test('sent back as it was opened is the same file, byte for byte, and no new revision', async () => {
    const { body: page } = await author.get(path);
    expect(areaOf(page, 'body')).toBe(body);
    const answer = await author.post(path, form());
    expect(answer.statusCode).toBe(303);
    expect([await text(), await revision()]).toEqual([head + body, 1]);
  });

  test('keeps comments of its front matter when a field changes', async () => {
    await author.get(path);
    await author.post(path, form({ title: 'High tide', due: 'P7D', 'attribution.author': 'Ana' }));
    expect(await text()).toContain('title: High tide # twice a day\n');
    expect(await text()).toContain('due: P7D\n');
    expect(await text()).toContain('author: Ana\n');
    expect((await text()).endsWith(body)).toBe(true);
  });

  test('becomes an exam by a tick, and none by taking it away', async () => {
    await author.get(path);
    await author.post(path, form({ exam: 'true', 'exam.minutes': '30' }));
    expect(await text()).toMatch(/exam:\n? *\{? ?minutes: 30/);
    const { text: now, revision: base } = (await author.json('GET', path)).json();
    const [, front = ''] = /^(---[\s\S]*?---\n\n)/.exec(now) ?? [];
    await author.get(path);
    await author.post(path, form({ base: String(base), head: front, 'exam.minutes': '30' }));
    expect(await text()).not.toContain('exam:');
  });

  test('without a title is not saved, and is shown again with all that was typed', async () => {
    await author.get(path);
    const answer = await author.post(path, form({ title: ' ', body: 'Much "typed" <text>.\r\n' }));
    expect(answer.statusCode).toBe(422);
    expect(areaOf(answer.body, 'body')).toBe('Much "typed" <text>.\n');
    expect(await text()).toBe(head + body);
  });

  test('whose front matter is broken is written as a text until it is mended', async () => {
    await saveElsewhere(`---\ntitle: [\n---\nText.\n`);
    const { body: page } = await author.get(path);
    expect(areaOf(page, 'head')).toContain('title: [');
    await author.post(path, { base: '2', head: '---\r\ntitle: Mended\r\n---\r\n', body: 'Text.\r\n' });
    expect(await text()).toBe('---\ntitle: Mended\n---\nText.\n');
  });

  test('is previewed as it was typed, with its mistakes by line, and nothing is saved', async () => {
    await author.get(path);
    const typed = form({
      body: '\r\nNew words.\r\n\r\n:::choise\r\n:::\r\n\r\nLook [here](https://example.org).\r\n',
    });
    const { statusCode, body: page } = await author.post(`${path}/preview`, typed);
    expect(statusCode).toBe(200);
    expect(page).toContain('>New words.</p>');
    expect(page).toContain('Did you mean "choice"?');
    expect(page).toContain('does not say where the link leads');
    expect(page).toMatch(/Line 4<\/span>[\s\S]*?:::choise/);
    expect(areaOf(page, 'body')).toContain('New words.');
    expect(await text()).toBe(head + body);
  });
});

describe('two who write at once', () => {
  test('in different places both stay, and the second is told so', async () => {
    await author.get(path);
    await saveElsewhere((head + body).replace('It falls.', 'It falls again.'));
    await author.post(path, form({ body: body.replace('The sea rises.', 'The ocean rises.') }));
    expect(await text()).toBe(
      head + body.replace('It falls.', 'It falls again.').replace('The sea', 'The ocean'),
    );
  });

  test('in the same words see both versions, lose nothing, and choose', async () => {
    await author.get(path);
    await saveElsewhere((head + body).replace('The sea rises.', 'The sea climbs.'));
    const answer = await author.post(path, form({ body: body.replace('The sea rises.', 'The sea swells.') }));
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toContain('The sea climbs.');
    expect(answer.body).toContain('The sea swells.');
    const fields = { base: '1', theirs: '2', mine: areaOf(answer.body, 'mine') };
    const own = { 'choice.0': 'own', 'text.0': 'The sea swells and climbs.\r\n' };
    const settled = await author.post(`${path}/resolutions`, { ...fields, ...own });
    expect(settled.statusCode).toBe(303);
    expect(await text()).toBe(head + body.replace('rises.', 'swells and climbs.'));
  });

  test.each([
    ['mine', 'swells.'],
    ['theirs', 'climbs.'],
  ])('may keep %s', async (choice, word) => {
    await author.get(path);
    await saveElsewhere((head + body).replace('The sea rises.', 'The sea climbs.'));
    const answer = await author.post(path, form({ body: body.replace('The sea rises.', 'The sea swells.') }));
    const fields = { base: '1', theirs: '2', mine: areaOf(answer.body, 'mine') };
    await author.post(`${path}/resolutions`, { ...fields, 'choice.0': choice, 'text.0': '' });
    expect(await text()).toBe(head + body.replace('rises.', word));
  });

  test('a choice that clashes with a third one is asked again', async () => {
    await author.get(path);
    const said = (word: string) => (head + body).replace('The sea rises.', `The sea ${word}.`);
    await saveElsewhere(said('climbs'));
    const answer = await author.post(path, form({ body: body.replace('rises.', 'swells.') }));
    await saveElsewhere(said('grows'));
    const fields = { base: '1', theirs: '2', mine: areaOf(answer.body, 'mine') };
    const again = await author.post(`${path}/resolutions`, { ...fields, 'choice.0': 'mine', 'text.0': '' });
    expect(again.statusCode).toBe(409);
    expect(again.body).toContain('The sea grows.');
    expect(again.body).toContain('The sea swells.');
    expect(await text()).toBe(said('grows'));
  });

  test('a program is refused with a code and nothing is saved', async () => {
    await author.get(path);
    await saveElsewhere((head + body).replace('rises', 'climbs'));
    const mine = { base: 1, text: (head + body).replace('rises', 'swells') };
    const answer = await author.json('POST', path, mine);
    expect([answer.statusCode, answer.json().code]).toEqual([409, 'edit-conflict']);
    const merged = await author.json('POST', path, {
      base: 1,
      text: (head + body).replace('falls', 'sinks'),
    });
    expect(merged.json()).toMatchObject({ revision: 3, merged: true });
    expect(await text()).toContain('climbs');
  });
});

describe('an activity as a form', () => {
  const fields = {
    ...{ base: '1', go: 'save', prompt: 'Why?', 'attribute.points': '' },
    ...{ 'part.options.0.text': 'The Moon', 'part.options.0.checked': 'true', 'part.options.0.feedback': '' },
    ...{ 'part.options.1.text': 'The wind', 'part.options.1.feedback': '' },
  };

  test('changes itself and nothing else of the unit', async () => {
    await author.get(`${path}/activities/why`);
    const more = { 'attribute.points': '2', 'part.options.1.feedback': 'It makes waves.' };
    expect((await author.post(`${path}/activities/why`, { ...fields, ...more })).statusCode).toBe(303);
    expect(await text()).toBe(
      (head + body)
        .replace('{#why}', '{#why points=2}')
        .replace('* [ ] The wind', '* [ ] The wind\n  > It makes waves.'),
    );
  });

  test('gets and loses rows by buttons, without being saved', async () => {
    await author.get(`${path}/activities/why`);
    const added = await author.post(`${path}/activities/why`, { ...fields, go: 'add:options' });
    expect(added.body).toContain('name="part.options.2.text"');
    const moved = await author.post(`${path}/activities/why`, { ...fields, go: 'up:options:1' });
    expect(areaOf(moved.body, 'part.options.0.text')).toBe('The wind');
    const gone = await author.post(`${path}/activities/why`, { ...fields, go: 'remove:options:0' });
    expect(gone.body).not.toContain('name="part.options.1.text"');
    expect(await text()).toBe(head + body);
  });

  test('merges with what others wrote beside it', async () => {
    await author.get(`${path}/activities/why`);
    await saveElsewhere((head + body).replace('It falls.', 'It falls again.'));
    await author.post(`${path}/activities/why`, { ...fields, prompt: 'Why, then?' });
    expect(await text()).toBe(
      (head + body).replace('It falls.', 'It falls again.').replace('Why?', 'Why, then?'),
    );
  });

  test('saved with a mistake says so and stays open', async () => {
    await author.get(`${path}/activities/why`);
    const { 'part.options.0.checked': _, ...wrong } = fields;
    const answer = await author.post(`${path}/activities/why`, wrong);
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain('No option is right.');
  });

  test('that would break out of its place is refused, with all that was typed', async () => {
    await author.get(`${path}/activities/why`);
    const answer = await author.post(`${path}/activities/why`, { ...fields, prompt: 'Why?\n\n- [x] mine' });
    expect(answer.statusCode).toBe(422);
    expect(areaOf(answer.body, 'prompt')).toBe('Why?\n\n- [x] mine');
    expect(await text()).toBe(head + body);
  });

  test('is added below a line, under a key that nobody else has', async () => {
    const { body: page } = await author.get(`${path}/activities?type=poll&line=5`);
    expect(page).toContain('value="tide-poll"');
    const poll = {
      ...{ base: '1', go: 'save', line: '5', type: 'poll', key: 'tide-poll', prompt: 'Seen it?' },
      ...{ 'part.options.0.text': 'Yes', 'part.options.1.text': 'No' },
    };
    expect((await author.post(`${path}/activities`, poll)).statusCode).toBe(303);
    expect(await text()).toBe(
      (head + body).replace(
        'The sea rises.\n',
        'The sea rises.\n\n:::poll{#tide-poll}\nSeen it?\n\n- Yes\n- No\n:::\n',
      ),
    );
    const taken = await author.post(`${path}/activities`, { ...poll, key: 'why' });
    expect(taken.statusCode).toBe(422);
  });
});

describe('a picture', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  );

  test('is kept with its alternative text, and has an address at once', async () => {
    await author.get(`${path}/pictures`);
    const answer = await author.upload(`${path}/pictures`, { alt: 'A [high] tide', caption: 'At "noon"' }, [
      { field: 'picture', name: 'Marée haute.PNG', content: png },
    ]);
    expect(answer.body).toContain('![A \\[high\\] tide](../assets/maree-haute.png');
    const facts = (await getDraft(courseId)).files.get('assets/maree-haute.png');
    expect((await author.get(`/assets/${facts?.sha256}/maree-haute.png`)).statusCode).toBe(200);
  });

  test.each([
    ['nobody told in words', { alt: ' ' }, png],
    ['that is none', { alt: 'A tide' }, Buffer.from('<script>alert(1)</script>')],
  ])('%s is refused', async (_what, fields, content) => {
    await author.get(`${path}/pictures`);
    const sent = [{ field: 'picture', name: 'tide.png', content }];
    expect((await author.upload(`${path}/pictures`, fields, sent)).statusCode).toBe(422);
    expect(await revision()).toBe(1);
  });
});

test('the check of a unit names mistakes and what readers may stumble over', async () => {
  await saveElsewhere(`${head}## Empty\n\n## Full\n\n![](../assets/no.png)\n`);
  const { body: page } = await author.get(`${path}/check`);
  expect(page).toContain('Nothing stands below the heading');
  expect(page).toContain('There is no asset');
  const { remarks } = (await author.json('GET', `${path}/check`)).json();
  expect(remarks.map(({ severity, line }: { severity: string; line: number }) => [severity, line])).toEqual([
    ['error', 9],
    ['warning', 9],
    ['advice', 5],
  ]);
});
