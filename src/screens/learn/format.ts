/** Numbers as learners read them. Rounding happens here and nowhere before. */
const formatters = new Map<string, Intl.NumberFormat>();

function formatterOf(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.NumberFormat(locale, options);
    formatters.set(key, formatter);
  }
  return formatter;
}

/** A table of grades says the same few numbers thousands of times. */
const pointTexts = new Map<string, string>();

/** Two decimals at most: 2, 1.5, 0.33. */
export function formatPoints(points: number, locale: string): string {
  const key = `${points} ${locale}`;
  let text = pointTexts.get(key);
  if (text === undefined) {
    text = formatterOf(locale, { maximumFractionDigits: 2 }).format(points);
    if (pointTexts.size > 5_000) pointTexts.clear();
    pointTexts.set(key, text);
  }
  return text;
}

/** "3 / 4"; isolated from left to right, so that it does not turn round on a page in Arabic. */
export const formatOutOf = (earned: number | null, possible: number, locale: string): string =>
  `\u2066${earned === null ? '–' : formatPoints(earned, locale)} / ${formatPoints(possible, locale)}\u2069`;

/** A fraction of 1 as per cent, one decimal at most unless told otherwise. Just below a bound is never shown as the bound. */
export const formatPercent = (fraction: number, locale: string, decimals = 1): string =>
  formatterOf(locale, {
    style: 'percent',
    maximumFractionDigits: decimals,
    roundingMode: 'floor',
  } as Intl.NumberFormatOptions).format(fraction + 1e-9);
