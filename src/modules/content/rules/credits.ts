/** Whose works stand in a course, besides its own authors'. */
import type { License, Release } from '../schema.ts';

export interface UnitCredits {
  unitKey: string;
  unitTitle: string;
  credits: License[];
}

/** Units of which something is to be said, in reading order. */
export const creditsOf = ({ units }: Pick<Release, 'units'>): UnitCredits[] =>
  units.flatMap(({ key, title, license, credits = [] }) => {
    const all = [...(license ? [license] : []), ...credits];
    return all.length > 0 ? [{ unitKey: key, unitTitle: title, credits: all }] : [];
  });
