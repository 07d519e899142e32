/**
 * Terms: a *scope* gives a value to all that is drawn inside of it, as a context of Solid does. A page is drawn in one
 * go, with no other in between, so a variable is enough; Solid's provider hangs a function on another for each value,
 * and V8 keeps those, with the page that they know, until the next full collection.
 */
import type { JSX } from 'solid-js';

interface ProviderProps<T> {
  value: T;
  children: JSX.Element;
}

/** Draws to the end what Solid left for later. */
function drawn(node: JSX.Element): JSX.Element {
  if (typeof node === 'function') return drawn((node as () => JSX.Element)());
  return Array.isArray(node) ? node.map(drawn) : node;
}

export function createScope<T>(outside: T) {
  let inside = outside;
  return {
    /** The value of the innermost provider around. */
    use: (): T => inside,
    Provider(props: ProviderProps<T>): JSX.Element {
      const before = inside;
      inside = props.value;
      try {
        return drawn(props.children);
      } finally {
        inside = before;
      }
    },
  };
}
