/**
 * What a folder says of its pages: title, license, authors, and their order. Read are the settings of the Carpentries
 * (`config.yaml`, `_config.yml`), MkDocs, Jupyter Book (`_toc.yml`), mdBook and GitBook (`SUMMARY.md`); else the names of
 * folders and files are the order.
 */
import { posix } from 'node:path';
import type { Chapter } from '../../book.ts';
import { type Fields, listOf, readFields, wordsOf } from './front-matter.ts';

/** A page by its path, with the title that the list gives it. */
export interface Listed {
  path: string;
  title: string;
}

export interface Site {
  title: string;
  summary: string;
  language: string;
  license: string;
  author: string;
  source: string;
  chapters: Chapter<Listed>[];
  /** Pages for teachers: kept, not shown. */
  forTeachers: string[];
  /** Files that were read as settings. */
  settings: string[];
}

export interface Folder {
  /** Relative to the folder. */
  paths: readonly string[];
  text(path: string): string | null;
}

export const isPage = (path: string): boolean => /\.(?:md|markdown|rmd|qmd|ipynb)$/i.test(path);
const hidden = /(?:^|\/)(?:_includes|_layouts|_site|node_modules|vendor|renv|tests?|\.[^/]*)\//;
const aboutItself =
  /(?:^|\/)(?:README|CONTRIBUTING|CODE_OF_CONDUCT|LICEN[CS]E|CHANGELOG|NEWS|CITATION|AUTHORS|SUMMARY|SECURITY|SUPPORT)[^/]*$/i;
const teachers = /^(?:instructors|_extras\/(?:guide|instructor[^/]*))/i;

/** `_episodes/03-loops.md`: Loops. */
export const titleOfPath = (path: string): string => {
  const name = /^index\./i.test(posix.basename(path))
    ? posix.basename(posix.dirname(path))
    : posix.basename(path);
  const words = name
    .replace(/\.[a-z]+$/i, '')
    .replace(/^[_\d.\s-]+(?=\p{L})/u, '')
    .replace(/[-_]+/g, ' ')
    .trim();
  return words && words !== '.' ? words[0]?.toUpperCase() + words.slice(1) : '';
};

const chapter = (title: string, pages: Listed[], chapters: Chapter<Listed>[] = []): Chapter<Listed> => ({
  ...{ title, pages, chapters },
});

interface Pages {
  find(path: string): string | null;
  all: string[];
}

function pagesIn({ paths }: Folder): Pages {
  const shown = paths.filter(
    (path) => isPage(path) && !hidden.test(`/${path}`.slice(1)) && !hidden.test(path),
  );
  const known = new Set(shown);
  return {
    all: shown,
    find(path) {
      const plain = posix.normalize(path).replace(/^\/|\/$/g, '');
      const names = [
        plain,
        ...['.md', '.ipynb', '.Rmd', '.qmd', '/index.md', '/README.md'].map((end) => plain + end),
      ];
      return names.find((name) => known.has(name)) ?? null;
    },
  };
}

/** `nav:` of MkDocs and `toc` of others: pages, named pages, and lists of them. */
function navigation(
  entries: unknown,
  base: string,
  pages: Pages,
): { listed: Listed[]; chapters: Chapter<Listed>[] } {
  const listed: Listed[] = [];
  const chapters: Chapter<Listed>[] = [];
  const add = (path: unknown, title: string) => {
    const found = typeof path === 'string' ? pages.find(posix.join(base, path)) : null;
    if (found) listed.push({ path: found, title });
  };
  for (const entry of Array.isArray(entries) ? entries : []) {
    if (typeof entry === 'string') add(entry, '');
    else if (typeof entry === 'object' && entry !== null)
      for (const [title, inner] of Object.entries(entry)) {
        if (!Array.isArray(inner)) add(inner, title);
        else {
          const below = navigation(inner, base, pages);
          chapters.push(chapter(title, below.listed, below.chapters));
        }
      }
  }
  return { listed, chapters };
}

