/** From the fields of the studio's forms to the bodies of its endpoints. */
import { dateNames, noCategory } from '../rules/course-file.ts';

export type Fields = Record<string, string | string[]>;

export const textOf = (value: unknown): string => [value ?? ''].flat().map(String).join('\n').trim();
const orNull = (text: string): string | null => (text === '' ? null : text);

/** A form shows all dates, so an empty field takes a date away. */
export const datesOfForm = (fields: Fields): Record<string, string | null> =>
  Object.fromEntries(
    dateNames.map((name) => [name, orNull(textOf(fields[`${name}-instead`]) || textOf(fields[name]))]),
  );

export const titleOfForm = (fields: Fields) =>
  'title' in fields ? { ...fields, title: textOf(fields.title) } : fields;

export const changeOfForm = (fields: Fields) => ({
  title: textOf(fields.title),
  category: orNull(textOf(fields.category)),
  ...datesOfForm(fields),
});

/** The arrows of a row stand in the form that holds the boxes of all rows: what else is in it does not count here. */
export const moveOfForm = ({ step, into, before }: Fields) =>
  step !== undefined ? { step } : { ...(textOf(into) && { into }), ...(textOf(before) && { before }) };

/** What is filled in is set, and a date that is ticked there is taken away. */
export function bulkOfForm(fields: Fields) {
  const category = textOf(fields.category);
  const points = textOf(fields.points);
  const cleared = [fields.clear ?? []].flat();
  const dates = Object.entries(datesOfForm(fields));
  return {
    items: [fields.items ?? []].flat(),
    ...(category !== '' && { category: category === noCategory ? null : category }),
    ...Object.fromEntries(dates.filter(([name, date]) => date !== null || cleared.includes(name))),
    ...(points !== '' && { points }),
  };
}
