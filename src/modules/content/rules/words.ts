/**
 * Terms: the *words* of a value are those of its parts that a translation says in its own way, named by paths with `*`
 * for each item of a list: `options.*.html`. What is no word is the same in every language.
 */

type Path = readonly string[];

const named = (paths: readonly Path[], name: string): Path[] =>
  paths.flatMap(([first, ...rest]) => (first === name ? [rest] : []));

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function* compare(one: unknown, other: unknown, words: readonly Path[], at: string): Generator<string> {
  // A path that ends here says that all of the value is words.
  if (words.some((path) => path.length === 0)) return;
  if (Array.isArray(one) && Array.isArray(other) && one.length === other.length) {
    for (const [index, item] of one.entries())
      yield* compare(item, other[index], named(words, '*'), `${at}[${index + 1}]`);
  } else if (isPlain(one) && isPlain(other)) {
    for (const name of new Set([...Object.keys(one), ...Object.keys(other)]))
      yield* compare(one[name], other[name], named(words, name), at ? `${at}.${name}` : name);
  } else if (one !== other) yield at;
}

/** Where two values differ in more than words; the first such place, counted as people count. Null: nowhere. */
export function differenceOf(one: unknown, other: unknown, words: readonly string[]): string | null {
  const paths = words.map((path) => path.split('.'));
  return compare(one, other, paths, '').next().value ?? null;
}
