import type { Doubt } from '#modules/content/contract.ts';
import type { Form, TextSettings } from './settings.ts';

/** Nobody writes a text of more words exactly as the author did. */
const mostWords = 5;

export function doubtsOfText({ accepted }: TextSettings): Doubt[] {
  const right = accepted.filter(({ score }) => score === 1);
  const long = right.every(
    ({ kind, value }) => kind === 'text' && value.trim().split(/\s+/).length > mostWords,
  );
  return right.length > 0 && long ? [{ code: 'exact-sentence' }] : [];
}

const sameForm = (one: Form, other: Form) => one.kind === other.kind && one.value === other.value;

/** Each answer of `first` counts as well as it is written at the same place of the others. */
export function poolTexts(first: TextSettings, others: readonly TextSettings[]): TextSettings {
  const accepted = first.accepted.map(({ also: own = [], ...one }, at) => {
    const forms = others.flatMap(({ accepted: theirs }) => {
      const there = theirs[at];
      return there ? [there, ...(there.also ?? [])] : [];
    });
    const also: Form[] = [];
    for (const { kind, value } of [...own, ...forms])
      if (![one, ...also].some((known) => sameForm(known, { kind, value }))) also.push({ kind, value });
    return also.length > 0 ? { ...one, also } : one;
  });
  return { ...first, accepted };
}
