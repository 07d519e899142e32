/** Files under static/ and their names in the course: links spell one file in several ways. */
import { createHash } from 'node:crypto';
import { uniqueNames } from '../../keys.ts';
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

/** Programs that check answers or make tasks; one that a text links to is for learners. */
const isScript = (name: string, texts: Iterable<string>): boolean =>
  /^python_lib\.zip$/i.test(name) ||
  (/\.py$/i.test(name) && ![...texts].some((text) => text.includes(`/static/${name}`)));

/** `texts`: those of the course that may link to files. */
export function assetsOf(paths: readonly string[], texts: ReadonlyMap<string, string> = new Map()): Assets {
  const unique = uniqueNames();
  const files = new Map<string, string>();
  const exact = new Map<string, string>();
  const loose = new Map<string, string>();
  for (const path of paths) {
    const name = path.slice('static/'.length);
    const plain = plainName(name);
    const script = isScript(name, texts.values());
    const target = `assets/${unique(script ? `original/${plain}` : ours.test(plain) ? `static/${plain}` : plain)}`;
    files.set(path, target);
    if (script) continue;
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
      // Plain bytes, whatever held them.
      embedded.set(path, new Uint8Array(bytes));
      return path;
    },
  };
}
