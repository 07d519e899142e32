/** One export as the files of a course source, and what became of everything in it. */
import { translateTo } from '#lib/messages.ts';
import { Refusal } from '#platform/refusal.ts';
import { type FidelityReport, fidelityReportOf } from '../../fidelity.ts';
import { type OlxBlock, olxRefusals } from '../wire/blocks.ts';
import type { OlxCourse } from '../wire/course.ts';
import { elementsOf } from '../wire/xml.ts';
import type { Assets } from './assets.ts';
import type { CourseContext, Inherited } from './context.ts';
import { keyOf, slugOf, uniqueNames } from './keys.ts';
import { type Ledger, newLedger, type OpenItem } from './ledger.ts';
import type { Places } from './links.ts';
import { categoriesOf, languageOf, manifestOf, noteCourseSettings, outlineOf, titleOf } from './manifest.ts';
import { writeUnit, writeYaml } from './markdown.ts';
import type { NoteCode } from './notes.ts';
import {
  type Names,
  newNames,
  type PlannedSection,
  type PlannedUnit,
  planOutline,
  unitIndex,
  unitsOf,
} from './outline.ts';
import { type Files, pageUnit, reportRest, shiftOf, translateAbout, writePage } from './pages.ts';
import { noteSettings } from './settings.ts';
import { anchorsOf } from './tidy.ts';
import { rawHtmlOf, translateBlocks } from './unit.ts';

export interface Translation {
  files: Files;
  report: FidelityReport;
}

/** What the export holds beside its texts. */
export interface Surroundings {
  assets: Assets;
  /** Text of a file under static/; null: there is none. */
  staticText(name: string): string | null;
  /** Files of the archive that are no part of the export. */
  outside: readonly string[];
}

export function translateCourse(
  course: OlxCourse,
  { assets, staticText, outside }: Surroundings,
): Translation {
  const ledger = newLedger();
  const files: Files = new Map();
  const names = newNames();
  const language = languageOf(course);

  const courseItem = ledger.openBlock(course.root);
  courseItem.place('course.yaml');
  noteCourseSettings(course, courseItem.note);
  for (const { name } of elementsOf(course.root.element)) {
    if (/textbook$|^wiki$/.test(name)) courseItem.note('settings', name);
  }
  const gradingItem = openGrading(course, ledger, courseItem);
  const categories = categoriesOf(course, gradingItem.note);
  const plan = planOutline(course.root, names, (format) => categories.get(format)?.key ?? null);

  const pages = course.pages
    .filter(({ html }) => html.trim())
    .map((page) => ({ page, unit: pageUnit(page, names) }));
  const shownPages = pages.filter(({ page }) => page.shown);
  const index = unitIndex(plan);
  const places: Places = {
    asset: assets.find,
    unitOf: (name) => index.get(name) ?? null,
    page: (slug) => shownPages.find(({ page }) => page.slug === slug)?.unit.key ?? null,
    embed: assets.embed,
  };
  const writer = unitWriter({ places, language, staticText, ledger, files, names });

  const writeSections = (sections: PlannedSection[]) => {
    for (const section of sections) {
      if (section.block !== course.root) reportSection(section, ledger, new Set(categories.keys()));
      for (const unit of section.units) writer.write(unit);
      writeSections(section.sections);
    }
  };
  writeSections(plan.sections);
  for (const block of plan.skipped) reportSkipped(block, ledger);
  const drafts = course.drafts.map((draft) => draftUnit(draft, names));
  writer.writeAside([...plan.hidden, ...drafts]);
  for (const { page, unit } of pages) writePage(page, unit, places, ledger, files);
  for (const page of course.pages.filter(({ html }) => !html.trim()))
    ledger.open(page.file, 'page', page.title).note('empty');

  const about = translateAbout(course, places, ledger, files);
  reportRest(course, assets, outside, ledger);
  noteShortCategories(course, plan.sections, gradingItem);

  const outline = outlineOf(plan.sections);
  if (shownPages.length > 0) {
    const units = shownPages.map(({ unit }) => unit.file);
    outline.push({ section: names.sectionKey('pages'), title: translateTo(language)('olx.pages'), units });
  }
  if (outline.length === 0) throw new Refusal(olxRefusals['olx-empty']);
  const asset = (url: string) => {
    const name = /(?:^|\/)(?:static|asset)\/(.+)$/.exec(url)?.[1] ?? /block@(.+)$/.exec(url)?.[1];
    return name ? assets.find(name) : null;
  };
  const manifest = manifestOf({ course, outline, categories, about, asset, note: courseItem.note });
  files.set('course.yaml', writeYaml(manifest));
  const counts = {
    sections: countSections(outline),
    units: unitsOf(plan.sections).length + shownPages.length,
    activities: writer.activities(),
  };
  return { files, report: fidelityReportOf('olx', titleOf(course), counts, ledger.items()) };
}

interface WriterParts {
  places: Places;
  language: string;
  staticText(name: string): string | null;
  ledger: Ledger;
  files: Files;
  names: Names;
}

/** Writes units, and those that come up while others are written. */
function unitWriter({ places, language, staticText, ledger, files, names }: WriterParts) {
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

  const write = (unit: PlannedUnit) => {
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
  const writeAside = (units: PlannedUnit[]) => {
    waiting.push(...units);
    for (let unit = waiting.shift(); unit; unit = waiting.shift()) write(unit);
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

function draftUnit(draft: OlxBlock, names: Names): PlannedUnit {
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

function openGrading(course: OlxCourse, ledger: Ledger, courseItem: OpenItem): OpenItem {
  const file = course.settingsFiles.find((path) => path.endsWith('grading_policy.json'));
  if (!file) return courseItem;
  const item = ledger.open(file, 'grading', '');
  item.place('course.yaml');
  return item;
}

function reportSection(section: PlannedSection, ledger: Ledger, formats: ReadonlySet<string>): void {
  const { block } = section;
  const item = ledger.openBlock(block);
  const format = block.attributes.format ?? '';
  if (block.attributes.graded === 'true' && !formats.has(format)) item.note('unknown-format', format);
  noteSettings(block.attributes, ['format', 'graded', 'visible_to_staff_only', 'highlights'], item.note);
  if (block.attributes.highlights) item.note('settings', 'highlights');
  const shown = unitsOf([section]).length > 0;
  if (shown) item.place(`section:${section.key}`);
  else if (section.why) item.place('units/unlisted');
  else item.note('empty');
  if (section.why) item.note(section.why);
}

function reportSkipped(block: OlxBlock, ledger: Ledger): void {
  const item = ledger.openBlock(block);
  if (block.fault) item.note(block.fault.code, block.fault.text);
  else item.note('empty');
}

/** Open edX counts assignments that were never made as zero. */
function noteShortCategories(course: OlxCourse, sections: PlannedSection[], item: OpenItem): void {
  const formats = (list: PlannedSection[]): string[] =>
    list.flatMap((one) => [
      ...(one.category ? [one.block.attributes.format ?? ''] : []),
      ...formats(one.sections),
    ]);
  const made = formats(sections);
  for (const { type, least, drops } of course.graders) {
    const count = made.filter((format) => format === type).length;
    if (count < least) item.note('short-category', `${type}: ${count} / ${least} (−${drops})`);
  }
}

const countSections = (outline: object[]): number =>
  outline.reduce(
    (sum: number, one) => sum + 1 + countSections((one as { sections?: object[] }).sections ?? []),
    0,
  );
