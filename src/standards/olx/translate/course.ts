/** One export as the files of a course source, and what became of everything in it. */
import { translateTo } from '#lib/messages.ts';
import { Refusal } from '#platform/refusal.ts';
import { type FidelityReport, fidelityReportOf } from '../../fidelity.ts';
import { writeYaml } from '../../markdown.ts';
import { elementsOf } from '../../xml.ts';
import { type OlxBlock, olxRefusals } from '../wire/blocks.ts';
import type { OlxCourse, OlxPage } from '../wire/course.ts';
import type { Assets } from './assets.ts';
import { type Ledger, newLedger, type OpenItem } from './ledger.ts';
import type { Places } from './links.ts';
import { categoriesOf, languageOf, manifestOf, noteCourseSettings, outlineOf, titleOf } from './manifest.ts';
import {
  newNames,
  type Plan,
  type PlannedSection,
  type PlannedUnit,
  planOutline,
  unitIndex,
  unitsOf,
} from './outline.ts';
import { type Files, pageUnit, reportRest, translateAbout, writePage } from './pages.ts';
import { noteSettings } from './settings.ts';
import { draftUnit, unitWriter } from './write-units.ts';

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

export async function translateCourse(course: OlxCourse, around: Surroundings): Promise<Translation> {
  const { assets, staticText, outside } = around;
  const ledger = newLedger();
  const files: Files = new Map();
  const names = newNames();
  const language = languageOf(course);
  const courseItem = openCourse(course, ledger);
  const gradingItem = openGrading(course, ledger, courseItem);
  const categories = categoriesOf(course, gradingItem.note);
  const plan = planOutline(course.root, names, (format) => categories.get(format)?.key ?? null);
  const pages = course.pages
    .map((page) => ({ page, unit: pageUnit(page, names) }))
    .filter(({ page }) => page.html);
  const places = placesOf(plan, pages, assets);

  const writer = unitWriter({ places, language, staticText, ledger, files, names });
  const writeSections = async (sections: PlannedSection[]) => {
    for (const section of sections) {
      if (section.block !== course.root) reportSection(section, ledger, categories);
      for (const unit of section.units) await writer.write(unit);
      await writeSections(section.sections);
    }
  };
  await writeSections(plan.sections);
  for (const block of plan.skipped) reportSkipped(block, ledger);
  await writer.writeAside([...plan.hidden, ...course.drafts.map((draft) => draftUnit(draft, names))]);
  for (const { page, unit } of pages) writePage(page, unit, places, ledger, files);
  const about = translateAbout(course, places, ledger, files);
  reportRest(course, assets, outside, ledger);
  noteShortCategories(course, plan.sections, gradingItem);

  const shown = pages.filter(({ page }) => page.shown).map(({ unit }) => unit.file);
  const pagesTitle = translateTo(language)('olx.pages');
  const pagesSection =
    shown.length > 0 ? [{ section: names.sectionKey('pages'), title: pagesTitle, units: shown }] : [];
  const outline = [...outlineOf(plan.sections), ...pagesSection];
  if (outline.length === 0) throw new Refusal(olxRefusals['olx-empty']);
  const manifest = manifestOf({
    course,
    outline,
    categories,
    about,
    asset: places.asset,
    note: courseItem.note,
  });
  files.set('course.yaml', writeYaml(manifest));
  const counts = {
    sections: countSections(outline),
    units: unitsOf(plan.sections).length + shown.length,
    activities: writer.activities(),
  };
  return { files, report: fidelityReportOf('olx', titleOf(course), counts, ledger.items()) };
}

type PlannedPages = { page: OlxPage; unit: PlannedUnit }[];

function placesOf(plan: Plan, pages: PlannedPages, assets: Assets): Places {
  const units = unitIndex(plan);
  return {
    asset: assets.find,
    embed: assets.embed,
    unitOf: (name) => units.get(name) ?? null,
    page: (slug) => pages.find(({ page }) => page.shown && page.slug === slug)?.unit.key ?? null,
  };
}

function openCourse(course: OlxCourse, ledger: Ledger): OpenItem {
  const item = ledger.openBlock(course.root);
  item.place('course.yaml');
  noteCourseSettings(course, item.note);
  for (const { name } of elementsOf(course.root.element)) {
    if (/textbook$|^wiki$/.test(name)) item.note('settings', name);
  }
  return item;
}

function openGrading(course: OlxCourse, ledger: Ledger, courseItem: OpenItem): OpenItem {
  const file = course.settingsFiles.find((path) => path.endsWith('grading_policy.json'));
  if (!file) return courseItem;
  const item = ledger.open(file, 'grading', '');
  item.place('course.yaml');
  return item;
}

function reportSection(section: PlannedSection, ledger: Ledger, formats: ReadonlyMap<string, unknown>): void {
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