function fromToc(toc: Fields, base: string, title: string, pages: Pages): Chapter<Listed>[] {
  const files = (entries: unknown): Listed[] =>
    (Array.isArray(entries) ? entries : []).flatMap((entry: Fields) => {
      const found = pages.find(posix.join(base, wordsOf(entry?.file)));
      const own = found ? [{ path: found, title: wordsOf(entry?.title) }] : [];
      return [...own, ...files(entry?.sections)];
    });
  const root = pages.find(posix.join(base, wordsOf(toc.root)));
  const first = root ? [{ path: root, title: '' }] : [];
  const parts = (Array.isArray(toc.parts) ? (toc.parts as Fields[]) : []).map((part) =>
    chapter(wordsOf(part?.caption), files(part?.chapters)),
  );
  return [chapter(title, [...first, ...files(toc.chapters)]), ...parts];
}

/** `SUMMARY.md`: a list of links, headings between them. */
function fromSummary(text: string, base: string, title: string, pages: Pages): Chapter<Listed>[] {
  const chapters = [chapter(title, [])];
  for (const line of text.split('\n')) {
    const [, heading] = /^#{1,3}\s+(.*)$/.exec(line) ?? [];
    if (heading && !/^summary$/i.test(heading.trim())) chapters.push(chapter(heading.trim(), []));
    const [, words = '', url = ''] = /\[([^\]]*)\]\(<?([^)>#\s]+)[^)]*\)/.exec(line) ?? [];
    const found = url ? pages.find(posix.join(base, decodeURI(url.replaceAll('%', '%25')))) : null;
    if (found) chapters.at(-1)?.pages.push({ path: found, title: words });
  }
  return chapters;
}

/** Lessons of the Carpentries: episodes, then what learners need beside them. */
function fromLesson(config: Fields, title: string, more: string, pages: Pages): Chapter<Listed>[] {
  const inFolder = (folder: string, listed: unknown): Listed[] => {
    const named = listOf(listed).flatMap((name) => pages.find(posix.join(folder, name)) ?? []);
    const found =
      named.length > 0 ? named : pages.all.filter((path) => path.startsWith(`${folder}/`)).toSorted();
    return found.filter((path) => !teachers.test(path)).map((path) => ({ path, title: '' }));
  };
  const old = pages.all.some((path) => path.startsWith('_episodes'));
  const folder = old
    ? pages.all.some((path) => path.startsWith('_episodes_rmd/'))
      ? '_episodes_rmd'
      : '_episodes'
    : '';
  const beside = ['setup.md', 'reference.md']
    .flatMap((name) => pages.find(name) ?? [])
    .map((path) => ({ path, title: '' }));
  const order = old ? config.episode_order : config.episodes;
  return [
    chapter(title, inFolder(folder || 'episodes', order)),
    chapter(more, [...inFolder(old ? '_extras' : 'learners', config.learners), ...beside]),
  ];
}

function fromFolders(title: string, pages: Pages): Chapter<Listed>[] {
  const own = pages.all.filter((path) => !aboutItself.test(path));
  const shown = own.length > 0 ? own : pages.all;
  const first = (path: string) => (/(?:^|\/)index\.[a-z]+$/i.test(path) ? 0 : 1);
  const order = (a: string, b: string) => first(a) - first(b) || a.localeCompare(b, 'en', { numeric: true });
  const byFolder = [...Map.groupBy(shown, posix.dirname)].toSorted(([a], [b]) =>
    a === '.' ? -1 : b === '.' ? 1 : a.localeCompare(b, 'en', { numeric: true }),
  );
  return byFolder.map(([folder, inside]) => {
    const name = folder === '.' ? title : folder.split('/').map(titleOfPath).filter(Boolean).join(' / ');
    return chapter(
      name || title,
      inside.toSorted(order).map((path) => ({ path, title: '' })),
    );
  });
}

const carpentries: Record<string, string> = {
  swc: 'Software Carpentry',
  dc: 'Data Carpentry',
  lc: 'Library Carpentry',
  cp: 'The Carpentries',
  incubator: 'The Carpentries Incubator',
};

/** Names in a file that says how to cite, in YAML (CFF) or in words: `Ana Ruiz and Bo Li (eds): "Waves".` */
function citedIn(text: string): string {
  const people = listOf(readFields(text).authors);
  if (people.length > 0) return people.join(', ');
  const [, names = ''] = /cite as:?\s*([\s\S]{3,400}?)\s*(?:\(eds?\.?\))?:\s*["“]/i.exec(text) ?? [];
  return names.replace(/\s+/g, ' ');
}

export function readSite(folder: Folder, words: { more: string; untitled: string }): Site {
  const settings: string[] = [];
  const fieldsOf = (...names: string[]): { path: string; fields: Fields } => {
    const path = names.find((name) => folder.paths.includes(name)) ?? '';
    const text = path ? folder.text(path) : null;
    if (path) settings.push(path);
    return { path, fields: text ? readFields(text) : {} };
  };
  const textOf = (pattern: RegExp): string => {
    const path = folder.paths.find((one) => pattern.test(one));
    if (path) settings.push(path);
    return path ? (folder.text(path) ?? '') : '';
  };
  const pages = pagesIn(folder);
  const { fields: config } = fieldsOf('config.yaml', '_config.yml', '_config.yaml');
  const { fields: mkdocs, path: mkdocsPath } = fieldsOf('mkdocs.yml', 'mkdocs.yaml');
  const { fields: toc, path: tocPath } = fieldsOf('_toc.yml', 'book/_toc.yml', 'docs/_toc.yml');
  const summaryPath = folder.paths.find((path) => /^(?:src\/|docs\/)?SUMMARY\.md$/i.test(path)) ?? '';
  const carpentry = wordsOf(config.carpentry);
  const title = wordsOf(mkdocs.site_name) || wordsOf(config.title);
  const named = title || words.untitled;

  const chapters = (): Chapter<Listed>[] => {
    if (mkdocsPath && mkdocs.nav) {
      const { listed, chapters: below } = navigation(mkdocs.nav, wordsOf(mkdocs.docs_dir) || 'docs', pages);
      return [chapter(named, listed), ...below];
    }
    if (tocPath) return fromToc(toc, posix.dirname(tocPath), named, pages);
    if (summaryPath) {
      settings.push(summaryPath);
      return fromSummary(folder.text(summaryPath) ?? '', posix.dirname(summaryPath), named, pages);
    }
    if (pages.all.some((path) => /^(?:_?episodes(?:_rmd)?)\//.test(path)))
      return fromLesson(config, named, words.more, pages);
    return fromFolders(named, pages);
  };
  const license = textOf(/^LICEN[CS]E(?:\.\w+)?$/i);
  const cited = citedIn(textOf(/^CITATION(?:\.\w+)?$/i));
  const repository = wordsOf((config.repository as Fields | undefined)?.url) || wordsOf(config.repository);
  return {
    title,
    summary: wordsOf(config.description) || wordsOf(mkdocs.site_description),
    language: wordsOf(config.lang) || wordsOf((mkdocs.theme as Fields | undefined)?.language) || 'en',
    license: wordsOf(config.license) || license,
    author:
      wordsOf(mkdocs.site_author) ||
      wordsOf(config.author ?? config.authors) ||
      cited ||
      (carpentries[carpentry] ?? ''),
    source:
      [config.source, mkdocs.repo_url, repository, mkdocs.site_url, config.url]
        .map(wordsOf)
        .find((url) => /^https?:\/\/\S+$/.test(url)) ?? '',
    chapters: chapters(),
    forTeachers: pages.all.filter((path) => teachers.test(path)),
    settings,
  };
}
