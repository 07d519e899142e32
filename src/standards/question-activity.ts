/** What learners answer, as an activity: its kind, its attributes and what stands in it below the question. */
import type { RootContent, Table } from 'mdast';
import type { LeafDirective } from 'mdast-util-directive';
import type { HtmlContext } from './html-tidy.ts';
import { htmlToLine } from './html-to-markdown.ts';
import { checkboxList, orderedList, pollList, radioList, taskList } from './question-options.ts';
import { htmlOf, isBlank } from './question-text.ts';
import type {
  Answering,
  Judged,
  NumberAnswer,
  PartialRule,
  QuestionNoteCode,
  RichText,
  TypedAnswer,
} from './questions.ts';

export interface Activity {
  type: string;
  attributes: Record<string, string | null>;
  content: RootContent[];
}

type Note = (code: QuestionNoteCode, text?: string) => void;

export const rounded = (value: number) => String(Math.round(value * 1e4) / 1e4);

/** An answer gives nothing at worst. */
function scoreOf({ share }: Judged, note: Note): string | null {
  if (share < 0) note('negative-share', rounded(share));
  return share >= 1 ? null : rounded(Math.max(0, share));
}

const leaf = (
  name: string,
  attributes: Record<string, string | null>,
  feedback: RichText | null,
  html: HtmlContext,
): LeafDirective => ({
  type: 'leafDirective',
  name,
  attributes: Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null)),
  children: feedback && !isBlank(feedback) ? htmlToLine(htmlOf(feedback), html) : [],
});

const patternOf = (text: string): string =>
  `^${text
    .split(/(\\\*|\*)/)
    .map((part) =>
      part === '*' ? '.*' : part === '\\*' ? '\\*' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
    )
    .join('')}$`;

function textAnswer(
  answers: TypedAnswer[],
  caseCounts: boolean,
  html: HtmlContext,
  note: Note,
): Activity | null {
  if (!answers.some(({ share }) => share >= 1)) return null;
  const content = answers
    .filter(({ text }) => text.trim() !== '')
    .map((answer) => {
      const said: Record<string, string> = /(?<!\\)\*/.test(answer.text)
        ? { pattern: patternOf(answer.text) }
        : { text: answer.text.replaceAll('\\*', '*') };
      return leaf('answer', { ...said, score: scoreOf(answer, note) }, answer.feedback, html);
    });
  return { type: 'text-answer', attributes: { case: caseCounts ? '' : null, accents: '' }, content };
}

const plainNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const isValue = (value: string) =>
  value === '*' ||
  plainNumber.test(value) ||
  (/^[[(]([^,]+),([^,]+)[\])]$/
    .exec(value)
    ?.slice(1)
    .every((bound) => plainNumber.test(bound) || /^[+-]?inf$/.test(bound)) ??
    false);

function numeric(
  { answers, units, unitRequired }: { answers: NumberAnswer[]; units: string[]; unitRequired: boolean },
  html: HtmlContext,
  note: Note,
): Activity | null {
  const read = answers.filter(({ value }) => isValue(value));
  for (const { value } of answers) if (!isValue(value)) note('answer-unread', value);
  if (!read.some(({ value, share }) => share >= 1 && value !== '*')) return null;
  const content = read.map((answer) => {
    const value = answer.value === '*' ? '(-inf,inf)' : answer.value;
    const tolerance = plainNumber.test(answer.value) ? answer.tolerance : null;
    return leaf('answer', { value, tolerance, score: scoreOf(answer, note) }, answer.feedback, html);
  });
  const unit = units.map((one) => one.replaceAll('|', ' ')).join('|') || null;
  return {
    type: 'numeric',
    attributes: { unit, 'unit-required': unit && unitRequired ? '' : null },
    content,
  };
}

function match(
  { pairs, shuffle, partial = 'each' }: Extract<Answering, { kind: 'match' }>,
  html: HtmlContext,
): Activity | null {
  const asked = pairs.filter(({ left, right }) => !isBlank(left) && !isBlank(right));
  const others = pairs.filter(({ left, right }) => isBlank(left) && !isBlank(right));
  if (asked.length < 2) return null;
  const cell = (text: RichText | null) => ({
    type: 'tableCell' as const,
    children: text ? htmlToLine(htmlOf(text), html) : [],
  });
  const row = (left: RichText | null, right: RichText | null): Table['children'][number] => ({
    type: 'tableRow',
    children: [cell(left), cell(right)],
  });
  const table: Table = {
    type: 'table',
    children: [
      row(null, null),
      ...asked.map(({ left, right }) => row(left, right)),
      ...others.map(({ right }) => row(null, right)),
    ],
  };
  const attributes = { shuffle: shuffle ? '' : null, partial: ruleOf(partial) };
  return { type: 'match', attributes, content: [table] };
}

/** All or nothing is what our kinds do where nothing is said. */
const ruleOf = (partial: PartialRule | undefined) => (partial && partial !== 'none' ? partial : null);

function choice(
  answering: Extract<Answering, { kind: 'choice' }>,
  html: HtmlContext,
  note: Note,
): Activity | null {
  const options = answering.options.filter(({ text }) => !isBlank(text));
  if (options.length === 0) return null;
  const multiple = answering.multiple ? '' : null;
  if (options.every(({ share }) => share <= 0)) {
    note('no-right');
    const attributes = { multiple, points: null, attempts: null };
    return { type: 'poll', attributes, content: [pollList(options, html)] };
  }
  const right = options.filter(({ share }) => share === 1);
  if (multiple === null && right.length > 1) note('any-right');
  const { partial } = answering;
  const several = partial ? taskList : checkboxList;
  const list = answering.multiple ? several(options, html) : radioList(options, html);
  return {
    type: 'choice',
    attributes: { multiple, shuffle: answering.shuffle ? '' : null, partial: ruleOf(partial) },
    content: [list],
  };
}

function calculated(
  { variables, answers }: Extract<Answering, { kind: 'calculated' }>,
  html: HtmlContext,
  note: Note,
): Activity | null {
  if (!answers.some(({ share }) => share >= 1)) return null;
  note('values-drawn');
  const values = variables.map(({ name, from, to, step }) =>
    leaf('value', { name, from: String(from), to: String(to), step: String(step) }, null, html),
  );
  const content = answers.map((answer) => {
    const { formula: is, tolerance } = answer;
    return leaf('answer', { is, tolerance, score: scoreOf(answer, note) }, answer.feedback, html);
  });
  return { type: 'calculated', attributes: {}, content: [...values, ...content] };
}

/** null: there is nothing that could be right. */
export function activityOf(answering: Answering, html: HtmlContext, note: Note): Activity | null {
  switch (answering.kind) {
    case 'choice':
      return choice(answering, html, note);
    case 'text':
      return textAnswer(answering.answers, answering.case, html, note);
    case 'number':
      return numeric(answering, html, note);
    case 'match':
      return match(answering, html);
    case 'order':
      return answering.items.length < 2
        ? null
        : {
            type: 'order',
            attributes: { partial: ruleOf(answering.partial ?? 'each') },
            content: [orderedList(answering.items, html)],
          };
    case 'essay':
      return { type: 'essay', attributes: answering.attributes, content: [] };
    case 'files':
      return { type: 'file-upload', attributes: answering.attributes, content: [] };
    case 'calculated':
      return calculated(answering, html, note);
  }
}
