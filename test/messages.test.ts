/** Rules about the texts of the interface, over all languages. */
import { type IntlMessageFormat, IntlMessageFormat as Message } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { auditActions } from '#modules/audit/index.ts';
import { listFiles, readProgram, readText } from './sources.ts';

const languages = ['en', 'es', 'ar'];
const areas = listFiles('messages/en/*.json').map((path) => path.replace(/^.*\/|\.json$/g, ''));
const program = readProgram();

/** All texts of a language, by `area.name`. */
function textsOf(language: string): Map<string, string> {
  const texts = new Map<string, string>();
  for (const path of listFiles(`messages/${language}/*.json`)) {
    const area = path.replace(/^.*\/|\.json$/g, '');
    const entries = Object.entries(JSON.parse(readText(path)) as Record<string, string>);
    for (const [name, text] of entries) texts.set(`${area}.${name}`, text);
  }
  return texts;
}

const catalogs = new Map(languages.map((language) => [language, textsOf(language)]));
const english = catalogs.get('en') ?? new Map<string, string>();

type Elements = ReturnType<IntlMessageFormat['getAst']>;

/** Numbers of the parser's node types that carry an argument. */
const kinds: Record<number, string> = {
  1: 'value',
  2: 'number',
  3: 'date',
  4: 'time',
  5: 'select',
  6: 'plural',
};

/** Each argument with its kind; a choice also with its options, since code passes them. */
function argumentsOf(elements: Elements): Set<string> {
  const found = new Set<string>();
  for (const element of elements) {
    const kind = kinds[element.type];
    if (!kind || !('value' in element)) continue;
    const options = 'options' in element ? Object.entries(element.options) : [];
    found.add(`${kind} ${element.value}`);
    if (kind === 'select')
      found.add(
        `${element.value}: ${options
          .map(([name]) => name)
          .sort()
          .join(' ')}`,
      );
    for (const [, option] of options) for (const inner of argumentsOf(option.value)) found.add(inner);
  }
  return found;
}

const parse = (text: string, language: string) =>
  new Message(text, language, undefined, { ignoreTag: true }).getAst();

/** Plural forms that counts up to a thousand take in a language. Counts are shown where there is something to count. */
const formsOf = (language: string): string[] => {
  const rules = new Intl.PluralRules(language);
  return [...new Set(Array.from({ length: 1000 }, (_, at) => rules.select(at + 1)))];
};

function missingForms(elements: Elements, language: string): string[] {
  return elements.flatMap((element) => {
    if (!('options' in element)) return [];
    const given = Object.keys(element.options);
    const inner = Object.values(element.options).flatMap(({ value }) => missingForms(value, language));
    if (!('pluralType' in element) || element.pluralType === 'ordinal') return inner;
    const exact: Record<string, string> = { one: '=1', two: '=2' };
    const missing = formsOf(language).filter(
      (form) => !given.includes(form) && !given.includes(exact[form] ?? form),
    );
    return [...inner, ...missing];
  });
}

describe.each(languages)('the texts in %s', (language) => {
  const texts = catalogs.get(language) ?? new Map<string, string>();

  it('are those of English, no more and no less', () => {
    const missing = [...english.keys()].filter((key) => !texts.has(key));
    const surplus = [...texts.keys()].filter((key) => !english.has(key));
    expect({ missing, surplus }).toEqual({ missing: [], surplus: [] });
  });

  it('take the arguments of the English ones', () => {
    const wrong = [...texts].flatMap(([key, text]) => {
      const own = [...argumentsOf(parse(text, language))].sort();
      const wanted = [...argumentsOf(parse(english.get(key) ?? '', 'en'))].sort();
      // Another language may count where English does not, as long as it needs no other argument.
      const names = (list: string[]) =>
        [...new Set(list.map((entry) => entry.replace(/^(\w+) /, '')))].sort();
      return names(own).join() === names(wanted).join() ? [] : [`${key}: ${own} instead of ${wanted}`];
    });
    expect(wrong).toEqual([]);
  });

  it('have every plural form that the language needs', () => {
    const wrong = [...texts].flatMap(([key, text]) => {
      const missing = missingForms(parse(text, language), language);
      return missing.length ? [`${key}: ${missing.join(', ')}`] : [];
    });
    expect(wrong).toEqual([]);
  });

  it('say something', () => {
    expect([...texts].filter(([, text]) => text.trim() === '').map(([key]) => key)).toEqual([]);
  });
});

it('every deed of the audit log has its words, and there are words for no other', () => {
  const worded = [...english.keys()].filter((key) => /^log\.(?!detail|subject)/.test(key));
  expect(worded.toSorted()).toEqual(auditActions.map((action) => `log.${action}`).toSorted());
});

it('every text is used', () => {
  const patterns = program.templates
    .filter(([first = '', ...rest]) => rest.length > 0 && areas.some((area) => first.startsWith(`${area}.`)))
    .filter(([first]) => first !== 'refusals.')
    .map(
      (pieces) =>
        new RegExp(`^${pieces.map((piece) => piece.replaceAll('.', '\\.')).join('[A-Za-z0-9_-]+')}$`),
    );
  const unused = [...english.keys()]
    .filter((key) => !/^(refusals|log)\./.test(key))
    .filter((key) => !program.strings.has(key) && !patterns.some((pattern) => pattern.test(key)));
  expect(unused).toEqual([]);
});

it('no text is asked for that does not exist', () => {
  expect(program.translated.filter(({ key }) => !english.has(key))).toEqual([]);
});

it('every refusal says what is wrong and what to do, and no text belongs to none', () => {
  const wanted = [...program.refusals].flatMap((code) => [`refusals.${code}`, `refusals.${code}.remedy`]);
  const missing = wanted.filter((key) => !english.has(key));
  const surplus = [...english.keys()].filter((key) => key.startsWith('refusals.') && !wanted.includes(key));
  expect({ missing, surplus }).toEqual({ missing: [], surplus: [] });
});
