/** A cartridge as the files of a course source, and what became of everything in it. */
import { posix } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Refusal } from '#platform/refusal.ts';
import { type OpenPackage, packageRefusals } from '../../content-package.ts';
import {
  type FidelityReport,
  fidelityReportOf,
  type Ledger,
  newLedger,
  type OpenItem,
} from '../../fidelity.ts';
import { anchorsOf } from '../../html-tidy.ts';
import { htmlToBlocks } from '../../html-to-markdown.ts';
import { uniqueNames } from '../../keys.ts';
import { languageTag } from '../../language-tag.ts';
import { writeMarkdown, writeUnit, writeYaml } from '../../markdown.ts';
import { type PackageAssets, type PackagePlaces, packageLinks } from '../../package-files.ts';
import { countActivities, keeper } from '../../question-bank.ts';
import { headingShiftOf } from '../../question-units.ts';
import { bodyOf } from '../wire/read-things.ts';
import type { Cartridge, Thing } from '../wire/things.ts';
import type { CartridgeCourse } from './context.ts';
import { categoriesOf, courseKeyOf, lettersOf, licenseOf } from './manifest.ts';
import type { NoteCode } from './notes.ts';
import { outlineOf, type Plan, type PlannedUnit, planCartridge, sectionsOf, unitsOf } from './plan.ts';
import { writeThing } from './unit.ts';

type Item = OpenItem<NoteCode>;

export interface Translation {
  files: Map<string, string>;
  report: FidelityReport;
}

