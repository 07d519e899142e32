/** Units of measure: `m/s^2`, `kg·m²/s²`, `J/(kg K)`, `kWh`. What is known converts into what is asked for. */
import Qty from 'js-quantities';
import { plainSymbols } from '#lib/decimal.ts';

/** In the library's spelling: powers without a sign of their own, one stroke before all that divides. */
function spelled(unit: string): string {
  const plain = plainSymbols(unit)
    .replace(/\*\*|\^/g, '')
    .replace(/°(?=[CF])/g, 'deg')
    .replace(/°/g, 'deg')
    .replace(/(?<![A-Za-z])K(?![A-Za-z])/g, 'degK')
    .replace(/ ?[·⋅×*] ?/g, '*')
    .replace(/[()]/g, '')
    .replace(/ ?\/ ?/g, '/')
    .replace(/ /g, '*');
  const [above = '', ...below] = plain.split('/');
  return below.length > 0 ? `${above || '1'}/${below.join('*')}` : above;
}

const parse = (unit: string): Qty | null => (unit.length > 60 ? null : Qty.parse(`1 ${spelled(unit)}`));

export const isKnownUnit = (unit: string): boolean => parse(unit) !== null;

/** How many of `to` one of `from` is; null: they do not measure the same. */
export function factorBetween(from: string, to: string): number | null {
  const [given, asked] = [parse(from), parse(to)];
  if (!given || !asked || !given.isCompatible(asked)) return null;
  return given.baseScalar / asked.baseScalar;
}
