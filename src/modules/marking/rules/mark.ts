/** From what a marker chose to a score and a judgement. Pure. */
import type { Activity, CriterionMark, Judgement, RubricCriterion } from '#modules/content/contract.ts';
import type { GivenMark, Mark, MarkInput } from '../schema.ts';

type Marked = Pick<Activity, 'points' | 'rubric'>;

const levelOf = (criterion: RubricCriterion, given: GivenMark | undefined) =>
  criterion.levels.find(({ id }) => id === given?.level) ?? null;

/** Points by hand count before those of the level; null: neither is given. */
function pointsOf(criterion: RubricCriterion, given: GivenMark | undefined): number | null {
  const level = levelOf(criterion, given);
  const points = given?.points ?? (level ? level.share * criterion.points : null);
  return points === null ? null : Math.min(points, criterion.points);
}

/** What an activity without a rubric is marked out of. */
export const plainPoints = ({ points }: Pick<Activity, 'points'>): number => points || 1;

const sum = (numbers: number[]) => numbers.reduce((total, n) => total + n, 0);

/** 0 to 1; null: not all is marked. */
function scoreOf(activity: Marked, given: readonly GivenMark[], points: number | null): number | null {
  const criteria = activity.rubric?.criteria;
  if (!criteria) return points === null ? null : points / plainPoints(activity);
  const earned = criteria.map((criterion) =>
    pointsOf(
      criterion,
      given.find((mark) => mark.criterion === criterion.id),
    ),
  );
  if (earned.some((one) => one === null)) return null;
  return sum(earned.map((one) => one ?? 0)) / sum(criteria.map((criterion) => criterion.points));
}

/** What was sent, held against the rubric: criteria and levels that it has not are dropped. */
export function readMark(
  activity: Marked,
  input: Pick<MarkInput, 'marks' | 'points'>,
): Pick<Mark, 'marks' | 'points' | 'score'> {
  const { rubric } = activity;
  const points = rubric || input.points === null ? null : Math.min(input.points, plainPoints(activity));
  const marks = (rubric?.criteria ?? []).flatMap((criterion): GivenMark[] => {
    const given = input.marks.find((mark) => mark.criterion === criterion.id);
    const level = levelOf(criterion, given)?.id ?? null;
    const comment = given?.comment?.trim();
    const byHand = given?.points ?? null;
    if (level === null && byHand === null && !comment) return [];
    const most = byHand === null ? null : Math.min(byHand, criterion.points);
    return [{ criterion: criterion.id, level, points: most, ...(comment && { comment }) }];
  });
  return { marks, points, score: scoreOf(activity, marks, points) };
}

/** Marks with the points they give, as the learner and the gradebook read them. */
export const criterionMarksOf = (activity: Marked, given: readonly GivenMark[]): CriterionMark[] =>
  (activity.rubric?.criteria ?? []).flatMap((criterion) => {
    const mark = given.find((one) => one.criterion === criterion.id);
    return mark ? [{ ...mark, points: pointsOf(criterion, mark) ?? 0 }] : [];
  });

const together = (texts: readonly (string | undefined)[], between: string) =>
  [...new Set(texts)].filter(Boolean).join(between);

/** Where two marks agree, and what both said: what is left to agree on stays open. */
export function agreementOf(
  activity: Marked,
  marks: readonly Pick<Mark, 'marks' | 'points' | 'comment'>[],
): Pick<Mark, 'marks' | 'points' | 'comment'> {
  const agreed = (activity.rubric?.criteria ?? []).flatMap((criterion): GivenMark[] => {
    const given = marks.map((mark) => mark.marks.find((one) => one.criterion === criterion.id));
    const [first] = given;
    const points = new Set(given.map((one) => pointsOf(criterion, one)));
    const comment = together(
      given.map((one) => one?.comment),
      '\n',
    );
    const open = { criterion: criterion.id, level: null, points: null };
    return first ? [{ ...(points.size === 1 ? first : open), comment }] : [];
  });
  const [points, ...others] = new Set(marks.map((mark) => mark.points));
  return {
    marks: agreed,
    points: others.length === 0 ? (points ?? null) : null,
    comment: together(
      marks.map(({ comment }) => comment.trim()),
      '\n\n',
    ),
  };
}

const escaped: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Plain text as HTML: an empty line parts paragraphs. */
export const textToHtml = (text: string): string =>
  text
    .trim()
    .split(/\n\s*\n/)
    .filter(Boolean)
    .map(
      (part) => `<p>${part.replace(/[&<>"]/g, (char) => escaped[char] ?? char).replaceAll('\n', '<br>')}</p>`,
    )
    .join('\n');

export function judgementOf(
  activity: Marked,
  { score, marks: given, comment }: Pick<Mark, 'score' | 'marks' | 'comment'>,
): Judgement {
  if (score === null) throw new Error('a mark without a score is no judgement');
  const marks = criterionMarksOf(activity, given);
  const feedback = textToHtml(comment);
  return { score, ...(marks.length > 0 && { marks }), ...(feedback && { feedback: [feedback] }) };
}
