/** A formula question of Canvas: names with ranges, and an expression of them. */
import type { Answering, Variable } from '../../questions.ts';
import { childrenNamed, descendants, textOf, type XmlElement } from '../../xml.ts';

const child = (element: XmlElement, name: string) => childrenNamed(element, name)[0];
const numberIn = (element: XmlElement, name: string) => Number(textOf(child(element, name) ?? element));

function variableOf(element: XmlElement): Variable | null {
  const { name = '', scale = '0' } = element.attributes;
  const variable = {
    name,
    from: numberIn(element, 'min'),
    to: numberIn(element, 'max'),
    step: 10 ** -Number(scale),
  };
  const isSound =
    Number.isFinite(variable.from) && Number.isFinite(variable.to) && variable.to >= variable.from;
  return /^[a-z]\w*$/i.test(name) && isSound && variable.step > 0 ? variable : null;
}

/** Names that expressions of ours know too, with the same meaning. */
const functions = /^(?:sin|cos|tan|asin|acos|atan|sqrt|abs|floor|ceil|round|exp|ln|min|max|fact)$/;

const isSimple = (formula: string, names: ReadonlySet<string>): boolean =>
  /^[\w\s.+\-*/^()]+$/.test(formula) &&
  [...formula.matchAll(/[a-z_]\w*/gi)].every(([word]) => names.has(word) || functions.test(word));

/** Null: its formula says what ours cannot. */
export function calculatedOf(item: XmlElement, text: string): { answering: Answering; text: string } | null {
  const calculated = descendants(item).find(({ name }) => name === 'calculated');
  const formula = calculated && descendants(calculated).find(({ name }) => name === 'formula');
  const vars = calculated && child(calculated, 'vars');
  if (!formula || !vars) return null;
  const variables = childrenNamed(vars, 'var').map(variableOf);
  const known = variables.filter((one) => one !== null);
  const names = new Set(known.map(({ name }) => name));
  if (known.length < variables.length || !isSimple(textOf(formula), names)) return null;
  const tolerance = textOf(child(calculated, 'answer_tolerance') ?? formula).replace(/\s+/g, '');
  const answer = {
    ...{ formula: textOf(formula), tolerance: /^[\d.]+%?$/.test(tolerance) ? tolerance : '0' },
    ...{ share: 1, feedback: null },
  };
  const shown = text.replace(/\[(\w+)\]/g, (found, name: string) => (names.has(name) ? `{${name}}` : found));
  return { answering: { kind: 'calculated', variables: known, answers: [answer] }, text: shown };
}
