/** Who asks: the cookie's signature in process, then one prepared statement, kept for a few seconds. */
import { keptFor } from '#lib/kept-for.ts';
import { readSession, sessionCookie, touchSeen } from '#modules/accounts/index.ts';
import { type AnonymousActor, anonymous, type PersonActor } from '#platform/actor.ts';
import { onNews } from '#platform/news.ts';
import { type ActorRow, findActorRow } from '../store.ts';

interface Kept {
  actor: PersonActor;
  expiresAt: Date;
}

/** By the whole cookie: one that is found here had its signature checked. */
const kept = keptFor<Kept>(5_000, 20_000);
/** Grows with every forgetting: what was read before it and arrives after it must not be kept. */
let forgotten = 0;

/** Drops what is kept of a person; null drops everybody. */
export function forgetActor(personId: string | null): void {
  forgotten += 1;
  if (personId === null) kept.clear();
  for (const [cookie, { actor }] of kept.entries()) if (actor.id === personId) kept.delete(cookie);
}

onNews('actor:', (topic) => forgetActor(topic === '*' ? null : topic.slice('actor:'.length)));

const actorOf = ({
  sessionId,
  id,
  name,
  email,
  emailVerified,
  locale,
  timeZone,
  readings,
  grants,
}: ActorRow): PersonActor => ({
  kind: 'person',
  id,
  name,
  email,
  emailVerified,
  locale,
  timeZone,
  readings,
  grants,
  sessionId,
});

export async function findActor(
  cookieHeader: string | undefined,
  now: Date,
): Promise<PersonActor | AnonymousActor> {
  const cookie = sessionCookie(cookieHeader);
  if (cookie === null) return anonymous;
  const known = kept.get(cookie);
  if (known && known.expiresAt > now) return known.actor;
  const session = readSession(cookie);
  if (!session) return anonymous;
  const before = forgotten;
  const row = await findActorRow(session.token, now);
  if (!row) return anonymous;
  const actor = actorOf(row);
  if (forgotten === before) kept.set(cookie, { actor, expiresAt: row.expiresAt });
  await touchSeen(row.sessionId, row.seenAt, now);
  return actor;
}
