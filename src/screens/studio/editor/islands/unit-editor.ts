/**
 * The comfort of the unit editor: colors, a toolbar, a preview that follows, saving by itself. The form beneath stays
 * what it is: its text area holds the text at every moment, and is what is sent where a script cannot save.
 */
import type { ProseEditor, Remark } from './codemirror/setup.ts';
import type { Alone } from './together/room.ts';
import { toolbar } from './toolbar/bar.ts';
import { pictures } from './toolbar/pictures.ts';

type Texts = Record<string, string>;

interface Props {
  preview: string;
  pictures: string;
  save: string;
  /** The unit; its room is below it. */
  unit: string;
  activities: string;
  /** Lines of the file before the text box. */
  skipped: number;
  texts: Texts;
}

/** After so long without a key the preview follows, and after so long it is saved. */
const previewAfter = 500;
const saveAfter = 5_000;

function after(milliseconds: number, work: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, milliseconds);
  };
}

const input = (form: HTMLFormElement, name: string) =>
  form.elements.namedItem(name) as HTMLInputElement | HTMLTextAreaElement | null;

/** The front matter as the form has it; a tick that is off is no field. */
function fieldsOf(form: HTMLFormElement): Record<string, string> {
  const own = new Set(['_csrf', '_key', 'base', 'head', 'body']);
  const all = [...new FormData(form)].filter(([name]) => !own.has(name));
  const fields = Object.fromEntries(all.map(([name, value]) => [name, String(value)]));
  return 'title' in fields ? { exam: '', ...fields } : {};
}

interface Answer {
  revision: number;
  head: string;
  body: string;
  merged: boolean;
}

/** Sends one saving after the other; what is typed meanwhile is sent next. */
function saver(form: HTMLFormElement, props: Props, editor: ProseEditor) {
  const status = form.querySelector('[data-status]');
  const say = (text: string) => {
    if (status) status.textContent = text;
  };
  let dirty = false;
  let busy = false;
  let stuck = false;
  /** The server saves what is written in a room; the form saves the front matter beside it. */
  let inRoom = false;

  async function save(): Promise<void> {
    if (busy || !dirty || stuck) return;
    busy = true;
    dirty = false;
    say(props.texts.saving ?? '');
    const area = input(form, 'body') as HTMLTextAreaElement;
    const sent = inRoom ? area.defaultValue : editor.text();
    const body = {
      base: Number(input(form, 'base')?.value),
      head: input(form, 'head')?.value ?? '',
      body: sent,
      fields: fieldsOf(form),
    };
    const reply = await fetch(props.save, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-csrf-token': input(form, '_csrf')?.value ?? '' },
      body: JSON.stringify(body),
    }).catch(() => null);
    busy = false;
    if (!reply?.ok) {
      dirty = true;
      // A conflict is settled on a page: the form is sent there by its button.
      stuck = reply?.status === 409;
      say(props.texts[stuck ? 'conflict' : 'failed'] ?? '');
      return;
    }
    const answer = (await reply.json()) as Answer;
    const [base, head] = [input(form, 'base'), input(form, 'head')];
    if (base) base.value = String(answer.revision);
    if (head) head.value = answer.head;
    const stands = answer.body.replaceAll('\r\n', '\n');
    const asIs = !dirty;
    area.defaultValue = stands;
    if (stands !== sent && !inRoom) editor.takeIn(sent, stands);
    // What was taken in is saved already.
    if (asIs) dirty = false;
    say(props.texts[answer.merged ? 'merged' : 'saved'] ?? '');
  }

  addEventListener('beforeunload', (event) => {
    if (dirty) event.preventDefault();
  });
  const soon = after(saveAfter, save);
  const alone: Alone = {
    base: () => Number(input(form, 'base')?.value),
    isSaved: () => !dirty && !busy,
    async save() {
      while (busy) await new Promise((done) => setTimeout(done, 100));
      await save();
      if (dirty) throw new Error('the form could not be saved');
    },
    pause() {
      inRoom = true;
    },
    resume(base, isSaved) {
      inRoom = false;
      const [field, area] = [input(form, 'base'), input(form, 'body')];
      if (field) field.value = String(base);
      if (area && isSaved) area.defaultValue = editor.text();
      if (!isSaved) changed();
    },
  };
  function changed(): void {
    dirty = true;
    if (!busy && !stuck) say(props.texts.changed ?? '');
    soon();
  }
  form.addEventListener('submit', (event) => {
    if (!inRoom) dirty = false;
    else {
      event.preventDefault();
      void save();
    }
  });
  return {
    ...{ save, alone, say, changed },
    typed() {
      if (!inRoom) changed();
    },
  };
}

