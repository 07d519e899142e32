/** A folder of pages as the files of a course source, and what became of everything in it. */
import { posix } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { RootContent } from 'mdast';
import { type Translate, translateTo } from '#lib/messages.ts';
import {
  type BookCode,
  type Chapter,
  closeBook,
  licenseIn,
  longestPage,
  type PlannedPage,
  pagesOf,
  planBook,
  type WrittenBook,
} from '../../book.ts';
import { type Ledger, newLedger, type OpenItem } from '../../fidelity.ts';
import type { Links } from '../../html-tidy.ts';
import { uniqueNames } from '../../keys.ts';
import { languageTag } from '../../language-tag.ts';
import { writeUnit } from '../../markdown.ts';
import { type PackageAssets, type PackagePlaces, packageLinks } from '../../package-files.ts';
import { keeper } from '../../question-bank.ts';
import { directive } from '../../question-markdown.ts';
import { listOf, splitFrontMatter, wordsOf } from '../wire/front-matter.ts';
import { type Notebook, readNotebook } from '../wire/notebook.ts';
import { type Folder, isPage, type Listed, readSite, titleOfPath } from '../wire/site.ts';
import type { PageContext } from './context.ts';
import { notebookNodes, titleOfNotebook } from './notebook.ts';
import { type OpenPage, openPage, pageNodes } from './page.ts';

interface Page {
  path: string;
  title: string;
  text: string;
  license: string;
  authors: string[];
  /** What episodes of the Carpentries say before and after their text. */
  lists: Record<'objectives' | 'questions' | 'keypoints', string[]>;
  body: { kind: 'markdown'; page: OpenPage } | { kind: 'notebook'; notebook: Notebook } | { kind: 'long' };
}

function readPage({ path, title }: Listed, folder: Folder): Page | null {
  const text = folder.text(path);
  if (text === null) return null;
  const none = { objectives: [], questions: [], keypoints: [] };
  const page = { path, text, license: '', authors: [], lists: none };
  const named = (own: string) => title || own || titleOfPath(path);
  if (/\.ipynb$/i.test(path)) {
    const notebook = readNotebook(text);
    if (!notebook) return null;
    const { authors } = notebook;
    return {
      ...page,
      authors,
      title: named(titleOfNotebook(notebook)),
      body: { kind: 'notebook', notebook },
    };
  }
  if (text.length > longestPage) return { ...page, title: named(''), body: { kind: 'long' } };
  const { fields, body } = splitFrontMatter(text);
  const opened = openPage(body);
  return {
    ...page,
    title: named(wordsOf(fields.title) || opened.title),
    license: wordsOf(fields.license),
    authors: listOf(fields.author ?? fields.authors),
    lists: {
      objectives: listOf(fields.objectives),
      questions: listOf(fields.questions),
      keypoints: listOf(fields.keypoints),
    },
    body: { kind: 'markdown', page: opened },
  };
}

const readChapter = (
  chapter: Chapter<Listed>,
  folder: Folder,
  missing: (path: string) => void,
): Chapter<Page> => ({
  title: chapter.title,
  pages: chapter.pages.flatMap((listed) => {
    const page = readPage(listed, folder);
    if (!page) missing(listed.path);
    return page ?? [];
  }),
  chapters: chapter.chapters.map((inner) => readChapter(inner, folder, missing)),
});

/** Addresses of a site: with `.html` or a stroke at their end, from its root, with a place inside the page. */
function linksOf(file: string, path: string, places: PackagePlaces): Links {
  const links = packageLinks(file, posix.dirname(path), places);
  return {
    ...links,
    link(href, note) {
      const found = links.link(href.replace(/^\/(?!\/)/, ''), note);
      const fragment = /#([^#]+)$/.exec(href)?.[1];
      return found?.startsWith('unit:') && fragment ? `${found}#${fragment}` : found;
    },
    picture: (src, note) => links.picture(src.replace(/^\/(?!\/)/, ''), note),
  };
}

function placesOf(planned: PlannedPage<Page>[], assets: PackageAssets, used: Set<string>): PackagePlaces {
  const bare = (path: string) =>
    path.replace(/\.(?:md|markdown|rmd|qmd|ipynb|html?)$/i, '').replace(/\/(?:index)?$/, '');
  const byPath = new Map(planned.map(({ page, key }) => [bare(page.path), key] as const));
  const names = Map.groupBy(planned, ({ page }) => posix.basename(bare(page.path)));
  const find = (path: string): string | null => {
    // The Carpentries put all folders of a lesson into one when they build its site.
    const found = assets.find(path) ?? assets.find(`episodes/${path}`);
    if (found) used.add(found);
    return found;
  };
  return {
    assets: { ...assets, find },
    bases: [],
    unitOfAddress: () => null,
    unitOfFile(path) {
      if (assets.find(path)) return null;
      const alone = names.get(posix.basename(bare(path)));
      return byPath.get(bare(path)) ?? (isPage(path) && alone?.length === 1 ? (alone[0]?.key ?? null) : null);
    },
  };
}

function listNodes(lists: Page['lists'], name: keyof Page['lists'], t: Translate): RootContent[] {
  const items = lists[name].map((text) => `- ${text}`).join('\n');
  if (!items) return [];
  const { root } = openPage(items);
  return [directive(name === 'keypoints' ? 'tip' : 'note', { title: t(`book.${name}`) }, root.children)];
}

