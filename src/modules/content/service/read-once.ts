/** Reading what was read before: most files of a course stay as they are from one check to the next. */
import { LRUCache } from 'lru-cache';
import { type Report, reportInto } from '../rules/problems.ts';
import type { SourceProblem } from '../schema.ts';

interface Read<T> {
  value: T | null;
  problems: SourceProblem[];
}

/** A reader that keeps the last `max` results, with what was wrong, by the file's path and the hash of its bytes. */
export function readOnce<T>(read: (text: string, report: Report) => T | null, max: number) {
  const known = new LRUCache<string, Read<T>>({ max });
  return (file: string, text: string, sha256: string, problems: SourceProblem[]): T | null => {
    const key = `${sha256} ${file}`;
    let found = known.get(key);
    if (!found) {
      const own: SourceProblem[] = [];
      found = { value: read(text, reportInto(own, file)), problems: own };
      known.set(key, found);
    }
    problems.push(...found.problems);
    return found.value;
  };
}
