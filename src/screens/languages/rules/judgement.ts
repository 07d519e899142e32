/** What is said of an answer, in the language that it is read in now, whatever it was given in. */
import { type Activity, activityTypeOf, type Judgement, judgedBy } from '#modules/content/contract.ts';

/** Judged anew for its words, as far as they showed before; the points stay those of the ledger. */
export function inReadersWords(
  activity: Activity,
  shown: Judgement | null,
  { answer, seed }: { answer: unknown; seed: number },
): Judgement | null {
  const { judge } = activityTypeOf(activity.type);
  if (!shown || !activity.language || !judge || judgedBy(activity) !== 'rule') return shown;
  const again = judge(answer, activity.settings, seed);
  // The question was another one then: what was said stays.
  if (shown.score !== again.score) return shown;
  const words = new Map(again.parts?.map((part) => [part.id, part.feedback]));
  const parts = shown.parts?.map((part) => {
    const feedback = words.get(part.id);
    return part.feedback === undefined || feedback === undefined ? part : { ...part, feedback };
  });
  const { feedback } = again;
  return { ...shown, ...(parts && { parts }), ...(shown.feedback && feedback && { feedback }) };
}
