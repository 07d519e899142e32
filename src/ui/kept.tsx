/**
 * Terms: a fragment is a pure function of what its key names, so it is drawn once and *kept*. What differs by request
 * (the form's token, its fresh key, the person) is a *hole* in it, filled at each use.
 */
import { LRUCache } from 'lru-cache';
import { createComponent, type JSX } from 'solid-js';
import { NoHydration } from 'solid-js/web';
import { renderApart } from './island.tsx';
import { useView, type View, ViewProvider } from './view.tsx';

const mark = '\u0001';
const hole = (name: 'csrf' | 'key' | 'person') => `${mark}${name}${mark}`;

/** Text and holes in turn, text first. */
type Parts = readonly string[];

const kept = new LRUCache<string, Parts>({
  maxSize: 48 * 1024 * 1024,
  sizeCalculation: (parts, key) => parts.reduce((size, part) => size + part.length, key.length + 64),
});

/** The reader as a kept fragment sees them: the same for all, but for what is left open. */
const openView = (view: View): View => ({
  ...view,
  person: view.person && { id: hole('person'), name: '', email: '' },
  get csrf() {
    return hole('csrf');
  },
  newKey: () => hole('key'),
});

function draw(view: View, children: () => JSX.Element): Parts {
  const html = renderApart(() =>
    createComponent(NoHydration, {
      get children() {
        return createComponent(ViewProvider, {
          value: openView(view),
          get children() {
            return children();
          },
        });
      },
    }),
  );
  return html.split(mark);
}

function fill(parts: Parts, view: View): string {
  let html = parts[0] ?? '';
  for (let at = 1; at < parts.length; at += 2) {
    const name = parts[at];
    html += name === 'csrf' ? view.csrf : name === 'key' ? view.newKey() : (view.person?.id ?? '');
    html += parts[at + 1] ?? '';
  }
  return html;
}

/**
 * Draws `children` once for each key, language and zone. The key must name everything else that they depend on;
 * people's names and mail addresses are not to be had inside.
 */
export function Kept(props: { of: string; children: () => JSX.Element }): JSX.Element {
  const view = useView();
  const key = `${view.locale} ${view.timeZone} ${props.of}`;
  let parts = kept.get(key);
  if (!parts) {
    parts = draw(view, props.children);
    kept.set(key, parts);
  }
  // `t` is how Solid's server build marks text that is HTML already.
  return { t: fill(parts, view) } as unknown as JSX.Element;
}
