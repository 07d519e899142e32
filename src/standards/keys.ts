/** Terms: a *key* is stable and unique in the course; a *slug* is the part of a file's name that people read. */

const longestKey = 80;

/** Gives each wanted name once; a second taker gets a number behind it. Case does not tell names apart. */
export function uniqueNames(): (wanted: string) => string {
  const taken = new Set<string>();
  return (wanted) => {
    let name = wanted;
    for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = `${wanted}-${number}`;
    taken.add(name.toLowerCase());
    return name;
  };
}

/** A name of the source (`url_name`) as a key: what a key may not hold becomes a hyphen. */
export const keyOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-zA-Z0-9_-]+/g, '-')
    .replace(/^[-_]+|-+$/g, '')
    .slice(0, longestKey) || 'x';

/** A title as a file's name, or the key where the title has no Latin letters. */
export const slugOf = (title: string, key: string): string =>
  title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 48)
    .replace(/-+$/, '') || keyOf(key).toLowerCase();
