/** Before and after for everybody of a run: what a change of the rules would do, counted and listed. */
import type { Run } from '#modules/catalog/index.ts';
import { drawnActivities, type GradingPolicy, type Release } from '#modules/content/index.ts';
import type { RunReleases, RunRules } from '#modules/enrollment/index.ts';
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

/** How grades are made, for each release of the run. */
export type PolicyOf = (release: Release) => GradingPolicy;

interface Side {
  grading: PolicyOf;
  /** Absent: as they are. */
  rules?: RunRules;
  facts(learnerId: string, facts: LearnerFacts): LearnerFacts;
}

/** Grades everybody twice. */
export async function compareRun(
  run: Run,
  releases: RunReleases,
  sides: { before: Side; after: Side },
  now: Date,
): Promise<Comparison> {
  const learners = await listAllLearners(run.id);
  const lines: ComparisonLine[] = [];
  for (let from = 0; from < learners.length; from += atOnce) {
    const some = learners.slice(from, from + atOnce);
    const ids = some.map(({ learnerId }) => learnerId);
    const before = await loadWork(run, releases, ids, now, sides.before.rules);
    const after =
      sides.after.rules === sides.before.rules
        ? before
        : await loadWork(run, releases, ids, now, sides.after.rules);
    const gradeOf = (learnerId: string, work: typeof before, { grading, facts: factsOf }: Side) => {
      const facts: LearnerFacts = work.get(learnerId)?.facts ?? new Map();
      const release = releases.of(learnerId);
      const course = { ...release, activities: drawnActivities(release, learnerId, facts) };
      const supposed = { ...course, grading: grading(release) };
      return outcomeOf(gradeCourse(supposed, factsOf(learnerId, facts), 'all'));
    };
    for (const { learnerId, name } of some)
      lines.push({
        ...{ learnerId, name },
        before: gradeOf(learnerId, before, sides.before),
        after: gradeOf(learnerId, after, sides.after),
      });
  }
  return summarize(lines, learners.length);
}

const same = (_: string, facts: LearnerFacts): LearnerFacts => facts;

/** Who gains and who loses where being late costs something else, or outages move other deadlines. */
export const compareRules = (
  run: Run,
  releases: RunReleases,
  grading: PolicyOf,
  supposed: RunRules,
  now: Date,
): Promise<Comparison> =>
  compareRun(
    run,
    releases,
    { before: { grading, facts: same }, after: { grading, facts: same, rules: supposed } },
    now,
  );

/** Who gains and who loses by another policy. */
export function comparePolicies(
  run: Run,
  releases: RunReleases,
  before: PolicyOf,
  after: PolicyOf,
  now: Date,
): Promise<Comparison> {
  return compareRun(
    run,
    releases,
    { before: { grading: before, facts: same }, after: { grading: after, facts: same } },
    now,
  );
}
