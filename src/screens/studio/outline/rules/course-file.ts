/** Reads course.yaml as far as it can be read: a field that is wrong must not hide the outline from who mends it. */
import { parseDocument } from 'yaml';

export interface SectionNode {
  key: string;
  title: string;
  category: string | null;
  dates: Dates;
  /** Files. */
  units: string[];
  sections: SectionNode[];
}

/** What a form says for "no category" where empty means "as it is"; no key looks like it. */
export const noCategory = '-';

/** The names that dates have in a course source, in the order in which they come. */
export const dateNames = ['opens', 'due', 'late-until', 'closes'] as const;
export type DateName = (typeof dateNames)[number];
export type Dates = Partial<Record<DateName, string>>;

export interface Category {
  key: string;
  title: string;
}

export interface CourseFile {
  outline: SectionNode[];
  categories: Category[];
}

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string | null => (typeof value === 'string' && value ? value : null);

const datesOf = (fields: Fields): Dates =>
  Object.fromEntries(
    dateNames.flatMap((name) => {
      const text = textOf(fields[name]);
      return text ? [[name, text]] : [];
    }),
  );

const sectionsOf = (value: unknown): SectionNode[] =>
  listOf(value).flatMap((fields) => {
    const key = isFields(fields) ? textOf(fields.section) : null;
    if (!isFields(fields) || !key) return [];
    return [
      {
        key,
        title: textOf(fields.title) ?? key,
        category: textOf(fields.category),
        dates: datesOf(fields),
        units: listOf(fields.units).flatMap((file) => textOf(file) ?? []),
        sections: sectionsOf(fields.sections),
      },
    ];
  });

/** All of a YAML text as plain values; null where it is none. */
export function readFields(text: string): Fields | null {
  const document = parseDocument(text, { prettyErrors: false });
  if (document.errors.length > 0) return null;
  try {
    const value: unknown = document.toJS();
    return isFields(value) ? value : null;
  } catch {
    // Names of parts that lead nowhere, or multiply without end.
    return null;
  }
}

/** Null: the text has no outline that could be shown. */
export function readCourseFile(text: string): CourseFile | null {
  const fields = readFields(text);
  const outline = sectionsOf(fields?.outline);
  if (!fields || outline.length === 0) return null;
  const grading = isFields(fields.grading) ? fields.grading : {};
  const categories = listOf(grading.categories).flatMap((category) => {
    const key = isFields(category) ? textOf(category.key) : null;
    return isFields(category) && key ? [{ key, title: textOf(category.title) ?? key }] : [];
  });
  return { outline, categories };
}

/** All sections in the order of reading, each with those around it. */
export function* sectionsIn(
  sections: readonly SectionNode[],
  above: readonly SectionNode[] = [],
): Generator<{ section: SectionNode; above: readonly SectionNode[] }> {
  for (const section of sections) {
    yield { section, above };
    yield* sectionsIn(section.sections, [...above, section]);
  }
}

/** Where a section (by key) or unit (by file) stands; `number` from 1, of `of` beside each other. */
export interface Standing {
  into: SectionNode | null;
  /** The one after it: key or file. */
  before: string | null;
  number: number;
  of: number;
}

export function standingOf(
  outline: readonly SectionNode[],
  kind: 'section' | 'unit',
  name: string,
): Standing | null {
  const within = (into: SectionNode | null, names: readonly string[]): Standing | null => {
    const at = names.indexOf(name);
    return at < 0 ? null : { into, before: names[at + 1] ?? null, number: at + 1, of: names.length };
  };
  const keysOf = (sections: readonly SectionNode[]) => sections.map(({ key }) => key);
  if (kind === 'section') {
    const top = within(null, keysOf(outline));
    if (top) return top;
  }
  for (const { section } of sectionsIn(outline)) {
    const found = within(section, kind === 'unit' ? section.units : keysOf(section.sections));
    if (found) return found;
  }
  return null;
}
