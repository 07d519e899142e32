/**
 * Sends a course piece by piece, so that a lost connection costs a piece and not the file; chosen again, the same file
 * goes on where it stopped. Without it the form sends the file in one go.
 */
import { fill } from '#lib/fill.ts';

interface Props {
  texts: Record<'sending' | 'waiting', string>;
  locale: string;
}

interface Standing {
  id: string;
  received: number;
  size: number;
  chunk: number;
  state: string;
  href: string;
}

class Refused extends Error {}

const retryDelays = [1_000, 2_000, 5_000, 10_000, 30_000];
const again = new Set([429, 502, 503, 504]);
const pause = (delay: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, delay);
    window.addEventListener('online', () => resolve(), { once: true });
  });

/** Null: no answer, try again. */
async function ask(path: string, csrf: string, init: RequestInit = {}): Promise<Standing | null> {
  const headers = { ...(init.headers as Record<string, string>), 'x-csrf-token': csrf };
  const reply = await fetch(`/api/v1/studio/import/${path}`, { ...init, headers }).catch(() => null);
  if (!reply || again.has(reply.status)) return null;
  const answer = (await reply.json().catch(() => null)) as (Standing & { title?: string }) | null;
  if (!reply.ok) throw new Refused(answer?.title ?? reply.statusText);
  return answer;
}

const memory = {
  get(key: string): string | null {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  set(key: string, id: string): void {
    try {
      localStorage.setItem(key, id);
    } catch {}
  },
};

export function mount(form: HTMLFormElement, { texts, locale }: Props): void {
  const chooser = form.querySelector<HTMLInputElement>('input[type=file]');
  const status = form.querySelector<HTMLElement>('[data-status]');
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const csrf = () => form.querySelector<HTMLInputElement>('input[name=_csrf]')?.value ?? '';
  const say = (text: string) => {
    if (status) status.textContent = text;
  };

  async function insist(attempt: () => Promise<Standing | null>): Promise<Standing> {
    for (let tries = 0; ; tries += 1) {
      const standing = await attempt();
      if (standing) return standing;
      say(texts.waiting);
      await pause(retryDelays[Math.min(tries, retryDelays.length - 1)] ?? 30_000);
    }
  }

  async function begin(file: File): Promise<Standing> {
    const key = `lectern:import:${file.name}:${file.size}:${file.lastModified}`;
    const known = memory.get(key);
    const standing = known && (await ask(`${known}/standing`, csrf()).catch(() => null));
    if (standing && standing.state === 'arriving' && standing.size === file.size) return standing;
    const body = JSON.stringify({ name: file.name, size: file.size });
    const headers = { 'content-type': 'application/json' };
    const begun = await insist(() => ask('announced', csrf(), { method: 'POST', headers, body }));
    memory.set(key, begun.id);
    return begun;
  }

  function sendPiece(file: File, { id, received, chunk }: Standing): Promise<Standing | null> {
    const body = new FormData();
    body.set('offset', String(received));
    body.set('piece', file.slice(received, received + chunk), 'piece');
    return ask(`${id}/pieces`, csrf(), { method: 'POST', body });
  }

  async function send(file: File): Promise<void> {
    let standing = await begin(file);
    while (standing.state === 'arriving') {
      say(
        fill(texts.sending, { name: file.name, percent: percent.format(standing.received / standing.size) }),
      );
      const from = standing;
      standing = await insist(() => sendPiece(file, from));
    }
    location.assign(standing.href);
  }

  form.addEventListener('submit', (event) => {
    const [file] = chooser?.files ?? [];
    if (!file || file.size === 0) return;
    event.preventDefault();
    const button = form.querySelector<HTMLButtonElement>('button:not([type=button])');
    if (button) button.disabled = true;
    send(file).catch((error: unknown) => {
      if (button) button.disabled = false;
      if (!(error instanceof Refused)) throw error;
      say(error.message);
    });
  });
}
