/** Decisions of regrading. Pure. */
import type { ActivityFacts, LearnerFacts } from '#modules/grading/index.ts';
import type { RegradeLine } from '../schema.ts';

/** What is below this is noise of floating point. */
const noise = 1e-9;

export const isRaise = ({ before, after }: Pick<RegradeLine, 'before' | 'after'>): boolean =>
  after !== null && after > (before ?? 0) + noise;

/** Whether applying would write a judgement: it is another score, and where only raises are wanted, a better one. */
export const isWanted = (line: Pick<RegradeLine, 'before' | 'after'>, onlyRaises: boolean): boolean =>
  line.after !== null &&
  (onlyRaises ? isRaise(line) : line.before === null || Math.abs(line.after - line.before) > noise);

/** The facts as they would be with these scores. */
export function withScores(
  facts: LearnerFacts,
  activityKey: string,
  lines: readonly RegradeLine[],
  onlyRaises: boolean,
): LearnerFacts {
  const known = facts.get(activityKey);
  if (!known || lines.length === 0) return facts;
  const wanted = new Map(
    lines.filter((line) => isWanted(line, onlyRaises)).map((line) => [line.submissionId, line.after]),
  );
  const attempts = known.attempts.map((fact) => {
    const score = wanted.get(fact.submissionId);
    return score === undefined || score === null
      ? fact
      : { ...fact, score, state: fact.state === 'held' ? ('held' as const) : ('judged' as const) };
  });
  const changed: ActivityFacts = { ...known, attempts };
  return new Map([...facts, [activityKey, changed]]);
}
