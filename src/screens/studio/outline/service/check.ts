/** What compiling says of a draft, kept by its revision: a revision never changes. */
import { LRUCache } from 'lru-cache';
import { activityTypes } from '#modules/content/contract.ts';
import {
  type Compilation,
  type CourseSource,
  compileCourse,
  readDraft,
  type SourceProblem,
} from '#modules/content/index.ts';
import { onNews } from '#platform/news.ts';

/** Releases are large and units are kept by compiling itself, so few are enough. */
const kept = new LRUCache<string, Compilation>({ max: 20 });

// A revision that was checked and then taken back has left its number to the one that is saved now.
onNews('draft:', (topic) => {
  if (topic === '*') kept.clear();
  else kept.delete(topic.slice('draft:'.length).replace(':', ' '));
});

export async function checkDraft(
  { courseId, revision }: { courseId: string; revision: number },
  source?: CourseSource,
): Promise<Compilation> {
  const key = `${courseId} ${revision}`;
  const known = kept.get(key);
  if (known) return known;
  const found = await compileCourse(source ?? (await readDraft(courseId, revision)), activityTypes());
  kept.set(key, found);
  return found;
}

export interface ProblemCounts {
  errors: number;
  warnings: number;
  /** What readers may stumble over, of one unit. */
  advice?: number;
}

export function countProblems(problems: readonly SourceProblem[]): ProblemCounts {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  return { errors, warnings: problems.length - errors };
}
