/**
 * Terms: a *record* is an element of a backup that stands for a row of a table: its children without children are the
 * columns. A *list* is an element that holds records. `$@NULL@$` is no value.
 */
import { childrenNamed, elementsOf, type XmlElement } from '../../xml.ts';
import { formatOf, type MoodleText } from './question.ts';
import { readBounded } from './slices.ts';

export const column = (record: XmlElement | undefined, name: string): string => {
  const text = (record && childrenNamed(record, name)[0]?.text) ?? '';
  return text === '$@NULL@$' ? '' : text;
};

export const numberIn = (record: XmlElement | undefined, name: string, otherwise = 0): number => {
  const text = column(record, name).trim();
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : otherwise;
};

/** `intro` with `introformat`. */
export const formatted = (record: XmlElement | undefined, name: string): MoodleText => ({
  format: formatOf(column(record, `${name}format`)),
  text: column(record, name),
});

/** The records of a list inside a record. */
export const recordsIn = (record: XmlElement | undefined, list: string, name: string): XmlElement[] =>
  record ? childrenNamed(record, list).flatMap((one) => childrenNamed(one, name)) : [];

export const columnsOf = (record: XmlElement | undefined): Record<string, string> =>
  Object.fromEntries(
    (record ? elementsOf(record) : [])
      .filter((child) => elementsOf(child).length === 0)
      .map(({ name, text }) => [name, text === '$@NULL@$' ? '' : text.trim()]),
  );

/** The way along first children of these names. */
export const along = (root: XmlElement | undefined, ...names: string[]): XmlElement | undefined =>
  names.reduce<XmlElement | undefined>((at, name) => (at ? childrenNamed(at, name)[0] : undefined), root);

export type Read = { root: XmlElement; mistake?: undefined } | { root?: undefined; mistake: string };

export function readRecords(text: string | undefined, path: string): Read {
  if (text === undefined) return { mistake: 'missing' };
  const reading = readBounded(text, path);
  return 'mistake' in reading ? { mistake: reading.mistake } : { root: reading.root };
}
