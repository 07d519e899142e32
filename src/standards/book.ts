/**
 * Terms: a *book* is pages in chapters, as folders of Markdown, notebooks and CNXML hold it. Keys and files of all pages
 * are planned before anything is written, since links need them.
 */
import type { FidelityReport, Ledger } from './fidelity.ts';
import { fidelityReportOf } from './fidelity.ts';
import type { htmlNoteCodes } from './html-tidy.ts';
import { keyOf, slugOf, uniqueNames } from './keys.ts';
import { writeYaml } from './markdown.ts';
import { countActivities } from './question-bank.ts';
import type { QuestionNoteCode } from './questions.ts';

export const bookNoteCodes = [
  'empty-page',
  'exercise-elsewhere',
  'for-teachers',
  'interactive',
  'license-unread',
  'not-in-outline',
  'not-part',
  'output-left',
  'page-unread',
  'template',
  'too-long',
  'unlinked-file',
  'unknown-element',
] as const;
export type BookCode = (typeof bookNoteCodes)[number] | QuestionNoteCode | (typeof htmlNoteCodes)[number];

/** A text of this length is data; converting it would hold up everyone else. */
export const longestPage = 500_000;

export interface Chapter<Page> {
  title: string;
  pages: Page[];
  chapters: Chapter<Page>[];
}

export interface PlannedPage<Page> {
  page: Page;
  key: string;
  file: string;
  title: string;
}

export interface PlannedChapter<Page> {
  key: string;
  title: string;
  units: PlannedPage<Page>[];
  sections: PlannedChapter<Page>[];
}

export const line = (text: string, otherwise: string): string =>
  text.replace(/\s+/g, ' ').trim().slice(0, 300) || otherwise;

export function planBook<Page extends { title: string }>(
  chapters: Chapter<Page>[],
  untitled: string,
): PlannedChapter<Page>[] {
  const [sections, units, files] = [uniqueNames(), uniqueNames(), uniqueNames()];
  const plan = (chapter: Chapter<Page>, above: string): PlannedChapter<Page> => {
    const title = line(chapter.title, untitled);
    const key = sections(keyOf(slugOf(title, 'section')));
    const folder = `${above}/${key}`;
    return {
      key,
      title,
      units: chapter.pages.map((page) => {
        const name = line(page.title, untitled);
        const slug = slugOf(name, 'page');
        return { page, key: units(keyOf(slug)), file: `${files(`${folder}/${slug}`)}.md`, title: name };
      }),
      sections: chapter.chapters.map((inner) => plan(inner, folder)),
    };
  };
  return chapters.map((chapter) => plan(chapter, 'units'));
}

export const pagesOf = <Page>(chapters: PlannedChapter<Page>[]): PlannedPage<Page>[] =>
  chapters.flatMap(({ units, sections }) => [...units, ...pagesOf(sections)]);

const sectionsIn = <Page>(chapters: PlannedChapter<Page>[]): PlannedChapter<Page>[] =>
  chapters.flatMap((chapter) => [chapter, ...sectionsIn(chapter.sections)]);

/** A section holds units or sections: units beside sections get one of their own, in front. */
function outlineOf<Page>(chapters: PlannedChapter<Page>[]): object[] {
  return chapters.flatMap(({ key, title, units, sections }): object[] => {
    const inner = outlineOf(sections);
    if (units.length === 0 && inner.length === 0) return [];
    const files = units.map(({ file }) => file);
    if (inner.length === 0) return [{ section: key, title, units: files }];
    const own = files.length > 0 ? [{ section: `${key}-pages`, title, units: files }] : [];
    return [{ section: key, title, sections: [...own, ...inner] }];
  });
}

export interface BookFacts {
  format: string;
  title: string;
  summary?: string;
  language: string;
  /** SPDX; null: not said. */
  license: string | null;
  author: string;
  /** An address. */
  source: string;
}

/** An SPDX id of words or an address that mean one license; null: none of those known here. */
export function licenseIn(text: string): string | null {
  if (/creativecommons\.org\/publicdomain\/zero|\bCC0\b/i.test(text)) return 'CC0-1.0';
  const [, kind, version = '4.0'] =
    /creativecommons\.org\/licenses\/(by(?:-nc)?(?:-sa|-nd)?)\/?(\d\.\d)?/i.exec(text) ??
    /\bCC[- ](BY(?:-NC)?(?:-SA|-ND)?)(?:[- ]v?(\d\.\d))?/i.exec(text) ??
    [];
  if (kind) return `CC-${kind.toUpperCase()}-${version}`;
  const [, words, number = '4.0'] =
    /Attribution((?:-(?:NonCommercial|ShareAlike|NoDerivatives|NoDerivs))*) (\d\.\d) International/i.exec(
      text,
    ) ?? [];
  if (words !== undefined) {
    const parts = [...words.matchAll(/-(N|S)(?:on|hare|o)(C|A|D)/gi)].map(([, a, b]) =>
      `-${a}${b}`.toUpperCase(),
    );
    return `CC-BY${parts.join('')}-${number}`;
  }
  if (/\bMIT License\b|^MIT$/im.test(text)) return 'MIT';
  if (/Apache License,? (?:Version )?2\.0|^Apache-2\.0$/im.test(text)) return 'Apache-2.0';
  return null;
}

export interface WrittenBook {
  files: Map<string, string>;
  report: FidelityReport;
}

/** Adds course.yaml, and the report of everything that was opened. */
export function closeBook<Page>(
  facts: BookFacts,
  chapters: PlannedChapter<Page>[],
  files: Map<string, string>,
  ledger: Ledger<BookCode>,
): WrittenBook {
  const { format, title, summary, language, license, author, source } = facts;
  const attribution = { ...(author && { author: line(author, '') }), ...(source && { source }) };
  files.set(
    'course.yaml',
    writeYaml({
      ...{ lectern: 1, key: keyOf(slugOf(title, 'book')).toLowerCase(), title },
      ...(summary && { summary: summary.slice(0, 2000) }),
      ...{ language, pace: 'self' },
      ...(license && { license }),
      ...(Object.keys(attribution).length > 0 && { attribution }),
      outline: outlineOf(chapters),
    }),
  );
  const counts = {
    sections: sectionsIn(chapters).length,
    units: pagesOf(chapters).length,
    activities: countActivities(files),
  };
  return { files, report: fidelityReportOf(format, title, counts, ledger.items()) };
}
