/**
 * Props of components on the server. Solid writes what is not constant as a getter of an object, `{ get title() {} }`.
 * V8 needs a third of a microsecond to make one, and keeps the pair of functions behind it in its old space, so that
 * all that a page was drawn from stays in memory until the next full collection. Here a getter stands once, in a class
 * for all props of the same names, and is asked as late as Solid's would be. `compile.ts` puts these functions into the
 * server's code in place of Solid's own.
 */
import { ssrElement as drawElement } from 'solid-js/web';

type Values = Record<string, unknown>;
/** What a spread in JSX leaves: props, or a function that gives them. */
type Source = Values | (() => Values | undefined) | null | undefined;

/** Under it props tell their names, which stand in their class and not in them. */
const namesKey = Symbol('names');
const namesOf = (props: Values & { [namesKey]?: readonly string[] }): readonly string[] =>
  props[namesKey] ?? Object.keys(props);

function propsClass<List>(readers: ReadonlyMap<string, (list: List) => unknown>): new (list: List) => Values {
  class Props {
    readonly #list: List;
    constructor(list: List) {
      this.#list = list;
    }
    static {
      Object.defineProperty(Props.prototype, namesKey, { value: [...readers.keys()] });
      for (const [name, read] of readers) {
        const get = function (this: Props) {
          return read(this.#list);
        };
        Object.defineProperty(Props.prototype, name, { get });
      }
    }
  }
  return Props as unknown as new (
    list: List,
  ) => Values;
}

/** The class of a literal: an instance is made of its values in the order of the names, or of functions for lazy ones. */
export function propsOf(names: readonly string[], lazy: readonly string[]) {
  const reader = (name: string, at: number) =>
    lazy.includes(name)
      ? (list: readonly unknown[]) => (list[at] as () => unknown)()
      : (list: readonly unknown[]) => list[at];
  return propsClass(new Map(names.map((name, at) => [name, reader(name, at)])));
}

function lastOf(sources: readonly Values[], name: string): unknown {
  for (let at = sources.length - 1; at >= 0; at -= 1) {
    const value = sources[at]?.[name];
    if (value !== undefined) return value;
  }
  return undefined;
}

/** By their names. Code has so many spreads and no more. */
const mergedClasses = new Map<string, new (sources: readonly Values[]) => Values>();

function merged(names: readonly string[], sources: readonly Values[]): Values {
  const key = names.join(' ');
  let Merged = mergedClasses.get(key);
  if (!Merged) {
    Merged = propsClass(
      new Map(names.map((name) => [name, (list: readonly Values[]) => lastOf(list, name)])),
    );
    mergedClasses.set(key, Merged);
  }
  return new Merged(sources);
}

/** As Solid's: of sources that have a name the last one counts, where it has a value. */
export function mergeProps(...given: Source[]): Values {
  const sources = given.flatMap((source): Values[] => {
    const props = typeof source === 'function' ? source() : source;
    return props ? [props] : [];
  });
  return merged([...new Set(sources.flatMap(namesOf))], sources);
}

/** As Solid's: the props of each list of names, and the rest. */
export function splitProps(props: Values, ...lists: (readonly string[])[]): Values[] {
  const rest = namesOf(props).filter((name) => !lists.some((list) => list.includes(name)));
  return [...lists, rest].map((list) => merged(list, [props]));
}

/** As Solid's, which looks for the attributes in the object itself. */
export function ssrElement(tag: string, props: Source, children: unknown, needsId: boolean) {
  const given = (typeof props === 'function' ? props() : props) ?? {};
  const attributes: Values = {};
  for (const name of namesOf(given)) attributes[name] = given[name];
  return drawElement(tag, attributes, children, needsId);
}
