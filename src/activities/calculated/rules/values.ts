/** What a learner's variables are, from a seed alone; and the author's text with them in it. */
import { mulberry32 } from '#lib/random.ts';
import type { CalculatedSettings, Variable } from '../settings.ts';
import { calculate, type Values } from './expression.ts';

/** Numbers by name, and words of lists that are no numbers. */
export interface Drawn {
  numbers: Values;
  shown: ReadonlyMap<string, number | string>;
}

/** Each name has a stream of its own: a variable that is added changes none of the others. */
function streamOf(seed: number, name: string): () => number {
  let mixed = seed | 0;
  for (let index = 0; index < name.length; index++)
    mixed = Math.imul(mixed ^ name.charCodeAt(index), 0x01000193) + 0x9e3779b9;
  const random = mulberry32(mixed);
  // The first number of close seeds is close.
  random();
  return random;
}

const decimalsOf = (value: number): number => {
  const [digits = '', power = '0'] = String(value).split('e');
  return Math.max(0, (digits.split('.')[1]?.length ?? 0) - Number(power));
};

/** 0.1 + 2 · 0.1 is 0.3: as many decimals as the author wrote. */
const rounded = (value: number, digits: number): number => Number(value.toFixed(Math.min(digits, 20)));

export const stepsOf = ({ from, to, step }: Extract<Variable, { kind: 'range' }>): number =>
  Math.floor((to - from) / step + 1e-9) + 1;

function draw(variable: Variable, random: () => number, numbers: Values): number | string {
  if (variable.kind === 'list') {
    const word = variable.values[Math.floor(random() * variable.values.length)] ?? '';
    return word.trim() !== '' && Number.isFinite(Number(word)) ? Number(word) : word;
  }
  if (variable.kind === 'range') {
    const { from, step } = variable;
    const digits = Math.max(decimalsOf(from), decimalsOf(step));
    return rounded(from + Math.floor(random() * stepsOf(variable)) * step, digits);
  }
  const value = calculate(variable.is, numbers);
  return variable.digits === null ? value : rounded(value, variable.digits);
}

export function drawValues({ variables }: Pick<CalculatedSettings, 'variables'>, seed: number): Drawn {
  const numbers = new Map<string, number>();
  const shown = new Map<string, number | string>();
  for (const variable of variables) {
    const value = draw(variable, streamOf(seed, variable.name), numbers);
    shown.set(variable.name, value);
    if (typeof value === 'number') numbers.set(variable.name, value);
  }
  return { numbers, shown };
}

const raised = (power: number): string =>
  [...String(power)].map((char) => (char === '-' ? '⁻' : ('⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(char)] ?? ''))).join('');

const formats = new Map<string, Intl.NumberFormat>();
function formatOf(locale: string): Intl.NumberFormat {
  let format = formats.get(locale);
  if (!format) {
    // No marks between thousands: what is shown can be typed again as it stands.
    format = new Intl.NumberFormat(locale, { maximumSignificantDigits: 12, useGrouping: false });
    formats.set(locale, format);
  }
  return format;
}

/** A number as a text of that language prints it: 0.5, −3, 3·10⁸. */
export function printNumber(value: number, locale: string): string {
  const size = Math.abs(value);
  const sign = value < 0 ? '−' : '';
  if (!Number.isFinite(value)) return '–';
  if (size !== 0 && (size >= 1e9 || size < 1e-4)) {
    const [digits = '', power = '0'] = size.toExponential().split('e');
    return `${sign}${formatOf(locale).format(Number(Number(digits).toPrecision(12)))}·10${raised(Number(power))}`;
  }
  return `${sign}${formatOf(locale).format(size)}`;
}

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => escapes[char] ?? char);

/**
 * The author's HTML with values for `{name}` in its text and `\var{name}` in its formulas, which were set with `⟦name⟧`
 * in the place of the number. Braces around anything else stay.
 */
export function fillValues(html: string, { shown }: Drawn, locale: string): string {
  const textOf = (name: string): string | null => {
    const value = shown.get(name);
    if (value === undefined) return null;
    return escaped(typeof value === 'number' ? printNumber(value, locale) : value);
  };
  return html
    .replace(/\\var\{(\w+)\}/g, (all, name: string) => textOf(name) ?? all)
    .replace(/<mtext>⟦(\w+)⟧<\/mtext>/g, (all, name: string) => {
      const text = textOf(name);
      return text === null ? all : `<mn>${text}</mn>`;
    })
    .replace(/⟦(\w+)⟧|\{(\w+)\}/g, (all, set: string | undefined, plain: string | undefined) => {
      return textOf(set ?? plain ?? '') ?? all;
    });
}
