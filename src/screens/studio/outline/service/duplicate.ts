/** Copies of units and sections. Each copy of an activity has a key of its own, since learners' work hangs on it. */

import { freeKey } from '#lib/keys.ts';
import { type DraftEdit, renameKeys, setFront } from '#modules/content/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { Refusal } from '#platform/refusal.ts';
import * as rules from '../rules/outline.ts';
import { type CourseParams, refusals } from '../schema.ts';
import { editCourse, readFile } from './edit-course.ts';
import {
  editCourseFile,
  isKind,
  newUnitFile,
  noteOf,
  type Opened,
  readCourse,
  type Taken,
  takenKeys,
} from './opened.ts';
import { getItem, type SectionLine, type UnitLine } from './outline.ts';

/** The copy of a unit: a file of its own, and a key of its own for each activity, since learners' work hangs on them. */
async function copyUnit(opened: Opened, taken: Taken, unit: UnitLine, title: string): Promise<DraftEdit> {
  const { open } = opened;
  const path = newUnitFile(open, taken, unit.key);
  const text = await readFile(open, unit.file);
  const renamed = renameKeys(text, isKind, (key) => {
    const next = freeKey(key, (other) => taken.activities.has(other));
    taken.activities.add(next);
    return next;
  });
  // The key of the copy is the name of its file.
  const content = setFront(renamed, { title, key: null });
  if (content === null) throw new Refusal(refusals['unit-file-broken'], { values: { file: unit.file } });
  return { path, content };
}

const copiedTitle = (title: string): string => {
  const found = /^(.*) \((\d+)\)$/.exec(title);
  return found ? `${found[1]} (${Number(found[2]) + 1})` : `${title} (2)`;
};

async function duplicateUnit(opened: Opened, taken: Taken, unit: UnitLine, section: SectionLine) {
  const copy = await copyUnit(opened, taken, unit, copiedTitle(unit.title));
  const next = section.units[section.units.indexOf(unit) + 1]?.file ?? null;
  const edit = editCourseFile(opened.yaml, (document) =>
    rules.addUnit(document, copy.path, { into: section.key, before: next }),
  );
  return { edits: [edit, copy], item: `unit:${copy.path.slice('units/'.length, -'.md'.length)}` };
}

async function duplicateSection(opened: Opened, taken: Taken, section: SectionLine, above: SectionLine[]) {
  const copies: DraftEdit[] = [];
  const newKey = ({ key }: SectionLine): string => {
    const free = freeKey(key, (other) => taken.sections.has(other));
    taken.sections.add(free);
    return free;
  };
  interface Copy {
    key: string;
    of: SectionLine;
    units: string[];
    sections: Copy[];
  }
  const copyOf = async (of: SectionLine): Promise<Copy> => {
    const key = newKey(of);
    const units: string[] = [];
    for (const unit of of.units) {
      const copy = await copyUnit(opened, taken, unit, unit.title);
      copies.push(copy);
      units.push(copy.path);
    }
    const sections: Copy[] = [];
    for (const inner of of.sections) sections.push(await copyOf(inner));
    return { key, of, units, sections };
  };
  const copy = await copyOf(section);
  const edit = editCourseFile(opened.yaml, (document) => {
    const add = ({ key, of, units, sections }: Copy, into: string | null): void => {
      const title = of === section ? copiedTitle(of.title) : of.title;
      rules.addSection(document, { key, title, units }, { into, before: null });
      rules.setSection(document, key, { category: of.category ?? undefined, ...of.dates });
      for (const inner of sections) add(inner, key);
    };
    add(copy, above.at(-1)?.key ?? null);
  });
  return { edits: [edit, ...copies], item: `section:${copy.key}` };
}

export const duplicateItem = (call: Call, params: CourseParams, ref: string): Promise<{ item: string }> =>
  editCourse(call, params, async (open) => {
    const opened = await readCourse(open);
    const taken = await takenKeys(opened);
    const { item, above } = getItem(opened.outline.sections, ref);
    const section = above.at(-1);
    const { edits, item: copy } =
      item.kind === 'unit' && section
        ? await duplicateUnit(opened, taken, item, section)
        : await duplicateSection(opened, taken, item as SectionLine, above);
    return {
      edits,
      note: noteOf(call, 'outline.note-duplicate', { title: item.title }),
      result: { item: copy },
    };
  });
