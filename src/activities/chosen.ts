/** Answers that name options by id: choices and polls. */
import type { Translate } from '#lib/messages.ts';

interface Offer {
  multiple: boolean;
  options: readonly { id: string; text: string }[];
}

/** An id that is not offered comes from a page drawn before the question changed. */
export function refuseChosen(chosen: readonly string[], offer: Offer, t: Translate): string | null {
  const known = new Set(offer.options.map((option) => option.id));
  if (chosen.some((id) => !known.has(id))) return t('activities.question-changed');
  if (!offer.multiple && chosen.length > 1) return t('activities.choose-only-one');
  return null;
}

/** Texts of the chosen options, in the author's order. */
export const textsOf = (options: Offer['options'], chosen: readonly string[]): string[] =>
  options.filter(({ id }) => chosen.includes(id)).map(({ text }) => text);
