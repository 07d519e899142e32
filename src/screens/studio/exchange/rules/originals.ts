/**
 * Terms: an *original* is a text of an imported file as its program had it. It is shown as far as that can be done: HTML
 * and XML cleaned like all content, with pictures that came along; any other text as it is written.
 */
import type { Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import { SKIP, visit } from 'unist-util-visit';
import { compileHtml, type FileTree, type Release } from '#modules/content/index.ts';
import type { FidelityItem } from '#standards/fidelity.ts';

export interface Original {
  place: string;
  text: string;
  /** Cleaned; null: it is no page, or nothing in it shows. */
  html: string | null;
  /** It is read as it is written; of other files that is for those who ask. */
  plain: boolean;
}

const isMarkup = /\.(?:x?html?|xml|cnxml|qti)$/i;
const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1).toLowerCase();

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Pictures of the course by their names; those that did not come along are told by their words. */
function withPictures(tree: Root, files: FileTree): Root {
  const known = new Map([...files].map(([path, { sha256 }]) => [nameOf(path), { path, sha256 }] as const));
  visit(tree, 'element', (node) => {
    if (node.tagName !== 'img') return;
    const found = known.get(nameOf(decoded(String(node.properties.src ?? '')).replace(/[?#].*$/, '')));
    if (found?.path.startsWith('assets/') && !found.path.startsWith('assets/original/')) {
      const name = found.path.slice(found.path.lastIndexOf('/') + 1);
      node.properties.src = `/assets/${found.sha256}/${encodeURIComponent(name)}`;
      return;
    }
    const { alt = '' } = node.properties;
    node.tagName = 'em';
    node.properties = {};
    node.children = [{ type: 'text', value: String(alt) }];
  });
  return tree;
}

const looksLikeHtml = /^\s*<[a-z][^>]*>/i;

/**
 * XML holds pages as texts, escaped or in CDATA: they are read as what they are. Settings that stand between them
 * (`<points_possible>10</points_possible>`) are no part of a page.
 */
function pagesIn(text: string): Root {
  const [head = '', ...rest] = text.split('<![CDATA[');
  const escaped = rest.map((part) => {
    const [inside = '', ...after] = part.split(']]>');
    return `${inside.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}${after.join(']]>')}`;
  });
  const tree = fromHtml([head, ...escaped].join(''), { fragment: true });
  visit(tree, 'element', (node, index, parent) => {
    const [only] = node.children;
    const isLeaf = node.children.length <= 1 && (!only || only.type === 'text');
    if (isLeaf && only?.type === 'text' && looksLikeHtml.test(only.value)) {
      node.tagName = 'div';
      node.children = fromHtml(only.value, { fragment: true }).children as typeof node.children;
      return SKIP;
    }
    const isSetting = node.tagName === 'qtimetadata' || (isLeaf && node.tagName.includes('_'));
    if (!isSetting || !parent || index === undefined) return;
    parent.children.splice(index, 1);
    return index;
  });
  return tree;
}

export function originalOf(place: string, text: string, files: FileTree): Original {
  if (!isMarkup.test(place)) return { place, text, html: null, plain: true };
  const tree = /\.xml$|\.qti$/i.test(place) ? pagesIn(text) : fromHtml(text, { fragment: true });
  const html = compileHtml(toHtml(withPictures(tree, files)));
  const shows = /<(?:img|math|video)\b/.test(html) || html.replace(/<[^>]*>/g, '').trim() !== '';
  return { place, text, html: shows ? html : null, plain: false };
}

const fileOf = (source: string) => source.replace(/#.*$/, '').replace(/:\d+$/, '');
const pageOf = (file: string) => file.replace(/\.xml$/, '.html');

/** The texts from which a unit was made, in the order of its report. */
export function placesOf(items: readonly FidelityItem[], known: ReadonlySet<string>): string[] {
  const named = new Set(items.flatMap(({ source }) => [fileOf(source), pageOf(fileOf(source))]));
  const places = [...named].filter((place) => known.has(place));
  // A file that is one text has no name in it.
  return places.length === 0 && known.size === 1 ? [...known] : places;
}

export interface SortedItems {
  /** By key of the unit to which they belong. */
  units: ReadonlyMap<string, FidelityItem[]>;
  /** Of the whole course, and what has no place in it. */
  others: FidelityItem[];
}

export function itemsByUnit(items: readonly FidelityItem[], release: Release): SortedItems {
  const unitOf = new Map<string, string>([
    ...release.units.flatMap(({ key, file }) => [[`unit:${key}`, key] as const, [file, key] as const]),
    ...release.activities.map(({ key, unitKey }) => [`activity:${key}`, unitKey] as const),
  ]);
  const units = new Map<string, FidelityItem[]>();
  const others: FidelityItem[] = [];
  for (const item of items) {
    const key = item.target === null ? undefined : unitOf.get(item.target);
    if (key === undefined) others.push(item);
    else units.set(key, [...(units.get(key) ?? []), item]);
  }
  return { units, others };
}
