import type { RootContent } from 'mdast';
import { labelHtml, readFlag, readShare, takeLeaves } from '#activities/source.ts';
import type { ActivitySource } from '#modules/content/contract.ts';
import type { NumericSettings, Range } from './settings.ts';

type Bounds = Pick<Range, 'shown' | 'from' | 'to' | 'fromOpen' | 'toOpen'>;

const interval = /^([[(\]])\s*([^,;\s]+)\s*[,;]\s*([^,;\s]+)\s*([\])[])$/;

/** Numbers of a source have a point and no thousands marks; undefined: not a number. */
function sourceNumber(text: string): number | undefined {
  const plain = text.trim().replace('−', '-');
  const value = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(plain) ? Number(plain) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

/** A bound of an interval; null: none (`-inf`, `inf`). */
const sourceBound = (text: string): number | null | undefined =>
  /^[+-]?(?:inf|∞)$/.test(text) ? null : sourceNumber(text);

function readInterval(text: string): Bounds | null {
  const [, open = '', low = '', high = '', close = ''] = interval.exec(text.trim()) ?? [];
  const [from, to] = [sourceBound(low), sourceBound(high)];
  if (from === undefined || to === undefined || (from !== null && to !== null && from > to)) return null;
  return { shown: text.trim(), from, to, fromOpen: open !== '[', toOpen: close !== ']' };
}

/** Half the width of the accepted range: `0.1`, or `2%` of the value. */
function readTolerance(text: string | null | undefined, value: number): number | null {
  if (text === null || text === undefined) return 0;
  const [, size = '', percent] = /^\s*([^%\s]+)\s*(%)?\s*$/.exec(text) ?? [];
  const amount = sourceNumber(size);
  if (amount === undefined || amount < 0) return null;
  return percent ? (Math.abs(value) * amount) / 100 : amount;
}

/** A number and its tolerance. The bounds get a hair more, so that 9.7 lies within 9.8 ± 0.1 in binary too. */
function around(value: number, tolerance: number, shown: string): Bounds {
  const hair = 4 * Number.EPSILON * (Math.abs(value) + tolerance);
  return {
    shown,
    from: value - tolerance - hair,
    to: value + tolerance + hair,
    fromOpen: false,
    toOpen: false,
  };
}

function readBounds(
  source: ActivitySource,
  text: string,
  toleranceText: string | null | undefined,
  node?: RootContent,
): Bounds | null {
  const between = readInterval(text);
  if (between) return between;
  const value = sourceNumber(text);
  if (value === undefined) {
    source.problem(
      `"${text}" is not a number.`,
      'Write a number such as 9.81, or an interval: [9.7,9.9).',
      node,
    );
    return null;
  }
  const tolerance = readTolerance(toleranceText, value);
  if (tolerance === null) {
    source.problem(`The tolerance "${toleranceText}" is not a size.`, 'Write it as 0.1 or as 2%.', node);
    return null;
  }
  return around(value, tolerance, text.trim());
}

export function readNumeric(source: ActivitySource): { settings: NumericSettings; prompt: RootContent[] } {
  const { answer, tolerance, unit } = source.attributes;
  const { leaves, rest } = takeLeaves(source, 'answer', ['value', 'tolerance', 'score']);
  const ranges: Range[] = [];
  const main = answer === undefined ? null : readBounds(source, answer, tolerance);
  if (main) ranges.push({ ...main, score: 1, feedback: null });
  for (const leaf of leaves) {
    const { value, tolerance: width, score } = leaf.attributes ?? {};
    const bounds = readBounds(source, value ?? '', width, leaf);
    if (!bounds) continue;
    ranges.push({
      ...bounds,
      score: score === undefined ? 1 : readShare(source, leaf.attributes ?? {}, 'score', leaf),
      feedback: labelHtml(source, leaf),
    });
  }
  if (answer === undefined && !ranges.some((range) => range.score === 1)) {
    source.problem('No answer is right.', 'Name it: `answer=9.81`.');
  }
  const units = (unit ?? '').split('|').flatMap((spelling) => spelling.trim() || []);
  const unitRequired = readFlag(source, 'unit-required');
  if (unitRequired && units.length === 0) {
    source.problem('A unit is required, but none is named.', 'Add it: `unit="m/s^2"`.');
  }
  return { settings: { ranges, units, unitRequired }, prompt: rest };
}
