/** Small reading of XML files whose elements hold one text each, as Canvas writes them. */
import type { OpenPackage } from '../../content-package.ts';
import { childrenNamed, readXml, textOf, withoutPrefixes, type XmlElement } from '../../xml.ts';

/** The first element of a file; null: there is no such file, or it cannot be read. */
export function rootOf({ text }: OpenPackage, path: string): XmlElement | null {
  const content = text(path);
  if (content === null) return null;
  const read = readXml(content, path);
  return 'mistake' in read ? null : withoutPrefixes(read.root);
}

export const child = (element: XmlElement | null | undefined, name: string): XmlElement | undefined =>
  element ? childrenNamed(element, name)[0] : undefined;

export const word = (element: XmlElement | null | undefined, ...path: string[]): string => {
  const found = path.reduce<XmlElement | null | undefined>((at, name) => child(at, name), element);
  return found ? textOf(found) : '';
};

/** Text in which white space counts. */
export const raw = (element: XmlElement | null | undefined, name: string): string =>
  child(element, name)?.text.trim() ?? '';

export const numberIn = (element: XmlElement | null | undefined, name: string): number | null => {
  const text = word(element, name);
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : null;
};

export const isTrue = (element: XmlElement | null | undefined, name: string): boolean =>
  word(element, name) === 'true';

/** Dates that a thing has, as `due_at: 2026-10-05T21:59:59`. */
export const datesIn = (element: XmlElement | null | undefined): string[] =>
  ['unlock_at', 'due_at', 'lock_at'].flatMap((name) => {
    const value = word(element, name);
    return value ? [`${name}: ${value}`] : [];
  });
