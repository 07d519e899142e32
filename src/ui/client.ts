/** What runs in the browser on every page: it finds islands, and gives a few comforts that no page depends on. */
import type { Component } from 'solid-js';

type Hydratable = Record<string, Component<Record<string, unknown>>>;
interface Enhancement {
  mount(element: Element, props: Record<string, unknown>): void;
}

const components = import.meta.glob<Hydratable>('/src/**/islands/*.tsx');
const enhancements = import.meta.glob<Enhancement>(['/src/**/islands/*.ts', '!**/*.test.ts']);

/** The island's component is the export that is a function and starts with a capital letter. */
function componentOf(module: Hydratable): Component<Record<string, unknown>> {
  const found = Object.entries(module).find(([name]) => /^[A-Z]/.test(name))?.[1];
  if (!found) throw new Error('an island exports no component');
  return found;
}

async function hydrateIsland(element: HTMLElement, name: string, props: Record<string, unknown>) {
  const load = components[`/src/${name}.tsx`];
  if (!load) throw new Error(`no island ${name}`);
  const [{ hydrateComponent }, module] = await Promise.all([import('./hydrate.ts'), load()]);
  hydrateComponent(componentOf(module), props, element, element.dataset.id ?? '');
}

async function enhanceElement(element: HTMLElement, name: string, props: Record<string, unknown>) {
  const load = enhancements[`/src/${name}.ts`];
  if (!load) throw new Error(`no enhancement ${name}`);
  (await load()).mount(element, props);
}

async function start(element: HTMLElement) {
  const { name, enhance, props = '{}' } = element.dataset;
  const run = name
    ? hydrateIsland(element, name, JSON.parse(props))
    : enhanceElement(element, enhance ?? '', JSON.parse(props));
  await run;
  element.dataset.ready = '';
}

const seen = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      start(target as HTMLElement);
    }
  },
  { rootMargin: '200px' },
);

// Solid keeps here what events came before an island was awake; its own inline script would break the policy.
Object.assign(globalThis, { _$HY: { events: [], completed: new WeakSet(), r: {} } });

function wake(root: ParentNode) {
  for (const element of root.querySelectorAll<HTMLElement>('lectern-island, [data-enhance]')) {
    if (element.dataset.load === 'visible') seen.observe(element);
    else start(element);
  }
}
wake(document);
/** Markup that came later says so: `element.dispatchEvent(new CustomEvent('lectern:fresh', { bubbles: true }))`. */
document.addEventListener('lectern:fresh', (event) => wake(event.target as Element));

/** `<a href={page} data-dialog={id}>` opens the dialog instead of going to the page. */
document.addEventListener('click', (event) => {
  if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const id = event.target.closest<HTMLElement>('a[data-dialog]')?.dataset.dialog;
  const dialog = id && document.getElementById(id);
  if (!(dialog instanceof HTMLDialogElement)) return;
  event.preventDefault();
  dialog.showModal();
});

/** Menus close with Escape or a press elsewhere, as menus do. */
function closeMenus(except?: Element | null) {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>('details.menu[open]')) {
    if (menu !== except) menu.open = false;
  }
}
document.addEventListener('click', (event) => {
  closeMenus(event.target instanceof Element ? event.target.closest('details.menu') : null);
});

/** Editors stand in a shadow root, from which an event comes as if from the element around. */
const typing = (target: EventTarget | undefined) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') {
    const menu = document.activeElement?.closest<HTMLDetailsElement>('details.menu[open]');
    menu?.querySelector('summary')?.focus();
    closeMenus();
  }
  if (
    event.key === '/' &&
    !typing(event.composedPath()[0]) &&
    !event.ctrlKey &&
    !event.metaKey &&
    !event.altKey
  ) {
    const search = document.querySelector<HTMLInputElement>('.site-search input');
    if (!search?.offsetParent) return;
    event.preventDefault();
    search.select();
  }
});
