/**
 * Where a file of a course names another one, however it does so: in a link, a picture, an attribute of a directive, a
 * field of YAML, kept HTML. It looks at words and not at syntax, since what is missed would break without a sound.
 */
import { posix } from 'node:path';

const word = /[^\s"'`()<>{}[\]|=,;]+/g;

const decoded = (text: string): string => {
  try {
    return decodeURI(text);
  } catch {
    return text;
  }
};

const resolved = (from: string, path: string) =>
  posix.normalize(posix.join(posix.dirname(from), decoded(path)));

const partsOf = (one: string) => /^([^?#]*)(.*)$/s.exec(one)?.slice(1) as [path: string, rest: string];

/** Paths with blanks or brackets fit no word; they are looked for as they would be written. */
const isWord = (path: string) => path.match(word)?.[0] === path;

/** What `file` writes to name `path`. */
const written = (file: string, path: string) => posix.relative(posix.dirname(file), path);

export function refersTo(text: string, file: string, path: string): boolean {
  const name = posix.basename(path);
  if (!isWord(path))
    return text.includes(written(file, path)) || text.includes(encodeURI(written(file, path)));
  return (text.match(word) ?? []).some(
    (one) => decoded(one).includes(name) && resolved(file, partsOf(one)[0]) === path,
  );
}

/** Those of the paths that the text names. */
export function pathsIn(text: string, file: string, paths: readonly string[]): string[] {
  const named = new Set((text.match(word) ?? []).map((one) => resolved(file, partsOf(one)[0])));
  return paths.filter((path) => (isWord(path) ? named.has(path) : refersTo(text, file, path)));
}

/** The text with every reference to `from` leading to `to`. */
export function renameReferences(text: string, file: string, from: string, to: string): string {
  const next = written(file, to);
  if (!isWord(from))
    return text
      .replaceAll(written(file, from), () => next)
      .replaceAll(encodeURI(written(file, from)), () => encodeURI(next));
  return text.replace(word, (one) => {
    const [path, rest] = partsOf(one);
    if (!decoded(path).endsWith(posix.basename(from)) || resolved(file, path) !== from) return one;
    return `${path.includes('%') || !isWord(next) ? encodeURI(next) : next}${rest}`;
  });
}
