/** Limits are checked, never trusted: zero, a negative number or NaN would mean "no limit" to a careless reader. */
import { type Limits, WrongJob } from './schema.ts';

const mebibyte = 1024 * 1024;

export const usualLimits: Limits = {
  timeMs: 30_000,
  memoryBytes: 256 * mebibyte,
  outputBytes: mebibyte,
  files: 500,
  fileBytes: 32 * mebibyte,
};

/** Beyond these one job is a danger to its neighbours. */
const highest: Limits = {
  timeMs: 600_000,
  memoryBytes: 2_048 * mebibyte,
  outputBytes: 64 * mebibyte,
  files: 20_000,
  fileBytes: 512 * mebibyte,
};

export function checkLimits(wanted: Partial<Limits> = {}): Limits {
  const limits = { ...usualLimits, ...wanted };
  for (const name of Object.keys(limits) as (keyof Limits)[]) {
    const value = limits[name];
    if (!(name in highest)) throw new WrongJob(`There is no limit called ${name}.`);
    if (!Number.isSafeInteger(value) || value <= 0)
      throw new WrongJob(`The limit ${name} is ${value}; it must be a whole number above zero.`);
    if (value > highest[name])
      throw new WrongJob(`The limit ${name} is ${value}; it may be ${highest[name]} at most.`);
  }
  return limits;
}
