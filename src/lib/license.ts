/**
 * Licenses of works by their SPDX ids: the address of the text, the name people read, and which work may stand in
 * which. Terms: *attribution* is what a license asks for, the title, author, source and changes of a work.
 */

const families = ['BY', 'BY-SA', 'BY-NC', 'BY-NC-SA', 'BY-ND', 'BY-NC-ND'] as const;
type Family = (typeof families)[number] | 'public-domain' | 'all-rights-reserved';

export const allRightsReserved = 'all-rights-reserved';

const publicDomain: Record<string, { name: string; url: string }> = {
  'CC0-1.0': { name: 'CC0 1.0', url: 'https://creativecommons.org/publicdomain/zero/1.0/' },
  'CC-PDM-1.0': { name: 'Public Domain Mark', url: 'https://creativecommons.org/publicdomain/mark/1.0/' },
};

/** Those that authors choose from; any other SPDX id may be written, and nothing is known of it. */
export const knownLicenses: readonly string[] = [
  ...families.map((family) => `CC-${family}-4.0`),
  ...Object.keys(publicDomain),
  allRightsReserved,
];

const partsOf = (id: string): { family: Family; version?: string } | null => {
  if (id === allRightsReserved) return { family: id };
  if (publicDomain[id]) return { family: 'public-domain' };
  const [, kind, version] = /^CC-(BY(?:-NC)?(?:-SA|-ND)?)-(\d\.\d)(?:-[A-Z]{2,3})?$/.exec(id) ?? [];
  const family = families.find((one) => one === kind);
  return family ? { family, version } : null;
};

export function licenseUrl(id: string): string | null {
  const parts = partsOf(id);
  if (!parts?.version) return publicDomain[id]?.url ?? null;
  return `https://creativecommons.org/licenses/${parts.family.toLowerCase()}/${parts.version}/`;
}

/** The license whose text is at this address; null: it is none that is known here. */
export function licenseOfUrl(url: string): string | null {
  const [, kind = '', version = ''] =
    /^https?:\/\/creativecommons\.org\/licenses\/(by(?:-nc)?(?:-sa|-nd)?)\/(\d\.\d)\/?/i.exec(url) ?? [];
  if (kind) return `CC-${kind.toUpperCase()}-${version}`;
  const plain = url.replace(/^http:/, 'https:').replace(/\/*$/, '/');
  return Object.keys(publicDomain).find((id) => publicDomain[id]?.url === plain) ?? null;
}

/** `CC BY-SA 4.0`; an id of which nothing is known is its own name. */
export function licenseName(id: string): string {
  const parts = partsOf(id);
  if (!parts?.version) return publicDomain[id]?.name ?? id;
  return `CC ${parts.family} ${parts.version}`;
}

/**
 * Licenses under which a whole may be offered that holds a work, by the work's license: the table of adapter's licenses
 * at https://creativecommons.org/faq/ ("If I derive or adapt material offered under a Creative Commons license, which
 * CC license(s) can I use?"). Two rows are ours: a work that nobody may change stands only where nothing else is
 * promised of the whole, and a work with all rights reserved only where they are reserved too.
 */
const holders: Record<Family, readonly Family[]> = {
  'public-domain': ['public-domain', ...families, allRightsReserved],
  BY: [...families, allRightsReserved],
  'BY-SA': ['BY-SA'],
  'BY-NC': ['BY-NC', 'BY-NC-SA', 'BY-NC-ND', allRightsReserved],
  'BY-NC-SA': ['BY-NC-SA'],
  'BY-ND': ['BY-ND', 'BY-NC-ND', allRightsReserved],
  'BY-NC-ND': ['BY-NC-ND', allRightsReserved],
  [allRightsReserved]: [allRightsReserved],
};

/** Whether a work may stand in a whole; of a license that is not known here nothing is held against it. */
export function licenseFits(work: string, whole: string): boolean {
  const [inner, outer] = [partsOf(work)?.family, partsOf(whole)?.family];
  return work === whole || !inner || !outer || holders[inner].includes(outer);
}

/** Licenses of the list above under which something may be offered that was made of a work. */
export const licensesFor = (work: string): readonly string[] =>
  knownLicenses.filter((id) => licenseFits(work, id));

/** Whether others may change a work and offer what comes of it: only a license known to allow it does. */
export function allowsChanges(id: string): boolean {
  const family = partsOf(id)?.family;
  return family !== undefined && family !== allRightsReserved && !family.endsWith('-ND');
}
