/**
 * Terms: the *plan* says which pages there will be, before any is written: links may lead forward. A unit is *listed*
 * when learners saw its page; others are written beside the outline, where only staff finds them.
 */

import { keyOf, slugOf, uniqueNames } from '../../keys.ts';
import type { OlxBlock } from '../wire/blocks.ts';
import { allBlocks } from '../wire/course.ts';
import { type Inherited, inheritedFrom } from './context.ts';
import type { NoteCode } from './notes.ts';

export interface PlannedUnit {
  /** The vertical, or what stood in a section without one; null: a page that was no block. */
  block: OlxBlock | null;
  children: OlxBlock[];
  key: string;
  file: string;
  title: string;
  category: string | null;
  inherited: Inherited;
  /** Why learners do not see it; null: they do. */
  why: NoteCode | null;
}

export interface PlannedSection {
  block: OlxBlock;
  key: string;
  title: string;
  category: string | null;
  /** Why learners do not see it; null: they do. */
  why: NoteCode | null;
  sections: PlannedSection[];
  units: PlannedUnit[];
}

export interface Names {
  unitKey(wanted: string): string;
  sectionKey(wanted: string): string;
  file(wanted: string): string;
}

export function newNames(): Names {
  const [units, sections, files] = [uniqueNames(), uniqueNames(), uniqueNames()];
  return {
    unitKey: (wanted) => units(keyOf(wanted)),
    sectionKey: (wanted) => sections(keyOf(wanted)),
    file: (wanted) => files(wanted),
  };
}

const sectionKinds = new Set([
  'course',
  'chapter',
  'sequential',
  'videosequence',
  'problemset',
  'proctor',
  'timelimit',
]);
const pageKinds = new Set(['vertical', 'unit']);
const isTrue = (value: string | undefined) => value?.replaceAll('"', '').toLowerCase() === 'true';
/** No title is longer than a line of the outline may be. */
const titleOf = (block: OlxBlock) => (block.title || block.id).slice(0, 300);
const staffOnly = (block: OlxBlock) => isTrue(block.attributes.visible_to_staff_only);

export interface Plan {
  sections: PlannedSection[];
  /** Units that learners do not see. */
  hidden: PlannedUnit[];
  /** What makes no page: it could not be read, or there is nothing in it. */
  skipped: OlxBlock[];
}

/** Category of a graded format; null: there is none of this name. */
export type CategoryOf = (format: string) => string | null;

/** What those around a block decide for it. */
interface Frame {
  folder: string;
  inherited: Inherited;
  /** It stands in an assignment; there is none inside another. */
  assigned: boolean;
  why: NoteCode | null;
}

export function planOutline(root: OlxBlock, names: Names, categoryOf: CategoryOf): Plan {
  const hidden: PlannedUnit[] = [];
  const skipped: OlxBlock[] = [];

  const assignment = (frame: Frame, graded: string | undefined, format = ''): string | null =>
    isTrue(graded) && !frame.assigned && !frame.why ? categoryOf(format) : null;

  const planUnit = (block: OlxBlock, frame: Frame): PlannedUnit => {
    const isPage = pageKinds.has(block.kind);
    const title = titleOf(block);
    return {
      block: isPage ? block : null,
      children: isPage ? block.children : [block],
      key: names.unitKey(block.id),
      file: `${names.file(`${frame.folder}/${slugOf(title, block.id)}`)}.md`,
      title,
      category: assignment(frame, block.attributes.graded, block.attributes.format),
      inherited: inheritedFrom(frame.inherited, block.attributes),
      why: frame.why,
    };
  };

  const planSection = (block: OlxBlock, frame: Frame): PlannedSection => {
    const inherited = inheritedFrom(frame.inherited, block.attributes);
    const mayCount = block.kind !== 'chapter' && block.kind !== 'course';
    const category = mayCount ? assignment(frame, inherited.graded, inherited.format) : null;
    const section: PlannedSection = {
      block,
      key: names.sectionKey(block.id),
      title: titleOf(block),
      category,
      why: frame.why,
      sections: [],
      units: [],
    };
    const folder =
      block.kind === 'chapter' ? `${frame.folder}/${slugOf(block.title, block.id)}` : frame.folder;
    for (const child of block.children) {
      const why = frame.why ?? (staffOnly(child) ? 'staff-only' : null);
      const inside = {
        folder: why ? 'units/unlisted' : folder,
        inherited,
        assigned: frame.assigned || category !== null,
        why,
      };
      if (child.fault || (pageKinds.has(child.kind) && child.children.length === 0)) skipped.push(child);
      else if (sectionKinds.has(child.kind)) section.sections.push(planSection(child, inside));
      else (why ? hidden : section.units).push(planUnit(child, inside));
    }
    return section;
  };

  const top = planSection(root, { folder: 'units', inherited: {}, assigned: false, why: null });
  const loose = { ...top, sections: [], key: names.sectionKey(`${root.id}-units`) };
  return { sections: [...top.sections, ...(top.units.length > 0 ? [loose] : [])], hidden, skipped };
}

/** Units of a plan in the order of reading. */
export const unitsOf = (sections: PlannedSection[]): PlannedUnit[] =>
  sections.flatMap((section) => [...section.units, ...unitsOf(section.sections)]);

/** Which unit shows a block, by the block's name; a section shows its first unit. */
export function unitIndex(plan: Plan): Map<string, string> {
  const index = new Map<string, string>();
  const add = (name: string, key: string) => {
    if (!index.has(name)) index.set(name, key);
  };
  for (const unit of unitsOf(plan.sections)) {
    for (const block of [...(unit.block ? [unit.block] : []), ...unit.children.flatMap(allBlocks)])
      add(block.id, unit.key);
  }
  const addSections = (sections: PlannedSection[]) => {
    for (const section of sections) {
      const [first] = unitsOf([section]);
      if (first) add(section.block.id, first.key);
      addSections(section.sections);
    }
  };
  addSections(plan.sections);
  return index;
}
