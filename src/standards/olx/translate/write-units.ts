/** Writes the files of units, and of those that come up while others are written: variants, the rest of a bank. */
import { setImmediate } from 'node:timers/promises';
import { anchorsOf } from '../../html-tidy.ts';
import { keyOf, slugOf, uniqueNames } from '../../keys.ts';
import { writeUnit } from '../../markdown.ts';
import type { OlxBlock } from '../wire/blocks.ts';
import type { CourseContext, Inherited } from './context.ts';
import type { Ledger } from './ledger.ts';
import type { Places } from './links.ts';
import type { NoteCode } from './notes.ts';
import type { Names, PlannedUnit } from './outline.ts';
import { type Files, shiftOf } from './pages.ts';
import { noteSettings } from './settings.ts';
import { rawHtmlOf, translateBlocks } from './unit.ts';

interface WriterParts {
  places: Places;
  language: string;
  staticText(name: string): string | null;
  ledger: Ledger;
  files: Files;
  names: Names;
}

/** Writes units, and those that come up while others are written. */
export function unitWriter({ places, language, staticText, ledger, files, names }: WriterParts) {
  const waiting: PlannedUnit[] = [];
  const activityKeys = uniqueNames();
  const kept = uniqueNames();
  let seen = 0;
  let listed = true;
  const context: CourseContext = {
    places,
    language,
    staticText,
    openBlock: ledger.openBlock,
    activityKey(wanted) {
      if (listed) seen += 1;
      return activityKeys(keyOf(wanted));
    },
    keep(path, content) {
      if (files.get(path) === content) return path;
      const dot = path.lastIndexOf('.');
      const name = `${kept(path.slice(0, dot))}${path.slice(dot)}`;
      files.set(name, content);
      return name;
    },
    setAside(block, children, inherited) {
      const units = asideUnits(block, children, inherited, names);
      waiting.push(...units);
      return units[0]?.file ?? '';
    },
  };

  const write = async (unit: PlannedUnit) => {
    // A course takes seconds; others who wait for this process come in between.
    await setImmediate();
    listed = unit.why === null;
    const target = listed ? `unit:${unit.key}` : unit.file;
    if (unit.block) {
      const item = ledger.openBlock(unit.block);
      item.place(target);
      if (unit.why) item.note(unit.why);
      noteSettings(unit.block.attributes, ['format', 'graded', 'visible_to_staff_only'], item.note);
    }
    const html = rawHtmlOf(unit.children);
    const page = { headingShift: shiftOf(html), anchors: anchorsOf(html) };
    const { file, inherited, why } = unit;
    const nodes = translateBlocks(unit.children, {
      course: context,
      file,
      target,
      why,
      inherited,
      ...page,
    });
    const category = unit.category ? { category: unit.category } : {};
    files.set(file, writeUnit({ title: unit.title, key: unit.key, ...category }, nodes));
  };
  const writeAside = async (units: PlannedUnit[]) => {
    waiting.push(...units);
    for (let unit = waiting.shift(); unit; unit = waiting.shift()) await write(unit);
  };
  return { write, writeAside, activities: () => seen };
}

/** Variants are pages of their own; the rest of a bank is one page. */
function asideUnits(
  block: OlxBlock,
  children: OlxBlock[],
  inherited: Inherited,
  names: Names,
): PlannedUnit[] {
  const unit = (of: OlxBlock | null, inside: OlxBlock[], why: NoteCode): PlannedUnit => {
    const title = (of?.title || block.title || block.id).slice(0, 300);
    const key = names.unitKey(of?.id ?? `${block.id}-rest`);
    const file = `${names.file(`units/unlisted/${slugOf(title, key)}`)}.md`;
    return { block: of, children: inside, key, file, title, category: null, inherited, why };
  };
  if (block.kind !== 'split_test' && block.kind !== 'randomize') return [unit(null, children, 'bank-rest')];
  return children.map((child) =>
    child.kind === 'vertical'
      ? unit(child, child.children, 'other-variant')
      : unit(null, [child], 'other-variant'),
  );
}

export function draftUnit(draft: OlxBlock, names: Names): PlannedUnit {
  const key = names.unitKey(draft.id);
  const title = (draft.title || draft.id).slice(0, 300);
  const file = `${names.file(`units/drafts/${slugOf(title, key)}`)}.md`;
  return {
    block: draft,
    children: draft.children,
    key,
    file,
    title,
    category: null,
    inherited: {},
    why: 'draft',
  };
}
