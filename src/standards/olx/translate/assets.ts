/** Files under static/ and their names in the course: links spell one file in several ways. */
import { createHash } from 'node:crypto';
import { uniqueNames } from './keys.ts';
import { assetKey, decoded } from './links.ts';

export interface Assets {
  /** Path in the input to path in the course. */
  files: ReadonlyMap<string, string>;
  /** Pictures that stood inside texts. */
  embedded: Map<string, Uint8Array>;
  find(name: string): string | null;
  embed(bytes: Uint8Array, extension: string): string;
}

/** White space and signs that addresses or systems read otherwise become `_`. */
const plainName = (name: string): string =>
  name
    .normalize('NFC')
    .split('/')
    .map((part) => part.replace(/[^\p{L}\p{N}._-]+/gu, '_').replace(/^\.+/, '_'))
    .join('/');

/** Folders that the import fills itself. */
const ours = /^(?:original|captions|embedded)\//i;

export function assetsOf(paths: readonly string[]): Assets {
  const unique = uniqueNames();
  const files = new Map<string, string>();
  const exact = new Map<string, string>();
  const loose = new Map<string, string>();
  for (const path of paths) {
    const name = path.slice('static/'.length);
    const plain = plainName(name);
    const target = `assets/${unique(ours.test(plain) ? `static/${plain}` : plain)}`;
    files.set(path, target);
    exact.set(name.normalize('NFC'), target);
    const key = assetKey(name);
    if (!loose.has(key)) loose.set(key, target);
  }
  const embedded = new Map<string, Uint8Array>();
  return {
    files,
    embedded,
    find(name) {
      return exact.get(decoded(name).normalize('NFC')) ?? loose.get(assetKey(name)) ?? null;
    },
    embed(bytes, extension) {
      const name = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
      const path = `assets/embedded/${name}.${extension}`;
      embedded.set(path, bytes);
      return path;
    },
  };
}
