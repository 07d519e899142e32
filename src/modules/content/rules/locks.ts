/**
 * What of a draft is locked. Terms: a *lock* is held by another course of the organization, the *holder*, and names
 * *parts*: all of the course, its outline, how it is graded, its dates, or single units. Files are compared by what they
 * say of a part, so that whoever may change a unit's text may not change its date with it.
 */
import type { Nodes } from 'mdast';
import { parseDocument } from 'yaml';
import { canonicalJson } from '#lib/canonical-json.ts';
import type { DraftLock } from '../schema.ts';
import { dateNames } from './dates.ts';
import { isContainer, parseMarkdown } from './markdown.ts';

/** A file before and after an edit; null: there is none. */
export interface FileChange {
  path: string;
  before: string | null;
  after: string | null;
}

type Fields = Record<string, unknown>;

/** A text that cannot be read says nothing, so breaking it is a change of every part that it named. */
function fieldsOf(yaml: string | null): Fields | null {
  if (yaml === null) return null;
  const document = parseDocument(yaml, { prettyErrors: false });
  try {
    const value: unknown = document.errors.length > 0 ? null : document.toJS();
    return typeof value === 'object' && value !== null ? (value as Fields) : null;
  } catch {
    return null;
  }
}

const pick = (fields: Fields, names: readonly string[]) =>
  Object.fromEntries(names.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]])));

const listOf = (value: unknown): Fields[] => (Array.isArray(value) ? (value as Fields[]) : []);

/** The sections without their dates, or the dates alone. */
function outlineOf(fields: Fields | null, part: 'outline' | 'dates'): unknown {
  const sections = (list: unknown): unknown =>
    listOf(list).map((section) => {
      const inner = sections(section.sections);
      if (part === 'dates') return { key: section.section, ...pick(section, dateNames), inner };
      return { ...pick(section, ['section', 'title', 'category', 'units']), inner };
    });
  return fields && sections(fields.outline);
}

const front = /^---[ \t]*\r?\n([\s\S]*?\r?\n)?---/;

function datesIn(text: string | null): unknown {
  if (text === null) return null;
  const found: unknown[] = [pick(fieldsOf(front.exec(text)?.[1] ?? '') ?? {}, dateNames)];
  const walk = (node: Nodes) => {
    const dates = isContainer(node) ? pick(node.attributes ?? {}, dateNames) : {};
    if (isContainer(node) && Object.keys(dates).length > 0)
      found.push({ key: node.attributes?.id, ...dates });
    if ('children' in node) for (const child of node.children) walk(child);
  };
  walk(parseMarkdown(text));
  return found;
}

/** What a file says of a part; undefined: nothing of it stands there. */
function saidOf(part: string, path: string, text: string | null): unknown {
  if (part.startsWith('unit:')) return path === part.slice('unit:'.length) ? text : undefined;
  if (path === 'course.yaml') {
    const fields = fieldsOf(text);
    if (part === 'grading') return fields && pick(fields, ['grading', 'defaults']);
    return part === 'outline' || part === 'dates' ? outlineOf(fields, part) : undefined;
  }
  return part === 'dates' && path.endsWith('.md') ? datesIn(text) : undefined;
}

/** A course keeps its own name and people, whatever is locked. */
const own = ['key', 'title', 'summary', 'staff', 'cover', 'attribution', 'effort'];

function isAllKept({ path, before, after }: FileChange): boolean {
  if (path !== 'course.yaml') return path === 'about.md' || before === after;
  const rest = (text: string | null) => {
    const fields = fieldsOf(text);
    return fields && Object.fromEntries(Object.entries(fields).filter(([name]) => !own.includes(name)));
  };
  return canonicalJson(rest(before)) === canonicalJson(rest(after));
}

/** The first part that the change touches; null: none. Where the course comes from is locked with whatever is. */
export function lockedPart({ parts }: DraftLock, change: FileChange): { path: string; part: string } | null {
  const { path, before, after } = change;
  const origin = (text: string | null) => canonicalJson(fieldsOf(text)?.['based-on'] ?? null);
  if (path === 'course.yaml' && origin(before) !== origin(after)) return { path, part: 'based-on' };
  const part = parts.find((one) => {
    if (one === 'all') return !isAllKept(change);
    const said = [saidOf(one, path, before), saidOf(one, path, after)];
    return canonicalJson(said[0] ?? null) !== canonicalJson(said[1] ?? null);
  });
  return part === undefined ? null : { path, part };
}

/** Whether all of a unit is locked: for a sign beside it. */
export const isLockedFile = (lock: DraftLock | null, path: string): boolean =>
  lock?.parts.some((part) => part === 'all' || part === `unit:${path}`) ?? false;