interface Writing {
  ledger: Ledger<BookCode>;
  t: Translate;
  assets: PackageAssets;
  places: PackagePlaces;
  keep(path: string, text: string): string;
  activityKey(wanted: string): string;
}

function bodyNodes(planned: PlannedPage<Page>, item: OpenItem<BookCode>, writing: Writing): RootContent[] {
  const { page, file, title, key } = planned;
  const { t, assets, places } = writing;
  const embed = (bytes: Uint8Array, extension: string) =>
    posix.relative(posix.dirname(file), assets.embed(bytes, extension));
  const anchors = new Set([...page.text.matchAll(/\(#([^)\s]+)\)/g)].map(([, id = '']) => id));
  const html = { links: linksOf(file, page.path, places), note: item.note, headingShift: 0, anchors };
  const context: PageContext = { t, item, html, embed };
  if (page.body.kind === 'notebook') return notebookNodes(page.body.notebook, title, context);
  if (page.body.kind === 'markdown')
    return [
      ...listNodes(page.lists, 'questions', t),
      ...listNodes(page.lists, 'objectives', t),
      ...pageNodes(page.body.page, title, context),
      ...listNodes(page.lists, 'keypoints', t),
    ];
  item.note('too-long', String(page.text.length));
  const id = writing.activityKey(key);
  const source = writing.keep(`assets/original/${id}.md`, page.text);
  return [directive('unsupported', { id, type: 'markdown', source }, [])];
}

export interface Translation extends WrittenBook {
  /** Assets that are part of the course: path in the input to path in the course. */
  assets: ReadonlyMap<string, string>;
}

/** `assets`: all files of the folder that are no text of it. */
export async function translatePages(
  folder: Folder,
  assets: PackageAssets,
  fileTitle: string,
): Promise<Translation> {
  const english = translateTo('en');
  const untitled = fileTitle || english('book.untitled');
  const site = readSite(folder, { more: english('book.more'), untitled });
  const language = languageTag(site.language);
  const t = translateTo(language.split('-')[0] ?? 'en');
  const ledger = newLedger<BookCode>();
  const files = new Map<string, string>();
  const missing: string[] = [];
  const chapters = planBook(
    site.chapters.map((chapter) => readChapter(chapter, folder, (path) => missing.push(path))),
    t('book.untitled'),
  );
  const planned = pagesOf(chapters);
  const used = new Set<string>();
  const places = placesOf(planned, assets, used);
  const writing: Writing = { ledger, t, assets, places, keep: keeper(files), activityKey: uniqueNames() };
  const [only] = planned;
  const title = site.title || (planned.length === 1 && only ? only.title : untitled);
  const book = ledger.open(site.settings[0] ?? '.', 'config', title);
  book.place('course.yaml');
  for (const one of planned) {
    // A folder of thousands takes seconds; others who wait for this process come in between.
    await setImmediate();
    const item = ledger.open(
      one.page.path,
      one.page.body.kind === 'notebook' ? 'notebook' : 'page',
      one.title,
    );
    item.place(`unit:${one.key}`);
    const nodes = bodyNodes(one, item, writing);
    if (nodes.length === 0) item.note('empty-page');
    files.set(one.file, writeUnit({ title: one.title, key: one.key }, nodes));
  }
  const shown = new Set(planned.map(({ page }) => page.path));
  const kept = reportRest({ folder, site, shown, missing, assets, used, files, ledger });

  const said = site.license || planned.map(({ page }) => page.license).find(Boolean) || '';
  const license = licenseIn(said);
  if (said && !license) book.note('license-unread', said.split('\n')[0]);
  const authors = [...new Set(planned.flatMap(({ page }) => page.authors))].slice(0, 20).join(', ');
  const facts = {
    ...{ format: 'markdown', title, summary: site.summary, language, license },
    ...{ author: site.author || authors, source: site.source },
  };
  return { ...closeBook(facts, chapters, files, ledger), assets: kept };
}

interface Rest {
  folder: Folder;
  site: ReturnType<typeof readSite>;
  shown: ReadonlySet<string>;
  missing: string[];
  assets: PackageAssets;
  /** Assets that a page names. */
  used: ReadonlySet<string>;
  files: Map<string, string>;
  ledger: Ledger<BookCode>;
}

/** Folders whose files belong to a lesson though no page may link to them. */
const dataFolder = /(?:^|\/)(?:data|files?|fig(?:ure)?s?|img|images?|media|assets|static|code)\//i;

/** Whatever is no page: what pages for teachers say is kept, files that belong to pages are assets. */
function reportRest({
  folder,
  site,
  shown,
  missing,
  assets,
  used,
  files,
  ledger,
}: Rest): Map<string, string> {
  const kept = new Map<string, string>();
  for (const path of folder.paths.toSorted()) {
    if (shown.has(path) || (path === site.settings[0] && !isPage(path))) continue;
    const item = ledger.open(path, isPage(path) ? 'page' : 'file', '');
    const target = assets.files.get(path);
    if (site.forTeachers.includes(path)) {
      const place = `assets/original/${path}`;
      files.set(place, folder.text(path) ?? '');
      item.place(place);
      item.note('for-teachers');
    } else if (missing.includes(path)) item.note('page-unread');
    else if (site.settings.includes(path)) item.place('course.yaml');
    else if (target && (used.has(target) || dataFolder.test(path))) {
      kept.set(path, target);
      item.place(target);
    } else if (target) item.note('unlinked-file');
    else item.note(isPage(path) ? 'not-in-outline' : 'not-part');
  }
  return kept;
}
