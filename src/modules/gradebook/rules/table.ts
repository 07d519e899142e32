/** The gradebook as a table: a learner a row, an activity a column, named by its key in square brackets. Pure. */
import type { Activity } from '#modules/content/contract.ts';
import type { ActivityGrade } from '#modules/grading/index.ts';
import type { GradebookRow, ImportLine, ImportProblem, ImportReading } from '../schema.ts';
import { activitiesOf } from './standing.ts';

type Cell = string | number | null;

/** Stands for "excused" in a cell. */
const excusedSign = 'x';
const identity = ['learner_id', 'email', 'name', 'cohort', 'exported_at'] as const;
const results = ['total', 'letter', 'passed'] as const;

/** Points as they are shown; what is in between is noise of floating point. */
const shown = (points: number) => Math.round(points * 100) / 100;

function cellOf(grade: ActivityGrade | undefined): Cell {
  if (!grade) return null;
  if (grade.state === 'excused') return excusedSign;
  return grade.score === null ? null : shown(grade.earned);
}

export function tableOf(
  rows: readonly GradebookRow[],
  columns: readonly { activity: Activity; title: string }[],
  now: Date,
): Cell[][] {
  const head = columns.map(({ activity, title }) => `${title} [${activity.key}]`);
  const lines = rows.map(({ learnerId, email, name, cohort, grade }): Cell[] => {
    const grades = new Map(activitiesOf(grade).map((one) => [one.key, one]));
    const { percent, letter, passed } = grade;
    return [
      ...[learnerId, email, name, cohort, now.toISOString()],
      ...[percent === null ? null : shown(percent), letter, passed === null ? null : passed ? 'yes' : 'no'],
      ...columns.map(({ activity }) => cellOf(grades.get(activity.key))),
    ];
  });
  return [[...identity, ...results, ...head], ...lines];
}

/** Only the 26 letters have two cases here: folding more would make a look-alike equal (the Kelvin sign is a `k`). */
const foldAddress = (address: string) => address.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

interface Column {
  at: number;
  activity: Activity;
}

function columnsOf(head: readonly string[], activities: ReadonlyMap<string, Activity>) {
  const known = new Set<string>([...identity, ...results]);
  const columns: Column[] = [];
  const ignored: string[] = [];
  for (const [at, title] of head.entries()) {
    const key = /\[([^[\]]+)\]$/.exec(title)?.[1] ?? title;
    const activity = activities.get(key);
    if (activity && !columns.some((column) => column.activity === activity)) columns.push({ at, activity });
    else if (title && !known.has(title)) ignored.push(title);
  }
  return { columns, ignored };
}

/** The learner of a row: by the id, else by the address; both, where both stand there, must name the same. */
function learnerOf(
  row: readonly string[],
  head: readonly string[],
  byId: ReadonlyMap<string, GradebookRow>,
  byAddress: ReadonlyMap<string, GradebookRow>,
): GradebookRow | 'unknown-learner' | 'mismatch' {
  const id = row[head.indexOf('learner_id')] ?? '';
  const address = foldAddress(row[head.indexOf('email')] ?? '');
  const found = id ? byId.get(id) : byAddress.get(address);
  if (!found) return 'unknown-learner';
  return id && address && byAddress.get(address) !== found && byAddress.has(address) ? 'mismatch' : found;
}

type Wanted = ImportLine['after'] | 'not-points' | 'out-of-range';

function wantedOf(text: string, activity: Activity): Wanted {
  if (text.toLowerCase() === excusedSign) return { points: null, excused: true };
  const points = Number(text.replace(',', '.'));
  if (!Number.isFinite(points)) return 'not-points';
  return points >= 0 && points <= activity.points ? { points, excused: false } : 'out-of-range';
}

/** What is there now, as the table would show it. */
const nowOf = (grade: ActivityGrade | undefined): ImportLine['before'] => ({
  points: grade && grade.score !== null ? shown(grade.earned) : null,
  excused: grade?.state === 'excused',
});

/**
 * What a table would change; null: it names no learners or no activities. An empty cell changes nothing; a number that
 * is already shown neither.
 */
export function readTable(
  table: readonly (readonly string[])[],
  rows: readonly GradebookRow[],
  activities: readonly Activity[],
  /** As this learner meets it; null: they do not. */
  ownOf: (learnerId: string, activity: Activity) => Activity | null = (_, activity) => activity,
): ImportReading | null {
  const [first = [], ...body] = table;
  const head = first.map((title) => title.trim());
  const { columns, ignored } = columnsOf(head, new Map(activities.map((one) => [one.key, one])));
  if (columns.length === 0 || !(head.includes('learner_id') || head.includes('email'))) return null;
  const byId = new Map(rows.map((row) => [row.learnerId, row]));
  const byAddress = new Map(rows.map((row) => [foldAddress(row.email), row]));
  const lines: ImportLine[] = [];
  const problems: ImportProblem[] = [];
  const seen = new Set<string>();
  let unchanged = 0;
  for (const [index, row] of body.entries()) {
    const problem = (what: ImportProblem['problem'], text: string, activityKey?: string) =>
      problems.push({ row: index + 2, text: text.slice(0, 100), problem: what, activityKey });
    const named = row[head.indexOf('learner_id')] || row[head.indexOf('email')] || '';
    const learner = learnerOf(row, head, byId, byAddress);
    if (typeof learner === 'string') problem(learner, named);
    else if (seen.has(learner.learnerId)) problem('twice', named);
    else {
      seen.add(learner.learnerId);
      const grades = new Map(activitiesOf(learner.grade).map((one) => [one.key, one]));
      const madeAt = new Date(row[head.indexOf('exported_at')] ?? '');
      for (const { at, activity } of columns) {
        const text = row[at] ?? '';
        if (text === '') continue;
        const own = ownOf(learner.learnerId, activity);
        const after = own ? wantedOf(text, own) : 'not-in-release';
        if (typeof after === 'string') {
          problem(after, text, activity.key);
          continue;
        }
        const before = nowOf(grades.get(activity.key));
        if (before.excused === after.excused && (after.excused || before.points === after.points)) {
          unchanged += 1;
          continue;
        }
        const override = learner.facts.get(activity.key)?.override;
        lines.push({
          ...{ learnerId: learner.learnerId, name: learner.name, activityKey: activity.key, before, after },
          version: override?.version ?? 0,
          conflict: Boolean(override && override.madeAt > madeAt),
        });
      }
    }
  }
  return { lines, problems, ignored, unchanged };
}
