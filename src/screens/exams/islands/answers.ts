/**
 * Improves a page of an exam: what is answered is saved by itself, and what could not be sent is sent again until there
 * is a definite reply. When time is over, what is on the page is saved and everything is handed in.
 */

import { drawnFieldsOf, type Fields, fieldsOf, isFilledIn } from '#ui/form-fields.ts';
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
  fields: Fields;
  /** Those that were changed. */
  questions: string[];
}

interface Reply {
  next?: string;
  version?: number;
}

const saveDelay = 2_000;
const retryDelays = [1_000, 2_000, 5_000, 10_000];
/** Statuses that say nothing about the answers. */
const again = new Set([429, 502, 503, 504]);

export function mount(element: Element, props: Record<string, unknown>): void {
  if (!(element instanceof HTMLFormElement)) return;
  const form = element;
  const { learnerId, finishUrl, reviewUrl, unitUrl, signIn, texts } = props as unknown as Props;
  /** Of the sitting, as this page knows it. */
  let { version } = props as unknown as Props;
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

  /** What is chosen or written, by question: fields are named `<question>.<field>`. */
  function answersOf(fields: Fields): Map<string, string> {
    const names = [...form.elements].map((control) => control.getAttribute('name') ?? '');
    const keys = new Set(names.filter((name) => name.includes('.')).map((name) => name.split('.')[0] ?? ''));
    const ofKey = (key: string) => Object.entries(fields).filter(([name]) => name.startsWith(`${key}.`));
    return new Map([...keys].map((key) => [key, JSON.stringify(ofKey(key))]));
  }

  /** What others of the page say may be older than what another device saved: only what was changed here is sent. */
  const saved = answersOf(drawnFieldsOf(form));
  const changedIn = (answers: Map<string, string>): string[] =>
    [...answers].filter(([key, answer]) => saved.get(key) !== answer).map(([key]) => key);

  /** Storage may be full or forbidden; then the page itself still holds the answers. */
  function keep(fields: Fields, questions: string[]): void {
    try {
      localStorage.setItem(place, JSON.stringify({ version, fields, questions } satisfies Kept));
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
  async function untilDefinite(path: string, body: object): Promise<Reply | null> {
    for (let tries = 0; ; tries += 1) {
      const reply = await post(path, body);
      if (reply?.ok) return (await reply.json().catch(() => ({}))) as Reply;
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

  function save(go: string): Promise<Reply | null> {
    clearTimeout(timer);
    timer = undefined;
    keep(fieldsOf(form), changedIn(answersOf(fieldsOf(form))));
    const sent = queue.then(async () => {
      const fields = fieldsOf(form);
      const answers = answersOf(fields);
      const questions = changedIn(answers);
      const reply = await untilDefinite(url, { fields, questions, go });
      if (!reply) return null;
      for (const key of questions) saved.set(key, answers.get(key) ?? '');
      version = reply.version ?? version;
      // What was typed meanwhile is kept until it is sent as well.
      const left = changedIn(answersOf(fieldsOf(form)));
      if (left.length > 0) keep(fieldsOf(form), left);
      else localStorage.removeItem(place);
      return reply;
    });
    queue = sent;
    return sent;
  }

  function saveSoon(): void {
    clearTimeout(timer);
    timer = window.setTimeout(async () => {
      if ((await save('stay')) && !leaving) say(texts.saved);
    }, saveDelay);
  }
  form.addEventListener('input', saveSoon);
  if (isFilledIn(form)) saveSoon();
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
      void untilDefinite(url, { fields: kept.fields, questions: kept.questions, go: 'stay' }).then(
        (reply) => {
          localStorage.removeItem(place);
          if (reply) location.reload();
        },
      );
    else if (kept) localStorage.removeItem(place);
  } catch {}
}
