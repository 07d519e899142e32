import { partialScore } from '#activities/partial.ts';
import type { Judgement } from '#modules/content/contract.ts';
import type { ChoiceAnswer, ChoiceSettings } from './settings.ts';

/** Options with values give their sum; without, one answer is right or not and several follow the partial rule. */
function scoreOf({ options, multiple, partial }: ChoiceSettings, chosen: ReadonlySet<string>): number {
  const taken = options.filter((option) => chosen.has(option.id));
  if (options.some((option) => option.value !== null)) {
    const share = multiple ? 0 : 1;
    const sum = taken.reduce((total, option) => total + (option.value ?? (option.correct ? share : 0)), 0);
    return Math.min(1, Math.max(0, sum));
  }
  if (!multiple) return taken.length === 1 && taken[0]?.correct ? 1 : 0;
  const right = options.filter((option) => option.correct === chosen.has(option.id)).length;
  return partialScore(partial, right, options.length);
}

/** Only chosen options are spoken of: naming a missed one would give the answer away. */
export function judgeChoice(answer: ChoiceAnswer, settings: ChoiceSettings): Judgement {
  const chosen = new Set(answer);
  const parts = settings.options
    .filter((option) => chosen.has(option.id))
    .map(({ id, correct, feedback }) => ({ id, correct, ...(feedback !== null && { feedback }) }));
  return { score: scoreOf(settings, chosen), parts };
}
