/**
 * Sends files as soon as they are chosen or dropped, piece by piece, and goes on where it stopped: after a lost
 * connection by itself, after a closed page when the same file is chosen again. The form keeps working without it; what
 * it adds is the line of a stored file, as the server would have drawn it.
 */
import { fill } from '#lib/fill.ts';

interface Props {
  /** Where a file is announced. */
  url: string;
  /** Name of the fields that carry stored files. */
  field: string;
  maxFiles: number;
  maxBytes: number;
  locale: string;
  texts: Record<'sending' | 'waiting' | 'failed' | 'done' | 'keep' | 'stop', string>;
}

/** As `/uploads/:id` tells it. */
interface Standing {
  id: string;
  received: number;
  size: number;
  chunk: number;
  file: { id: string; name: string; sha256: string; size: number; type: string } | null;
}

/** One file on its way. */
interface Sending {
  file: File;
  line: HTMLLIElement;
  bar: HTMLProgressElement;
  stopped: boolean;
}

class Refused extends Error {}

const retryDelays = [1_000, 2_000, 5_000, 10_000, 30_000];
const again = new Set([429, 502, 503, 504]);

/** The same file at the same activity goes on from what the server has. */
const storeKey = (url: string, file: File) =>
  `lectern:upload:${url}:${file.name}:${file.size}:${file.lastModified}`;

const remembered = (key: string): string | null => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};
function remember(key: string, id: string | null): void {
  try {
    if (id === null) localStorage.removeItem(key);
    else localStorage.setItem(key, id);
  } catch {}
}

async function sha256Of(piece: Blob): Promise<string | null> {
  // Only where the page is secure; elsewhere the server's own check of sizes must do.
  if (!crypto.subtle) return null;
  const hash = await crypto.subtle.digest('SHA-256', await piece.arrayBuffer());
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

const pause = (delay: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, delay);
    window.addEventListener('online', () => resolve(), { once: true });
  });

