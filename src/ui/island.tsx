/**
 * Terms: an *island* is a part of a page that runs in the browser. It is named by its module, without ending:
 * `activities/order/islands/order-list`. Two kinds: a Solid component, drawn here and taken over there (`Island`),
 * and a form or other markup that works by itself and is only improved (`enhance`).
 */
import { type Component, createUniqueId, type JSX, sharedConfig } from 'solid-js';
import { renderToString } from 'solid-js/web';

/** When the browser fetches the island: as soon as the page stands, or when it is scrolled into view. */
export type IslandLoad = 'now' | 'visible';

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'lectern-island': HTMLAttributes<HTMLElement> & {
        'data-name': string;
        'data-id': string;
        'data-props': string;
        'data-load': IslandLoad | undefined;
      };
    }
  }
}

interface IslandProps<P extends object> {
  name: string;
  of: Component<P>;
  /** Goes to the browser as JSON: texts included, since there is no view. */
  props: P;
  load?: IslandLoad;
}

// A nested render leaves its own context behind; without this the rest of the page would be drawn as part of it.
export function renderApart(draw: () => JSX.Element, renderId: string): string {
  const page = sharedConfig.context;
  try {
    return renderToString(draw, { renderId });
  } finally {
    sharedConfig.context = page;
  }
}

/** Draws a component on the server and leaves what the browser needs to take it over. */
export function Island<P extends object>(props: IslandProps<P>): JSX.Element {
  const id = `i${createUniqueId()}-`;
  const Of = props.of;
  return (
    <lectern-island
      data-name={props.name}
      data-id={id}
      data-props={JSON.stringify(props.props)}
      data-load={props.load === 'visible' ? 'visible' : undefined}
      innerHTML={renderApart(() => <Of {...props.props} />, id)}
    />
  );
}

/**
 * Attributes of an element that a module's `mount(element, props)` improves: `const island = enhance('…', {})`, then
 * `<form {...island}>`. A call within the spread would be made once for each attribute.
 */
export function enhance(name: string, props: object = {}, load?: IslandLoad) {
  return {
    'data-enhance': name,
    'data-props': JSON.stringify(props),
    'data-load': load === 'visible' ? load : undefined,
  };
}
