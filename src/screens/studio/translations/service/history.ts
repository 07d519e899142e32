/** What the original said when it was translated, as far as the history of the draft knows. */
import { listRevisions, storedSource, translationMark } from '#modules/content/index.ts';

/** So many pages of the history are looked through. */
const mostPages = 10;
const decoder = new TextDecoder();

/** The text of a file with that mark, the newest such; null: no revision had it. */
export async function findMarked(courseId: string, path: string, mark: string): Promise<string | null> {
  const seen = new Set<string>();
  let before: number | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const revisions = await listRevisions(courseId, before);
    for (const { changes } of revisions)
      for (const facts of [changes[path]?.after, changes[path]?.before]) {
        if (!facts || seen.has(facts.sha256)) continue;
        seen.add(facts.sha256);
        const text = decoder.decode(await storedSource(new Map([[path, facts]])).read(path));
        if (translationMark(text) === mark) return text;
      }
    before = revisions.at(-1)?.number;
    if (before === undefined || before <= 1) return null;
  }
  return null;
}
