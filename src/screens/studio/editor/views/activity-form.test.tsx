import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { activityTypes } from '#activities/index.ts';
import { samples } from '#activities/samples.ts';
import { formOf as fieldsOf } from '#activities/testing.ts';
import { useActivityTypes } from '#modules/content/contract.ts';
import { renderFragment } from '#ui/testing.ts';
import { filled, mergedAttributes, valuesOf } from '../rules/activity-fields.ts';
import { formOf } from '../rules/activity-form.ts';
import { readActivity, writeActivity } from '../rules/activity-source.ts';
import { ActivityFields } from './activity-form.tsx';

const names = new Set(activityTypes.keys());
const form = (type: string) => formOf(type, activityTypes);

const ofCourse = (course: string): [string, string][] => {
  const folder = join('courses', course, 'units');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file): [string, string] => [file, readFileSync(join(folder, file), 'utf8')]);
};

/** Spellings that are not those of the form. */
const unusual: [name: string, text: string][] = [
  ['a program without a language', ':::code{#q}\nAdd.\n\n::case{input="3 4" output="7"}\n:::\n'],
  ['a program of an unknown language', ':::code{#q language=cobol}\nAdd.\n\n::case{output="7"}\n:::\n'],
  ['a film of seconds', ':::video{#q src="tide.mp4" duration=PT130S}\n:::\n'],
  ['spaces around a title', ':::numeric{#q answer=7 title=" Seven "}\nHow many?\n:::\n'],
  ['a judge by its name', ':::text-answer{#q judged-by=staff}\nWhy?\n:::\n'],
];

beforeAll(() => useActivityTypes(activityTypes));

const texts = [
  ...ofCourse('finding-your-way'),
  ...ofCourse('asmaa-an-nujum'),
  ...samples.map(({ type, source }): [string, string] => [`sample of ${type.name}`, `${source.trim()}\n`]),
  ...unusual,
];

test.each(texts)('%s: a form that is sent as it was shown writes nothing', (_name, text) => {
  const keys = [...text.matchAll(/^:{3,}[a-z-]+.*?\{.*?#([\w-]+)/gm)].map(([, key = '']) => key);
  const shown = keys.flatMap((key) => {
    const values = readActivity(text, key, form, names);
    const found = values && form(values.type);
    return values && found ? [{ key, values, found }] : [];
  });
  for (const { key, values, found } of shown) {
    const html = renderFragment(() => <ActivityFields values={values} found={found} />);
    const fields = Object.fromEntries(
      Object.entries(fieldsOf(html, '')).map(([name, [value = '']]) => [name, value]),
    );
    const sent = valuesOf(fields, found, values);
    const attributes = mergedAttributes(values.attributes, sent.attributes, found);
    expect(writeActivity(text, key, filled({ ...sent, attributes }, found), found)).toBe(text);
  }
});

test('the unusual spellings are read as activities', () => {
  expect(unusual.filter(([, text]) => !readActivity(text, 'q', form, names))).toEqual([]);
});