export function mount(element: HTMLElement, props: Props): void {
  const form = element.closest('form');
  const chooser = element.querySelector<HTMLInputElement>('input[type=file]');
  const list = element.querySelector<HTMLUListElement>('[data-files]');
  const status = element.querySelector('[data-status]');
  if (!form || !list) return;
  const { texts, url } = props;
  const underway = new Set<Sending>();
  const percent = new Intl.NumberFormat(props.locale, { style: 'percent' });

  const say = (text: string, file: File, share = 0) => {
    if (status) status.textContent = fill(text, { name: file.name, percent: percent.format(share) });
  };

  async function ask(address: string, init: RequestInit): Promise<Standing | null> {
    const token = form?.querySelector<HTMLInputElement>('input[name=_csrf]')?.value ?? '';
    const headers = { ...(init.headers as Record<string, string>), 'x-csrf-token': token };
    const reply = await fetch(`/api/v1${address}`, { ...init, headers }).catch(() => null);
    if (!reply || again.has(reply.status)) return null;
    const answer = (await reply.json().catch(() => null)) as (Standing & { detail?: string }) | null;
    if (!reply.ok) throw new Refused(answer?.detail);
    return answer;
  }

  /** Tries until there is a definite answer; says so while there is none. */
  async function insist(sending: Sending, attempt: () => Promise<Standing | null>): Promise<Standing> {
    for (let tries = 0; ; tries += 1) {
      const standing = await attempt();
      if (standing) return standing;
      if (sending.stopped) throw new Refused();
      say(texts.waiting, sending.file);
      await pause(retryDelays[Math.min(tries, retryDelays.length - 1)] ?? 30_000);
    }
  }

  const announce = (file: File) =>
    ask(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: file.name, size: file.size }),
    });

  async function begin(sending: Sending): Promise<Standing> {
    const { file } = sending;
    const known = remembered(storeKey(url, file));
    if (known) {
      const standing = await insist(sending, () => ask(`/uploads/${known}`, {})).catch(() => null);
      if (standing?.size === file.size) return standing;
    }
    const standing = await insist(sending, () => announce(file));
    remember(storeKey(url, file), standing.id);
    return standing;
  }

  async function sendPiece(file: File, { id, received, chunk }: Standing): Promise<Standing | null> {
    const piece = file.slice(received, received + chunk);
    const body = new FormData();
    body.set('offset', String(received));
    const sha256 = await sha256Of(piece);
    if (sha256) body.set('sha256', sha256);
    body.set('piece', piece, 'piece');
    return ask(`/uploads/${id}/pieces`, { method: 'POST', body });
  }

  async function sendAll(sending: Sending): Promise<NonNullable<Standing['file']>> {
    let standing = await begin(sending);
    while (!standing.file) {
      if (sending.stopped) {
        await ask(`/uploads/${standing.id}`, { method: 'DELETE' }).catch(() => null);
        throw new Refused();
      }
      const share = standing.received / standing.size;
      sending.bar.value = share;
      say(texts.sending, sending.file, share);
      const from = standing;
      standing = await insist(sending, () => sendPiece(sending.file, from));
    }
    return standing.file;
  }

  /** The line of a stored file: its mark carries the file into the form. */
  function keep(line: HTMLLIElement, file: NonNullable<Standing['file']>): void {
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.name = props.field;
    box.value = JSON.stringify(file);
    box.checked = true;
    box.setAttribute('aria-label', fill(texts.keep, { name: file.name }));
    const label = document.createElement('label');
    label.className = 'upload-keep';
    label.append(box);
    const link = document.createElement('a');
    link.href = `/files/${file.id}`;
    link.textContent = file.name;
    link.dir = 'auto';
    line.replaceChildren(label, link);
    // It was said of an answer without this file.
    form?.querySelector(':scope > .error-summary')?.remove();
    box.dispatchEvent(new Event('input', { bubbles: true }));
  }

  function lineOf(file: File): Sending {
    const line = document.createElement('li');
    line.className = 'upload-file';
    const name = document.createElement('bdi');
    name.textContent = file.name;
    const bar = document.createElement('progress');
    bar.max = 1;
    bar.setAttribute('aria-label', file.name);
    const stop = document.createElement('button');
    stop.type = 'button';
    stop.className = 'button button-plain button-small';
    stop.textContent = '×';
    stop.setAttribute('aria-label', fill(texts.stop, { name: file.name }));
    const sending: Sending = { file, line, bar, stopped: false };
    stop.addEventListener('click', () => {
      sending.stopped = true;
    });
    line.append(name, bar, stop);
    list?.append(line);
    return sending;
  }

  async function send(file: File): Promise<void> {
    const sending = lineOf(file);
    underway.add(sending);
    try {
      keep(sending.line, await sendAll(sending));
      remember(storeKey(url, file), null);
      say(texts.done, file);
    } catch (error) {
      sending.line.remove();
      if (!(error instanceof Refused)) throw error;
      const reason = sending.stopped ? '' : `${fill(texts.failed, { name: file.name })} ${error.message}`;
      if (status) status.textContent = reason.trim();
    } finally {
      underway.delete(sending);
    }
  }

  /** One after another: two at once would only share the line. */
  let queue = Promise.resolve();
  function add(files: Iterable<File>): void {
    for (const file of files) {
      if ((list?.children.length ?? 0) + 1 > props.maxFiles) break;
      queue = queue.then(() => send(file));
    }
  }

  // Before the form's own sending: what is still on its way would be missing from the answer.
  form.addEventListener(
    'submit',
    (event) => {
      const [first] = underway;
      if (!first) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      say(texts.sending, first.file, first.bar.value);
    },
    { capture: true },
  );
  if (!chooser) return;
  chooser.multiple = props.maxFiles > 1;
  chooser.addEventListener('change', () => {
    add([...(chooser.files ?? [])]);
    chooser.value = '';
  });
  // Its name would go with the form as a text.
  chooser.removeAttribute('name');
  const addButton = element.querySelector<HTMLElement>('[data-add]');
  if (addButton) addButton.hidden = true;
  for (const name of ['dragover', 'dragleave', 'drop'])
    element.addEventListener(name, (event) => {
      event.preventDefault();
      element.classList.toggle('is-over', name === 'dragover');
    });
  element.addEventListener('drop', (event) => add([...(event.dataTransfer?.files ?? [])]));
  element.classList.add('is-enhanced');
}
