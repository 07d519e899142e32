/** What translating a block may ask for and give to, beside the nodes it returns. */

import type { RootContent } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import type { OlxBlock } from '../wire/blocks.ts';
import type { OpenItem } from './ledger.ts';
import { linksOf, type Places } from './links.ts';
import type { HtmlContext, Note, NoteCode } from './notes.ts';

/** Settings that blocks take from those around them. */
export type Inherited = Readonly<Record<string, string>>;
const inheritable = ['showanswer', 'max_attempts', 'graded', 'format', 'due', 'start'];

export const inheritedFrom = (above: Inherited, attributes: Record<string, string>): Inherited => ({
  ...above,
  ...Object.fromEntries(inheritable.flatMap((name) => (attributes[name] ? [[name, attributes[name]]] : []))),
});

export interface CourseContext {
  places: Places;
  language: string;
  /** A key for an activity, unique in the course. */
  activityKey(wanted: string): string;
  /** Keeps a text of the input as a file of the course; gives its path. */
  keep(path: string, content: string): string;
  /** Text of a file under static/; null: there is none. */
  staticText(name: string): string | null;
  /** Begins an item of the report. */
  openBlock(block: OlxBlock): OpenItem;
  /** Puts blocks that learners did not see at once into a unit outside the outline; gives its target. */
  setAside(block: OlxBlock, children: OlxBlock[], inherited: Inherited): string;
}

/** One unit being written. */
export interface UnitContext {
  course: CourseContext;
  file: string;
  /** What targets of its parts begin with: `unit:key`, or the file of a unit outside the outline. */
  target: string;
  /** Why learners do not see it; null: they do. */
  why: NoteCode | null;
  inherited: Inherited;
  headingShift: number;
  anchors: ReadonlySet<string>;
}

export const htmlContext = (unit: UnitContext, note: Note): HtmlContext => ({
  links: linksOf(unit.file, unit.course.places),
  note,
  headingShift: unit.headingShift,
  anchors: unit.anchors,
});

export const activityTarget = (unit: UnitContext, key: string): string =>
  unit.why ? `${unit.file}#${key}` : `activity:${key}`;

/** Attributes of a directive without those that say nothing. */
export const directive = (
  name: string,
  attributes: Record<string, string | null | undefined>,
  children: RootContent[],
): ContainerDirective => ({
  type: 'containerDirective',
  name,
  attributes: Object.fromEntries(
    Object.entries(attributes).filter(([, value]) => value !== undefined && value !== null),
  ),
  children: children as ContainerDirective['children'],
});

export const hint = (children: RootContent[]) => directive('hint', {}, children);
export const solution = (children: RootContent[]) => directive('solution', {}, children);

/** A placeholder that keeps the source of what cannot be shown. */
export function placeholder(
  unit: UnitContext,
  block: OlxBlock,
  key: string,
  type: string,
  children: RootContent[],
): ContainerDirective {
  const extension = block.html === null ? 'xml' : 'html';
  const source = unit.course.keep(
    `assets/original/${block.kind}-${key}.${extension}`,
    block.html ?? block.xml,
  );
  return directive('unsupported', { id: key, title: block.title || null, type, source }, children);
}
