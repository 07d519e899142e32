/** A collection as the files of a course source, and what became of everything in it. */
import { posix } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { translateTo } from '#lib/messages.ts';
import {
  type BookCode,
  type Chapter,
  closeBook,
  licenseIn,
  pagesOf,
  planBook,
  type WrittenBook,
} from '../../book.ts';
import { newLedger } from '../../fidelity.ts';
import { uniqueNames } from '../../keys.ts';
import { languageTag } from '../../language-tag.ts';
import { writeUnit } from '../../markdown.ts';
import { type PackageAssets, type PackagePlaces, packageLinks } from '../../package-files.ts';
import { keeper } from '../../question-bank.ts';
import type { Collection, CollectionEntry, Module } from '../wire.ts';
import { moduleNodes } from './module.ts';

export interface OpenCollection {
  path: string;
  collection: Collection;
  modules: ReadonlyMap<string, Module>;
  /** Other texts of the archive: the license, collections beside this one. */
  others: readonly string[];
  licenseText: string;
}

/** Modules beside chapters are a chapter of their own, named like the first of them. */
function chaptersOf(entries: CollectionEntry[], modules: ReadonlyMap<string, Module>): Chapter<Module>[] {
  const chapters: Chapter<Module>[] = [];
  let loose: Chapter<Module> | null = null;
  for (const entry of entries) {
    if (entry.kind === 'chapter') {
      loose = null;
      const pages = entry.entries.flatMap((one) =>
        one.kind === 'module' ? (modules.get(one.id) ?? []) : [],
      );
      const inner = entry.entries.filter((one) => one.kind === 'chapter');
      chapters.push({ title: entry.title, pages, chapters: chaptersOf(inner, modules) });
      continue;
    }
    const module = modules.get(entry.id);
    if (!module) continue;
    if (!loose) {
      loose = { title: module.title, pages: [], chapters: [] };
      chapters.push(loose);
    }
    loose.pages.push(module);
  }
  return chapters;
}

const listedIn = (entries: CollectionEntry[]): string[] =>
  entries.flatMap((entry) => (entry.kind === 'module' ? [entry.id] : listedIn(entry.entries)));

/** The slug is what openstax.org calls the book; older books name their authors instead. */
const sourceOf = (slug: string) =>
  /^[a-z0-9-]+$/.test(slug) ? `https://openstax.org/details/books/${slug}` : '';

export async function translateCollection(
  { path, collection, modules, others, licenseText }: OpenCollection,
  assets: PackageAssets,
): Promise<WrittenBook> {
  const { metadata, entries } = collection;
  const language = languageTag(metadata.language);
  const t = translateTo(language.split('-')[0] ?? 'en');
  const ledger = newLedger<BookCode>();
  const files = new Map<string, string>();
  const book = ledger.open(path, 'collection', metadata.title);
  book.place('course.yaml');
  const chapters = planBook(chaptersOf(entries, modules), t('book.untitled'));
  const keys = new Map(pagesOf(chapters).map(({ page, key }) => [page.id, key]));
  const places: PackagePlaces = {
    ...{ assets, bases: [], unitOfFile: () => null },
    unitOfAddress: (url) => keys.get(/^module:([^#]+)/.exec(url)?.[1] ?? '') ?? null,
  };
  const course = { ledger, activityKey: uniqueNames(), keep: keeper(files), t };
  for (const { page: module, key, file, title } of pagesOf(chapters)) {
    // A book of a thousand pages takes seconds; others who wait for this process come in between.
    await setImmediate();
    const item = ledger.open(module.path, 'module', title);
    item.place(`unit:${key}`);
    const links = packageLinks(file, posix.dirname(module.path), places);
    const nodes = moduleNodes({ ...course, module, unitKey: key, links, item });
    if (nodes.length === 0) item.note('empty-page');
    files.set(file, writeUnit({ title, key }, nodes));
  }
  for (const id of listedIn(entries))
    if (!modules.has(id)) ledger.open(`${path}#${id}`, 'module', id).note('page-unread');
  for (const { id, path: source, title } of modules.values())
    if (!keys.has(id)) ledger.open(source, 'module', title).note('not-in-outline');
  for (const [source, target] of assets.files) ledger.open(source, 'file', '').place(target);
  for (const source of others) ledger.open(source, 'file', '').note('not-part');

  const said =
    metadata.license || [...modules.values()].map(({ metadata: own }) => own.license).find(Boolean) || '';
  const license = licenseIn(said) ?? licenseIn(licenseText);
  if (said && !license) book.note('license-unread', said);
  const authors = metadata.authors.join(', ');
  const facts = {
    ...{
      format: 'cnxml',
      title: metadata.title || t('book.untitled'),
      summary: metadata.summary,
      language,
      license,
    },
    author: authors || (metadata.slug ? 'OpenStax' : ''),
    source: sourceOf(metadata.slug),
  };
  return closeBook(facts, chapters, files, ledger);
}
