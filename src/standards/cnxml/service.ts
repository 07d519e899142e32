/** Reads an archive with a CNXML collection and gathers the files of what it became. */
import type { Archive } from '#platform/archive/index.ts';
import { Refusal } from '#platform/refusal.ts';
import { longestPage } from '../book.ts';
import { packageRefusals } from '../content-package.ts';
import type { FidelityReport } from '../fidelity.ts';
import { packageAssets } from '../package-files.ts';
import { decodeXml } from '../xml.ts';
import { translateCollection } from './translate/collection.ts';
import { type Module, readCollection, readModule } from './wire.ts';

type Source = Pick<Archive, 'paths' | 'read'>;

export interface Imported {
  /** A course source, by path. */
  files: Map<string, Uint8Array>;
  report: FidelityReport;
}

const isCollection = (path: string) => /(?:^|\/|\.)collection\.xml$/i.test(path);
const isModule = (path: string) => /\.cnxml$/i.test(path);
const isAsset = (path: string) =>
  /(?:^|\/)media\/|\.(?:png|jpe?g|gif|svg|webp|mp3|mp4|pdf|csv|zip)$/i.test(path);

export const isCnxml = ({ paths }: Pick<Source, 'paths'>): boolean =>
  paths.some(isCollection) && paths.some(isModule);

/** A library of books has a tenth of it. */
const mostTextBytes = 64 * 1024 ** 2;

export async function importCnxml(archive: Source): Promise<Imported> {
  const paths = archive.paths.toSorted();
  let total = 0;
  const textOf = async (path: string): Promise<string> => {
    const bytes = await archive.read(path);
    total += bytes.length;
    if (total > mostTextBytes)
      throw new Refusal(packageRefusals['package-too-much-text'], {
        values: { limit: mostTextBytes / 1024 ** 2 },
      });
    return decodeXml(bytes) ?? '';
  };
  const modules = new Map<string, Module>();
  const unread: string[] = [];
  for (const path of paths.filter(isModule)) {
    const text = await textOf(path);
    const module = text.length > longestPage * 4 ? null : readModule(text, path);
    if (module) modules.set(module.id, module);
    else unread.push(path);
  }
  const [path = '', ...more] = paths.filter(isCollection);
  const collection = readCollection(await textOf(path), path);
  if (!collection || modules.size === 0) throw new Refusal(packageRefusals['package-empty']);
  const license = paths.find((one) => /(?:^|\/)LICEN[CS]E(?:\.\w+)?$/i.test(one));
  const assets = packageAssets(paths.filter(isAsset), 'media/');
  const others = paths.filter((one) => one !== path && !isModule(one) && !assets.files.has(one));
  const written = await translateCollection(
    {
      ...{ path, collection, modules },
      others: [...new Set([...more, ...unread, ...others])].toSorted(),
      licenseText: license ? new TextDecoder().decode(await archive.read(license)) : '',
    },
    assets,
  );
  const files = new Map<string, Uint8Array>();
  for (const [source, target] of assets.files) files.set(target, await archive.read(source));
  for (const [name, bytes] of assets.embedded) files.set(name, bytes);
  for (const [name, text] of written.files) files.set(name, new TextEncoder().encode(text));
  return { files: new Map([...files].toSorted(([a], [b]) => (a < b ? -1 : 1))), report: written.report };
}
