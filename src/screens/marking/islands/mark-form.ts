/**
 * Keeps an unfinished mark while it is made, and puts a saved reply into the comment as soon as it is chosen. A save
 * that was refused because somebody else saved is said and not tried again.
 */
import { isFilledIn } from '#ui/form-fields.ts';
import { askToSignIn, lookedAtAgain, sessionEnded, tokenOf } from '#ui/session.ts';

interface Props {
  markerId: string;
  draftUrl: string;
  signIn: { href: string; label: string };
  texts: { saved: string; refused: string; offline: string; signedOut: string };
}

const delay = 1_500;

export function mount(element: Element, props: Record<string, unknown>): void {
  if (!(element instanceof HTMLFormElement)) return;
  const form = element;
  const { markerId, draftUrl, signIn, texts } = props as unknown as Props;
  const status = form.querySelector('.form-status');
  const version = form.querySelector<HTMLInputElement>('input[name="version"]');
  let timer: number | undefined;
  /** The save under way; the next one waits for it, since it needs the version that comes of it. */
  let saving: Promise<void> = Promise.resolve();
  let stopped = false;

  const say = (text: string) => {
    if (status) status.textContent = text;
  };

  const token = form.querySelector<HTMLInputElement>('input[name=_csrf]');

  function put(): Promise<Response | null> {
    const fields: Record<string, string> = {};
    for (const [name, value] of new FormData(form))
      if (typeof value === 'string' && !name.startsWith('_')) fields[name] = value;
    return fetch(draftUrl, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', 'x-csrf-token': token?.value ?? '' },
      body: JSON.stringify({ fields }),
      keepalive: true,
    }).catch(() => null);
  }

  /** The session ended: with a new one it is saved, at once or when the marker comes back to this page. */
  async function putAgain(): Promise<Response | null> {
    const fresh = await tokenOf(markerId);
    if (token && fresh) {
      token.value = fresh;
      return put();
    }
    askToSignIn(status, texts.signedOut, signIn, { apart: true });
    void lookedAtAgain().then(saveSoon);
    return null;
  }

  async function save(): Promise<void> {
    if (stopped) return;
    let reply = await put();
    if (reply && sessionEnded(reply.status)) {
      reply = await putAgain();
      if (!reply) return;
    }
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
  if (isFilledIn(form)) saveSoon();

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
