/** What two course sources differ in, file by file. */
import type { CourseSource, FileFacts } from '#modules/content/index.ts';
import { factsOf } from '#modules/content/index.ts';
import { compareText } from '../rules/text.ts';
import type { FileDiff } from '../schema.ts';

/** Longer texts are data: nobody reads what they differ in. */
const longestText = 400_000;
const mostFiles = 200;

const utf8 = new TextDecoder('utf-8', { fatal: true });

async function treeOf(source: CourseSource): Promise<Map<string, FileFacts>> {
  const entries = source.paths.map(
    async (path): Promise<[string, FileFacts]> => [
      path,
      (await source.hash?.(path)) ?? factsOf(await source.read(path)),
    ],
  );
  return new Map(await Promise.all(entries));
}

/** Null: it is no text, or too long to be read. */
async function textOf(source: CourseSource, path: string, facts: FileFacts | null): Promise<string | null> {
  if (!facts) return '';
  if (facts.size > longestText) return null;
  try {
    const text = utf8.decode(await source.read(path));
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

/** Files in the order of their paths; texts with their changed lines, for the first two hundred. */
export async function compareSources(before: CourseSource, after: CourseSource): Promise<FileDiff[]> {
  const [old, now] = await Promise.all([treeOf(before), treeOf(after)]);
  const paths = [...new Set([...old.keys(), ...now.keys()])]
    .filter((path) => old.get(path)?.sha256 !== now.get(path)?.sha256)
    .sort();
  const diffs: FileDiff[] = [];
  for (const [at, path] of paths.entries()) {
    const sides = { before: old.get(path) ?? null, after: now.get(path) ?? null };
    const texts =
      at < mostFiles
        ? await Promise.all([textOf(before, path, sides.before), textOf(after, path, sides.after)])
        : [null, null];
    const [a, b] = texts;
    diffs.push({
      ...{ path, before: sides.before?.size ?? null, after: sides.after?.size ?? null },
      hunks: typeof a === 'string' && typeof b === 'string' ? compareText(a, b) : null,
    });
  }
  return diffs;
}
