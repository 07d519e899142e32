/** Reads an archive with a cartridge and gathers the files of what it became. */
import type { Archive } from '#platform/archive/index.ts';
import type { Assessment } from '../assessments.ts';
import { manifestName, openPackage, packageRoot } from '../content-package.ts';
import type { FidelityReport } from '../fidelity.ts';
import { packageAssets } from '../package-files.ts';
import { decodeXml } from '../xml.ts';
import { translateCartridge } from './translate/course.ts';
import { readCartridge } from './wire/read.ts';

type Source = Pick<Archive, 'paths' | 'read'>;

export interface Imported {
  /** A course source, by path. */
  files: Map<string, Uint8Array>;
  report: FidelityReport;
}

const isText = (path: string) => /\.(?:xml|qti|x?html?)$/i.test(path);

/** Whether an archive holds a cartridge: its manifest says so by its schema, or by types that only cartridges have. */
export async function isCartridge(archive: Source): Promise<boolean> {
  const root = packageRoot(archive.paths);
  if (root === null) return false;
  const text = decodeXml(await archive.read(root + manifestName)) ?? '';
  return /IMS (?:Thin )?Common Cartridge|imsccv1p\d|imscc_xmlv1p\d/i.test(text);
}

/** `assessments` reads QTI 1.2, the format of questions inside. */
export async function importCartridge(
  archive: Source,
  assessments: (text: string, path: string) => Assessment[],
): Promise<Imported> {
  const opened = await openPackage(archive, isText);
  const cartridge = readCartridge(opened, assessments);
  const described = new Set([...cartridge.parts, ...cartridge.settings.map(({ path }) => path)]);
  const forStaff = new Set(
    opened.manifest.resources.filter((one) => one.forStaff).flatMap(({ files }) => files),
  );
  const others = opened.paths.filter((path) => !described.has(path) && !/\.(?:xml|qti|xsd)$/i.test(path));
  const assets = packageAssets(others, 'web_resources/', (path) => forStaff.has(path));
  const written = await translateCartridge(cartridge, opened, assets);
  const files = new Map<string, Uint8Array>();
  for (const [path, target] of assets.files) files.set(target, await opened.read(path));
  for (const [path, bytes] of assets.embedded) files.set(path, bytes);
  for (const [path, text] of written.files) files.set(path, new TextEncoder().encode(text));
  return { files: new Map([...files].toSorted(([a], [b]) => (a < b ? -1 : 1))), report: written.report };
}
