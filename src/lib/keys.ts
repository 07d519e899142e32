/** Keys and file names out of titles. */

/** Of a title without a letter or digit that can stand in a key, `other`. */
export const keyOfTitle = (title: string, other: string): string =>
  title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '') || other;

/** The key itself, or with the first number that makes it free: `moon`, `moon-2`. */
export function freeKey(key: string, isTaken: (key: string) => boolean): string {
  if (!isTaken(key)) return key;
  const stem = key.replace(/-\d+$/, '').slice(0, 90);
  let number = 2;
  while (isTaken(`${stem}-${number}`)) number += 1;
  return `${stem}-${number}`;
}
