/** Decisions about copying and remixing, pure. */
import { allowsChanges, licenseFits, licensesFor } from '#lib/license.ts';
import { daysBetween, isWallTime, shiftDays } from '#lib/wall-time.ts';
import type { RunSettings } from '#modules/catalog/index.ts';
import type { License } from '#modules/content/index.ts';
import type { CopyRunQuery } from './schema.ts';

export const settingTimes = ['startsAt', 'endsAt', 'enrollmentOpensAt', 'enrollmentClosesAt'] as const;

/** The day that a run is told to begin on: its start, or its first date. Null: it has no days. */
export function firstDay(settings: RunSettings, dates: readonly string[]): string | null {
  const days = dates.filter(isWallTime).map((at) => at.slice(0, 10));
  return settings.startsAt?.slice(0, 10) ?? days.toSorted()[0] ?? null;
}

/** By how many days everything moves. */
export function shiftOf(first: string, { startsOn, by }: CopyRunQuery, today: string): number {
  if (!startsOn) return Math.max(1, Math.ceil(daysBetween(first, today) / 7)) * 7;
  const days = daysBetween(first, startsOn);
  return by === 'weeks' ? Math.round(days / 7) * 7 : days;
}

export const shiftSettings = (settings: RunSettings, days: number): RunSettings => ({
  ...settings,
  ...Object.fromEntries(
    settingTimes.map((name) => [name, settings[name] ? shiftDays(settings[name], days) : settings[name]]),
  ),
});

/** A key like that of the old run: the year in it counts on, else a number does. */
export function nextKey(key: string, taken: readonly string[]): string {
  const stem = key.replace(/-?\d+$/, '').slice(0, 55) || 'run';
  let number = Number(/(\d+)$/.exec(key)?.[1] ?? 1);
  do number += 1;
  while (taken.includes(`${stem}-${number}`));
  return `${stem}-${number}`;
}

/** Licenses that a remix may have, that of the parent first. */
export const licensesOfRemix = (parent: string): string[] => [...new Set([parent, ...licensesFor(parent)])];

/** Who may change the parent itself needs no license. */
export const mayRemix = (license: License, isAuthor: boolean): boolean =>
  isAuthor || allowsChanges(license.id);

export const fitsParent = (license: string, parent: string): boolean =>
  licensesOfRemix(parent).includes(license) && licenseFits(parent, license);
