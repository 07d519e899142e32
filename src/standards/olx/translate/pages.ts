/** What stands beside the outline of an export: about pages, static tabs, handouts, settings, files nobody asked for. */

import { anchorsOf } from '../../html-tidy.ts';
import { htmlToBlocks, htmlToText } from '../../html-to-markdown.ts';
import { slugOf } from '../../keys.ts';
import { writeMarkdown, writeUnit } from '../../markdown.ts';
import { allBlocks, type OlxCourse, type OlxPage } from '../wire/course.ts';
import type { Assets } from './assets.ts';
import type { Ledger } from './ledger.ts';
import { linksOf, type Places } from './links.ts';
import type { Names, PlannedUnit } from './outline.ts';

export type Files = Map<string, string>;

/** The rank of headings, so that the highest is 2. */
export function shiftOf(html: string): number {
  const ranks = [...html.matchAll(/<h([1-6])[\s>]/gi)].map(([, rank]) => Number(rank));
  return ranks.length > 0 ? 2 - Math.min(...ranks) : 0;
}

/** Where a page goes that was no part of the outline. */
export const pageUnit = (page: OlxPage, names: Names): PlannedUnit => ({
  block: null,
  children: [],
  key: names.unitKey(`page-${page.slug}`),
  file: `${names.file(`units/${page.shown ? 'pages' : 'unlisted'}/${slugOf(page.title, page.slug)}`)}.md`,
  title: page.title.slice(0, 300) || page.slug,
  category: null,
  inherited: {},
  why: page.shown ? null : 'staff-only',
});

export function writePage(
  page: OlxPage,
  unit: PlannedUnit,
  places: Places,
  ledger: Ledger,
  files: Files,
): void {
  const item = ledger.open(page.file, 'page', page.title);
  item.note(unit.why ?? 'page');
  item.place(unit.why ? unit.file : `unit:${unit.key}`);
  const links = linksOf(unit.file, places);
  const nodes = htmlToBlocks(page.html, {
    links,
    note: item.note,
    headingShift: shiftOf(page.html),
    anchors: anchorsOf(page.html),
  });
  files.set(unit.file, writeUnit({ title: unit.title, key: unit.key }, nodes));
}

const intoManifest = new Set(['short_description', 'subtitle', 'effort', 'duration']);

/** Writes about.md; gives the about pages as plain text, by name. */
export function translateAbout(
  course: OlxCourse,
  places: Places,
  ledger: Ledger,
  files: Files,
): Map<string, string> {
  const texts = new Map<string, string>();
  const links = linksOf('about.md', places);
  for (const { file, name, html } of course.about) {
    const item = ledger.open(file, 'about', name);
    const text = htmlToText(html, { links, note: () => {}, headingShift: 0, anchors: new Set() });
    if (html.trim() === '') {
      item.note('empty');
    } else if (name === 'overview') {
      const nodes = htmlToBlocks(html, {
        links,
        note: item.note,
        headingShift: shiftOf(html),
        anchors: anchorsOf(html),
      });
      files.set('about.md', writeMarkdown(nodes));
      item.place('about.md');
    } else if (intoManifest.has(name)) {
      texts.set(name, text);
      item.place('course.yaml');
    } else {
      item.note('settings', `${name}: ${text}`);
    }
  }
  return texts;
}

/** Items of everything that became nothing, or went over as it was. */
export function reportRest(
  course: OlxCourse,
  assets: Assets,
  outside: readonly string[],
  ledger: Ledger,
): void {
  for (const block of course.orphans.flatMap(allBlocks)) {
    const item = ledger.openBlock(block);
    item.note('orphan');
    if (block.fault) item.note(block.fault.code, block.fault.text);
  }
  for (const page of course.pages) if (!page.html) ledger.open(page.file, 'page', page.title).note('empty');
  for (const file of course.otherRuns) ledger.open(file, 'course', '').note('other-run');
  for (const file of course.announcements) ledger.open(file, 'announcements', '').note('announcements');
  for (const file of course.settingsFiles) {
    if (file.endsWith('grading_policy.json')) continue;
    const item = ledger.open(file, 'settings', '');
    // What the course's own settings lost is told at the course; here are display names and rights of files.
    item.place(file.endsWith('policy.json') ? 'course.yaml' : 'assets');
    if (file === 'policies/assets.json' && course.lockedFiles.length > 0)
      item.note('access', course.lockedFiles.join(', '));
  }
  if (assets.files.size > 0) ledger.open('static', 'files', String(assets.files.size)).place('assets');
  for (const file of [...course.leftovers, ...outside]) ledger.open(file, 'file', '').note('not-course');
}
