/** Activities of a release as questions that other formats may say. */
import type { Activity } from '#modules/content/contract.ts';
import type { Answering, NumberAnswer, PartialRule, Question, RichText, TypedAnswer } from './questions.ts';

interface Form {
  kind: 'text' | 'pattern';
  value: string;
}

/** Settings as a release holds them; a release is data, so that its readers need no program of the kinds. */
interface Kinds {
  choice: {
    multiple: boolean;
    shuffle: boolean;
    partial: PartialRule;
    options: { html: string; correct: boolean; value: number | null; feedback: string | null }[];
  };
  numeric: {
    ranges: {
      shown: string;
      from: number | null;
      to: number | null;
      fromOpen: boolean;
      toOpen: boolean;
      score: number;
      feedback: string | null;
    }[];
    units: string[];
    unitRequired: boolean;
  };
  'text-answer': {
    accepted: (Form & { score: number; feedback: string | null; also?: Form[] })[];
    case: boolean;
    lines: number;
  };
  match: {
    rows: { html: string; target: string }[];
    targets: { id: string; html: string }[];
    shuffle: boolean;
    partial: PartialRule;
  };
  order: { items: { id: string; html: string }[]; sequence: string[]; partial: PartialRule };
  essay: { lines: number };
  'file-upload': { types: string[] };
}

const rich = (text: string): RichText => ({ format: 'html', text });
const richOrNull = (text: string | null): RichText | null => (text ? rich(text) : null);

function choice({ multiple, shuffle, partial, options }: Kinds['choice']): Answering {
  const valued = options.some(({ value }) => value !== null);
  const shares = options.map(({ correct, value }) => value ?? (correct && !(valued && multiple) ? 1 : 0));
  return {
    kind: 'choice',
    multiple,
    shuffle,
    options: options.map(({ html, feedback }, index) => ({
      text: rich(html),
      share: shares[index] ?? 0,
      feedback: richOrNull(feedback),
    })),
    ...(multiple && !valued && { partial }),
  };
}

function numberAnswer(range: Kinds['numeric']['ranges'][number]): NumberAnswer {
  const { shown, from, to, fromOpen, toOpen, score: share } = range;
  const feedback = richOrNull(range.feedback);
  const value = Number(shown.replace('−', '-'));
  if (shown.trim() === '' || !Number.isFinite(value) || from === null || to === null) {
    const interval = `${fromOpen ? '(' : '['}${from ?? '-inf'},${to ?? 'inf'}${toOpen ? ')' : ']'}`;
    return { value: interval, tolerance: null, share, feedback };
  }
  // The bounds hold a hair more than the author wrote.
  const width = Number(((to - from) / 2).toPrecision(12));
  const tolerance = width > Math.abs(value) * 1e-12 ? String(width) : null;
  return { value: String(value), tolerance, share, feedback };
}

const star = (text: string) => text.replaceAll('*', '\\*');

/** Null: a pattern can say what no other format compares. */
function typed({ accepted, case: caseCounts }: Kinds['text-answer']): Answering | null {
  // What is right in another language of the course is right in this one.
  const all = accepted.flatMap(({ also = [], ...one }) => [
    one,
    ...also.map((form) => ({ ...one, ...form })),
  ]);
  if (all.some(({ kind }) => kind === 'pattern') || all.length === 0) return null;
  const answers = all.map(
    ({ value, score: share, feedback }): TypedAnswer => ({
      text: star(value),
      share,
      feedback: richOrNull(feedback),
    }),
  );
  return { kind: 'text', case: caseCounts, answers };
}

function match({ rows, targets, shuffle, partial }: Kinds['match']): Answering {
  const used = new Set(rows.map(({ target }) => target));
  const textOf = (id: string) => rich(targets.find((target) => target.id === id)?.html ?? '');
  return {
    kind: 'match',
    pairs: [
      ...rows.map(({ html, target }) => ({ left: rich(html), right: textOf(target) })),
      ...targets.filter(({ id }) => !used.has(id)).map(({ html }) => ({ left: null, right: rich(html) })),
    ],
    shuffle,
    partial,
  };
}

function order({ items, sequence, partial }: Kinds['order']): Answering {
  const inOrder = sequence.flatMap((id) => items.find((item) => item.id === id) ?? []);
  return { kind: 'order', items: inOrder.map(({ html }) => rich(html)), partial };
}

function answeringOf({ type, settings, judgedBy }: Activity): Answering | null {
  switch (type) {
    case 'choice':
      return choice(settings as Kinds['choice']);
    case 'numeric': {
      const { ranges, units, unitRequired } = settings as Kinds['numeric'];
      return { kind: 'number', answers: ranges.map(numberAnswer), units, unitRequired };
    }
    case 'text-answer':
      return judgedBy === 'staff' || judgedBy === 'peers'
        ? { kind: 'essay', attributes: { lines: String((settings as Kinds['text-answer']).lines) } }
        : typed(settings as Kinds['text-answer']);
    case 'match':
      return match(settings as Kinds['match']);
    case 'order':
      return order(settings as Kinds['order']);
    case 'essay':
      return { kind: 'essay', attributes: { lines: String((settings as Kinds['essay']).lines) } };
    case 'file-upload':
      return { kind: 'files', attributes: { types: (settings as Kinds['file-upload']).types.join(', ') } };
    default:
      return null;
  }
}

interface Details {
  accents: boolean;
  placeholder: string | null;
  minWords: number | null;
  maxWords: number | null;
  types: string[];
  maxFiles: number;
}

/** What of an activity no question of another system says. */
export function unsaidOf(activity: Activity): string[] {
  const { rubric, peers, group, dates, reveal, extra, type } = activity;
  const { accents, placeholder, minWords, maxWords, types, maxFiles } = activity.settings as Partial<Details>;
  const parts = {
    ...{ rubric, peers, group, dates, reveal, extra, placeholder, minWords, maxWords },
    attribution: activity.prompt.includes('class="attribution"'),
    accents: type === 'text-answer' && accents === false,
    types: (types?.length ?? 0) > 0,
    'max-files': (maxFiles ?? 1) > 1,
  };
  return Object.entries(parts).flatMap(([name, value]) => (value ? [name] : []));
}

/** Null: there is no such question elsewhere. */
export function questionOf(activity: Activity): Question | null {
  const answering = answeringOf(activity);
  if (!answering) return null;
  return {
    source: activity.key,
    type: activity.type,
    id: activity.key,
    title: activity.title ?? '',
    text: rich(activity.prompt),
    points: activity.points,
    body: { kind: 'question', answering },
    solution: richOrNull(activity.solution),
    hints: activity.hints.map(rich),
    notes: [],
    asset: () => null,
  };
}
