/** Responses of QTI 1.2: chosen, put in order, paired or typed. */
import type { Answering, NumberAnswer, Option, QuestionNote, TypedAnswer } from '../../questions.ts';
import { childrenNamed, descendants, elementsOf, textOf, type XmlElement } from '../../xml.ts';
import { type Feedback, saidOf } from './feedback-1.ts';
import { material, materialHtml } from './material.ts';
import { comparedIn, conditionsOf, process } from './scoring-1.ts';

export interface Field {
  response: XmlElement;
  ident: string;
}

/** How answers of the item are judged. */
export interface Scored {
  processing: XmlElement | undefined;
  /** The score of all points. */
  most: number;
  feedback: Feedback;
  notes: QuestionNote[];
}

const rounded = (share: number) => Math.round(Math.min(1, Math.max(-1, share)) * 1e5) / 1e5;

const shareOf = (scored: Scored, ident: string, values: string[]): number =>
  rounded(process(scored.processing, { [ident]: values }).score / scored.most);
const said = (scored: Scored, ident: string, values: string[]) =>
  saidOf(scored.processing, scored.feedback, ident, values);

const labelsOf = (response: XmlElement) =>
  descendants(response).filter(({ name }) => name === 'response_label');
const identOf = (label: XmlElement) => label.attributes.ident ?? '';
const isYes = (value: string | undefined) => value?.toLowerCase() === 'yes';

/** The options of a field together, each with what choosing it gives. */
export function chosen({ response, ident }: Field, scored: Scored): Answering {
  const labels = labelsOf(response);
  const multiple = response.attributes.rcardinality?.toLowerCase() === 'multiple';
  const [render] = childrenNamed(response, 'render_choice');
  const shuffle = isYes(render?.attributes.shuffle);
  const option = (label: XmlElement, share: number): Option => ({
    text: material(label),
    share,
    feedback: said(scored, ident, [identOf(label)]),
  });
  const alone = labels.map((label) => shareOf(scored, ident, [identOf(label)]));
  if (!multiple)
    return {
      kind: 'choice',
      multiple,
      shuffle,
      options: labels.map((label, index) => option(label, alone[index] ?? 0)),
    };
  const total = rounded(alone.reduce((sum, share) => sum + Math.max(0, share), 0));
  if (total > 0.99 && alone.every((share) => share < 0.99))
    return {
      kind: 'choice',
      multiple,
      shuffle,
      options: labels.map((label, index) => option(label, alone[index] ?? 0)),
    };
  const right = rightSet(labels.map(identOf), ident, scored);
  const options = labels.map((label) => option(label, right.has(identOf(label)) ? 1 : 0));
  return { kind: 'choice', multiple, shuffle, options, partial: 'none' };
}

/** What has to be chosen for all points: what conditions ask for and do not forbid. */
function rightSet(idents: string[], ident: string, scored: Scored): Set<string> {
  const { processing, most } = scored;
  const conditions = conditionsOf(processing);
  const askedFor = (some: XmlElement[]) => {
    const named = comparedIn(some, ident).map(textOf);
    return idents.filter((one) => named.includes(one));
  };
  const full = conditions
    .map((condition) => askedFor([condition]))
    .find((set) => set.length > 0 && process(processing, { [ident]: set }).score >= most * 0.99);
  return new Set(full ?? askedFor(conditions));
}

/** The right order is that in which the conditions name the labels. */
export function ordered({ response, ident }: Field, scored: Scored): Answering | null {
  const labels = new Map(labelsOf(response).map((label) => [identOf(label), label]));
  const names = [...new Set(comparedIn(conditionsOf(scored.processing), ident).map(textOf))];
  const items = names.flatMap((name) => labels.get(name) ?? []);
  return items.length === labels.size && items.length > 1
    ? { kind: 'order', items: items.map(material), partial: 'none' }
    : null;
}

/** Fields that offer the same labels, each of which has one that is right. */
export function matched(fields: readonly Field[], scored: Scored): Answering | null {
  const offers = fields.map(({ response }) => labelsOf(response));
  const spelled = (labels: XmlElement[]) =>
    labels.map((label) => `${identOf(label)} ${materialHtml(label)}`).join('\n');
  const [first = []] = offers;
  if (first.length === 0 || offers.some((labels) => spelled(labels) !== spelled(first))) return null;
  const rows = fields.map(({ response, ident }) => {
    const named = comparedIn(conditionsOf(scored.processing), ident).map(textOf);
    return { left: material(response), right: first.find((label) => named.includes(identOf(label))) };
  });
  if (rows.some(({ left, right }) => !right || left.text === '')) return null;
  const used = new Set(rows.map(({ right }) => right));
  const pairs = rows.flatMap(({ left, right }) => (right ? [{ left, right: material(right) }] : []));
  const others = first
    .filter((label) => !used.has(label))
    .map((label) => ({ left: null, right: material(label) }));
  return { kind: 'match', pairs: [...pairs, ...others], shuffle: false };
}

