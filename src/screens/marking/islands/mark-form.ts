/**
 * Keeps an unfinished mark while it is made, and puts a saved reply into the comment as soon as it is chosen. A save
 * that was refused because somebody else saved is said and not tried again.
 */

interface Props {
  draftUrl: string;
  texts: { saved: string; refused: string; offline: string };
}

const delay = 1_500;

export function mount(element: Element, props: Record<string, unknown>): void {
  if (!(element instanceof HTMLFormElement)) return;
  const form = element;
  const { draftUrl, texts } = props as unknown as Props;
  const status = form.querySelector('.form-status');
  const version = form.querySelector<HTMLInputElement>('input[name="version"]');
  let timer: number | undefined;
  /** The save under way; the next one waits for it, since it needs the version that comes of it. */
  let saving: Promise<void> = Promise.resolve();
  let stopped = false;

  const say = (text: string) => {
    if (status) status.textContent = text;
  };

  async function save(): Promise<void> {
    if (stopped) return;
    const fields: Record<string, string> = {};
    for (const [name, value] of new FormData(form))
      if (typeof value === 'string' && !name.startsWith('_')) fields[name] = value;
    const token = form.querySelector<HTMLInputElement>('input[name=_csrf]')?.value ?? '';
    const reply = await fetch(draftUrl, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', 'x-csrf-token': token },
      body: JSON.stringify({ fields }),
      keepalive: true,
    }).catch(() => null);
    if (reply?.ok) {
      const saved = (await reply.json()) as { version: number };
      if (version) version.value = String(saved.version);
      say(texts.saved);
      return;
    }
    stopped = reply?.status === 409;
    say(stopped ? texts.refused : texts.offline);
  }
  const saveSoon = () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      timer = undefined;
      saving = saving.then(save);
    }, delay);
  };

  const comment = form.querySelector<HTMLTextAreaElement>('textarea[name="comment"]');
  const reply = form.querySelector<HTMLSelectElement>('select[name="reply"]');
  reply?.addEventListener('change', () => {
    if (comment && reply.value)
      comment.value = [comment.value.trim(), reply.value].filter(Boolean).join('\n\n');
    reply.value = '';
  });
  form.addEventListener('input', saveSoon);

  // What is sent must name the version of the last draft: the form waits for the save under way.
  let ready = false;
  form.addEventListener('submit', (event) => {
    clearTimeout(timer);
    if (ready) return;
    event.preventDefault();
    const { submitter } = event;
    // As a task of its own: while the event of sending still goes around, a form that is to be sent is not sent.
    void saving.then(() =>
      setTimeout(() => {
        ready = true;
        form.requestSubmit(submitter);
      }),
    );
  });
}
