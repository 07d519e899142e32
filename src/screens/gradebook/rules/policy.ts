/** Between a policy and its form. Pure. */
import type { GradingPolicy } from '#modules/content/index.ts';
import type { FormValues } from '#ui/form.tsx';
import type { PolicyBody } from '../schema.ts';

type Fields = Record<string, string | string[]>;

const textOf = (value: string | string[] | undefined) => String(value ?? '').trim();
/** Nothing is null; what is no number stays text, and the shape refuses it. */
const numberOf = (value: string | string[] | undefined): unknown => {
  const text = textOf(value).replace(',', '.').replace(/\s*%$/, '');
  return text === '' ? null : Number.isFinite(Number(text)) ? Number(text) : text;
};

/** `A 90`, one a line; a line without a number stays text, and the shape refuses it. */
const lettersOf = (text: string) =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const [, letter = line, from = ''] = /^(.*?)[\s:=]+([\d.,]+)\s*%?$/.exec(line) ?? [];
      return { letter: letter.trim(), from: numberOf(from) ?? line };
    });

export const lettersText = (letters: GradingPolicy['letters']): string =>
  letters.map(({ letter, from }) => `${letter} ${from}`).join('\n');

/** Form fields, `weight.<category>` and the like, to the body's shape. */
export function policyFromForm(fields: Fields): unknown {
  const keys = [fields.category ?? []].flat();
  return {
    ...{ after: fields.after, reason: textOf(fields.reason), counts: fields.counts },
    own: fields.own === 'true',
    confirm: fields.confirm === 'true',
    pass: numberOf(fields.pass),
    rounding: numberOf(fields.rounding),
    letters: lettersOf([fields.letters ?? ''].flat().join('\n')),
    categories: keys.map((key) => ({
      key,
      weight: numberOf(fields[`weight.${key}`]) ?? 0,
      drop: numberOf(fields[`drop.${key}`]) ?? 0,
      dropHighest: numberOf(fields[`drop-highest.${key}`]) ?? 0,
      extra: fields[`extra.${key}`] === 'true',
      pass: numberOf(fields[`pass.${key}`]),
    })),
  };
}

export function formOf(policy: GradingPolicy): FormValues {
  const ofCategories = policy.categories.flatMap(({ key, ...c }) => [
    [`weight.${key}`, c.weight],
    [`drop.${key}`, c.drop],
    [`drop-highest.${key}`, c.dropHighest ?? 0],
    [`extra.${key}`, c.extra ?? false],
    [`pass.${key}`, c.pass ?? ''],
  ]);
  return {
    ...{ counts: policy.counts, pass: policy.pass ?? '', rounding: policy.rounding ?? '' },
    letters: lettersText(policy.letters),
    ...Object.fromEntries(ofCategories),
  };
}

/** What was filled in, over what the course says; a category that the form does not name stays. */
export function policyOf(own: GradingPolicy, body: PolicyBody): GradingPolicy {
  const filled = new Map(body.categories.map((category) => [category.key, category]));
  const { rounding, pass, counts } = body;
  return {
    ...(own.late && { late: own.late }),
    ...{ counts, pass },
    ...(rounding !== null && { rounding }),
    letters: [...body.letters].sort((a, b) => b.from - a.from),
    categories: own.categories.map(({ key, title, ...rest }) => {
      const given = filled.get(key);
      if (!given) return { key, title, ...rest };
      const { weight, drop, dropHighest, extra } = given;
      return {
        ...{ key, title, weight, drop },
        ...(dropHighest > 0 && { dropHighest }),
        ...(extra && { extra }),
        ...(given.pass !== null && { pass: given.pass }),
      };
    }),
  };
}
