/** Decisions of the teachers' desk, pure. */
import type { Translate } from '#lib/messages.ts';
import { isUuid } from '#lib/uuid.ts';
import { mayInCourse, type Permission } from '#modules/access/index.ts';
import type { Run } from '#modules/catalog/index.ts';
import { type Only, onlyFor, type RunReleases } from '#modules/enrollment/index.ts';
import type { CourseParams } from './schema.ts';

export const placeOf = ({ organization, course }: CourseParams) => ({
  organization,
  course: `${organization}/${course}`,
});

/** Who holds the permission in the course that the address names. */
export const inCourse = (permission: Permission) =>
  mayInCourse(permission, ({ params }: { params: CourseParams }) => placeOf(params));

/** The addresses of a pasted list: lines, or parts between commas and semicolons; `Ada <ada@x.org>` counts as `ada@x.org`. */
export function splitAddresses(text: string): string[] {
  const parts = text.split(/[\n\r,;]+/).map((part) => /<([^<>]+)>\s*$/.exec(part)?.[1] ?? part);
  return [...new Set(parts.map((part) => part.trim().toLowerCase()).filter(Boolean))];
}

export const isAddress = (text: string): boolean => /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>.]+$/.test(text);

const programs = ['blueprint', 'command line', 'seed', 'studio'] as const;

/** Who made something and is no person we know: a part of the program, somebody of a repository, a person who is gone. */
export function programName(id: string, t: Translate): string {
  if (isUuid(id)) return t('teach.person-gone');
  if (id.startsWith('git: ')) return t('teach.program-git', { name: id.slice('git: '.length) });
  const program = programs.find((name) => name === id);
  if (!program) return id;
  return t(`teach.program-${program === 'command line' ? 'command-line' : program}`);
}

export type RunState = 'upcoming' | 'running' | 'ended';

export function runStateOf(run: Pick<Run, 'startsAt' | 'endsAt'>, now: Date): RunState {
  if (run.endsAt && run.endsAt <= now) return 'ended';
  return run.startsAt && run.startsAt > now ? 'upcoming' : 'running';
}

/** Who meets an activity while a pilot is on, where not everybody does. */
export interface ReleaseLimit {
  only: Only;
  /** Title of the pilot's cohort. */
  cohort: string;
}

export function limitOf(releases: RunReleases, activityKey: string): ReleaseLimit | null {
  const only = onlyFor(releases, activityKey);
  return only && releases.pilot ? { only, cohort: releases.pilot.cohort } : null;
}
