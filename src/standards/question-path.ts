/** Where a category of questions stands, as Moodle writes it in all its formats. */

/** `$course$/top/Easy//hard/Sums`: what the site begins with says nothing, and two strokes are one. */
export const pathOf = (path: string): string[] =>
  path
    .split(/(?<!\/)\/(?!\/)/)
    .map((name) => name.replaceAll('//', '/').trim())
    .filter((name, index) => name !== '' && !/^\$.*\$$/.test(name) && !(name === 'top' && index < 3));
