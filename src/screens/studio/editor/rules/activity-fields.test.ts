import fc from 'fast-check';
import { expect, test } from 'vitest';
import { activityTypes } from '#activities/index.ts';
import {
  changed,
  emptyRow,
  filled,
  isNeeded,
  isSame,
  newValues,
  partsOf,
  shownParts,
  valuesOf,
} from './activity-fields.ts';
import { formOf, judgesOf } from './activity-form.ts';
import {
  type ActivityValues,
  insertBlock,
  newActivity,
  readActivity,
  writeActivity,
} from './activity-source.ts';

const names = new Set(activityTypes.keys());
const form = (type: string) => formOf(type, activityTypes);
const kinds = [...names]
  .flatMap((name) => form(name) ?? [])
  .map((found, at) => ({
    found,
    type: [...names].filter((name) => form(name))[at] ?? '',
  }));

/** Texts as people type them, with the signs that mean something in Markdown. */
const typed = fc
  .array(
    fc.constantFrom(
      'moon',
      'tide ',
      '\n',
      '\n\n',
      ':::',
      '- [x] ',
      '> ',
      '`',
      '"',
      '|',
      '{',
      '}',
      ']',
      '$',
      '&amp;',
      '#',
    ),
    {
      maxLength: 6,
    },
  )
  .map((parts) => parts.join(''));

const anyValues = fc.constantFrom(...kinds).chain(({ type, found }) => {
  const rowsOf = (part: ReturnType<typeof partsOf>[number]) => {
    const row = Object.fromEntries(Object.keys(emptyRow(part)).map((name) => [name, typed]));
    return fc.array(fc.record(row) as fc.Arbitrary<Record<string, string>>, { maxLength: 2 });
  };
  const parts = Object.fromEntries(partsOf(found).map((part) => [part.name, rowsOf(part)]));
  return fc.record({
    ...{ type: fc.constant(type), key: fc.constant('q'), prompt: typed },
    attributes: fc.record({ title: typed }),
    parts: fc.record(parts) as fc.Arbitrary<ActivityValues['parts']>,
  });
});

test('whatever is typed into a form, it is read back as it was meant or known to be refused, and its neighbors stay', () => {
  fc.assert(
    fc.property(anyValues, (values: ActivityValues) => {
      const found = form(values.type);
      if (!found) return;
      const own = filled(values, found);
      const text = insertBlock('# Before\n\nAbove.\n\nBelow.\n', newActivity(own, found), 3);
      expect(text.startsWith('# Before\n\nAbove.\n')).toBe(true);
      expect(text.endsWith('\nBelow.\n')).toBe(true);
      const read = readActivity(text, 'q', form, names);
      if (!read || !isSame(read, own, found)) return;
      expect(writeActivity(text, 'q', read, found)).toBe(text);
    }),
    { numRuns: 150 },
  );
});

test('a form without a tick means that it is off, and rows come in the order of their numbers', () => {
  const found = form('choice');
  if (!found) throw new Error('no choice');
  const fields = {
    ...{ 'part.options.10.text': 'third', 'part.options.2.text': 'second', 'part.options.0.text': 'first' },
    'part.options.2.checked': 'true',
  };
  const { parts, attributes } = valuesOf(fields, found, { type: 'choice', key: 'q' });
  expect(parts.options?.map(({ text, checked }) => [text, checked])).toEqual([
    ['first', ''],
    ['second', 'true'],
    ['third', ''],
  ]);
  expect(attributes).toMatchObject({ multiple: '', shuffle: '', extra: '' });
});

test('rows are added, moved and taken away; any other word is no change of rows', () => {
  const found = form('poll');
  if (!found) throw new Error('no poll');
  const values = newValues('poll', 'q', found);
  const texts = (go: string, of = values) => changed(of, go, found)?.parts.options?.map(({ text }) => text);
  values.parts.options = ['a', 'b'].map((text) => ({ text }));
  expect(texts('add:options')).toEqual(['a', 'b', '']);
  expect(texts('up:options:1')).toEqual(['b', 'a']);
  expect(texts('down:options:1')).toEqual(['a', 'b']);
  expect(texts('remove:options:0')).toEqual(['b']);
  expect([texts('save'), texts('add:nothing'), texts('drop:options')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test('a new program shows a beginning and a test; blocks that stay empty are no part of it', () => {
  const found = form('code');
  if (!found) throw new Error('no code');
  const values = newValues('code', 'q', found);
  expect(values.parts.blocks?.map(({ role }) => role)).toEqual(['starter', 'tests']);
  expect(filled(values, found).parts.blocks).toEqual([]);
});

test('what nobody judges asks for no hint and no solution, unless one is there', () => {
  const shown = (name: string, parts = {}) => {
    const [found, type] = [form(name), activityTypes.get(name)];
    if (!found || !type) throw new Error(`no ${name}`);
    const values = newValues(name, 'q', found);
    const all = { ...values, parts: { ...values.parts, ...parts } };
    return shownParts(found, all, judgesOf(type)).map((part) => part.name);
  };
  expect(shown('choice')).toEqual(['options', 'hint', 'solution']);
  expect(shown('essay')).toEqual(['hint', 'solution', 'rubric']);
  expect([shown('poll'), shown('survey'), shown('video')]).toEqual([['options'], ['question'], ['track']]);
  expect(shown('poll', { hint: [{ body: 'Think.' }] })).toEqual(['options', 'hint']);
});

test('what a form needs is not called optional, unless a row of the same name says it', () => {
  const [answer] = form('numeric')?.form.attributes ?? [];
  if (!answer) throw new Error('no answer');
  expect(isNeeded(answer)).toBe(true);
  expect(isNeeded(answer, { attributes: {}, parts: { answer: [{ value: '7' }] } })).toBe(false);
  const poster = form('video')?.form.attributes.find(({ name }) => name === 'poster');
  expect(poster && isNeeded(poster)).toBe(false);
});

test('nobody needs a right answer where people judge', () => {
  const [answer] = form('text-answer')?.form.attributes ?? [];
  if (!answer) throw new Error('no answer');
  const judgedBy = (judge: string) => isNeeded(answer, { attributes: { 'judged-by': judge }, parts: {} });
  expect(['', 'rule', 'staff', 'peers'].map(judgedBy)).toEqual([true, true, false, false]);
});

test('a file of a program has the language of the program, unless it names another one', () => {
  const found = form('code');
  if (!found) throw new Error('no form');
  const sent = (language: string, file: string) =>
    valuesOf(
      { 'attribute.language': language, 'part.blocks.0.language': file, 'part.blocks.0.role': 'starter' },
      found,
      { type: 'code', key: 'one' },
    ).parts.blocks?.[0]?.language;
  expect(sent('ruby', '')).toBe('ruby');
  expect(sent('', '')).toBe('python');
  expect(sent('ruby', 'json')).toBe('json');
});

test('the length of a film is typed as on a clock', () => {
  const found = form('video');
  if (!found) throw new Error('no form');
  const { attributes } = valuesOf({ 'attribute.duration': '2:10' }, found, { type: 'video', key: 'one' });
  expect(attributes.duration).toBe('PT2M10S');
});

test('a time beside a choice counts where it is given', () => {
  const found = form('numeric');
  if (!found) throw new Error('numbers have a form');
  const of = (time: string) =>
    valuesOf({ 'attribute.reveal-score': 'after-due', 'attribute.reveal-score.time': time }, found, {
      type: 'numeric',
      key: 'a',
    }).attributes['reveal-score'];
  expect(of('')).toBe('after-due');
  expect(of('2026-10-05T23:59')).toBe('2026-10-05T23:59');
});
