/** What the fields of the settings are called, and what can be chosen in them. */
import type { MessageKey, Translate } from '#lib/messages.ts';
import type { Choice } from '#ui/field.tsx';

const choices = (t: Translate, area: string, values: readonly string[]): Choice[] =>
  values.map((value) => ({ value, label: t(`settings.${area}-${value}` as MessageKey) }));

export const levels = (t: Translate) => choices(t, 'level', ['introductory', 'intermediate', 'advanced']);
export const counting = (t: Translate) => choices(t, 'counts', ['best', 'last', 'first', 'average']);
export const showing = (t: Translate) => choices(t, 'show', ['never', 'answered', 'correct', 'finished']);
