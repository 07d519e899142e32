/** A row is one figure against its bar; a program that measures prints them and fails when one does not hold. */
export interface Row {
  name: string;
  value: number | null;
  unit: string;
  /** What it is compared with, measured in the same run. */
  yardstick: string | null;
  ratio: number | null;
  /** In words; null: only told. */
  bar: string | null;
  ok: boolean;
}

const short = (n: number | null) => (n === null ? '–' : n >= 100 ? n.toFixed(0) : n.toPrecision(3));

export function told(name: string, value: number, unit: string): Row {
  return { name, value, unit, yardstick: null, ratio: null, bar: null, ok: true };
}

/** `value` must be at least `share` of the yardstick. */
export function atLeast(
  name: string,
  value: number,
  unit: string,
  yardstick: { name: string; value: number },
  share: number,
): Row {
  const ratio = value / yardstick.value;
  return {
    name,
    value,
    unit,
    yardstick: yardstick.name,
    ratio,
    bar: `at least ${share} of it`,
    ok: ratio >= share,
  };
}

export function atMost(name: string, value: number, unit: string, limit: number): Row {
  return {
    name,
    value,
    unit,
    yardstick: null,
    ratio: null,
    bar: `at most ${limit} ${unit}`,
    ok: value <= limit,
  };
}

export function exactly(name: string, value: number, unit: string, wanted: number): Row {
  return { name, value, unit, yardstick: null, ratio: null, bar: `exactly ${wanted}`, ok: value === wanted };
}

/** Without one the run shows nothing. */
export const atLeastOne = (name: string, value: number, unit = ''): Row => ({
  ...told(name, value, unit),
  bar: 'at least 1',
  ok: value >= 1,
});

function line(row: Row): string {
  const compared = row.yardstick ? `  = ${short(row.ratio)} of ${row.yardstick}` : '';
  return `${row.ok ? 'ok  ' : 'MISS'}  ${row.name}: ${short(row.value)} ${row.unit}${compared}${row.bar ? `  (${row.bar})` : ''}`;
}

export const wantsJson = process.argv.includes('--json');

/** Progress goes to the terminal's error stream, so that `--json` prints nothing but JSON. */
export const say = (text: string): void => void process.stderr.write(`${text}\n`);

export function report(rows: readonly Row[]): void {
  if (wantsJson) process.stdout.write(`${JSON.stringify({ rows })}\n`);
  else for (const row of rows) process.stdout.write(`${line(row)}\n`);
  if (rows.some(({ ok }) => !ok)) process.exitCode = 1;
}
