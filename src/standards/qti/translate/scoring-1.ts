/**
 * Response processing of QTI 1.2, carried out: what an answer gives and what is said about it is found by asking, not
 * by guessing from the shape of the conditions, since every program writes them otherwise.
 */
import { childrenNamed, elementsOf, textOf, type XmlElement } from '../../xml.ts';

/** By `ident` of the response: what was chosen or typed. */
export type Answers = Readonly<Record<string, readonly string[]>>;

export interface Outcome {
  score: number;
  /** Idents of the feedback that shows. */
  feedback: string[];
}

const number = (text: string) => (text.trim() === '' ? Number.NaN : Number(text));

function compares(element: XmlElement, given: readonly string[]): boolean {
  const wanted = textOf(element);
  const same = element.attributes.case?.toLowerCase() === 'yes';
  const fold = (text: string) => (same ? text : text.toLowerCase());
  const some = (test: (value: string) => boolean) => given.some(test);
  switch (element.name) {
    case 'varequal':
      return some((value) => fold(value) === fold(wanted));
    case 'varsubstring':
      return some((value) => fold(value).includes(fold(wanted)));
    case 'vargt':
      return some((value) => number(value) > number(wanted));
    case 'vargte':
      return some((value) => number(value) >= number(wanted));
    case 'varlt':
      return some((value) => number(value) < number(wanted));
    case 'varlte':
      return some((value) => number(value) <= number(wanted));
    default:
      return false;
  }
}

function holds(element: XmlElement, answers: Answers): boolean {
  if (element.name === 'other') return true;
  if (element.name === 'not') return !elementsOf(element).some((child) => holds(child, answers));
  if (element.name === 'or') return elementsOf(element).some((child) => holds(child, answers));
  if (element.name === 'and' || element.name === 'conditionvar')
    return elementsOf(element).every((child) => holds(child, answers));
  return compares(element, answers[element.attributes.respident ?? ''] ?? []);
}

/** What an answer gives, of a whole that `mostOf` tells. */
export function process(processing: XmlElement | undefined, answers: Answers): Outcome {
  const outcome: Outcome = { score: 0, feedback: [] };
  for (const condition of conditionsOf(processing)) {
    if (!childrenNamed(condition, 'conditionvar').every((one) => holds(one, answers))) continue;
    for (const set of childrenNamed(condition, 'setvar')) {
      if (!/^(?:score|que_score)?$/i.test(set.attributes.varname ?? '')) continue;
      const value = number(textOf(set)) || 0;
      const action = set.attributes.action?.toLowerCase() ?? 'set';
      if (action === 'add') outcome.score += value;
      else if (action === 'subtract') outcome.score -= value;
      else outcome.score = value;
    }
    for (const shown of childrenNamed(condition, 'displayfeedback'))
      outcome.feedback.push(shown.attributes.linkrefid ?? '');
    if (!goesOn(condition)) break;
  }
  return outcome;
}

/** The first condition that holds ends it, unless it says otherwise; conditions that add points mean to go on. */
function goesOn(condition: XmlElement): boolean {
  const word = condition.attributes.continue?.toLowerCase();
  if (word) return word === 'yes';
  const sets = childrenNamed(condition, 'setvar');
  return sets.length > 0 && sets.every((set) => set.attributes.action?.toLowerCase() === 'add');
}

export const conditionsOf = (processing: XmlElement | undefined): XmlElement[] =>
  processing ? childrenNamed(processing, 'respcondition') : [];

/** What conditions compare a response with, without what must not hold. */
export function comparedIn(conditions: readonly XmlElement[], ident: string): XmlElement[] {
  const inside = (element: XmlElement): XmlElement[] =>
    element.name === 'not'
      ? []
      : elementsOf(element).flatMap((child) =>
          child.attributes.respident === ident && child.name.startsWith('var') ? [child] : inside(child),
        );
  return conditions.flatMap((condition) => childrenNamed(condition, 'conditionvar').flatMap(inside));
}

/** The score that stands for all points: as declared, or the most that any condition gives. */
export function mostOf(processing: XmlElement | undefined): number {
  if (!processing) return 1;
  const declared = childrenNamed(processing, 'outcomes')
    .flatMap((outcomes) => childrenNamed(outcomes, 'decvar'))
    .map(({ attributes }) => Number(attributes.maxvalue))
    .find((value) => value > 0);
  const given = conditionsOf(processing).flatMap((condition) =>
    childrenNamed(condition, 'setvar').map((set) => number(textOf(set)) || 0),
  );
  return declared ?? Math.max(...given, 1);
}
