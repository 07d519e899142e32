/**
 * Improves the form of an answer: what is typed is kept as a draft, handing in needs no new page, and an answer that
 * could not be sent stays on this device and is sent again with the same id until there is a definite reply.
 */

import { isFilledIn } from '#ui/form-fields.ts';
import { askToSignIn, lookedAtAgain, sessionEnded, tokenOf } from '#ui/session.ts';

/** What all answers of the page share: `answering` in `views/activity.tsx`. */
interface Answering {
  /** Whose answers these are: on a shared computer nobody hands in another's. */
  learnerId: string;
  signIn: { href: string; label: string };
  texts: Record<
    'sending' | 'waiting' | 'saved' | 'unsaved' | 'unsavedSignedOut' | 'signedOut' | 'refused',
    string
  >;
}

/** A submission that has no definite reply yet; its body holds the id. */
interface Waiting {
  learnerId: string;
  url: string;
  body: string;
}

const draftDelay = 1_500;
const draftRetryDelay = 10_000;
const retryDelays = [1_000, 2_000, 5_000, 10_000, 30_000];
/** Statuses that say nothing about the answer. */
const again = new Set([429, 502, 503, 504]);
const storeKey = (learnerId: string, url: string) => `lectern:waiting:${learnerId}:${url}`;

const bodyOf = (form: HTMLFormElement): URLSearchParams => {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
  return body;
};

function read(learnerId: string, url: string): Waiting | null {
  try {
    return JSON.parse(localStorage.getItem(storeKey(learnerId, url)) ?? 'null') as Waiting | null;
  } catch {
    return null;
  }
}

/** Storage may be full or forbidden; then the page itself still holds the answer. */
function keep(waiting: Waiting): void {
  try {
    localStorage.setItem(storeKey(waiting.learnerId, waiting.url), JSON.stringify(waiting));
  } catch {}
}

const withToken = (waiting: Waiting, token: string): Waiting => {
  const body = new URLSearchParams(waiting.body);
  body.set('_csrf', token);
  return { ...waiting, body: body.toString() };
};

const forget = ({ learnerId, url }: Waiting): void => localStorage.removeItem(storeKey(learnerId, url));

/** The reply's copy of this activity takes the place of the old one; focus goes to what came of it. */
function replaceSection(section: Element, html: string): boolean {
  const fresh = new DOMParser().parseFromString(html, 'text/html').getElementById(section.id);
  if (!fresh) return false;
  section.replaceWith(fresh);
  fresh.dispatchEvent(new CustomEvent('lectern:fresh', { bubbles: true }));
  const outcome = fresh.querySelector<HTMLElement>('.error-summary, .activity-outcome');
  if (outcome) {
    outcome.tabIndex = -1;
    outcome.focus();
  }
  return true;
}

/** What a page says that is not this unit: a refusal, a fault. */
const titleOf = (html: string): string =>
  new DOMParser().parseFromString(html, 'text/html').querySelector('main h1')?.textContent?.trim() ?? '';

