/** What a person sees and changes of their own account. */
import { record } from '#modules/audit/index.ts';
import { transaction } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { isTimeZone, seenEveryMs, sessionEnd } from '../rules.ts';
import { type Person, type ProfileInput, refusals, type Session } from '../schema.ts';
import { deleteSessions, findPerson, hasPassword, listSessions, setProfile, touchSession } from '../store.ts';
import { announceChange } from './announce.ts';

type OwnCall = Pick<Call, 'actor' | 'now' | 'requestId'>;

/** The caller's id; a visitor has none. */
function ownId(call: OwnCall): string {
  if (call.actor.kind !== 'person') throw new Refusal(commonRefusals['sign-in-required']);
  return call.actor.id;
}

export async function getOwnPerson(call: OwnCall): Promise<Person> {
  const person = await findPerson(ownId(call));
  if (!person) throw new Refusal(commonRefusals['sign-in-required']);
  return person;
}

export interface Settings {
  person: Person;
  hasPassword: boolean;
}

export async function getSettings(call: OwnCall): Promise<Settings> {
  const person = await getOwnPerson(call);
  return { person, hasPassword: await hasPassword(person.id) };
}

export async function saveProfile(call: OwnCall, input: ProfileInput): Promise<void> {
  const id = ownId(call);
  if (!isTimeZone(input.timeZone))
    throw new Refusal(refusals['invalid-time-zone'], {
      fields: [{ path: 'timeZone', message: 'invalid-time-zone' }],
    });
  await transaction(async () => {
    await setProfile(id, { ...input, name: input.name.trim() }, call.now);
    await announceChange(id);
  });
}

export interface OwnSession extends Session {
  /** The one that asks. */
  current: boolean;
}

export async function listOwnSessions(call: OwnCall): Promise<OwnSession[]> {
  const id = ownId(call);
  const current = call.actor.kind === 'person' ? call.actor.sessionId : '';
  return (await listSessions(id, call.now)).map((session) => ({
    ...session,
    current: session.id === current,
  }));
}

/** Ends one session of the caller, or with `others` all but the one that asks. */
export async function endOwnSessions(call: OwnCall, which: { id: string } | 'others'): Promise<void> {
  const id = ownId(call);
  const current = call.actor.kind === 'person' ? call.actor.sessionId : '';
  await transaction(async () => {
    const ended = await deleteSessions(id, which === 'others' ? { except: current } : which);
    await record(call, 'accounts.end-sessions', `person:${id}`, { ended });
    await announceChange(id);
  });
}

/** Moves the end of a session that is in use: one write an hour, none on all other requests. */
export async function touchSeen(sessionId: string, seenAt: Date, now: Date): Promise<void> {
  if (now.getTime() - seenAt.getTime() > seenEveryMs) await touchSession(sessionId, now, sessionEnd(now));
}
