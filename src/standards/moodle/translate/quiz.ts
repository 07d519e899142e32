/** Quizzes: their questions in order, and pools where questions are drawn. */
import type { RootContent } from 'mdast';
import { directive } from '../../question-markdown.ts';
import { questionsInUnit } from '../../question-units.ts';
import type { Question } from '../../questions.ts';
import type { BackupActivity } from '../wire/backup.ts';
import type { BankCategory, BankEntry } from '../wire/backup-questions.ts';
import { column, numberIn, recordsIn } from '../wire/records.ts';
import { type Slot, slotsOf } from '../wire/slots.ts';
import type { Item } from './notes.ts';
import type { PlannedUnit } from './plan.ts';
import { translateQuestion } from './question.ts';
import type { Writing } from './writing.ts';

interface Drawn {
  category: BankCategory;
  count: number;
  points: number;
}

type Asked = { entry: BankEntry; points: number } | Drawn;

const isDrawn = (asked: Asked): asked is Drawn => 'category' in asked;

/** What stands at each place; places that draw from one category become one pool at the first of them. */
function resolve(slots: Slot[], bank: readonly BankCategory[], item: Item): Asked[] {
  const pools = new Map<string, Drawn>();
  const entries = bank.flatMap((category) => category.entries.map((entry) => ({ entry, category })));
  return slots.flatMap((slot): Asked[] => {
    const found = entries.find(({ entry }) =>
      slot.entryId ? entry.entryId === slot.entryId : entry.questionId === slot.questionId,
    );
    const drawnFrom =
      found?.entry.question.type === 'random'
        ? found.category
        : bank.find(({ id }) => slot.categoryId && id === slot.categoryId);
    if (drawnFrom) {
      const pool = pools.get(drawnFrom.id);
      if (pool) {
        pool.count += 1;
        return [];
      }
      const drawn = { category: drawnFrom, count: 1, points: slot.points };
      pools.set(drawnFrom.id, drawn);
      return [drawn];
    }
    if (found) return [{ entry: found.entry, points: slot.points }];
    item.note('question-missing', slot.questionId || slot.entryId || slot.categoryId);
    return [];
  });
}

export function writeQuiz(
  activity: BackupActivity,
  unit: PlannedUnit,
  writing: Writing,
  item: Item,
): RootContent[] {
  const { record, moduleId } = activity;
  if (!record) return [];
  const asked = resolve(slotsOf(record), writing.bank, item);
  const attempts = numberIn(record, 'attempts');
  const common: Record<string, string> = attempts > 0 ? { attempts: String(attempts) } : {};
  const options = {
    common,
    wanted: ({ id }: Question) => `quiz-${moduleId}-q-${id ?? ''}`,
  };
  const questionOf = (entry: BankEntry, points: number): Question => {
    writing.asked.add(entry);
    // The number lasts where the question moves; what a teacher calls it may be given to another.
    return { ...translateQuestion({ ...entry.question, idnumber: '' }, writing.language), points };
  };
  const fixed = new Set(asked.flatMap((one) => (isDrawn(one) ? [] : [one.entry])));
  const pool = ({ category, count, points }: Drawn): RootContent[] => {
    const questions = category.entries
      .filter((entry) => entry.question.type !== 'random' && !fixed.has(entry))
      .map((entry) => questionOf(entry, points));
    const nodes = questions.flatMap((question) => {
      if (
        question.body.kind === 'text' ||
        (question.body.kind === 'fields' && question.body.parts.length > 1)
      ) {
        writing.ledger.open(question.source, question.type, question.title).note('not-drawn');
        return [];
      }
      return questionsInUnit([question], unit, writing, options);
    });
    const draw = Math.min(count, nodes.length);
    if (draw === 0) item.note('question-missing', category.name);
    else item.note('random', `${draw} / ${nodes.length}`);
    return draw === 0
      ? []
      : [directive('pool', { id: `quiz-${moduleId}-pool-${category.id}`, draw: String(draw) }, nodes)];
  };
  const nodes = asked.flatMap((one) =>
    isDrawn(one) ? pool(one) : questionsInUnit([questionOf(one.entry, one.points)], unit, writing, options),
  );
  noteSettings(record, item);
  return nodes;
}

function noteSettings(record: NonNullable<BackupActivity['record']>, item: Item): void {
  const feedback = recordsIn(record, 'feedbacks', 'feedback').some((one) =>
    column(one, 'feedbacktext').trim(),
  );
  if (feedback) item.note('overall-feedback');
  for (const name of ['quizpassword', 'password', 'subnet'])
    if (column(record, name)) item.note('access', name);
}

/** Kinds of activities, those in pools too. */
export const kindsIn = (nodes: RootContent[]): string[] =>
  nodes.flatMap((node) =>
    node.type === 'containerDirective' && node.attributes?.id
      ? node.name === 'pool'
        ? kindsIn(node.children)
        : [node.name]
      : [],
  );

/** A clock needs something to answer, and no files, which could be on their way when time is up. */
const isExam = (record: BackupActivity['record'], nodes: RootContent[]): boolean => {
  const kinds = kindsIn(nodes).filter((kind) => kind !== 'unsupported' && kind !== 'poll');
  return numberIn(record, 'timelimit') > 0 && kinds.length > 0 && !kinds.includes('file-upload');
};

/** Front matter of the unit of a quiz with a time limit. */
export function examOf({ record }: BackupActivity, nodes: RootContent[], item: Item): object | null {
  const limit = numberIn(record, 'timelimit');
  if (!isExam(record, nodes)) {
    if (limit > 0) item.note('timed', `${limit} s`);
    if (kindsIn(nodes).length > 0) item.note('separate');
    return null;
  }
  item.note('exam');
  const perPage = numberIn(record, 'questionsperpage');
  return {
    minutes: Math.min(24 * 60, Math.ceil(limit / 60)),
    attempts: numberIn(record, 'attempts') || 'unlimited',
    questions: perPage === 0 ? 'all' : perPage === 1 ? 'one-by-one' : perPage,
    navigation: column(record, 'navmethod') === 'sequential' ? 'one-way' : 'free',
  };
}
