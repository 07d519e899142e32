/** Boxes of other dialects by their name: which of ours, and what its title is where it has none. */
import type { Translate } from '#lib/messages.ts';

type Kind = 'note' | 'tip' | 'warning' | 'example' | 'details';
export interface Box {
  /** Null: for teachers, so learners do not see it; `open`: only its content counts. */
  kind: Kind | 'open' | null;
  title: string | null;
}

const kinds: Record<string, Kind | 'open' | null> = {
  ...{
    note: 'note',
    info: 'note',
    callout: 'note',
    'callout-note': 'note',
    important: 'note',
    seealso: 'note',
  },
  ...{
    abstract: 'note',
    summary: 'note',
    todo: 'note',
    objectives: 'note',
    questions: 'note',
    prereq: 'note',
  },
  ...{
    checklist: 'note',
    testimonial: 'note',
    quote: 'note',
    discussion: 'note',
    'callout-important': 'note',
  },
  ...{ tip: 'tip', hint: 'tip', keypoints: 'tip', success: 'tip', 'callout-tip': 'tip' },
  ...{ warning: 'warning', caution: 'warning', danger: 'warning', attention: 'warning', error: 'warning' },
  ...{ failure: 'warning', bug: 'warning', 'callout-warning': 'warning', 'callout-caution': 'warning' },
  ...{ example: 'example', challenge: 'example', exercise: 'example', question: 'example', panel: 'example' },
  ...{
    solution: 'details',
    spoiler: 'details',
    details: 'details',
    accordion: 'details',
    dropdown: 'details',
  },
  ...{ answer: 'details', faq: 'example', group: 'open', tab: 'open', 'tab-set': 'open', 'tab-item': 'open' },
  ...{ instructor: null },
};

/** Undefined: no box of that name is known, so it is a text in a frame. */
export function boxNamed(name: string, t: Translate): Box | undefined {
  if (!Object.hasOwn(kinds, name)) return undefined;
  const titles: Record<string, string> = {
    ...{ objectives: t('book.objectives'), questions: t('book.questions'), keypoints: t('book.keypoints') },
    ...{ prereq: t('book.prereq'), discussion: t('book.discussion'), challenge: t('book.exercise') },
    ...{ exercise: t('book.exercise'), solution: t('book.solution'), answer: t('book.solution') },
  };
  return { kind: kinds[name] ?? null, title: titles[name] ?? null };
}
