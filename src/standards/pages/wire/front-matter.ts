/** YAML of strangers: front matter of a page, settings of a site. What cannot be read says nothing. */
import { parse } from 'yaml';

export type Fields = Readonly<Record<string, unknown>>;

export function readFields(text: string): Fields {
  try {
    // Tags of Python (`!!python/name:…`), as MkDocs has them, are values that nobody needs here.
    const value: unknown = parse(text.replace(/!!?python\/\S+/g, ''), {
      maxAliasCount: 100,
      logLevel: 'silent',
    });
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
  } catch {
    return {};
  }
}

const fence = /^\ufeff?---[ \t]*\r?\n([\s\S]*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/;

export function splitFrontMatter(text: string): { fields: Fields; body: string } {
  const found = fence.exec(text);
  return found
    ? { fields: readFields(found[1] ?? ''), body: text.slice(found[0].length) }
    : { fields: {}, body: text };
}

/** A text, or the texts of a list; people are named by text or by their parts. */
export function wordsOf(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number')
    return String(value).replace(/\s+/g, ' ').trim();
  if (Array.isArray(value)) return value.map(wordsOf).filter(Boolean).join(', ');
  if (typeof value !== 'object' || value === null) return '';
  const { name, 'given-names': given, 'family-names': family } = value as Fields;
  return wordsOf(name) || [wordsOf(given), wordsOf(family)].filter(Boolean).join(' ');
}
export const listOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value])
    .map(wordsOf)
    .filter(Boolean);
