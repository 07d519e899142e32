import fc from 'fast-check';
import { Value } from 'typebox/value';
import { describe, expect, test } from 'vitest';
import { activityTypes } from './index.ts';
import { sampleSeed, samples } from './samples.ts';
import { drawActivity, elementsOf, formOf, readActivity, textContent, textOf } from './testing.ts';

/** Every state a learner can meet. */
function* drawnStates(sample: (typeof samples)[number]) {
  const { type, source, assets } = sample;
  const { activity } = readActivity(type, source, assets);
  const { settings } = activity;
  const answers = [null, sample.right?.(settings) ?? null, sample.wrong?.(settings) ?? null];
  for (const answer of answers) {
    const judgement = answer === null ? null : (type.judge?.(answer, settings, sampleSeed) ?? null);
    for (const disabled of [false, true]) {
      for (const reveal of [false, true]) {
        for (const locale of ['en', 'es', 'ar']) {
          yield drawActivity(type, activity, { answer, judgement, disabled, reveal, locale });
        }
      }
    }
  }
}

const words = (text: string): Set<string> => new Set(text.match(/[A-Za-z]{2,}/g));

/** Latin words that are read or heard. */
function latin(html: string): Set<string> {
  const heard = elementsOf(html).map(
    ({ properties }) => `${properties.ariaLabel ?? ''} ${properties.title ?? ''}`,
  );
  // What stands side by side is not one word.
  return words([textOf(html.replaceAll('<', ' <')), ...heard].join(' '));
}

/** What an author wrote and a view must escape; HTML was sanitized when the release was made. */
const written = new Set(['text', 'label', 'title', 'speaker', 'shown', 'placeholder', 'value', 'units']);
const hostile = '"><img src=x onerror=alert(1)>{{1}}<!--';

/** Settings whose plain texts have been tampered with. */
function poisoned(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return written.has(key) ? `${value}${hostile}` : value;
  if (Array.isArray(value)) return value.map((part) => poisoned(part, key));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, poisoned(part, name)]));
}

/** Any answer of the declared shape: known ids, strange ids, names that objects have by birth. */
function anyAnswer(schema: object, settings: unknown): fc.Arbitrary<unknown> {
  const known = JSON.stringify(settings).match(/\bi[a-z0-9]{7}\b/g) ?? [];
  const id = fc.oneof(fc.constantFrom('__proto__', 'constructor', '', ...known), fc.string());
  const shape = 'type' in schema ? schema.type : null;
  if ('properties' in schema && schema.properties) {
    const parts = Object.entries(schema.properties).map(([name, part]) => [name, anyAnswer(part, settings)]);
    return fc.record(Object.fromEntries(parts));
  }
  if ('items' in schema && schema.items && 'properties' in (schema.items as object))
    return fc.array(anyAnswer(schema.items as object, settings), { maxLength: 3 });
  if (shape === 'integer') return fc.nat();
  if ('pattern' in schema) return fc.stringMatching(new RegExp(String(schema.pattern)));
  if ('format' in schema) return fc.uuid();
  if (shape === 'array') return fc.array(id);
  if (shape === 'string')
    return fc.oneof(fc.string(), fc.double().map(String), fc.string({ unit: 'binary' }));
  return fc.dictionary(id, fc.oneof(id, fc.integer(), fc.array(id)));
}

test('every kind has a sample', () => {
  expect(new Set(samples.map(({ type }) => type.name))).toEqual(new Set(activityTypes.keys()));
});

