/**
 * Improves a page of an exam: what is answered is saved by itself, and what could not be sent is sent again until there
 * is a definite reply. When time is over, what is on the page is saved and everything is handed in.
 */

import { askToSignIn, lookedAtAgain, sessionEnded, tokenOf } from '#ui/session.ts';

interface Props {
  /** Whose answers these are: on a shared computer nobody saves another's. */
  learnerId: string;
  /** Of the sitting when the page was drawn: answers kept on this device are sent again only if nothing is newer. */
  version: number;
  finishUrl: string;
  reviewUrl: string;
  /** Where a page leads that is not open any more. */
  unitUrl: string;
  signIn: { href: string; label: string };
  texts: Record<'saving' | 'saved' | 'waiting' | 'over' | 'signedOut', string>;
}

interface Kept {
  version: number;
  fields: Record<string, string[]>;
}

const saveDelay = 2_000;
const retryDelays = [1_000, 2_000, 5_000, 10_000];
/** Statuses that say nothing about the answers. */
const again = new Set([429, 502, 503, 504]);

export function mount(element: Element, props: Record<string, unknown>): void {
  if (!(element instanceof HTMLFormElement)) return;
  const form = element;
  const { learnerId, version, finishUrl, reviewUrl, unitUrl, signIn, texts } = props as unknown as Props;
  const url = new URL(form.action).pathname;
  const place = `lectern:exam:${learnerId}:${url}`;
  const status = form.querySelector('.form-status');
  let token = form.querySelector<HTMLInputElement>('input[name=_csrf]')?.value ?? '';
  let timer: number | undefined;
  /** Saves go one after the other: the last one typed is the last one kept. */
  let queue: Promise<unknown> = Promise.resolve();
  let leaving = false;

  const say = (text: string) => {
    if (status) status.textContent = text;
  };

  function fieldsOf(): Record<string, string[]> {
    const fields: Record<string, string[]> = {};
    for (const [name, value] of new FormData(form))
      if (typeof value === 'string' && !name.startsWith('_')) fields[name] = [...(fields[name] ?? []), value];
    return fields;
  }

  /** Storage may be full or forbidden; then the page itself still holds the answers. */
  function keep(fields: Kept['fields']): void {
    try {
      localStorage.setItem(place, JSON.stringify({ version, fields } satisfies Kept));
    } catch {}
  }

  const post = (path: string, body: object) =>
    fetch(`/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-csrf-token': token },
      body: JSON.stringify(body),
      keepalive: true,
    }).catch(() => null);

  /** Sends until there is a definite reply; null: a refusal, which the next page explains. */
  async function untilDefinite(path: string, body: object): Promise<{ next?: string } | null> {
    for (let tries = 0; ; tries += 1) {
      const reply = await post(path, body);
      if (reply?.ok) return (await reply.json().catch(() => ({}))) as { next?: string };
      if (reply && sessionEnded(reply.status)) {
        const fresh = await tokenOf(learnerId);
        // It is nobody's session: the right to do this is what is missing.
        if (fresh === token) return null;
        if (fresh === null) {
          askToSignIn(status, texts.signedOut, signIn);
          await lookedAtAgain();
        } else token = fresh;
        continue;
      }
      if (reply && !again.has(reply.status)) return null;
      say(texts.waiting);
      const delay = retryDelays[Math.min(tries, retryDelays.length - 1)] ?? 10_000;
      await new Promise<void>((resolve) => {
        setTimeout(resolve, delay);
        window.addEventListener('online', () => resolve(), { once: true });
      });
    }
  }

  function save(go: string): Promise<{ next?: string } | null> {
    clearTimeout(timer);
    timer = undefined;
    const fields = fieldsOf();
    keep(fields);
    const sent = queue.then(async () => {
      const reply = await untilDefinite(url, { fields, go });
      if (reply) localStorage.removeItem(place);
      return reply;
    });
    queue = sent;
    return sent;
  }

  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = window.setTimeout(async () => {
      if ((await save('stay')) && !leaving) say(texts.saved);
    }, saveDelay);
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && timer !== undefined && !leaving) void save('stay');
  });

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const button = event.submitter instanceof HTMLButtonElement ? event.submitter : null;
    const go = button?.value || 'next';
    leaving = go !== 'stay';
    say(texts.saving);
    void save(go).then((reply) => {
      if (reply && go === 'stay') say(texts.saved);
      else location.assign(reply?.next ?? unitUrl);
    });
  });

  document.addEventListener('lectern:time-over', async () => {
    leaving = true;
    say(texts.over);
    await save('stay');
    await untilDefinite(finishUrl, {});
    location.assign(reviewUrl);
  });

  /** What could not be sent before this page was closed. */
  try {
    const kept = JSON.parse(localStorage.getItem(place) ?? 'null') as Kept | null;
    if (kept?.version === version)
      void untilDefinite(url, { fields: kept.fields, go: 'stay' }).then((reply) => {
        localStorage.removeItem(place);
        if (reply) location.reload();
      });
    else if (kept) localStorage.removeItem(place);
  } catch {}
}
