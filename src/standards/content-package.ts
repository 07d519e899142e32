/**
 * IMS Content Packaging, the frame of Common Cartridge and of QTI packages: `imsmanifest.xml` says what is in the
 * package (*resources*, each with its files) and in which order people meet it (an *organization* of *items*).
 */
import { posix } from 'node:path';
import type { Archive } from '#platform/archive/index.ts';
import { declareRefusals, Refusal } from '#platform/refusal.ts';
import {
  childrenNamed,
  decodeXml,
  descendants,
  elementsOf,
  readXml,
  textOf,
  withoutPrefixes,
  type XmlElement,
} from './xml.ts';

export const packageRefusals = declareRefusals({
  'package-broken-manifest': 'invalid',
  'package-empty': 'invalid',
  'package-too-much-text': 'invalid',
});

export interface PackageResource {
  id: string;
  type: string;
  /** Path in the package; null: none is named. */
  href: string | null;
  files: string[];
  dependencies: string[];
  /** A resource that says the same in another format; which one is read is up to the reader. */
  variant: string | null;
  /** Staff alone are to see it. */
  forStaff: boolean;
}

export interface PackageItem {
  id: string;
  title: string;
  resource: string | null;
  items: PackageItem[];
}

export interface PackageManifest {
  title: string;
  language: string | null;
  description: string;
  /** What it says of rights, as it says it. */
  rights: string;
  schema: string;
  version: string;
  resources: PackageResource[];
  items: PackageItem[];
}

export const manifestName = 'imsmanifest.xml';

type Source = Pick<Archive, 'paths' | 'read'>;

/** Folder of the shallowest manifest; null: the archive is no package. */
export function packageRoot(paths: readonly string[]): string | null {
  const found = paths
    .filter((path) => posix.basename(path) === manifestName)
    .toSorted((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1));
  return found[0]?.slice(0, -manifestName.length) ?? null;
}

const child = (element: XmlElement | undefined, name: string) => element && childrenNamed(element, name)[0];

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** A path of the package, told by an address in its manifest; null: it leads out of it. */
function pathOf(base: string, href: string | undefined): string | null {
  const [bare = ''] = (href ?? '').split(/[?#]/);
  if (bare === '' || /^[a-z][a-z0-9+.-]*:/i.test(bare)) return null;
  const path = posix.normalize(posix.join(base, decoded(bare)));
  return path.startsWith('..') || path.startsWith('/') ? null : path;
}

function resourceOf(element: XmlElement, base: string): PackageResource {
  const { identifier = '', type = '', href, 'xml:base': own = '' } = element.attributes;
  const at = posix.join(base, own);
  const named = (name: string) => childrenNamed(element, name);
  const roles = descendants(element).filter(({ name }) => name === 'intendedEndUserRole');
  return {
    id: identifier,
    type: type.trim().toLowerCase(),
    href: pathOf(at, href),
    files: named('file').flatMap((file) => pathOf(at, file.attributes.href) ?? []),
    dependencies: named('dependency').map(({ attributes }) => attributes.identifierref ?? ''),
    variant: named('variant')[0]?.attributes.identifierref ?? null,
    forStaff: roles.length > 0 && roles.every((role) => /instructor|mentor/i.test(textOf(role))),
  };
}

const itemsOf = (parent: XmlElement): PackageItem[] =>
  childrenNamed(parent, 'item').map((item) => ({
    id: item.attributes.identifier ?? '',
    title: titleOf(item),
    resource: item.attributes.identifierref || null,
    items: itemsOf(item),
  }));

function titleOf(item: XmlElement): string {
  const title = child(item, 'title');
  return title ? textOf(title).slice(0, 300) : '';
}

/** An item around everything has no title and is no chapter. */
function withoutRoot(items: PackageItem[]): PackageItem[] {
  const [only] = items;
  return items.length === 1 && only?.title === '' && only.resource === null ? withoutRoot(only.items) : items;
}

/** The first text of that name: LOM says every text once for each language. */
function wordsOf(metadata: XmlElement | undefined, ...path: string[]): string {
  const found = path.reduce<XmlElement | undefined>(
    (at, name) => (at ? child(at, name) : undefined),
    metadata,
  );
  const string = found && (child(found, 'string') ?? child(found, 'langstring') ?? found);
  return string ? textOf(string) : '';
}

export function readManifest(text: string): PackageManifest {
  const read = readXml(text, manifestName);
  if ('mistake' in read)
    throw new Refusal(packageRefusals['package-broken-manifest'], { values: { mistake: read.mistake } });
  const root = withoutPrefixes(read.root);
  const metadata = child(root, 'metadata');
  const lom = metadata && descendants(metadata).find(({ name }) => name === 'lom');
  const resources = child(root, 'resources');
  const base = posix.join(root.attributes['xml:base'] ?? '', resources?.attributes['xml:base'] ?? '');
  const organizations = child(root, 'organizations');
  const organization = organizations && elementsOf(organizations).find(({ name }) => name === 'organization');
  return {
    title: wordsOf(lom, 'general', 'title') || wordsOf(organization, 'title'),
    language: wordsOf(lom, 'general', 'language') || null,
    description: wordsOf(lom, 'general', 'description'),
    rights:
      wordsOf(lom, 'rights', 'description') ||
      (wordsOf(lom, 'rights', 'copyrightAndOtherRestrictions', 'value') === 'yes'
        ? 'all rights reserved'
        : ''),
    schema: wordsOf(metadata, 'schema'),
    version: wordsOf(metadata, 'schemaversion'),
    resources: resources ? childrenNamed(resources, 'resource').map((one) => resourceOf(one, base)) : [],
    items: organization ? withoutRoot(itemsOf(organization)) : [],
  };
}

/** A course of many years has a hundredth of it. */
const mostTextBytes = 64 * 1024 ** 2;

export interface OpenPackage {
  manifest: PackageManifest;
  /** Paths below the manifest's folder, sorted. */
  paths: string[];
  /** Files of the archive that stand outside of it. */
  outside: string[];
  read(path: string): Promise<Uint8Array>;
  /** Text of a file; null: there is none, or it cannot be read. */
  text(path: string): string | null;
}

/** The package with its texts in memory; `isText` says which files are texts. */
export async function openPackage(archive: Source, isText: (path: string) => boolean): Promise<OpenPackage> {
  const root = packageRoot(archive.paths) ?? '';
  const inside = archive.paths.filter((path) => path.startsWith(root)).map((path) => path.slice(root.length));
  const texts = new Map<string, string>();
  let total = 0;
  for (const path of inside.filter(isText)) {
    const bytes = await archive.read(root + path);
    total += bytes.length;
    if (total > mostTextBytes)
      throw new Refusal(packageRefusals['package-too-much-text'], {
        values: { limit: mostTextBytes / 1024 ** 2 },
      });
    const text = /\.html?$/i.test(path) ? new TextDecoder().decode(bytes) : decodeXml(bytes);
    if (text !== null) texts.set(path, text);
  }
  return {
    manifest: readManifest(texts.get(manifestName) ?? ''),
    paths: inside.toSorted(),
    outside: archive.paths.filter((path) => !path.startsWith(root)).toSorted(),
    read: (path) => archive.read(root + path),
    text: (path) => texts.get(path) ?? null,
  };
}
