/**
 * Helps with writing Markdown: buttons and keys for what is needed most, the number of words while typing, and how the
 * text will read, made by the server so that it is what readers get. The text area stays what is sent.
 */
import { fill } from '#lib/fill.ts';
import { countWords } from '#lib/words.ts';

interface Texts extends Record<Command | 'toolbar' | 'preview' | 'write' | 'failed' | 'words', string> {}

type Command = 'bold' | 'italic' | 'heading' | 'list' | 'numbers' | 'quote' | 'code' | 'link';

/** What stands around the chosen text, or before each chosen line. */
const marks: Record<Command, { around: [string, string] } | { before(index: number): string }> = {
  bold: { around: ['**', '**'] },
  italic: { around: ['*', '*'] },
  heading: { before: () => '## ' },
  list: { before: () => '- ' },
  numbers: { before: (index) => `${index + 1}. ` },
  quote: { before: () => '> ' },
  code: { around: ['`', '`'] },
  link: { around: ['[', '](https://)'] },
};
const signs: Record<Command, string> = {
  bold: 'B',
  italic: 'I',
  heading: 'H',
  list: '•',
  numbers: '1.',
  quote: '❝',
  code: '<>',
  link: '↗',
};
const keys: Record<string, Command> = { b: 'bold', i: 'italic', k: 'link' };

/** Puts text in place of a range as if it were typed, so that the browser can undo it. */
function replace(area: HTMLTextAreaElement, from: number, to: number, text: string): void {
  area.focus();
  area.setSelectionRange(from, to);
  if (document.execCommand?.('insertText', false, text)) return;
  area.setRangeText(text, from, to, 'end');
  area.dispatchEvent(new Event('input', { bubbles: true }));
}

function wrap(area: HTMLTextAreaElement, [open, close]: [string, string]): void {
  const { selectionStart: from, selectionEnd: to, value } = area;
  const chosen = value.slice(from, to);
  const marked =
    value.slice(from - open.length, from) === open && value.slice(to, to + close.length) === close;
  if (marked) {
    replace(area, from - open.length, to + close.length, chosen);
    area.setSelectionRange(from - open.length, to - open.length);
  } else {
    replace(area, from, to, `${open}${chosen}${close}`);
    area.setSelectionRange(from + open.length, to + open.length);
  }
}

function prefix(area: HTMLTextAreaElement, before: (index: number) => string): void {
  const { selectionStart, selectionEnd, value } = area;
  const from = value.lastIndexOf('\n', selectionStart - 1) + 1;
  const end = value.indexOf('\n', selectionEnd);
  const to = end < 0 ? value.length : end;
  const lines = value.slice(from, to).split('\n');
  const marked = lines.every((line, index) => line.startsWith(before(index)));
  const changed = lines.map((line, index) =>
    marked ? line.slice(before(index).length) : `${before(index)}${line}`,
  );
  replace(area, from, to, changed.join('\n'));
}

function apply(area: HTMLTextAreaElement, command: Command): void {
  const mark = marks[command];
  if ('around' in mark) wrap(area, mark.around);
  else prefix(area, mark.before);
}

const button = (name: string): HTMLButtonElement => {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = name;
  return made;
};

/** One stop for the tab key; arrows go from button to button (ARIA's pattern of a toolbar). */
function toolbarOf(area: HTMLTextAreaElement, texts: Texts): HTMLElement {
  const bar = document.createElement('div');
  bar.className = 'essay-toolbar';
  bar.setAttribute('role', 'toolbar');
  bar.setAttribute('aria-label', texts.toolbar);
  bar.setAttribute('aria-controls', area.id);
  for (const command of Object.keys(marks) as Command[]) {
    const made = button(`essay-tool essay-tool-${command}`);
    // Drawn by the style sheet: a sign is not what the button is called.
    made.dataset.sign = signs[command];
    made.title = texts[command];
    made.setAttribute('aria-label', texts[command]);
    made.tabIndex = bar.children.length === 0 ? 0 : -1;
    made.addEventListener('click', () => apply(area, command));
    bar.append(made);
  }
  bar.addEventListener('keydown', (event) => {
    const all = [...bar.querySelectorAll<HTMLButtonElement>('.essay-tool')];
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    const forward = getComputedStyle(bar).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const step = event.key === forward ? 1 : /^Arrow(?:Left|Right)$/.test(event.key) ? -1 : 0;
    const next = step === 0 || at < 0 ? undefined : all.at((at + step) % all.length);
    if (!next) return;
    event.preventDefault();
    for (const one of all) one.tabIndex = one === next ? 0 : -1;
    next.focus();
  });
  return bar;
}

async function readAs(text: string, token: string): Promise<string | null> {
  const reply = await fetch('/api/v1/preview', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-csrf-token': token },
    body: JSON.stringify({ text }),
  }).catch(() => null);
  if (!reply?.ok) return null;
  const { html } = (await reply.json()) as { html: string };
  return html;
}

/** A button that shows the text as it reads, and back. */
function addPreview(element: HTMLElement, area: HTMLTextAreaElement, bar: HTMLElement, texts: Texts): void {
  const shown = document.createElement('div');
  shown.className = 'essay-preview prose';
  shown.dir = 'auto';
  shown.tabIndex = -1;
  shown.hidden = true;
  area.after(shown);
  const toggle = button('essay-toggle');
  toggle.textContent = texts.preview;
  toggle.setAttribute('aria-pressed', 'false');
  bar.append(toggle);
  toggle.addEventListener('click', async () => {
    if (shown.hidden) {
      const token = area.form?.querySelector<HTMLInputElement>('input[name=_csrf]')?.value ?? '';
      const html = await readAs(area.value, token);
      if (html === null) shown.textContent = texts.failed;
      // Written and sanitized by our own server.
      else shown.innerHTML = html;
    }
    shown.hidden = !shown.hidden;
    area.hidden = !shown.hidden;
    toggle.textContent = shown.hidden ? texts.preview : texts.write;
    toggle.setAttribute('aria-pressed', String(!shown.hidden));
    for (const tool of bar.querySelectorAll<HTMLButtonElement>('.essay-tool')) tool.disabled = !shown.hidden;
    element.classList.toggle('is-previewed', !shown.hidden);
    (shown.hidden ? area : shown).focus();
  });
}

export function mount(element: HTMLElement, props: { texts: Texts; locale: string }): void {
  const area = element.querySelector('textarea');
  const words = element.querySelector('[data-words]');
  if (!area) return;
  const { texts } = props;
  const bar = toolbarOf(area, texts);
  area.before(bar);
  addPreview(element, area, bar, texts);
  const numbers = new Intl.NumberFormat(props.locale);
  const count = () => {
    if (words) words.textContent = fill(texts.words, { count: numbers.format(countWords(area.value)) });
  };
  area.addEventListener('input', count);
  area.addEventListener('keydown', (event) => {
    const command = event.ctrlKey || event.metaKey ? keys[event.key] : undefined;
    if (!command || event.altKey || event.shiftKey) return;
    event.preventDefault();
    apply(area, command);
  });
  count();
  element.classList.add('is-enhanced');
}
