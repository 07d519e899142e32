/**
 * A variant held against its original. Whoever answers in one language answers in all: an activity keeps its key, its
 * kind and all that decides points, and only words differ. A variant that says it is up to date must fit; a stale one
 * cannot know what came after it, so what no longer fits is read in the original.
 */
import type { Activity, ActivityTypes, Rubric, RubricLevel } from '../contract.ts';
import type { Block, UnitVariant } from '../schema.ts';
import type { Report } from './problems.ts';
import type { CompiledUnit } from './unit.ts';
import { differenceOf } from './words.ts';

const rubricWords = ['id', 'title', 'html', 'levels.*.id', 'levels.*.title', 'levels.*.html'];
const activityWords = [
  ...['title', 'prompt', 'hints', 'solution', 'settings', 'language'],
  ...rubricWords.map((path) => `rubric.criteria.*.${path}`),
];

function differenceBetween(original: Activity, variant: Activity, types: ActivityTypes): string | null {
  const outside = differenceOf(original, variant, activityWords);
  const type = types.get(original.type);
  if (outside || !type?.answer) return outside;
  return differenceOf(original.settings, variant.settings, type.words ?? []);
}

const top = { line: 1, column: 1 };

/** The activities of a variant that fit those of the original; what does not is reported. */
export function fitVariant(
  original: CompiledUnit,
  variant: CompiledUnit,
  types: ActivityTypes,
  report: Report,
): Activity[] {
  const { file } = original.unit;
  const known = new Map(original.activities.map((activity) => [activity.key, activity]));
  const refuse = (code: string, message: string, remedy: string, key?: string) =>
    report({ code, message, remedy, place: (key && variant.places.get(key)) || top });
  const fitting = variant.activities.filter((activity) => {
    const { key } = activity;
    const meant = known.get(key);
    if (!meant) {
      const remedy = 'Check its key, or take it out.';
      refuse('unknown-activity', `There is no activity "${key}" in ${file}.`, remedy, key);
      return false;
    }
    const difference = differenceBetween(meant, activity, types);
    if (!difference) return true;
    const message = `"${key}" differs from ${file} in more than words: ${difference}.`;
    refuse('variant-differs', message, 'Write it as it is there; only texts may differ.', key);
    return false;
  });
  for (const key of known.keys())
    if (!variant.activities.some((activity) => activity.key === key))
      refuse('untranslated-activity', `The activity "${key}" of ${file} is missing.`, 'Translate it, too.');
  const order = [...known.keys()].filter((key) => fitting.some((activity) => activity.key === key));
  if (order.some((key, at) => key !== fitting[at]?.key)) {
    const remedy = 'Give them the same order.';
    refuse('variant-order', `The activities stand in another order than in ${file}.`, remedy);
  }
  return fitting;
}

/** Ids stay: a mark that somebody gave names its criterion in every language. */
const rubricInWords = ({ criteria }: Rubric, words: Rubric): Rubric => ({
  criteria: criteria.map((criterion, at) => {
    const { title, html, levels } = words.criteria[at] ?? criterion;
    const levelInWords = (level: RubricLevel, index: number) => ({
      ...(levels[index] ?? level),
      id: level.id,
    });
    return { ...criterion, title, html, levels: criterion.levels.map(levelInWords) };
  }),
});

/** The original, pooled, in the words of its variant. */
function inWords(pooled: Activity, variant: Activity, types: ActivityTypes, language: string): Activity {
  const { title, prompt, hints, solution, settings, rubric } = variant;
  const pool = types.get(pooled.type)?.pool;
  return {
    ...pooled,
    ...{ title: title ?? pooled.title, prompt, hints, solution, language },
    settings: pool ? pool(settings, [pooled.settings]) : settings,
    ...(pooled.rubric && rubric && { rubric: rubricInWords(pooled.rubric, rubric) }),
  };
}

/** Activities under which an answer that is right in any of the languages is right. */
export const poolActivities = (
  activities: readonly Activity[],
  variants: readonly (readonly Activity[])[],
  types: ActivityTypes,
): Activity[] =>
  activities.map((activity) => {
    const pool = types.get(activity.type)?.pool;
    const others = variants.flatMap((own) => own.find(({ key }) => key === activity.key)?.settings ?? []);
    return pool && others.length > 0 ? { ...activity, settings: pool(activity.settings, others) } : activity;
  });

/** Blocks of the variant, and what only the original has behind what stands before it there. */
function blocksOf(
  original: readonly Block[],
  variant: readonly Block[],
  known: ReadonlySet<string>,
): Block[] {
  const blocks = variant.filter((block) => block.kind === 'html' || known.has(block.key));
  const placeOf = (key: string) =>
    blocks.findIndex((block) => block.kind === 'activity' && block.key === key);
  let before: string | null = null;
  for (const block of original) {
    if (block.kind !== 'activity') continue;
    if (placeOf(block.key) < 0)
      blocks.splice(before === null ? blocks.length : placeOf(before) + 1, 0, block);
    before = block.key;
  }
  return blocks;
}

export function toVariant(
  pooled: CompiledUnit,
  variant: CompiledUnit,
  fitting: readonly Activity[],
  types: ActivityTypes,
): UnitVariant {
  const { key, title, blocks, headings, text, words, file, hasMath } = variant.unit;
  const { language } = variant;
  const activities = pooled.activities.flatMap((activity) => {
    const own = fitting.find((one) => one.key === activity.key);
    return own ? [inWords(activity, own, types, language)] : [];
  });
  return {
    ...{ key, language, title, headings, text, words, file, activities },
    blocks: blocksOf(pooled.unit.blocks, blocks, new Set(pooled.activities.map((activity) => activity.key))),
    // An activity that is read in the original may bring formulas of its own.
    hasMath: hasMath || pooled.unit.hasMath,
  };
}
