/**
 * Terms: the *plan* says which pages there will be, before any is written: links may lead forward. A unit is *listed*
 * when learners saw its page; others are written beside the outline, where only staff finds them.
 */
import type { OlxBlock } from '../wire/blocks.ts';
import { allBlocks } from '../wire/course.ts';
import { type Inherited, inheritedFrom } from './context.ts';
import { keyOf, slugOf, uniqueNames } from './keys.ts';
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

export function planOutline(root: OlxBlock, names: Names, categoryOf: CategoryOf): Plan {
  const hidden: PlannedUnit[] = [];
  const skipped: OlxBlock[] = [];

  const planUnit = (
    block: OlxBlock,
    folder: string,
    inherited: Inherited,
    assigned: boolean,
    why: NoteCode | null,
  ): PlannedUnit => {
    const own = inheritedFrom(inherited, block.attributes);
    const children = pageKinds.has(block.kind) ? block.children : [block];
    const self = children === block.children ? block : null;
    const title = titleOf(block);
    const { graded, format = '' } = block.attributes;
    const category = !assigned && !why && isTrue(graded) ? categoryOf(format) : null;
    const unit = { block: self, children, title, category, inherited: own, why };
    return {
      ...unit,
      key: names.unitKey(block.id),
      file: `${names.file(`${folder}/${slugOf(title, block.id)}`)}.md`,
    };
  };

  const planSection = (
    block: OlxBlock,
    folder: string,
    above: Inherited,
    assigned: boolean,
    why: NoteCode | null,
  ): PlannedSection => {
    const inherited = inheritedFrom(above, block.attributes);
    const graded =
      block.kind !== 'chapter' && block.kind !== 'course' && isTrue(inherited.graded) && inherited.format;
    const category = graded && !assigned && !why ? categoryOf(inherited.format ?? '') : null;
    const section: PlannedSection = {
      block,
      key: names.sectionKey(block.id),
      title: titleOf(block),
      category,
      why,
      sections: [],
      units: [],
    };
    const place = block.kind === 'course' ? folder : `${folder}/${slugOf(block.title, block.id)}`;
    for (const child of block.children) {
      const reason = why ?? (staffOnly(child) ? 'staff-only' : null);
      if (child.fault || (pageKinds.has(child.kind) && child.children.length === 0)) {
        skipped.push(child);
        continue;
      }
      if (sectionKinds.has(child.kind)) {
        const inner = planSection(
          child,
          reason ? 'units/unlisted' : place,
          inherited,
          assigned || category !== null,
          reason,
        );
        section.sections.push(inner);
        continue;
      }
      const unit = planUnit(
        child,
        reason ? 'units/unlisted' : block.kind === 'chapter' ? place : folder,
        inherited,
        assigned || category !== null,
        reason,
      );
      if (reason) hidden.push(unit);
      else section.units.push(unit);
    }
    return section;
  };

  const top = planSection(root, 'units', {}, false, null);
  const loose =
    top.units.length > 0 ? [{ ...top, sections: [], key: names.sectionKey(`${root.id}-units`) }] : [];
  return { sections: [...top.sections, ...loose], hidden, skipped };
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
