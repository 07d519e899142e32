/** The part of Solid that islands need, fetched with the first one: a door that lets the build drop the rest. */
import { type Component, createComponent } from 'solid-js';
import { hydrate } from 'solid-js/web';

export function hydrateComponent<P extends object>(
  of: Component<P>,
  props: P,
  element: Element,
  renderId: string,
) {
  hydrate(() => createComponent(of, props), element, { renderId });
}
