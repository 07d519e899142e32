/**
 * Terms: a *block* (XBlock) is an element of OLX with a kind and a `url_name`. A *pointer* is an empty element that
 * names a block; the block itself stands in `<kind>/<url_name>.xml`. A *container* holds blocks.
 */
import { declareRefusals, Refusal } from '#platform/refusal.ts';
import { elementsOf, innerHtml, readXml, type XmlElement } from '../../xml.ts';

export const olxRefusals = declareRefusals({
  'olx-no-course': 'invalid',
  'olx-broken-root': 'invalid',
  'olx-empty': 'invalid',
  'olx-too-large': 'too-large',
  'olx-too-much-text': 'too-large',
});

export interface OlxBlock {
  kind: string;
  /** `url_name`; made from its place where the source gives none. */
  id: string;
  title: string;
  attributes: Record<string, string>;
  element: XmlElement;
  /** File that defines it, and the line of its element there. */
  file: string;
  line: number;
  /** It is the whole of its file. */
  alone: boolean;
  /** Its definition as it was written. */
  xml: string;
  children: OlxBlock[];
  /** Body of an `html` block. */
  html: string | null;
  /** Why it could not be read. */
  fault: { code: 'missing-file' | 'broken-file' | 'loop'; text: string } | null;
}

/** What blocks are read from. */
export interface BlockReader {
  texts: ReadonlyMap<string, string>;
  /** Metadata by `kind/url_name` that old exports keep in policy.json. */
  policy: Record<string, unknown>;
  /** Files that some block was read from. */
  used: Set<string>;
  /** Before all paths: `drafts/` for drafts, which may fall back to the published block. */
  folder: string;
  /** Blocks read so far: files may name each other many times over. */
  count: number;
}

const mostBlocks = 100_000;

const containers = new Set([
  ...['course', 'chapter', 'sequential', 'vertical', 'videosequence', 'problemset', 'wrapper', 'split_test'],
  ...['library_content', 'itembank', 'conditional', 'randomize', 'proctor', 'timelimit', 'unit', 'library'],
]);
export const isContainer = (kind: string): boolean => containers.has(kind);

/** Children of containers that are no blocks but their settings. */
const settings = new Set([
  'wiki',
  'textbook',
  'pdf_textbook',
  'html_textbook',
  'show',
  'tab',
  'source',
  'license',
]);

const lineOf = (text: string, offset: number) => text.slice(0, Math.max(0, offset)).split('\n').length;
const isEmpty = (element: XmlElement) => elementsOf(element).length === 0 && element.text.trim() === '';
const pointerOnly = new Set(['url_name', 'slug', 'org', 'course']);
const pathOf = (kind: string, name: string, extension: string) =>
  `${kind}/${name.replaceAll(':', '/')}.${extension}`;

const findFile = (reader: BlockReader, path: string): string | null =>
  [`${reader.folder}${path}`, path].find((candidate) => reader.texts.has(candidate)) ?? null;

interface Site {
  file: string;
  text: string;
  alone: boolean;
}

export function readBlock(
  element: XmlElement,
  site: Site,
  reader: BlockReader,
  open: readonly string[],
): OlxBlock {
  const kind = element.name;
  const name = element.attributes.url_name ?? element.attributes.slug ?? '';
  const named = element.attributes.filename && kind !== 'html' ? element.attributes.filename : name;
  const own = named && isEmpty(element) ? findFile(reader, pathOf(kind, named, 'xml')) : null;
  if (own && open.includes(own)) return faulty(element, site, 'loop', own);
  if (own) return readFile(own, element, reader, [...open, own]);
  const bare = Object.keys(element.attributes).every((attribute) => pointerOnly.has(attribute));
  if (name && isEmpty(element) && bare && !htmlFile(element, name, reader)) {
    return faulty(element, site, 'missing-file', pathOf(kind, name, 'xml'));
  }
  return define(element, site, name, {}, reader, open);
}

/** The block that stands in a file of its own. Attributes of the pointer hold where the file says nothing. */
export function readFile(
  file: string,
  pointer: XmlElement | null,
  reader: BlockReader,
  open: readonly string[],
): OlxBlock {
  const text = reader.texts.get(file) ?? '';
  reader.used.add(file);
  const reading = readXml(text, file);
  const name = pointer?.attributes.url_name ?? pointer?.attributes.slug ?? nameOf(file);
  if ('mistake' in reading) {
    const kind = pointer?.name ?? file.split('/').at(-2) ?? '';
    return { ...blank(kind, name, file), xml: text, fault: { code: 'broken-file', text: reading.mistake } };
  }
  return define(reading.root, { file, text, alone: true }, name, pointer?.attributes ?? {}, reader, open);
}

const nameOf = (file: string) =>
  file
    .split('/')
    .at(-1)
    ?.replace(/\.xml$/, '') ?? '';

function define(
  element: XmlElement,
  site: Site,
  name: string,
  pointer: Record<string, string>,
  reader: BlockReader,
  open: readonly string[],
): OlxBlock {
  reader.count += 1;
  if (reader.count > mostBlocks)
    throw new Refusal(olxRefusals['olx-too-large'], { values: { limit: mostBlocks } });
  const kind = element.name;
  const line = lineOf(site.text, element.start);
  const id = name || `${kind}-${nameOf(site.file)}-${line}`;
  const attributes = { ...policyOf(reader, kind, id), ...pointer, ...element.attributes };
  const children = containers.has(kind)
    ? elementsOf(element)
        .filter((child) => !settings.has(child.name))
        .map((child) => readBlock(child, { ...site, alone: false }, reader, open))
    : [];
  const body = kind === 'html' ? htmlFile(element, id, reader) : null;
  if (body) reader.used.add(body);
  return {
    ...blank(kind, id, site.file),
    title: (attributes.display_name ?? '').replace(/\s+/g, ' ').trim(),
    attributes,
    element,
    line,
    alone: site.alone,
    xml: site.text.slice(element.start, element.end),
    children,
    html: kind === 'html' ? (body ? (reader.texts.get(body) ?? '') : innerHtml(element)) : null,
    fault:
      kind === 'html' && element.attributes.filename && !body && isEmpty(element)
        ? { code: 'missing-file', text: `html/${element.attributes.filename}.html` }
        : null,
  };
}

function htmlFile(element: XmlElement, id: string, reader: BlockReader): string | null {
  if (element.name !== 'html' || !isEmpty(element)) return null;
  return findFile(reader, pathOf('html', element.attributes.filename ?? id, 'html'));
}

function policyOf(reader: BlockReader, kind: string, id: string): Record<string, string> {
  const key = `${kind}/${id}`;
  const found = kind !== 'course' && Object.hasOwn(reader.policy, key) ? reader.policy[key] : null;
  if (typeof found !== 'object' || found === null) return {};
  return Object.fromEntries(
    Object.entries(found).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
}

const noElement = { name: '', attributes: {}, children: [], text: '' } as unknown as XmlElement;

const blank = (kind: string, id: string, file: string): OlxBlock => ({
  kind,
  id,
  title: '',
  attributes: {},
  element: noElement,
  file,
  line: 1,
  alone: true,
  xml: '',
  children: [],
  html: null,
  fault: null,
});

function faulty(element: XmlElement, site: Site, code: 'missing-file' | 'loop', text: string): OlxBlock {
  const name = element.attributes.url_name ?? element.name;
  const line = lineOf(site.text, element.start);
  return { ...blank(element.name, name, site.file), line, alone: false, fault: { code, text } };
}