describe.each(
  samples.map((sample) => ({ name: `${sample.type.name}: ${sample.source.split('\n')[0]}`, sample })),
)('$name', ({ sample }) => {
  const { type, source, assets } = sample;
  const read = () => readActivity(type, source, assets);
  const { activity, problems } = read();
  const { settings } = activity;
  const right = sample.right?.(settings);
  const wrong = sample.wrong?.(settings);

  test('the sample is read without a problem, twice alike', () => {
    expect(problems).toEqual([]);
    expect(read().activity).toEqual(activity);
  });

  test('settings have their declared shape and survive JSON', () => {
    expect([...Value.Errors(type.settings, settings)]).toEqual([]);
    expect(JSON.parse(JSON.stringify(settings))).toEqual(settings);
  });

  test('an empty source is reported with a remedy and still read', () => {
    const empty = readActivity(type, `:::${type.name}{#empty}\n:::`);
    expect(empty.problems.length).toBeGreaterThan(0);
    for (const problem of empty.problems) expect(problem.remedy).not.toBe('');
    expect([...Value.Errors(type.settings, empty.activity.settings)]).toEqual([]);
  });

  test('what is drawn with an answer is sent back as the same answer', () => {
    for (const answer of [right, wrong]) {
      if (answer === undefined || !type.answer) continue;
      expect(Value.Check(type.answer, answer)).toBe(true);
      const sent = type.fromForm?.(formOf(drawActivity(type, activity, { answer })), settings);
      expect(type.describe?.(sent, settings)).toBe(type.describe?.(answer, settings).trim());
      expect(type.judge?.(sent, settings, sampleSeed)).toEqual(type.judge?.(answer, settings, sampleSeed));
    }
  });

  test('an untouched form hands in nothing, and so does a disabled one', () => {
    if (!type.fromForm) return;
    expect(type.fromForm(formOf(drawActivity(type, activity)), settings)).toBeNull();
    const disabled = drawActivity(type, activity, { answer: right ?? null, disabled: true });
    expect(formOf(disabled)).toEqual({});
  });

  test('the right answer gives all points, a wrong one none, both by a pure function', () => {
    if (!type.judge) return;
    const before = JSON.stringify([right, wrong, settings]);
    expect(type.judge(right, settings, sampleSeed).score).toBe(1);
    expect(type.judge(wrong, settings, sampleSeed).score).toBe(0);
    expect(type.judge(right, settings, sampleSeed)).toEqual(type.judge(right, settings, sampleSeed));
    expect(JSON.stringify([right, wrong, settings])).toBe(before);
  });

  test('whatever is handed in gets a score from 0 to 1, or a refusal, never an error', () => {
    if (!type.answer) return;
    const { answer: shape } = type;
    fc.assert(
      fc.property(anyAnswer(shape, settings), (answer) => {
        fc.pre(Value.Check(shape, answer));
        type.refuse?.(answer, settings, (key) => key, sampleSeed);
        expect(typeof type.describe?.(answer, settings)).toBe('string');
        const score = type.judge?.(answer, settings, sampleSeed).score ?? 0;
        expect(score >= 0 && score <= 1).toBe(true);
      }),
    );
  });

  test('hostile texts of an author stay text', () => {
    const state = { disabled: true, reveal: true, answer: right ?? null };
    const usual = drawActivity(type, activity, state);
    const html = drawActivity(type, { ...activity, settings: poisoned(settings) }, state);
    const tags = (drawn: string) => elementsOf(drawn).map(({ tagName }) => tagName);
    expect(tags(html)).toEqual(tags(usual));
    for (const { properties } of elementsOf(html)) expect(properties).not.toHaveProperty('onError');
  });

  test('the right answer and a wrong one are accepted for judging and can be told in words', () => {
    for (const answer of [right, wrong]) {
      if (answer === undefined) continue;
      expect(type.refuse?.(answer, settings, (key) => key, sampleSeed) ?? null).toBeNull();
      expect(type.describe?.(answer, settings)).not.toBe('');
    }
  });

  test('before the right answer may show, the page looks the same whatever is right', () => {
    if (!sample.twin) return;
    const twin = { ...activity, settings: sample.twin(settings) };
    expect(twin.settings).not.toEqual(settings);
    for (const answer of [null, right, wrong]) {
      expect(drawActivity(type, twin, { answer })).toBe(drawActivity(type, activity, { answer }));
    }
  });

  test('a program is told what it needs to answer, and nothing that depends on what is right', () => {
    if (!type.answer || type.name === 'exercise') return;
    const asked = type.ask?.(settings, sampleSeed);
    expect(asked).toBeTypeOf('object');
    expect(JSON.parse(JSON.stringify(asked))).toEqual(asked);
    if (sample.twin) expect(type.ask?.(sample.twin(settings), sampleSeed)).toEqual(asked);
  });

  test('once it may show, it shows', () => {
    if (!sample.twin) return;
    const hidden = drawActivity(type, activity, { disabled: true });
    expect(drawActivity(type, activity, { disabled: true, reveal: true })).not.toBe(hidden);
  });

  test('every control has a name that is heard, every group a legend, every id is unique', () => {
    for (const html of drawnStates(sample)) {
      const all = elementsOf(html);
      const ids = all.flatMap(({ properties }) => properties.id ?? []);
      expect(new Set(ids).size).toBe(ids.length);
      const labelled = new Set(
        all.filter(({ tagName }) => tagName === 'label').map(({ properties }) => String(properties.htmlFor)),
      );
      const inLabels = new Set(
        all.filter(({ tagName }) => tagName === 'label').flatMap((one) => one.children),
      );
      for (const element of all) {
        if (element.tagName === 'fieldset') {
          expect(
            element.children.some((child) => child.type === 'element' && child.tagName === 'legend'),
          ).toBe(true);
        }
        if (element.tagName === 'button' || element.tagName === 'a') {
          expect(`${textContent(element)}${element.properties.ariaLabel ?? ''}`.trim()).not.toBe('');
        }
        if (
          ['input', 'select', 'textarea'].includes(element.tagName) &&
          element.properties.type !== 'hidden'
        ) {
          expect(labelled.has(String(element.properties.id)) || inLabels.has(element)).toBe(true);
        }
      }
    }
  });

  test('what a control is described by is on the page', () => {
    for (const html of drawnStates(sample)) {
      const all = elementsOf(html);
      const ids = new Set(all.map(({ properties }) => properties.id));
      for (const { properties } of all) {
        const described = [properties.ariaDescribedBy ?? []].flat().map(String);
        // The question itself is drawn by the page around.
        for (const id of described) if (!id.endsWith('-prompt')) expect(ids).toContain(id);
      }
    }
  });

  test('nothing needs a lax content policy: no style attribute, no handler, no script', () => {
    for (const html of drawnStates(sample)) {
      for (const { tagName, properties } of elementsOf(html)) {
        expect(['script', 'style', 'iframe', 'object', 'embed']).not.toContain(tagName);
        for (const name of Object.keys(properties)) expect(name).not.toMatch(/^(?:style|on[A-Z].*)$/);
      }
    }
  });

  test('drawn in Arabic it says nothing in English beyond what the author wrote', () => {
    const english = latin(
      drawActivity(type, activity, { locale: 'en', answer: right ?? null, reveal: true }),
    );
    const arabic = latin(drawActivity(type, activity, { locale: 'ar', answer: right ?? null, reveal: true }));
    const given = right === undefined ? '' : type.describe?.(right, settings);
    const written = words(`${source} ${given} ${Object.values(assets ?? {}).join(' ')} YouTube`);
    expect([...arabic].filter((word) => english.has(word) && !written.has(word))).toEqual([]);
  });
});

test('a form asks for every attribute of its kind, and for no other', () => {
  for (const { name, attributes, form } of activityTypes.values())
    if (form) expect([name, ...form.attributes.map((field) => field.name)]).toEqual([name, ...attributes]);
});
