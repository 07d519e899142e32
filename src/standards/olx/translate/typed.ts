/** Responses that are typed: numbers with their tolerance, texts with their variants. */

import { RE2JS } from 're2js';
import { childrenNamed, descendants, innerHtml, textOf, type XmlElement } from '../../xml.ts';
import type { HtmlContext } from './notes.ts';
import { answerLeaf, type Reading } from './reading.ts';

const plainNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const interval = /^([[(])\s*([^,;\s]+)\s*,\s*([^,;\s]+)\s*([\])])$/;

/** A number as the source writes it: plain, `6.02*10^23` or `1/3`. Other expressions are not computed. */
function numberOf(text: string): string | null {
  const plain = text.replace(/\s+/g, '').replace('−', '-');
  if (plainNumber.test(plain)) return plain;
  const [, factor, power] = /^([+-]?[\d.]+)\*10(?:\^|\*\*)\(?([+-]?\d+)\)?$/.exec(plain) ?? [];
  if (factor && power && plainNumber.test(factor)) return `${factor}e${power}`;
  const [, above, below] = /^([+-]?[\d.]+)\/([\d.]+)$/.exec(plain) ?? [];
  if (above && below && plainNumber.test(above) && plainNumber.test(below) && Number(below) !== 0) {
    return String(Number(above) / Number(below));
  }
  return null;
}

/** A number or an interval; null: neither. */
function answerOf(text: string): { answer: string; isInterval: boolean } | null {
  const [, open, low, high, close] = interval.exec(text.trim()) ?? [];
  if (low && high) {
    const [from, to] = [numberOf(low), numberOf(high)];
    return from && to ? { answer: `${open}${from},${to}${close}`, isInterval: true } : null;
  }
  const number = numberOf(text);
  return number ? { answer: number, isInterval: false } : null;
}

/** Open edX forgives a thousandth of a per cent where nothing is said. */
const usualTolerance = '0.001%';

function toleranceOf(response: XmlElement): string | null {
  const param = descendants(response).find(
    ({ name, attributes }) => name === 'responseparam' && (attributes.type ?? 'tolerance') === 'tolerance',
  );
  const text = (param?.attributes.default ?? usualTolerance).replace(/\s+/g, '');
  const [, size = '', percent = ''] = /^(.*?)(%?)$/.exec(text) ?? [];
  const number = numberOf(size);
  return number ? `${number}${percent}` : null;
}

const feedbackOf = (element: XmlElement): string =>
  childrenNamed(element, 'correcthint')
    .map((one) => innerHtml(one))
    .join(' ');

/** What stands behind the field: "weeks". */
const unitOf = (response: XmlElement): string | null =>
  descendants(response)
    .map(({ attributes }) => attributes.trailing_text?.replaceAll('|', ' ').trim())
    .find(Boolean) ?? null;

export function readNumber(response: XmlElement, html: HtmlContext): Reading | null {
  const main = answerOf(response.attributes.answer ?? '');
  const tolerance = toleranceOf(response);
  if (!main || !tolerance) {
    html.note('expression', response.attributes.answer ?? '');
    return null;
  }
  if (response.attributes.partial_credit) html.note('partial-rule', response.attributes.partial_credit);
  const width = (one: { isInterval: boolean }): Record<string, string> =>
    one.isInterval ? {} : { tolerance };
  const others = childrenNamed(response, 'additional_answer').flatMap((one) => {
    const found = answerOf(one.attributes.answer ?? textOf(one));
    if (!found) html.note('expression', one.attributes.answer ?? '');
    return found ? [answerLeaf({ value: found.answer, ...width(found) }, feedbackOf(one), html)] : [];
  });
  const unit = unitOf(response);
  const praise = feedbackOf(response);
  if (praise) {
    const leaf = answerLeaf({ value: main.answer, ...width(main) }, praise, html);
    return { type: 'numeric', attributes: { unit }, content: [leaf, ...others] };
  }
  return { type: 'numeric', attributes: { answer: main.answer, ...width(main), unit }, content: others };
}

/** Python writes some things otherwise than RE2, which the compiler asks for. */
function isPatternOfOurs(pattern: string): boolean {
  try {
    RE2JS.compile(whole(pattern));
    return true;
  } catch {
    return false;
  }
}

/** Open edX holds a pattern against the whole answer. */
const whole = (pattern: string) => `^(?:${pattern})$`;

export function readString(response: XmlElement, html: HtmlContext): Reading | null {
  const { answer = '', type = '' } = response.attributes;
  const kinds = type.split(/\s+/);
  const isPattern = kinds.includes('regexp');
  // Before 2014 several answers stood in one attribute.
  const answers = isPattern ? [answer] : answer.split('_or_').map((one) => one.trim());
  const additional = childrenNamed(response, 'additional_answer').map((one) => ({
    text: one.attributes.answer ?? textOf(one),
    feedback: feedbackOf(one),
  }));
  const right = [
    ...answers.map((text, index) => ({ text, feedback: index === 0 ? feedbackOf(response) : '' })),
    ...additional,
  ];
  const wrong = descendants(response)
    .filter(({ name }) => name === 'stringequalhint' || name === 'regexphint')
    .map((one) => ({
      text: one.attributes.answer ?? '',
      feedback: innerHtml(one),
      isPattern: isPattern || one.name === 'regexphint',
    }));
  if (right.some(({ text }) => text.trim() === '')) {
    html.note('no-answer');
    return null;
  }
  const patterns = [...(isPattern ? right : []), ...wrong.filter((one) => one.isPattern)];
  if (!patterns.every(({ text }) => isPatternOfOurs(text))) {
    html.note('pattern', patterns.map(({ text }) => text).join(' | '));
    return null;
  }
  const leaf = (text: string, pattern: boolean, score: string | null, feedback: string) =>
    answerLeaf(
      { ...(pattern ? { pattern: whole(text) } : { text }), ...(score && { score }) },
      feedback,
      html,
    );
  const counts = { case: kinds.includes('ci') ? null : '', accents: '' };
  const [first] = right;
  const simple = right.length === 1 && first && !isPattern && !first.feedback;
  const leaves = [
    ...(simple ? [] : right.map(({ text, feedback }) => leaf(text, isPattern, null, feedback))),
    ...wrong.filter(({ text }) => text).map((one) => leaf(one.text, one.isPattern, '0', one.feedback)),
  ];
  return {
    type: 'text-answer',
    attributes: { ...(simple && { answer: first.text }), ...counts },
    content: leaves,
  };
}
