/** Buttons for what is written most. One stop for the tab key; arrows go from button to button (ARIA's toolbar). */
import { spriteUrl } from '#ui/icon.tsx';
import type { IconName } from '#ui/icons.ts';
import type { ProseEditor } from '../codemirror/setup.ts';

interface Options {
  texts: Record<string, string>;
  activities: string;
  skipped: number;
}

const table = '| A | B |\n|---|---|\n|  |  |\n';
const callout = ':::note\n\n:::\n';

const works = (editor: ProseEditor): Record<string, () => void> => ({
  heading: () => editor.prefix(() => '## '),
  bold: () => editor.wrap('**', '**'),
  italic: () => editor.wrap('*', '*'),
  link: () => editor.wrap('[', '](https://)'),
  list: () => editor.prefix(() => '- '),
  numbers: () => editor.prefix((index) => `${index + 1}. `),
  quote: () => editor.prefix(() => '> '),
  code: () => editor.wrap('`', '`'),
  math: () => editor.wrap('$', '$'),
  table: () => editor.insertBlock(table),
  callout: () => editor.insertBlock(callout),
});

const icons: Record<string, IconName> = {
  heading: 'heading',
  bold: 'bold',
  italic: 'italic',
  link: 'link',
  list: 'list',
  numbers: 'list-ordered',
  quote: 'quote',
  code: 'code',
  math: 'sigma',
  table: 'table',
  callout: 'message-square-quote',
  picture: 'image',
  activity: 'circle-question-mark',
};

function iconOf(name: string): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(svg.namespaceURI, 'use');
  use.setAttribute('href', `${spriteUrl}#${icons[name]}`);
  svg.append(use);
  return svg;
}

function step(event: KeyboardEvent, bar: HTMLElement): void {
  const all = [...bar.querySelectorAll<HTMLButtonElement>('button')];
  const at = all.indexOf(document.activeElement as HTMLButtonElement);
  const forward = getComputedStyle(bar).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  const by = event.key === forward ? 1 : /^Arrow(?:Left|Right)$/.test(event.key) ? -1 : 0;
  const next = by === 0 || at < 0 ? undefined : all.at((at + by) % all.length);
  if (!next) return;
  event.preventDefault();
  for (const one of all) one.tabIndex = one === next ? 0 : -1;
  next.focus();
}

/** The bar, and its works by name, for keys. */
export function toolbar(
  editor: ProseEditor,
  { texts, activities, skipped }: Options,
): { bar: HTMLElement; commands: Record<string, () => void> } {
  const all = {
    ...works(editor),
    picture: () => document.querySelector<HTMLDialogElement>('#picture-dialog')?.showModal(),
    activity: () => location.assign(`${activities}?line=${editor.line() + skipped}`),
  };
  const bar = document.createElement('div');
  bar.className = 'editor-toolbar';
  bar.setAttribute('role', 'toolbar');
  bar.setAttribute('aria-label', texts.toolbar ?? '');
  for (const [name, work] of Object.entries(all)) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'editor-tool';
    button.append(iconOf(name));
    button.title = texts[name] ?? name;
    button.setAttribute('aria-label', texts[name] ?? name);
    button.tabIndex = bar.children.length === 0 ? 0 : -1;
    button.addEventListener('click', work);
    bar.append(button);
  }
  bar.addEventListener('keydown', (event) => step(event, bar));
  return { bar, commands: all };
}
