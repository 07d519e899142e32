/**
 * CNXML, the format of OpenStax. Terms: a *collection* lists *modules* in sub-collections; a module is one page, a file
 * `modules/<id>/index.cnxml`.
 */
import {
  childrenNamed,
  descendants,
  elementsOf,
  readXml,
  textOf,
  withoutPrefixes,
  type XmlElement,
} from '../xml.ts';

export interface Metadata {
  title: string;
  language: string;
  license: string;
  authors: string[];
  slug: string;
  summary: string;
}

export type CollectionEntry =
  | { kind: 'module'; id: string }
  | { kind: 'chapter'; title: string; entries: CollectionEntry[] };

export interface Collection {
  metadata: Metadata;
  entries: CollectionEntry[];
}

export interface Module {
  id: string;
  /** Its path in the archive. */
  path: string;
  title: string;
  metadata: Metadata;
  content: XmlElement;
  glossary: XmlElement | null;
}

const childOf = (element: XmlElement | undefined, name: string) =>
  element ? childrenNamed(element, name)[0] : undefined;
const wordsOf = (element: XmlElement | undefined) => (element ? textOf(element) : '');

/** Actors by their name, those first who are named as authors. */
function authorsOf(metadata: XmlElement | undefined): string[] {
  if (!metadata) return [];
  const all = descendants(metadata);
  const name = (element: XmlElement) =>
    wordsOf(childOf(element, 'fullname')) || wordsOf(childOf(element, 'name'));
  const byId = new Map(
    all.flatMap((element) =>
      element.attributes.userid ? [[element.attributes.userid, name(element)] as const] : [],
    ),
  );
  const ids = all
    .filter((element) => element.name === 'role' && element.attributes.type === 'author')
    .flatMap((role) => textOf(role).split(' '));
  const listed = ids.flatMap((id) => byId.get(id) ?? []);
  return [...new Set(listed.length > 0 ? listed : byId.values())].filter(Boolean);
}

function metadataOf(root: XmlElement): Metadata {
  const metadata = childOf(root, 'metadata');
  const license = childOf(metadata, 'license');
  return {
    title: wordsOf(childOf(metadata, 'title')) || wordsOf(childOf(root, 'title')),
    language: wordsOf(childOf(metadata, 'language')),
    license: license ? `${license.attributes.url ?? ''} ${textOf(license)}`.trim() : '',
    authors: authorsOf(metadata),
    slug: wordsOf(childOf(metadata, 'slug')),
    summary: wordsOf(childOf(metadata, 'abstract')),
  };
}

const entriesOf = (content: XmlElement | undefined): CollectionEntry[] =>
  (content ? elementsOf(content) : []).flatMap((element): CollectionEntry[] => {
    if (element.name === 'module') return [{ kind: 'module', id: element.attributes.document ?? '' }];
    if (element.name !== 'subcollection') return [];
    const title = wordsOf(childOf(element, 'title'));
    return [{ kind: 'chapter', title, entries: entriesOf(childOf(element, 'content')) }];
  });

function rootOf(text: string, path: string): XmlElement | null {
  const reading = readXml(text, path);
  return 'root' in reading ? withoutPrefixes(reading.root) : null;
}

export function readCollection(text: string, path: string): Collection | null {
  const root = rootOf(text, path);
  if (root?.name !== 'collection') return null;
  return { metadata: metadataOf(root), entries: entriesOf(childOf(root, 'content')) };
}

const idOfPath = (path: string) => /([^/]+)\/[^/]+$/.exec(path)?.[1] ?? path;

export function readModule(text: string, path: string): Module | null {
  const root = rootOf(text, path);
  const content = root?.name === 'document' ? childOf(root, 'content') : undefined;
  if (!root || !content) return null;
  const metadata = metadataOf(root);
  const id =
    wordsOf(childOf(childOf(root, 'metadata'), 'content-id')) || root.attributes.id || idOfPath(path);
  return { id, path, title: metadata.title, metadata, content, glossary: childOf(root, 'glossary') ?? null };
}
