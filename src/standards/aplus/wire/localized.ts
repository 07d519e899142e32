/** Texts in several languages, as A+ writes them: `{en: …, fi: …}`, `|en:…|fi:…|`, or a key `title|i18n` beside `title`. */

export type Fields = Record<string, unknown>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The text in this language, else in the first there is; '' where there is none. */
export function localized(value: unknown, language: string): string {
  if (typeof value === 'string') {
    if (!/^\|[a-z]{2}:/.test(value)) return value;
    const texts = [...value.matchAll(/\|([a-z]{2}):([^|]*)/g)].map(([, tag = '', text = '']) => [tag, text]);
    return localized(Object.fromEntries(texts), language);
  }
  if (typeof value === 'number') return String(value);
  if (!isFields(value)) return '';
  const text = value[language] ?? value.en ?? Object.values(value)[0];
  return typeof text === 'string' ? text : '';
}

/** A field that may stand under `name` or `name|i18n`. */
export const textOf = (fields: Fields, name: string, language: string): string =>
  localized(fields[`${name}|i18n`] ?? fields[name], language);

export const listOf = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);

export function numberOf(value: unknown): number | null {
  const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : null;
}