/** Links of Canvas: `$CANVAS_OBJECT_REFERENCE$/quizzes/<id>`, `$WIKI_REFERENCE$/pages/<slug>`. */
function placesOf(plan: Plan, assets: PackageAssets): PackagePlaces {
  const units = [...unitsOf(plan.sections), ...plan.unlisted].filter(({ listed }) => listed);
  const byFile = new Map(
    units.filter(({ thing }) => thing.kind !== 'file').map(({ thing, key }) => [thing.source, key]),
  );
  const byId = new Map(units.map(({ thing, key }) => [thing.id, key]));
  const bySlug = new Map(
    units.flatMap(({ thing, key }) => (thing.kind === 'page' ? [[thing.slug, key] as const] : [])),
  );
  return {
    assets,
    bases: ['web_resources', ''],
    unitOfFile: (path) => byFile.get(path) ?? null,
    unitOfAddress(url) {
      const [, kind = '', name = ''] =
        /^\$(?:CANVAS_OBJECT|WIKI)_REFERENCE\$\/([a-z_]+)\/([^/?#]+)/i.exec(url) ?? [];
      if (name === '') return null;
      return byId.get(name) ?? (/^(?:pages|wiki)$/.test(kind) ? (bySlug.get(name) ?? null) : null);
    },
  };
}

function noteLeft(thing: Thing, item: Item, assets: PackageAssets): void {
  if (thing.kind === 'file') {
    item.place(assets.find(thing.path));
    if (!assets.find(thing.path)) item.note('missing-thing', thing.path);
    if (thing.hidden) item.note('for-staff');
  } else if (thing.kind === 'tool') item.note('tool', thing.url);
  else if (thing.kind === 'announcement') item.note('announcement');
  else if (thing.kind === 'unknown')
    item.note(thing.type === '' ? 'missing-thing' : 'unknown-thing', thing.type || thing.title);
}

async function writeUnits(
  plan: Plan,
  course: CartridgeCourse,
  ledger: Ledger<NoteCode>,
  files: Map<string, string>,
) {
  const write = async (unit: PlannedUnit) => {
    // A course takes seconds; others who wait for this process come in between.
    await setImmediate();
    const { thing, key, file, title, listed } = unit;
    const item = ledger.open(thing.source, thing.kind, title);
    item.place(listed ? `unit:${key}` : file);
    if (thing.kind === 'quiz' && thing.bank) item.note('question-bank');
    else if (thing.hidden || !listed) item.note('unpublished');
    const { nodes, front } = writeThing(unit, item, course);
    if (nodes.length === 0) item.note('empty-thing');
    files.set(file, writeUnit({ title, key, ...front }, nodes));
  };
  for (const unit of [...unitsOf(plan.sections), ...plan.unlisted]) await write(unit);
}

function reportSettings(cartridge: Cartridge, opened: OpenPackage, ledger: Ledger<NoteCode>): void {
  for (const { path, kind, left } of cartridge.settings) {
    const item = ledger.open(path, kind, '');
    if (kind !== 'settings' || left === '') item.place('course.yaml');
    if (left !== '') item.note('settings-left', left);
  }
  for (const path of opened.outside) ledger.open(path, 'file', '').note('not-part');
}

function reportSections(plan: Plan, ledger: Ledger<NoteCode>): void {
  for (const section of sectionsOf(plan.sections)) {
    if (!section.node) continue;
    const item = ledger.open(`imsmanifest.xml#${section.node.id}`, 'module', section.title);
    const shown = unitsOf([section]).length > 0;
    if (shown) item.place(`section:${section.key}`);
    else item.note('empty-thing');
    if (section.node.hidden) item.note('unpublished');
  }
}

/** Files that are neither read as something nor an asset. */
function reportFiles(
  cartridge: Cartridge,
  opened: OpenPackage,
  assets: PackageAssets,
  ledger: Ledger<NoteCode>,
): void {
  const told = new Set(ledger.items().map(({ source }) => source));
  for (const [path, target] of assets.files)
    if (!told.has(path)) {
      const item = ledger.open(path, 'file', '');
      item.place(target);
      if (target.startsWith('assets/original/')) item.note('for-staff');
    }
  const described = new Set(cartridge.settings.map(({ path }) => path));
  const rest = opened.paths.filter(
    (path) =>
      !cartridge.parts.has(path) && !assets.files.has(path) && !described.has(path) && !told.has(path),
  );
  for (const path of rest) ledger.open(path, 'file', '').note('not-part');
}

function aboutOf(cartridge: Cartridge, places: PackagePlaces, item: Item): string {
  const path = 'course_settings/syllabus.html';
  const html = cartridge.syllabus ? bodyOf(cartridge.syllabus) : '';
  if (!html) return '';
  const links = packageLinks('about.md', posix.dirname(path), places);
  return writeMarkdown(
    htmlToBlocks(html, {
      links,
      note: item.note,
      headingShift: headingShiftOf(html),
      anchors: anchorsOf(html),
    }),
  );
}

export async function translateCartridge(
  cartridge: Cartridge,
  opened: OpenPackage,
  assets: PackageAssets,
): Promise<Translation> {
  const language = languageTag(cartridge.language);
  const ledger = newLedger<NoteCode>();
  const files = new Map<string, string>();
  const courseItem = ledger.open('imsmanifest.xml', 'cartridge', cartridge.title);
  courseItem.place('course.yaml');
  const plan = planCartridge(cartridge, language);
  const places = placesOf(plan, assets);
  const { byGroup, weighted } = categoriesOf(cartridge);
  if (byGroup.size > 0 && !weighted) courseItem.note('points-as-weights');
  const used = new Set<string>();
  const course: CartridgeCourse = {
    cartridge,
    ledger,
    activityKey: uniqueNames(),
    keep: keeper(files),
    links: (file, source) => packageLinks(file, posix.dirname(source), places),
    categoryOf(group) {
      const category = byGroup.get(group ?? '');
      if (category) used.add(category.key);
      return category?.key ?? null;
    },
  };
  reportSections(plan, ledger);
  await writeUnits(plan, course, ledger, files);
  for (const thing of plan.left) noteLeft(thing, ledger.open(thing.source, thing.kind, thing.title), assets);
  reportSettings(cartridge, opened, ledger);
  reportFiles(cartridge, opened, assets, ledger);
  const about = aboutOf(cartridge, places, courseItem);
  if (about) files.set('about.md', about);

  const outline = outlineOf(plan.sections);
  if (outline.length === 0) throw new Refusal(packageRefusals['package-empty']);
  const license = licenseOf(cartridge.rights);
  if (!license && cartridge.rights) courseItem.note('license-unread', cartridge.rights);
  const categories = [...byGroup.values()].filter(({ key }) => used.has(key));
  const letters = lettersOf(cartridge);
  const summary = cartridge.description.slice(0, 2000);
  const title = cartridge.title || 'Course';
  files.set(
    'course.yaml',
    writeYaml({
      ...{ lectern: 1, key: courseKeyOf(cartridge), title },
      ...(summary && { summary }),
      ...{ language, pace: 'self' },
      ...(license && { license }),
      ...((letters || categories.length > 0) && {
        grading: { ...(letters && { letters }), ...(categories.length > 0 && { categories }) },
      }),
      outline,
    }),
  );
  const counts = {
    sections: sectionsOf(plan.sections).filter((section) => unitsOf([section]).length > 0).length,
    units: unitsOf(plan.sections).length,
    activities: countActivities(new Map([...files].filter(([path]) => !path.startsWith('units/unlisted/')))),
  };
  return { files, report: fidelityReportOf('imscc', title, counts, ledger.items()) };
}
