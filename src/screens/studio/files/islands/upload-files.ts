/**
 * Sends several files, chosen or dropped on the form, one after the other, each as the form itself would. Without it the
 * form sends one file.
 */
import { fill } from '#lib/fill.ts';

interface Texts {
  drop: string;
  sending: string;
  failed: string;
}

export function mount(frame: Element, props: Record<string, unknown>): void {
  const { texts } = props as unknown as { texts: Texts };
  const form = frame.querySelector('form');
  const input = frame.querySelector<HTMLInputElement>('input[type="file"]');
  const status = frame.querySelector('[role="status"]');
  if (!form || !input || !status) return;
  input.multiple = true;
  status.textContent = texts.drop;

  /** What is wrong with it, in words; null: it is there. */
  async function send(file: File): Promise<string | null> {
    const body = new FormData();
    for (const name of ['_csrf', '_key'])
      body.append(
        name,
        name === '_key' ? crypto.randomUUID() : String(new FormData(form ?? undefined).get(name)),
      );
    body.append(input?.name ?? 'file', file, file.name);
    const reply = await fetch(`/api/v1${new URL(form?.action ?? '').pathname}`, {
      method: 'POST',
      headers: { 'x-csrf-token': String(body.get('_csrf')) },
      body,
    });
    if (reply.ok) return null;
    const { title, detail } = (await reply.json().catch(() => ({}))) as { title?: string; detail?: string };
    return [title, detail].filter(Boolean).join('. ') || String(reply.status);
  }

  async function sendAll(files: readonly File[]): Promise<void> {
    const failed: string[] = [];
    for (const [index, file] of files.entries()) {
      const words = { name: file.name, number: `${index + 1}`, of: `${files.length}` };
      if (status) status.textContent = fill(texts.sending, words);
      const why = await send(file).catch((error: Error) => error.message);
      if (why !== null) failed.push(fill(texts.failed, { name: file.name, why }));
    }
    // Not a reload: a page that came as the answer to a refused form would send that form again.
    if (failed.length === 0) return location.assign(location.pathname + location.search);
    if (status) status.textContent = failed.join(' ');
  }

  form.addEventListener('submit', (event) => {
    const files = [...(input.files ?? [])];
    if (files.length < 2) return;
    event.preventDefault();
    void sendAll(files);
  });
  frame.addEventListener('dragover', (event) => {
    event.preventDefault();
    frame.classList.add('upload-over');
  });
  frame.addEventListener('dragleave', () => frame.classList.remove('upload-over'));
  frame.addEventListener('drop', (event) => {
    event.preventDefault();
    frame.classList.remove('upload-over');
    const files = [...((event as DragEvent).dataTransfer?.files ?? [])];
    if (files.length > 0) void sendAll(files);
  });
}
