/**
 * Learners who hand in over HTTP and behave as the browser does: the key is made before the first send, and repeated
 * until there is a definite answer. Now and then they press twice, ask again, send something else under an old key, or
 * forge their session.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Learner, learner } from '../rig/learners.ts';
import type { Target } from './activities.ts';
import { type AckedReceipt, type History, sha256Of } from './history.ts';

export interface Clients {
  /** The same learner sends this many at once where one attempt is left. */
  race(count: number): Promise<void>;
  races(): number;
  /** No new work; ends when everything sent has its definite answer, or patience does. */
  finish(): Promise<void>;
}

export interface ClientsOptions {
  site: string;
  history: History;
  targets: readonly Target[];
  count: number;
  /** Learners are taken from here upward, each by one client only. */
  firstLearner: number;
  /** Told of everybody who takes part. */
  enter(learner: Learner): void;
}

interface Work {
  person: Learner;
  target: Target;
  key: string;
  forged: boolean;
}

const work = (person: Learner, target: Target): Work => ({
  person,
  target,
  key: crypto.randomUUID(),
  forged: false,
});

/** The same session, with another signature. */
const forge = ({ person, target }: Work): Work => ({
  ...work({ ...person, cookie: person.cookie.replace(/.{8}$/, 'AAAAAAAA') }, target),
  forged: true,
});

/** Shorter than the freezes, so that a repeat meets its first call still under way. */
const timeoutMs = 2_000;
const retryMs = 150;
/** Long enough for the checker to see that something took too long. */
const giveUpMs = 90_000;

let calls = 0;

export function startClients(options: ClientsOptions): Clients {
  const { history, targets, enter } = options;
  let learners = options.firstLearner;
  let stopping = false;
  let raced = 0;

  async function newLearner(): Promise<Learner> {
    const person = await learner(learners++);
    enter(person);
    return person;
  }

  /** One request; null: nobody knows what became of it. */
  async function send(
    { person, target, key, forged }: Work,
    body: string,
  ): Promise<'acked' | 'refused' | null> {
    const call = calls++;
    const what = { learner: person.id, activity: target.key, limit: target.limit, sha256: sha256Of(body) };
    history.note({ event: 'sent', call, key, ...what, forged });
    const end = await post(options.site + target.path, person, key, body);
    if ('receipt' in end) history.note({ event: 'acked', call, ...end });
    else if ('code' in end) history.note({ event: 'refused', call, ...end });
    else history.note({ event: 'unknown', call, ...end });
    return 'receipt' in end ? 'acked' : 'code' in end ? 'refused' : null;
  }

  async function sendUntilDecided(one: Work, body: string): Promise<'acked' | 'refused' | null> {
    for (const end = Date.now() + giveUpMs; Date.now() < end; await sleep(retryMs * (0.5 + Math.random()))) {
      const decided = await send(one, body);
      if (decided) return decided;
    }
    return null;
  }

  async function handIn(one: Work): Promise<void> {
    const body = JSON.stringify(one.target.answer());
    const habit = Math.floor(Math.random() * 20);
    const twice = habit === 0 ? sendUntilDecided(one, body) : null;
    const decided = await sendUntilDecided(one, body);
    await twice;
    if (habit === 1) await send(forge(one), body);
    if (decided !== 'acked') return;
    if (habit === 2) await sendUntilDecided(one, body);
    if (habit === 3) await sendUntilDecided(one, otherBody(one.target, body));
  }

  async function client(): Promise<void> {
    while (!stopping) {
      const person = await newLearner();
      for (const target of targets) {
        // One more than allowed: it must be refused.
        const tries = Math.min(4, (target.limit ?? 3) + (Math.random() < 0.2 ? 1 : 0));
        for (let n = 0; n < tries && !stopping; n += 1) await handIn(work(person, target));
      }
    }
  }

  const running = Array.from({ length: options.count }, client);
  return {
    async race(count) {
      const target = targets.find(({ limit }) => limit === 1);
      if (!target) throw new Error('no activity of the demo course allows one attempt only');
      raced += 1;
      const person = await newLearner();
      const one = () => sendUntilDecided(work(person, target), JSON.stringify(target.answer()));
      await Promise.all(Array.from({ length: count }, one));
    },
    races: () => raced,
    async finish() {
      stopping = true;
      await Promise.all(running);
    },
  };
}

/** Another answer that the activity takes as well. */
function otherBody(target: Target, body: string): string {
  for (;;) {
    const other = JSON.stringify(target.answer());
    if (other !== body) return other;
  }
}

type End = { receipt: AckedReceipt; repeated: boolean } | { code: string } | { cause: string };

/** One thing handed in, once. */
export async function post(url: string, person: Learner, key: string, answer: string): Promise<End> {
  try {
    const reply = await fetch(url, {
      method: 'POST',
      headers: {
        cookie: person.cookie,
        'x-csrf-token': person.csrf,
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: `{"answer":${answer}}`,
      signal: AbortSignal.timeout(timeoutMs),
    });
    // "Wait and try again" is no answer yet.
    if (reply.status >= 500 || [408, 425, 429].includes(reply.status)) {
      await reply.arrayBuffer();
      return { cause: String(reply.status) };
    }
    const body = (await reply.json()) as { receipt: AckedReceipt; repeated: boolean; code?: string };
    if (!reply.ok) return { code: body.code ?? String(reply.status) };
    const { id, text, signature } = body.receipt;
    return { receipt: { id, text, signature }, repeated: body.repeated };
  } catch (error) {
    const { name, cause } = error as Error & { cause?: { code?: string } };
    return { cause: cause?.code ?? name };
  }
}
