/** Points of one activity as a pure function of its attempts, what staff set, and who asks. */
import type { Activity } from '#modules/content/contract.ts';
import type { CountingAttempt } from '#modules/content/index.ts';
import type {
  ActivityFacts,
  ActivityGrade,
  AttemptFact,
  AttemptGrade,
  Knowledge,
  Override,
} from '../schema.ts';

/** To a learner a held score is one that nobody has given yet. */
function asKnown(fact: AttemptFact, knows: Knowledge): AttemptGrade {
  const { submissionId, attempt, receivedAt, state, grading, late } = fact;
  const score = state === 'held' && knows === 'released' ? null : fact.score;
  const judged = state === 'judged' || state === 'held';
  const counted = judged && score !== null ? score * (late?.keeps ?? 1) : null;
  return { submissionId, attempt, receivedAt, state, score, grading, late, counted };
}

/** Why staff did it, and who of them, is for staff; what they write to the learner is not. */
const overrideAsKnown = (override: Override | null, knows: Knowledge): Override | null =>
  override && knows === 'released' ? { ...override, reason: null, madeBy: null } : override;

/** The attempt whose score counts, of those that are judged; of equal best ones the first. */
function choose(judged: AttemptGrade[], counts: CountingAttempt): AttemptGrade | undefined {
  if (counts === 'first') return judged[0];
  if (counts === 'last') return judged.at(-1);
  return judged.reduce<AttemptGrade | undefined>(
    (best, next) => (best && (best.counted ?? 0) >= (next.counted ?? 0) ? best : next),
    undefined,
  );
}

function scoreOf(judged: AttemptGrade[], chosen: AttemptGrade | undefined, counts: CountingAttempt) {
  if (counts !== 'average') return chosen?.counted ?? null;
  return judged.length ? judged.reduce((sum, { counted }) => sum + (counted ?? 0), 0) / judged.length : null;
}

export function gradeActivity(
  activity: Activity,
  facts: ActivityFacts | undefined,
  counts: CountingAttempt,
  knows: Knowledge,
): ActivityGrade {
  const tries = (facts?.attempts ?? []).map((fact) => asKnown(fact, knows));
  const real = tries.filter(({ state }) => state !== 'rejected');
  const judged = real.filter(({ counted }) => counted !== null);
  const chosen = counts === 'average' ? undefined : choose(judged, counts);
  const override = overrideAsKnown(facts?.override ?? null, knows);
  const given = override?.points ?? null;
  const score = given === null ? scoreOf(judged, chosen, counts) : given / (activity.points || 1);
  const grade: ActivityGrade = {
    key: activity.key,
    title: activity.title ?? '',
    unitKey: activity.unitKey,
    state: real.length === 0 ? 'open' : score === null ? 'waiting' : 'graded',
    attempts: real.length,
    tries,
    chosen: given === null ? (chosen?.attempt ?? null) : null,
    score,
    points: activity.points,
    earned: (score ?? 0) * activity.points,
    extra: activity.extra ?? false,
    override,
  };
  if (override?.excused) return { ...grade, state: 'excused', chosen: null, score: null, earned: 0 };
  return given === null ? grade : { ...grade, state: 'overridden' };
}
