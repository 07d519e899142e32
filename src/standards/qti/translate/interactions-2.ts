/** Interactions of QTI 2 and 3 as ways of answering that we have. */
import type { Answering, NumberAnswer, Option, RichText, TypedAnswer } from '../../questions.ts';
import { childrenNamed, type XmlElement } from '../../xml.ts';
import { type Declaration, elementsNamed, type Rule } from './declarations-2.ts';
import type { Feedback2 } from './feedback-2.ts';
import { bodyHtml } from './html-2.ts';

export interface Asked {
  interaction: XmlElement;
  declaration: Declaration;
  rule: Rule;
  /** What all points come to, where points are mapped. */
  points: number;
  feedback: Feedback2;
}

const rich = (element: XmlElement): RichText => ({ format: 'html', text: bodyHtml(element) });
const rounded = (share: number) => Math.round(Math.min(1, Math.max(-1, share)) * 1e5) / 1e5;
const isTrue = (value: string | undefined) => value === 'true';
const identifierOf = ({ attributes }: XmlElement) => attributes.identifier ?? '';

function mostOf({ declaration: { mapping }, points }: Asked): number {
  const positive = [...(mapping?.values.values() ?? [])].filter((value) => value > 0);
  return mapping?.most ?? (positive.length > 0 ? positive.reduce((sum, value) => sum + value, 0) : points);
}

function choiceOf(asked: Asked, names: string[]): Answering | null {
  const { interaction, declaration, rule, feedback } = asked;
  if (rule === 'none') return null;
  const multiple = declaration.cardinality === 'multiple';
  const { mapping, correct } = declaration;
  const best = Math.max(...(mapping?.values.values() ?? []), 0);
  // Of one choice the best key gives all points; of several their sum does.
  const whole = multiple ? mostOf(asked) : (mapping?.most ?? (best > 0 ? best : 1));
  const mapped = (id: string) => rounded((mapping?.values.get(id) ?? mapping?.other ?? 0) / whole);
  const options = names
    .flatMap((name) => elementsNamed(interaction, name))
    .map((element): Option => {
      const id = identifierOf(element);
      const share = rule === 'map' ? mapped(id) : correct.includes(id) ? 1 : 0;
      const said = feedback.option(id) ?? (multiple ? null : share >= 1 ? feedback.right : feedback.wrong);
      return { text: rich(element), share, feedback: said };
    });
  const shuffle = isTrue(interaction.attributes.shuffle);
  return {
    kind: 'choice',
    multiple,
    shuffle,
    options,
    ...(multiple && rule === 'correct' && { partial: 'none' as const }),
  };
}

const star = (text: string) => text.replaceAll('*', '\\*');

function typedOf(asked: Asked): Answering | null {
  const { declaration, rule, feedback } = asked;
  const { mapping, correct, baseType, tolerance } = declaration;
  const whole = Math.max(...(mapping?.values.values() ?? []), 0) || 1;
  const keys =
    rule === 'map' && mapping ? [...mapping.values] : correct.map((value) => [value, whole] as const);
  const said = (share: number) => (share >= 1 ? feedback.right : null);
  if (keys.length === 0) return null;
  if (baseType === 'float' || baseType === 'integer') {
    const answers = keys.map(([value, points]): NumberAnswer => {
      const share = rounded(points / whole);
      return { value, tolerance, share, feedback: said(share) };
    });
    const rest: NumberAnswer[] = feedback.wrong
      ? [{ value: '*', tolerance: null, share: 0, feedback: feedback.wrong }]
      : [];
    return { kind: 'number', answers: [...answers, ...rest], units: [], unitRequired: false };
  }
  const answers = keys.map(([value, points]): TypedAnswer => {
    const share = rounded(points / whole);
    return { text: star(value), share, feedback: said(share) };
  });
  const rest: TypedAnswer[] = feedback.wrong ? [{ text: '*', share: 0, feedback: feedback.wrong }] : [];
  return { kind: 'text', case: mapping?.caseCounts ?? true, answers: [...answers, ...rest] };
}

/** Keys that count, as pairs of identifiers. */
function pairsIn({ declaration: { correct, mapping }, rule }: Asked): [string, string][] {
  const positive = [...(mapping?.values ?? [])].filter(([, value]) => value > 0).map(([key]) => key);
  const keys = rule === 'map' || correct.length === 0 ? positive : correct;
  return keys.map((key) => {
    const [left = '', right = ''] = key.trim().split(/\s+/);
    return [left, right];
  });
}

