/** What a fact is called: a release knows `settings.ranges.1.from`, authors know what their form says. */
import type { MessageKey, Translate } from '#lib/messages.ts';
import type { Fact } from '#modules/authoring/index.ts';
import { durationText } from '#screens/learn/index.ts';

/** Lists, and what one of their things is called. */
const things: Record<string, MessageKey> = {
  ...{ options: 'editor.part-options', items: 'editor.part-items', rows: 'editor.part-pairs' },
  ...{ ranges: 'releases.fact-accepted', accepted: 'releases.fact-accepted', also: 'releases.fact-also' },
  ...{ variables: 'editor.part-value', values: 'releases.fact-value', unknowns: 'editor.part-unknown' },
  ...{ units: 'editor.field-unit', types: 'editor.field-type', files: 'editor.part-blocks' },
  ...{ cases: 'editor.part-case', batteries: 'releases.fact-battery', fields: 'editor.part-field' },
  ...{ questions: 'editor.part-question', tracks: 'editor.part-track', targets: 'releases.fact-target' },
  ...{ sequence: 'releases.fact-place', criteria: 'releases.fact-criterion', levels: 'releases.fact-level' },
  ...{ categories: 'releases.fact-category', letters: 'releases.fact-letter', staff: 'releases.fact-person' },
  ...{ languages: 'editor.field-language', chapters: 'releases.fact-chapter' },
  ...{
    transcripts: 'releases.fact-transcript',
    passages: 'releases.fact-passage',
    cues: 'releases.fact-cue',
  },
};

/** They only hold others: forms have no word for them. `at` is the time of a rule about when a thing shows. */
const holders = new Set(['settings', 'dates', 'peers', 'grading', 'rubric', 'at', 'shown']);
/** Their name is the beginning of the next one's: `reveal-score`. */
const beginnings = new Set(['reveal', 'group', 'late', 'tolerance', 'film', 'license']);
/** Their values are words of the form. */
const worded = /(^|\.)(showAnswer|judgedBy|partial|kind|values|reveal\.\w+)$/;

/** Words of the forms of the course, by the end of the fact's name. */
const ofCourse: Record<string, string> = {
  level: 'settings.level',
  counts: 'settings.counts',
  pace: 'outline.pace',
};
/** Lengths of time. */
const lasting = /(^|\.)late\.(per|grace)$/;

/** What a form calls otherwise. */
const renamed: Record<string, string> = { self: 'self-review', credit: 'review-credit' };

/** Of a text that names a thing, as much as tells it from others. */
const longestName = 60;
const shortened = (text: string): string =>
  text.length > longestName ? `${text.slice(0, longestName - 1)}…` : text;

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The first that there is: forms of the release's own things, of activities, of the course. */
function wordOf(t: Translate, name: string): string {
  const keys = [`releases.fact-${name}`, `editor.field-${name}`, `settings.${name}`] as MessageKey[];
  return keys.map((key) => [key, t(key)]).find(([key, text]) => key !== text)?.[1] ?? name;
}

export function factLabel(t: Translate, path: readonly string[]): string {
  const words: string[] = [];
  for (let at = 0; at < path.length; at += 1) {
    const [segment = '', next] = [path[at], path[at + 1]];
    const thing = things[segment];
    if (thing && next !== undefined) {
      const one = { thing: t(thing), name: shortened(next) };
      words.push(t(/^\d+$/.test(next) ? 'releases.fact-one' : 'releases.fact-named', one));
      at += 1;
    } else if (beginnings.has(segment) && next !== undefined) {
      words.push(wordOf(t, `${segment}-${kebab(next)}`));
      at += 1;
    } else if (!holders.has(segment)) words.push(wordOf(t, renamed[segment] ?? kebab(segment)));
  }
  return words.join(' › ') || wordOf(t, kebab(path[0] ?? ''));
}

export function factValue(t: Translate, name: string, value: string): string {
  if (value === 'true') return t('releases.fact-yes');
  if (value === 'false') return t('releases.fact-no');
  if (lasting.test(name)) return durationText(value, t) || value;
  const words = worded.test(name) ? 'editor.word' : ofCourse[name.replace(/^grading\./, '')];
  const key = `${words}-${value}` as MessageKey;
  return words && t(key) !== key ? t(key) : value;
}

/**
 * Facts of the form: a bound that was reckoned follows from the answer as it was written, a text that a learner reads
 * is kept as HTML and plain, and the id of what has a text is nobody's business.
 */
export function writtenFacts(facts: readonly Fact[]): Fact[] {
  const names = new Set(facts.map(({ name }) => name));
  const follows = ({ name }: Fact) =>
    (/\.(from|to|fromOpen|toOpen)$/.test(name) && names.has(name.replace(/\w+$/, 'shown'))) ||
    (/\.(id|plain)$/.test(name) && names.has(name.replace(/\w+$/, 'text'))) ||
    (name.endsWith('.html') && names.has(name.replace(/html$/, 'text')));
  return facts.filter((fact) => !follows(fact));
}
