/**
 * Terms: a *decimal* is a number as people write it: `1,5`, `1.5`, `12 000`, `−3·10⁴`, `٣٫٥`. Reading never guesses:
 * what can mean two numbers is `ambiguous`, what is none is `none`.
 */
export type Decimal =
  | { kind: 'number'; value: number /** What follows the number: a unit. */; rest: string }
  | { kind: 'ambiguous'; readings: [number, number] }
  | { kind: 'none' };

const none: Decimal = { kind: 'none' };
const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻';

/** Digits of every script stand in Unicode as runs of ten. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++;
  return String(value % 10);
}

/** One spelling for what looks alike: digits, minus signs, spaces, superscripts (`s²` is `s^2`). */
export function plainSymbols(text: string): string {
  return text
    .replace(new RegExp(`[${superscripts}]+`, 'g'), (run) => `^${run}`)
    .normalize('NFKC')
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/(?![0-9])\p{Nd}/gu, asciiDigit)
    .replace(/\s+/g, ' ')
    .trim();
}

/** Digits with one decimal point, from digits with any separators; null: no such number; two: either may be meant. */
function readings(digits: string): [string] | [string, string] | null {
  const text = digits.replace(/(?<=\d)[ '’٬](?=\d{3}(?!\d))/g, '');
  if (/[ '’٬]/.test(text)) return null;
  const marks = text.replace(/\d/g, '');
  const grouped = (whole: string) => /^\d{1,3}([.,])(?:\d{2,3}\1)*\d{3}$/.test(whole);
  const bare = (whole: string) => whole.replace(/[.,]/g, '');
  if (marks === '' || marks === '.') return [text];
  if (marks === '٫') return [text.replace('٫', '.')];
  if (marks === ',') {
    const decimal = text.replace(',', '.');
    return /^[1-9]\d{0,2},\d{3}$/.test(text) ? [decimal, bare(text)] : [decimal];
  }
  if (/^(?:\.+|,+)$/.test(marks)) return grouped(text) ? [bare(text)] : null;
  const [, whole = '', fraction = ''] = /^(.*)[.,٫](\d*)$/.exec(text) ?? [];
  return /^(?:,+[.٫]|\.+[,٫])$/.test(marks) && grouped(whole) ? [`${bare(whole)}.${fraction}`] : null;
}

const mantissa = /^([+-]?) ?((?:\d|[.,٫](?=\d))(?:\d|[.,٫٬'’ ](?=\d))*)[.,]?/;
const exponent = /^(?: ?[eE]| ?(?:[x×·⋅*]|\\times) ?10 ?(?:\^|\*\*)) ?\(?([+-]?\d{1,4})\)?(?!\d)/;

/** Reads a number at the start of a text. Time is linear in its length. */
export function readDecimal(source: string): Decimal {
  const text = plainSymbols(source.slice(0, 200)).replace(/^([+-]?) ?10 ?\^/, '$11×10^');
  const [head, sign = '', digits = ''] = mantissa.exec(text) ?? [];
  if (head === undefined) return none;
  const tail = text.slice(head.length);
  const [power, times = '0'] = exponent.exec(tail) ?? [''];
  const rest = tail.slice(power.length).trim();
  const values = readings(digits)?.map((number) => Number(`${sign}${number}e${times}`));
  const [first, second] = values ?? [];
  if (first === undefined || !Number.isFinite(first) || /^[\d.,]/.test(rest)) return none;
  return second === undefined
    ? { kind: 'number', value: first, rest }
    : { kind: 'ambiguous', readings: [first, second] };
}
