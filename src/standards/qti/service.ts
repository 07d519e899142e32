/** Reads an archive with QTI of any version and gathers the files of what it became. */
import type { Archive } from '#platform/archive/index.ts';
import type { Assessment } from '../assessments.ts';
import {
  manifestName,
  type OpenPackage,
  openPackage,
  type PackageManifest,
  packageRoot,
} from '../content-package.ts';
import type { FidelityReport } from '../fidelity.ts';
import { packageAssets } from '../package-files.ts';
import { decodeXml, readXml } from '../xml.ts';
import { readAssessments1 } from './translate/assessment-1.ts';
import { type Files2, readTest2 } from './translate/assessment-2.ts';
import { translatePackage } from './translate/course.ts';
import { readItem2 } from './translate/item-2.ts';
import { type Document, isQtiFile, looksLikeQti, readDocument } from './wire/documents.ts';
import { plainNames } from './wire/names.ts';

type Source = Pick<Archive, 'paths' | 'read'>;

/** Files that begin as QTI does; how many are looked into is bounded, since most packages name them early. */
const mostLooks = 200;

/** Whether an archive holds QTI: its files are looked into, since their names alone say nothing. */
export async function isQti(archive: Source): Promise<boolean> {
  for (const path of archive.paths.filter(isQtiFile).slice(0, mostLooks)) {
    const bytes = await archive.read(path);
    if (looksLikeQti(decodeXml(bytes.subarray(0, 20_000)) ?? '')) return true;
  }
  return false;
}

const noManifest: PackageManifest = {
  ...{
    title: '',
    language: null,
    description: '',
    rights: '',
    schema: '',
    version: '',
    resources: [],
    items: [],
  },
};

/** A package may come without its manifest: then its files speak for themselves. */
async function openLoose(archive: Source): Promise<OpenPackage> {
  if (packageRoot(archive.paths) !== null) return openPackage(archive, isQtiFile);
  const empty = new TextEncoder().encode('<manifest/>');
  const withManifest: Source = {
    paths: [...archive.paths, manifestName],
    read: (path) => (path === manifestName ? Promise.resolve(empty) : archive.read(path)),
  };
  const opened = await openPackage(withManifest, isQtiFile);
  return { ...opened, manifest: noManifest, paths: opened.paths.filter((path) => path !== manifestName) };
}

interface Read {
  documents: Document[];
  broken: { path: string; mistake: string }[];
  assessments: Assessment[];
}

function readAll({ paths, text }: OpenPackage): Read {
  const documents: Document[] = [];
  const broken: Read['broken'] = [];
  for (const path of paths.filter(isQtiFile)) {
    const reading = readDocument(path, text(path) ?? '');
    if (reading && 'mistake' in reading) broken.push({ path, mistake: reading.mistake });
    else if (reading) documents.push(reading.document);
  }
  return { documents, broken, assessments: assessmentsOf(documents) };
}

function assessmentsOf(documents: Document[]): Assessment[] {
  const byPath = new Map(documents.map((document) => [document.path, document]));
  const named = new Set<string>();
  const files: Files2 = {
    item(path) {
      const document = byPath.get(path);
      named.add(path);
      return document?.kind === 'item' ? readItem2(document.root, path) : null;
    },
    section(path) {
      const document = byPath.get(path);
      return document?.kind === 'section' ? document.root : null;
    },
  };
  const of = (kind: Document['kind']) => documents.filter((document) => document.kind === kind);
  const tests = of('test').map(({ root, path }) => readTest2(root, path, files));
  const old = of('qti-1').flatMap(({ root, path }) => readAssessments1(root, path));
  const loose = of('item').filter(({ path }) => !named.has(path));
  if (loose.length === 0) return [...tests, ...old];
  const entries = loose.map(({ root, path }) => ({
    kind: 'question' as const,
    question: readItem2(root, path),
  }));
  const bank: Assessment = {
    ...{ source: manifestName, id: null, title: null, text: null, draw: null, shuffle: false },
    ...{ minutes: null, attempts: null, notes: [], entries },
  };
  return [...tests, ...old, bank];
}

export async function importQti(
  archive: Source,
): Promise<{ files: Map<string, Uint8Array>; report: FidelityReport }> {
  const opened = await openLoose(archive);
  const { documents, broken, assessments } = readAll(opened);
  const read = new Set([...documents, ...broken].map(({ path }) => path));
  const others = opened.paths.filter((path) => !read.has(path) && path !== manifestName);
  const isMeta = (path: string) => /\.(?:xml|xsd|dtd|qti)$/i.test(path);
  const assets = packageAssets(
    others.filter((path) => !isMeta(path)),
    '',
  );
  const rest = [...others.filter(isMeta), ...opened.outside];
  const { manifest } = opened;
  const written = await translatePackage({ manifest, assessments, assets, broken, rest });
  const files = new Map<string, Uint8Array>();
  for (const [path, target] of assets.files) files.set(target, await opened.read(path));
  for (const [path, bytes] of assets.embedded) files.set(path, bytes);
  for (const [path, text] of written.files) files.set(path, new TextEncoder().encode(text));
  return { files: new Map([...files].toSorted(([a], [b]) => (a < b ? -1 : 1))), report: written.report };
}

/** The assessments of one text of QTI 1.2, for packages of other formats that hold some. */
export function readAssessmentText(text: string, path: string): Assessment[] {
  const read = readXml(text, path);
  return 'mistake' in read ? [] : readAssessments1(plainNames(read.root), path);
}