/** The page of the preview is the editor's own page; its two parts take the places of ours. */
function previewer(form: HTMLFormElement, { preview, skipped }: Props, editor: ProseEditor) {
  const pane = document.getElementById('unit-preview');
  let asked = 0;
  async function show(): Promise<void> {
    asked += 1;
    const mine = asked;
    const fields = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
    const reply = await fetch(preview, { method: 'POST', body: fields }).catch(() => null);
    if (!reply?.ok || mine !== asked || !pane) return;
    const page = new DOMParser().parseFromString(await reply.text(), 'text/html');
    const [fresh, remarks] = [page.getElementById('unit-preview'), page.getElementById('unit-remarks')];
    if (fresh) pane.replaceChildren(...fresh.childNodes);
    if (remarks) document.getElementById('unit-remarks')?.replaceWith(remarks);
    pane.dispatchEvent(new CustomEvent('lectern:fresh', { bubbles: true }));
    mark();
  }
  function mark(): void {
    const facts = document.getElementById('unit-remarks')?.dataset.remarks ?? '[]';
    editor.mark(JSON.parse(facts) as Remark[]);
  }
  /** The last block that begins at the line or before it is at the top of the pane. */
  function follow(): void {
    const line = editor.topLine() + skipped;
    const blocks = [...(pane?.querySelectorAll<HTMLElement>('[data-line]') ?? [])];
    const block = blocks.findLast((one) => Number(one.dataset.line) <= line);
    if (!pane || !block) return;
    pane.scrollTop += block.getBoundingClientRect().top - pane.getBoundingClientRect().top - 16;
  }
  pane?.addEventListener('click', (event) => {
    if (
      !(event.target instanceof Element) ||
      event.target.closest('a, button, input, select, textarea, summary, label')
    )
      return;
    const line = event.target.closest<HTMLElement>('[data-line]')?.dataset.line;
    if (line) editor.goTo(Number(line) - skipped);
  });
  return { mark, follow, soon: after(previewAfter, show) };
}

/** Phone width and darkness of the pane: buttons that are pressed or not. */
function addLooks(texts: Texts): void {
  const pane = document.getElementById('unit-preview');
  const place = document.querySelector('[data-looks]');
  for (const [look, name] of Object.entries({ phone: 'look-phone', dark: 'scheme-dark' })) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button button-quiet button-small';
    button.textContent = texts[look] ?? look;
    button.setAttribute('aria-pressed', 'false');
    button.addEventListener('click', () => {
      const on = pane?.classList.toggle(name) ?? false;
      button.setAttribute('aria-pressed', String(on));
    });
    place?.append(button);
  }
}

export async function mount(element: Element, props: Record<string, unknown>): Promise<void> {
  const form = element as HTMLFormElement;
  const own = props as unknown as Props;
  const area = form.querySelector<HTMLTextAreaElement>('textarea[name=body]');
  if (!area) return;
  const [{ openProse }, { showRoom }] = await Promise.all([
    import('./codemirror/setup.ts'),
    import('./together/show.ts'),
  ]);
  const host = document.createElement('div');
  host.className = 'unit-source';
  let changed = () => {};
  let save = () => {};
  let follow = () => {};
  const commands: Record<string, () => void> = {};
  const editor = openProse({
    root: host.attachShadow({ mode: 'open', delegatesFocus: true }),
    text: area.value,
    label: own.texts.text ?? '',
    changed(text) {
      area.value = text;
      changed();
    },
    scrolled: () => follow(),
    save: () => save(),
    files: (files) => taken(files),
    commands,
  });
  const saving = saver(form, own, editor);
  const preview = previewer(form, own, editor);
  const taken = pictures(own.pictures, own.texts, (markdown) => editor.insertBlock(markdown));
  const tools = toolbar(editor, own);
  Object.assign(commands, tools.commands);
  changed = () => {
    saving.typed();
    preview.soon();
  };
  save = saving.save;
  follow = preview.follow;
  form.addEventListener('input', (event) => {
    if (event.target === area) return;
    saving.changed();
    preview.soon();
  });
  area.hidden = true;
  area.after(tools.bar, host);
  for (const label of area.labels) label.addEventListener('click', () => editor.focus());
  addLooks(own.texts);
  const { view, room: slot } = editor;
  const { alone, say } = saving;
  showRoom({ address: own.unit, ...{ view, slot, alone, say, host }, texts: own.texts });
  preview.mark();
  const [, line] = /^#line-(\d+)$/.exec(location.hash) ?? [];
  if (line) editor.goTo(Number(line));
  document.addEventListener('click', (event) => {
    const target =
      event.target instanceof Element ? event.target.closest<HTMLElement>('[data-remark-line]') : null;
    if (target) editor.goTo(Number(target.dataset.remarkLine));
  });
}