export function mount(element: Element, props: Record<string, unknown>): void {
  if (!(element instanceof HTMLFormElement)) return;
  const form = element;
  const { draftUrl } = props as { draftUrl: string };
  const page = form.closest<HTMLElement>('[data-answering]');
  const { learnerId, signIn, texts } = JSON.parse(page?.dataset.answering ?? '{}') as Answering;
  const section = form.closest('section.activity') ?? form;
  const status = form.querySelector('.form-status');
  const url = form.action;
  let draftTimer: number | undefined;
  let busy = false;

  const say = (text: string) => {
    if (status) status.textContent = text;
  };

  const tokenField = form.querySelector<HTMLInputElement>('input[name=_csrf]');

  /** Whether the session went on, perhaps in another tab: then the form has its token. */
  async function findToken(): Promise<boolean> {
    const token = await tokenOf(learnerId);
    if (token && tokenField) tokenField.value = token;
    return token !== null;
  }

  function putDraft(): Promise<Response | null> {
    const fields: Record<string, string[]> = {};
    for (const [name, value] of bodyOf(form)) {
      if (!name.startsWith('_')) fields[name] = [...(fields[name] ?? []), value];
    }
    return fetch(`/api/v1${draftUrl}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', 'x-csrf-token': tokenField?.value ?? '' },
      body: JSON.stringify({ fields }),
      keepalive: true,
    }).catch(() => null);
  }

  async function saveDraft(): Promise<void> {
    clearTimeout(draftTimer);
    draftTimer = undefined;
    let reply = await putDraft();
    let signedOut = false;
    if (reply && sessionEnded(reply.status)) {
      signedOut = !(await findToken());
      if (!signedOut) reply = await putDraft();
    }
    if (busy || !form.isConnected) return;
    if (reply?.ok) return say(texts.saved);
    if (signedOut) askToSignIn(status, texts.unsavedSignedOut, signIn, { place: section.id, apart: true });
    else if (!reply || again.has(reply.status)) say(texts.unsaved);
    else return say('');
    draftTimer ??= window.setTimeout(saveDraft, draftRetryDelay);
  }

  function saveSoon(): void {
    clearTimeout(draftTimer);
    draftTimer = window.setTimeout(saveDraft, draftDelay);
  }
  form.addEventListener('input', saveSoon);
  if (isFilledIn(form)) saveSoon();
  // Who turns away before the delay is over loses nothing, nor who comes back, or whose network does.
  const saveNow = () => {
    if (draftTimer !== undefined && !busy && form.isConnected) void saveDraft();
  };
  document.addEventListener('visibilitychange', saveNow);
  window.addEventListener('online', saveNow);

  const post = ({ url, body }: Waiting) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body,
    }).catch(() => null);

  /** A definite reply is any page, a refusal included; none at all and "try again later" are not. */
  async function send(waiting: Waiting): Promise<'done' | 'later' | 'signed-out'> {
    let reply = await post(waiting);
    if (reply && sessionEnded(reply.status)) {
      if (!(await findToken())) return 'signed-out';
      reply = await post(withToken(waiting, tokenField?.value ?? ''));
    }
    if (!reply || again.has(reply.status)) return 'later';
    const html = await reply.text().catch(() => null);
    if (html === null) return 'later';
    forget(waiting);
    if (!replaceSection(section, html)) say([titleOf(html), texts.refused].filter(Boolean).join('. '));
    return 'done';
  }

  /** Runs what is typed without handing it in: only the result changes, what is typed stays as it is. */
  async function tryOut(trialUrl: string): Promise<void> {
    busy = true;
    clearTimeout(draftTimer);
    draftTimer = undefined;
    say(texts.sending);
    const reply = await fetch(trialUrl, { method: 'POST', body: bodyOf(form) }).catch(() => null);
    const html = await reply?.text().catch(() => null);
    busy = false;
    if (!reply || !html) return say(texts.refused);
    if (!reply.ok) {
      if (!replaceSection(section, html)) say(texts.refused);
      return;
    }
    say('');
    const result = section.querySelector('.activity-outcome');
    const fresh = new DOMParser().parseFromString(html, 'text/html').getElementById(result?.id ?? '');
    if (!result || !fresh) return say(texts.refused);
    result.replaceWith(fresh);
    fresh.dispatchEvent(new CustomEvent('lectern:fresh', { bubbles: true }));
  }

  async function sendUntilDefinite(waiting: Waiting): Promise<void> {
    busy = true;
    clearTimeout(draftTimer);
    draftTimer = undefined;
    keep(waiting);
    say(texts.sending);
    for (let tries = 0; ; tries += 1) {
      const outcome = await send(waiting);
      if (outcome === 'done') break;
      if (outcome === 'signed-out') {
        askToSignIn(status, texts.signedOut, signIn, { place: section.id });
        await lookedAtAgain();
        continue;
      }
      say(texts.waiting);
      const delay = retryDelays[Math.min(tries, retryDelays.length - 1)] ?? 30_000;
      await new Promise<void>((resolve) => {
        setTimeout(resolve, delay);
        window.addEventListener('online', () => resolve(), { once: true });
      });
    }
    busy = false;
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const { submitter } = event;
    if (busy) return;
    if (submitter instanceof HTMLButtonElement && 'trial' in submitter.dataset)
      void tryOut(submitter.formAction);
    else void sendUntilDefinite({ learnerId, url, body: bodyOf(form).toString() });
  });

  const unsent = read(learnerId, url);
  if (unsent) {
    // The token belongs to the page, the id to the answer.
    void sendUntilDefinite(withToken(unsent, tokenField?.value ?? ''));
  }
}