/** Each of `rows` has one partner, or this is no table of ours. */
function matchOf(
  asked: Asked,
  rows: readonly { id: string; text: RichText }[],
  targets: readonly { id: string; text: RichText }[],
): Answering | null {
  const pairs = pairsIn(asked);
  const partners = rows.map(({ id }) =>
    pairs.flatMap(([left, right]) => (left === id ? [right] : right === id ? [left] : [])),
  );
  if (rows.length === 0 || partners.some((found) => found.length !== 1)) return null;
  const rights = partners.map(([id]) => targets.find((target) => target.id === id));
  if (rights.some((right) => !right)) return null;
  const used = new Set(rights);
  return {
    kind: 'match',
    pairs: [
      ...rows.flatMap(({ text }, index) => {
        const right = rights[index];
        return right ? [{ left: text, right: right.text }] : [];
      }),
      ...targets.filter((target) => !used.has(target)).map(({ text }) => ({ left: null, right: text })),
    ],
    shuffle: isTrue(asked.interaction.attributes.shuffle),
    partial: asked.rule === 'map' ? 'each' : 'none',
  };
}

const named = (elements: XmlElement[]) => elements.map((one) => ({ id: identifierOf(one), text: rich(one) }));

function matchInteraction(asked: Asked): Answering | null {
  const [first = [], second = []] = childrenNamed(asked.interaction, 'simpleMatchSet').map((set) =>
    named(childrenNamed(set, 'simpleAssociableChoice')),
  );
  return matchOf(asked, first, second) ?? matchOf(asked, second, first);
}

/** Pairs of one set: those that come first in a pair are asked. */
function associateInteraction(asked: Asked): Answering | null {
  const all = named(childrenNamed(asked.interaction, 'simpleAssociableChoice'));
  const firsts = new Set(pairsIn(asked).map(([left]) => left));
  return matchOf(
    asked,
    all.filter(({ id }) => firsts.has(id)),
    all.filter(({ id }) => !firsts.has(id)),
  );
}

/** The gaps of a text, which shows them numbered, and the words that go into them. */
function gapMatchInteraction(asked: Asked): Answering | null {
  const words = named([
    ...childrenNamed(asked.interaction, 'gapText'),
    ...childrenNamed(asked.interaction, 'gapImg'),
  ]);
  const gaps = elementsNamed(asked.interaction, 'gap').map((gap, index) => ({
    id: identifierOf(gap),
    text: { format: 'plain' as const, text: `(${index + 1})` },
  }));
  return matchOf(asked, gaps, words);
}

function orderInteraction({ interaction, declaration }: Asked): Answering | null {
  const choices = elementsNamed(interaction, 'simpleChoice');
  const items = declaration.correct.flatMap((id) => choices.find((one) => identifierOf(one) === id) ?? []);
  if (items.length !== choices.length || items.length < 2) return null;
  return { kind: 'order', items: items.map(rich), partial: 'none' };
}

function essayOf({ interaction: { attributes } }: Asked): Answering {
  const lines = Number(attributes.expectedLines ?? attributes.expectedLength);
  return {
    kind: 'essay',
    attributes: Number.isInteger(lines) && lines > 1 && lines <= 50 ? { lines: String(lines) } : {},
  };
}

const readers: Record<string, (asked: Asked) => Answering | null> = {
  associateInteraction,
  choiceInteraction: (asked) => choiceOf(asked, ['simpleChoice']),
  extendedTextInteraction: (asked) =>
    asked.declaration.correct.length > 0 ? typedOf(asked) : essayOf(asked),
  gapMatchInteraction,
  hottextInteraction: (asked) => choiceOf(asked, ['hottext']),
  inlineChoiceInteraction: (asked) => choiceOf(asked, ['inlineChoice']),
  matchInteraction,
  orderInteraction,
  sliderInteraction: typedOf,
  textEntryInteraction: typedOf,
  uploadInteraction: () => ({ kind: 'files', attributes: {} }),
};

/** Null: no kind of ours judges alike. */
export const answeringOf = (asked: Asked): Answering | null =>
  Object.hasOwn(readers, asked.interaction.name) ? (readers[asked.interaction.name]?.(asked) ?? null) : null;
