/**
 * Terms: a *safe path* is a relative path in which no file system sees anything but names: no way up, no drive, no
 * device, no character that hides. Two paths *clash* when some file system takes them for one.
 */
import { Refusal } from '../refusal.ts';
import { archiveRefusals } from './limits.ts';

// Controls end C strings and lines; marks of direction show a name as another one; U+FFFD was no UTF-8.
const hiddenCharacter = /[\p{Cc}\u202a-\u202e\u2066-\u2069\ufffd]/u;
const windowsDevice = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$/i;
const maxNameBytes = 255;

const unsafeName = (name: string) =>
  name === '' ||
  name === '.' ||
  name === '..' ||
  /[. ]$/.test(name) ||
  windowsDevice.test(name) ||
  Buffer.byteLength(name) > maxNameBytes;

/** The path of an entry without a leading `./` and a closing `/`; refuses every other liberty. '' is the root itself. */
export function safePath(raw: string, maxBytes: number): string {
  const path = raw.replace(/^(?:\.\/)+/, '').replace(/\/$/, '');
  if (path === '' || path === '.') return '';
  const unsafe =
    hiddenCharacter.test(path) ||
    path.includes('\\') ||
    /^[a-z]:/i.test(path) ||
    Buffer.byteLength(path) > maxBytes ||
    path.split('/').some(unsafeName);
  if (unsafe) throw new Refusal(archiveRefusals['archive-unsafe-path'], { values: { path: printable(raw) } });
  return path;
}

/** A path for a message: short, and without the characters that made it unsafe. */
export const printable = (path: string) => {
  const shown = path.replace(/[\p{Cc}\p{Cf}]/gu, '�');
  return shown.length > 120 ? `${shown.slice(0, 117)}…` : shown;
};

/** How a file system that ignores case and Unicode spelling sees a path. */
const folded = (path: string) => path.normalize('NFKC').toLowerCase();

export interface PathRegister {
  addFile(path: string): void;
  addFolder(path: string): void;
}

/** Remembers paths and refuses one that would take the place of another. */
export function pathRegister(): PathRegister {
  const files = new Map<string, string>();
  const folders = new Map<string, string>();

  const clash = (path: string, other: string): never => {
    throw new Refusal(archiveRefusals['archive-path-clash'], {
      values: { path: printable(path), other: printable(other) },
    });
  };
  const addFolder = (path: string) => {
    for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
      const key = folded(path.slice(0, end));
      if (folders.has(key)) return;
      const other = files.get(key);
      if (other !== undefined) clash(path, other);
      folders.set(key, path.slice(0, end));
    }
  };
  const addFile = (path: string) => {
    const key = folded(path);
    const other = files.get(key) ?? folders.get(key);
    if (other !== undefined) clash(path, other);
    const end = path.lastIndexOf('/');
    if (end > 0) addFolder(path.slice(0, end));
    files.set(key, path);
  };
  return { addFile, addFolder };
}
