/**
 * Between the fields of a form and what stands in course.yaml. A field is called by its path: `grading.categories.0.key`.
 * Rows without any content are no rows, and what is empty is not there.
 */
import { isWallTime } from '#modules/content/index.ts';

type Tree = Record<string, unknown>;

const numbers =
  /^(grading\.(pass|rounding)|grading\.late\.(percent|floor)|grading\.letters\.\d+\.from|grading\.categories\.\d+\.(weight|drop|drop-highest|pass)|defaults\.attempts)$/;

/** A number where one belongs, if it is one; else compiling says at the field what is wrong with the text. */
function fieldValue(name: string, text: string): unknown {
  if (/\.extra$/.test(name)) return text === 'true' || undefined;
  const plain = text.replace(',', '.');
  return numbers.test(name) && /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : text;
}

function compact(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([name, inner]): [string, unknown][] => {
    const kept = compact(inner);
    return kept === undefined ? [] : [[name, kept]];
  });
  if (entries.length === 0) return undefined;
  // Names that are numbers are rows, in order.
  return entries.every(([name]) => /^\d+$/.test(name))
    ? entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, inner]) => inner)
    : Object.fromEntries(entries);
}

/** Without a prototype: what a stranger calls a field reaches nothing but the tree. */
const emptyTree = (): Tree => Object.create(null);

function treeOf(fields: Readonly<Record<string, string>>): Tree {
  const tree = emptyTree();
  for (const [name, text] of Object.entries(fields)) {
    if (text.trim() === '' || !/^[a-z-]+(\.[a-z\d-]+)*$/.test(name)) continue;
    const path = name.split('.');
    const last = path.pop() ?? '';
    let at = tree;
    for (const part of path) {
      const next = typeof at[part] === 'object' ? (at[part] as Tree) : emptyTree();
      at[part] = next;
      at = next;
    }
    at[last] = fieldValue(name, text.trim());
  }
  return (compact(tree) ?? {}) as Tree;
}

interface Letter {
  letter?: string;
  from?: unknown;
}

/** Letters stand as rows in the form and by their names in course.yaml. */
const lettersOf = (rows: readonly Letter[]): Tree =>
  Object.fromEntries(rows.flatMap(({ letter, from }) => (letter ? [[letter, from]] : [])));

/** A rule of revealing is a word, or a time that stands in a field beside it and counts where it is given. */
const revealing = /^defaults\.reveal-[a-z]+$/;

function withTimes(fields: Readonly<Record<string, string>>): Record<string, string> {
  const all = { ...fields };
  for (const [name, time] of Object.entries(fields)) {
    const of = name.replace(/\.time$/, '');
    if (of === name || !revealing.test(of)) continue;
    delete all[name];
    if (time.trim()) all[of] = time;
  }
  return all;
}

export function settingsOfForm(fields: Readonly<Record<string, string>>): Tree {
  const tree = treeOf(withTimes(fields));
  const grading = tree.grading as Tree | undefined;
  if (Array.isArray(grading?.letters)) grading.letters = lettersOf(grading.letters as Letter[]);
  return tree;
}

/** The fields of the form that show what stands. */
export function formOfSettings(settings: Tree): Record<string, string> {
  const fields: Record<string, string> = {};
  const walk = (value: unknown, name: string) => {
    if (typeof value !== 'object' || value === null) {
      const ofTime = revealing.test(name) && isWallTime(String(value));
      if (value !== undefined && value !== null) fields[ofTime ? `${name}.time` : name] = String(value);
      return;
    }
    const rows =
      name === 'grading.letters' && !Array.isArray(value)
        ? Object.entries(value).map(([letter, from]) => ({ letter, from }))
        : value;
    for (const [inner, one] of Object.entries(rows)) walk(one, name ? `${name}.${inner}` : inner);
  };
  walk(settings, '');
  return fields;
}

/** How many rows of a list the fields fill. */
export const rowsOf = (fields: Readonly<Record<string, unknown>>, list: string): number =>
  Object.keys(fields).reduce((most, name) => {
    const at = name.startsWith(`${list}.`) ? Number(name.slice(list.length + 1).split('.')[0]) + 1 : 0;
    return Math.max(most, at);
  }, 0);