const isNumeric = (response: XmlElement, type: string): boolean =>
  response.name === 'response_num' ||
  /numerical/.test(type) ||
  descendants(response).some(
    ({ name, attributes }) => name === 'render_fib' && /decimal|integer/i.test(attributes.fibtype ?? ''),
  );

export function typed(field: Field, scored: Scored, type: string): Answering | null {
  const compared = comparedIn(conditionsOf(scored.processing), field.ident);
  const labels = labelsOf(field.response);
  const fib = descendants(field.response).find(({ name }) => name === 'render_fib');
  if (/essay/.test(type) || (compared.length === 0 && labels.length <= 1)) {
    const rows = Number(fib?.attributes.rows);
    return { kind: 'essay', attributes: rows > 1 && rows <= 50 ? { lines: String(rows) } : {} };
  }
  return isNumeric(field.response, type) ? typedNumber(field, scored) : typedText(field, scored, compared);
}

const star = (text: string) => text.replaceAll('*', '\\*');

function typedText({ ident }: Field, scored: Scored, compared: XmlElement[]): Answering | null {
  const answers = compared.flatMap((one): TypedAnswer[] => {
    const value = textOf(one);
    const text = one.name === 'varsubstring' ? `*${star(value)}*` : star(value);
    return [{ text, share: shareOf(scored, ident, [value]), feedback: said(scored, ident, [value]) }];
  });
  const isCase = compared.some(({ attributes }) => isYes(attributes.case));
  const unique = answers.filter(({ text }, index) => answers.findIndex((one) => one.text === text) === index);
  return unique.length > 0 ? { kind: 'text', case: isCase, answers: unique } : null;
}

/** No number that anybody asks for. */
const farAway = '1e300';

/** Bounds and values of one condition: `[33.32,33.34]`, or the value alone; `try` is a number that only it is for. */
function rangesOf(condition: XmlElement): { value: string; tolerance: string | null; try: string }[] {
  if (descendants(condition).some(({ name }) => name === 'other'))
    return [{ value: '*', tolerance: null, try: farAway }];
  const named = (name: string) =>
    descendants(condition)
      .filter((one) => one.name === name)
      .map(textOf);
  const [low, lowOpen] = [named('vargte')[0], named('vargt')[0]];
  const [high, highOpen] = [named('varlte')[0], named('varlt')[0]];
  const from = low ?? lowOpen;
  const to = high ?? highOpen;
  const [exact, ...others] = named('varequal');
  if (from === undefined && to === undefined)
    return [exact ?? [], ...others].flat().map((value) => ({ value, tolerance: null, try: value }));
  // A number and what is as near to it on both sides.
  const [below, above] = [Number(exact) - Number(from), Number(to) - Number(exact)];
  if (exact !== undefined && Math.abs(below - above) <= 1e-9 * Math.abs(above))
    return [{ value: exact, tolerance: String(Number(above.toPrecision(9))), try: to ?? exact }];
  const value = `${low === undefined ? '(' : '['}${from ?? '-inf'},${to ?? 'inf'}${high === undefined ? ')' : ']'}`;
  const middle = (Number(from ?? to) + Number(to ?? from)) / 2;
  return [
    {
      value,
      tolerance: null,
      try: String(from === undefined ? middle - 1 : to === undefined ? middle + 1 : middle),
    },
  ];
}

/** Any other number stands last, since the first one that fits decides, and only where something is said of it. */
function typedNumber({ ident }: Field, scored: Scored): Answering | null {
  const answers = conditionsOf(scored.processing).flatMap((condition): NumberAnswer[] =>
    elementsOf(condition)
      .filter(({ name }) => name === 'conditionvar')
      .flatMap(rangesOf)
      .filter(({ try: value }) => value !== '' && Number.isFinite(Number(value)))
      .map(({ value, tolerance, try: tried }) => ({
        ...{ value, tolerance, share: shareOf(scored, ident, [tried]) },
        feedback: said(scored, ident, [tried]),
      })),
  );
  const isOther = ({ value }: NumberAnswer) => value === '*';
  const numbers = answers.filter(
    (answer, index) =>
      !isOther(answer) &&
      answers.findIndex(
        ({ value, tolerance }) => value === answer.value && tolerance === answer.tolerance,
      ) === index,
  );
  const rest = answers.filter((answer) => isOther(answer) && answer.feedback).slice(-1);
  return numbers.some(({ share }) => share > 0)
    ? { kind: 'number', answers: [...numbers, ...rest], units: [], unitRequired: false }
    : null;
}
