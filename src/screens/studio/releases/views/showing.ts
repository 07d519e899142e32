/** Whether a release would be shown again or for the first time. */
import type { MessageKey } from '#lib/messages.ts';
import type { OpenReleases } from '../service/releases.ts';

type Known = Pick<OpenReleases, 'released' | 'runs'>;

/** A pilot's release has a way of its own to everybody. */
export const isPiloted = ({ runs }: Pick<Known, 'runs'>, releaseId: string): boolean =>
  runs.some(({ pilot }) => pilot?.releaseId === releaseId);

/** One that is newer than what learners see may never have been shown: "again" would be wrong. */
const isNewer = ({ released }: Pick<Known, 'released'>, number: number) => number > (released?.number ?? 0);

export const showLabel = (of: Pick<Known, 'released'>, number: number): MessageKey =>
  isNewer(of, number) ? 'releases.show-newer' : 'releases.show';

export const showTitle = (of: Pick<Known, 'released'>, number: number): MessageKey =>
  isNewer(of, number) ? 'releases.show-now' : 'releases.show-title';

export const showLead = (of: Pick<Known, 'released'>, number: number): MessageKey =>
  isNewer(of, number) ? 'releases.show-newer-lead' : 'releases.show-lead';

export const showIcon = (of: Pick<Known, 'released'>, number: number) =>
  isNewer(of, number) ? 'upload' : 'rotate-ccw';
