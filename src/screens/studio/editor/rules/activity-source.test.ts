import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { activityTypes } from '#activities/index.ts';
import { samples } from '#activities/samples.ts';
import { compileCourse, memorySource, parseMarkdown, readFolder } from '#modules/content/index.ts';
import { formOf } from './activity-form.ts';
import {
  type ActivityValues,
  insertBlock,
  newActivity,
  readActivity,
  writeActivity,
} from './activity-source.ts';

const names = new Set(activityTypes.keys());
const form = (type: string) => formOf(type, activityTypes);
const courses = ['finding-your-way', 'asmaa-an-nujum'].map((name) => join('courses', name));

/** Every unit of the courses that come along, and the sample of each kind. */
const texts: [name: string, text: string][] = [
  ...courses.flatMap((folder) =>
    readdirSync(join(folder, 'units'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.md'))
      .map((file): [string, string] => [file, readFileSync(join(folder, 'units', file), 'utf8')]),
  ),
  ...samples.map(({ type, source }): [string, string] => [`sample of ${type.name}`, `${source.trim()}\n`]),
];

interface Node {
  name?: string;
  attributes?: { id?: string };
  children?: Node[];
  position?: { start: { offset?: number }; end: { offset?: number } };
}
const activitiesIn = (node: Node): Node[] => [
  ...(node.name && names.has(node.name) && node.attributes?.id ? [node] : []),
  ...(node.children ?? []).flatMap(activitiesIn),
];

/** The activities of a text that have a form, each as it was read and where it stands. */
function readAll(text: string) {
  const root = parseMarkdown(text);
  return activitiesIn(root as Node).flatMap(({ attributes, position }) => {
    const values = readActivity(text, attributes?.id ?? '', form, names, root);
    const found = values && form(values.type);
    if (!values || !found) return [];
    return [{ values, found, root, from: position?.start.offset ?? 0, to: position?.end.offset ?? 0 }];
  });
}

const read = (text: string, key: string): ActivityValues => {
  const values = readActivity(text, key, form, names);
  if (!values) throw new Error(`no activity ${key}`);
  return values;
};
const write = (text: string, key: string, values: ActivityValues): string => {
  const found = form(values.type);
  const written = found && writeActivity(text, key, values, found);
  if (written == null) throw new Error(`no activity ${key}`);
  return written;
};

test('there are activities of every kind that has a form', () => {
  const kinds = new Set(texts.flatMap(([, text]) => readAll(text).map(({ values }) => values.type)));
  expect([...names].filter((name) => form(name) && !kinds.has(name))).toEqual([]);
});

test.each(texts)('%s: an activity written back unchanged is the same file, byte for byte', (_name, text) => {
  for (const { values, found, root } of readAll(text)) {
    const copy = JSON.parse(JSON.stringify(values)) as ActivityValues;
    expect(writeActivity(text, values.key, copy, found, root)).toBe(text);
  }
});

test.each(texts)('%s: an activity written anew reads the same', (_name, text) => {
  const trimmed = (of: ActivityValues) =>
    JSON.parse(JSON.stringify(of), (_, value) =>
      typeof value === 'string' ? value.trim().replace(/\n{2,}/g, '\n\n') : value,
    );
  for (const { values, found } of readAll(text))
    expect(trimmed(read(newActivity(values, found), values.key))).toEqual(trimmed(values));
});

test('a demo course whose activities were all written anew compiles to the same activities', async () => {
  const source = await readFolder(courses[0] ?? '');
  const files = new Map<string, Uint8Array | string>();
  for (const path of source.paths) {
    const bytes = await source.read(path);
    const text = new TextDecoder().decode(bytes);
    const anew = (before: string, { values, found, from, to }: ReturnType<typeof readAll>[number]) =>
      before.slice(0, from) + newActivity(values, found).trimEnd() + before.slice(to);
    files.set(path, path.startsWith('units/') ? readAll(text).reduceRight(anew, text) : bytes);
  }
  const [before, after] = await Promise.all(
    [source, memorySource(files)].map((one) => compileCourse(one, activityTypes)),
  );
  // Their originals read otherwise now; what they say stays.
  expect(after?.problems.filter(({ code }) => code !== 'stale-translation')).toEqual([]);
  expect(after?.release?.activities).toEqual(before?.release?.activities);
});

const page = `Before *it*.

:::choice{#tide  points="2" shuffle}
What raises the tide?

* [x] The Moon
* [ ] The wind
:::

After   it.
`;

test('only what was changed is written, and the rest keeps its spelling', () => {
  const values = read(page, 'tide');
  values.parts.options?.push({ text: 'The Sun', checked: '', feedback: 'A little.' });
  const written = write(page, 'tide', values);
  expect(written).toBe(page.replace('* [ ] The wind\n', '* [ ] The wind\n* [ ] The Sun\n  > A little.\n'));
  expect(write(page, 'tide', { ...read(page, 'tide'), attributes: { points: '3', title: 'A "tide"' } })).toBe(
    page.replace('{#tide  points="2" shuffle}', '{#tide points=3 shuffle title="A &quot;tide&quot;"}'),
  );
});

test('a hint makes the fence longer, that of the pool around it, too', () => {
  const pooled = `::::pool{#p draw=1}\n${page.slice(page.indexOf(':::'), page.indexOf('\nAfter'))}::::\n`;
  const values = read(pooled, 'tide');
  values.parts.hint = [{ body: 'Look up.' }];
  const written = write(pooled, 'tide', values);
  expect(written).toContain('::::choice{#tide');
  expect(written).toMatch(/^:::::pool/);
  expect(written).toContain('* [ ] The wind\n\n:::hint\nLook up.\n:::\n::::\n:::::');
  expect(read(written, 'tide')).toEqual(values);
});

test('what is taken away leaves no gap', () => {
  const values = read(page, 'tide');
  const more = write(page, 'tide', {
    ...values,
    parts: { ...values.parts, solution: [{ body: 'The Moon.' }] },
  });
  const less = write(more, 'tide', { ...read(more, 'tide'), parts: { ...values.parts, solution: [] } });
  expect(less.replaceAll('::::', ':::')).toBe(page);
});

test('a new activity goes below the block of the line, or to the end', () => {
  const block = ':::poll{#p}\n- a\n- b\n:::\n';
  expect(insertBlock('---\ntitle: A\n---\n\nOne.\n\nTwo.\n', block, 5)).toBe(
    `---\ntitle: A\n---\n\nOne.\n\n${block}\nTwo.\n`,
  );
  expect(insertBlock('One.\n', block)).toBe(`One.\n\n${block}`);
});

test('where an activity was taken from stays said when its form is saved', () => {
  const origin = '::origin{course="harbor/stars" block=polaris release=1}';
  const text = `:::choice{#star}\nWhich?\n\n- [x] Polaris\n- [ ] Vega\n\n${origin}\n:::\n`;
  const values = read(text, 'star');
  const saved = write(text, 'star', {
    ...values,
    prompt: 'Which one?',
    attributes: { ...values.attributes, points: '2' },
  });
  expect(saved).toContain(`\n${origin}\n:::`);
  expect(saved).toContain('Which one?');
});
