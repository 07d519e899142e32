/** How the history of a draft is read: what an editor saved by itself, one after the other, is one row. */
import type { Revision } from '#modules/content/index.ts';

/** Savings that are read as one. */
export interface Stint {
  /** Newest first. */
  revisions: [Revision, ...Revision[]];
  /** Everybody who wrote, who saved last first. */
  by: string[];
  paths: string[];
}

/** Whoever pauses for longer comes back to another piece of work. */
const longestPause = 30 * 60_000;

const pathsOf = ({ changes }: Revision): string[] => Object.keys(changes);
const writersOf = ({ createdBy, alsoBy }: Revision): string => [createdBy, ...alsoBy].sort().join(' ');

/** A note says why something was saved, and a release stands on its revision: both keep their own row. */
function goesOn(later: Revision, earlier: Revision, releasedRevision: number | null): boolean {
  return (
    [later, earlier].every(({ origin, note }) => origin === 'browser' && note === '') &&
    earlier.number !== releasedRevision &&
    writersOf(later) === writersOf(earlier) &&
    pathsOf(later).join() === pathsOf(earlier).join() &&
    later.createdAt.getTime() - earlier.createdAt.getTime() <= longestPause
  );
}

export function stintsOf(revisions: readonly Revision[], releasedRevision: number | null): Stint[] {
  const stints: Stint[] = [];
  for (const revision of revisions) {
    const last = stints.at(-1)?.revisions;
    const later = last?.at(-1);
    if (last && later && goesOn(later, revision, releasedRevision)) last.push(revision);
    else
      stints.push({
        revisions: [revision],
        by: [...new Set([revision.createdBy, ...revision.alsoBy])],
        paths: pathsOf(revision),
      });
  }
  return stints;
}
