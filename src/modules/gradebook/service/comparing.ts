/** Before and after for everybody of a run: what a change of the rules would do, counted and listed. */
import type { Run } from '#modules/catalog/index.ts';
import { drawnActivities, type GradingPolicy, type Release } from '#modules/content/index.ts';
import { type CourseGrade, gradeCourse, type LearnerFacts, loadWork } from '#modules/grading/index.ts';
import type { Comparison, ComparisonLine, Outcome } from '../schema.ts';
import { listAllLearners } from '../store/standings.ts';

/** As many as are in memory at once, and as the server computes without letting others wait long. */
const atOnce = 250;

const outcomeOf = ({ percent, letter, passed }: CourseGrade): Outcome => ({ percent, letter, passed });

const isSame = (a: Outcome, b: Outcome) =>
  a.letter === b.letter && a.passed === b.passed && Math.abs((a.percent ?? -1) - (b.percent ?? -1)) < 1e-9;

/** Losses first, the largest first: they are what must be looked at. */
export function summarize(lines: readonly ComparisonLine[], learners: number): Comparison {
  const changeOf = ({ before, after }: ComparisonLine) => (after.percent ?? 0) - (before.percent ?? 0);
  const changed = lines.filter(({ before, after }) => !isSame(before, after));
  const count = (test: (line: ComparisonLine) => boolean) => changed.filter(test).length;
  return {
    learners,
    gains: count((line) => changeOf(line) > 1e-9),
    losses: count((line) => changeOf(line) < -1e-9),
    nowPass: count(({ before, after }) => after.passed === true && before.passed !== true),
    nowFail: count(({ before, after }) => before.passed === true && after.passed !== true),
    letters: count(({ before, after }) => before.letter !== after.letter),
    lines: changed.sort((a, b) => changeOf(a) - changeOf(b)),
  };
}

interface Side {
  grading: GradingPolicy;
  facts(learnerId: string, facts: LearnerFacts): LearnerFacts;
}

/** Grades everybody twice. */
export async function compareRun(
  run: Run,
  release: Release,
  sides: { before: Side; after: Side },
  now: Date,
): Promise<Comparison> {
  const learners = await listAllLearners(run.id);
  const lines: ComparisonLine[] = [];
  for (let from = 0; from < learners.length; from += atOnce) {
    const some = learners.slice(from, from + atOnce);
    const ids = some.map(({ learnerId }) => learnerId);
    const work = await loadWork(run, release, ids, now);
    for (const { learnerId, name } of some) {
      const facts: LearnerFacts = work.get(learnerId)?.facts ?? new Map();
      const activities = drawnActivities(release, learnerId, facts);
      const gradeOf = ({ grading, facts: factsOf }: Side) =>
        outcomeOf(gradeCourse({ ...release, activities, grading }, factsOf(learnerId, facts), 'all'));
      lines.push({ learnerId, name, before: gradeOf(sides.before), after: gradeOf(sides.after) });
    }
  }
  return summarize(lines, learners.length);
}

/** Who gains and who loses by another policy. */
export function comparePolicies(
  run: Run,
  release: Release,
  before: GradingPolicy,
  after: GradingPolicy,
  now: Date,
): Promise<Comparison> {
  const same = (_: string, facts: LearnerFacts) => facts;
  return compareRun(
    run,
    release,
    { before: { grading: before, facts: same }, after: { grading: after, facts: same } },
    now,
  );
}
