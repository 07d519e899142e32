/**
 * A room: one file of a draft that several people write at once. Terms: a *seat* is one open page of one person; the
 * room *meets the draft* when it saves what was typed and takes in what others saved by another way.
 *
 * Its text lives in memory. What is kept is the draft: the room is one more author of it, who saves through `editDraft`
 * as everybody does. So two rooms of one file, in two processes, lose nothing either; they meet in the draft.
 */
import { randomUUID } from 'node:crypto';
import { createDecoder, readVarUint, readVarUint8Array } from 'lib0/decoding';
import { messageYjsSyncStep1 } from 'y-protocols/sync';
import { messageTypes, type Passages, type RoomEnd } from '#lib/room-protocol.ts';
import type { PersonActor } from '#platform/actor.ts';
import { log } from '#platform/log.ts';
import { textInRoom } from '../../rules/room-text.ts';
import { newsMessage } from './messages.ts';
import { openPresences } from './presences.ts';
import { type RoomFile, readFile, type Standing, saveText } from './saving.ts';
import { openSharedText } from './shared-text.ts';

export interface Seat {
  actor: PersonActor;
  requestId: string;
  now(): Date;
  send(message: Uint8Array): void;
  close(end: RoomEnd): void;
}

export interface RoomTimes {
  /** After the last key. */
  pauseMs: number;
  /** After the first key that is not saved. */
  longestMs: number;
  /** After a meeting that failed. */
  againMs: number;
}

/** Signs of a text that can still be written in one piece. */
const longestText = 1_000_000;
/** Typing that one life of a room takes: what was deleted takes memory, too. */
const mostTyping = 8 * 1024 * 1024;

export function openRoom(file: RoomFile, loaded: Standing, times: RoomTimes) {
  const epoch = randomUUID();
  const shared = openSharedText(textInRoom(loaded.text));
  const seats = new Set<Seat>();
  const presences = openPresences<Seat>(shared.doc, tellAll);
  /** Who typed what is not saved yet, by person; who typed last is last. */
  const typists = new Map<string, Seat>();
  let standing = loaded;
  let saved = shared.snapshot();
  let clashes: Passages[] = [];
  let heardOf = loaded.revision;
  let received = 0;
  let meeting: Promise<void> | null = null;
  let ended = false;
  let pause: NodeJS.Timeout | undefined;
  let longest: NodeJS.Timeout | undefined;

  function tellAll(message: Uint8Array): void {
    for (const seat of seats) seat.send(message);
  }

  const news = () =>
    newsMessage({
      ...{ epoch, revision: standing.revision, clashes },
      saved: Buffer.from(saved).toString('base64'),
    });

  shared.onUpdate((message, origin) => {
    for (const seat of seats) if (seat !== origin) seat.send(message);
    const typist = [...seats].find((seat) => seat === origin);
    if (!typist) return;
    typists.delete(typist.actor.id);
    typists.set(typist.actor.id, typist);
    schedule(times.pauseMs);
  });

  function clearTimers(): void {
    clearTimeout(pause);
    clearTimeout(longest);
    pause = longest = undefined;
  }

  function schedule(ms: number): void {
    const meet = () =>
      void meetDraft().catch((err) => log().warn({ err }, 'a room could not meet its draft'));
    clearTimeout(pause);
    pause = setTimeout(meet, ms);
    longest ??= setTimeout(meet, Math.max(ms, times.longestMs));
  }

  async function meetOnce(): Promise<void> {
    clearTimers();
    const then = shared.now();
    const writers = [...typists.values()];
    typists.clear();
    try {
      const isTyped = then.text !== textInRoom(standing.text);
      const result = isTyped
        ? await saveText(file, standing, then.text, writers.map(authorOf))
        : { standing: await readFile(file), clashes: [] };
      if (!result.standing) {
        end('gone');
        return;
      }
      standing = result.standing;
      if (result.clashes.length > 0) clashes = result.clashes;
      const isQuiet = typists.size === 0;
      shared.edit(then, textInRoom(standing.text));
      saved = isQuiet ? shared.snapshot() : then.snapshot;
    } catch (error) {
      for (const writer of writers) if (!typists.has(writer.actor.id)) typists.set(writer.actor.id, writer);
      schedule(times.againMs);
      throw error;
    }
    tellAll(news());
    if (received > mostTyping && typists.size === 0) end('over');
    else if (typists.size > 0 || heardOf > standing.revision) schedule(times.pauseMs);
  }

  /** One meeting at a time; who asks while one is under way gets another one. */
  async function meetDraft(): Promise<void> {
    while (meeting) await meeting.catch(() => {});
    if (ended) return;
    meeting = meetOnce().finally(() => {
      meeting = null;
    });
    return meeting;
  }

  /** Ends this life of the room; what pages hold beyond what is saved stays with them. */
  function end(why: RoomEnd): void {
    if (ended) return;
    ended = true;
    clearTimers();
    for (const seat of seats) seat.close(why);
    seats.clear();
    presences.destroy();
    shared.destroy();
  }

  function hearText(seat: Seat, step: number, bytes: Uint8Array): void {
    if (step === messageYjsSyncStep1) seat.send(shared.answer(bytes));
    else if (shared.length + bytes.length > longestText) seat.close('too-large');
    else {
      received += bytes.length;
      shared.apply(bytes, seat);
    }
  }

  function hear(seat: Seat, message: Uint8Array): void {
    const decoder = createDecoder(message);
    const type = readVarUint(decoder);
    if (type === messageTypes.awareness) presences.hear(seat, userOf(seat.actor), readVarUint8Array(decoder));
    if (type === messageTypes.sync) hearText(seat, readVarUint(decoder), readVarUint8Array(decoder));
  }

  return {
    epoch,
    get isEmpty() {
      return seats.size === 0;
    },
    get isEnded() {
      return ended;
    },
    text: () => shared.now().text,
    take(seat: Seat) {
      seats.add(seat);
      seat.send(news());
      seat.send(shared.question());
      seat.send(presences.all());
      return {
        hear(message: Uint8Array): void {
          if (!seats.has(seat)) return;
          try {
            hear(seat, message);
          } catch (err) {
            log().debug({ err }, 'a message of a room cannot be read');
            seat.close('unreadable');
          }
        },
        async leave(): Promise<void> {
          if (!seats.delete(seat)) return;
          presences.leave(seat);
          if (seats.size === 0) await meetDraft();
        },
      };
    },
    /** That a revision of the draft was saved, by whatever door; null: perhaps. */
    hearOf(revision: number | null): void {
      heardOf = Math.max(heardOf, revision ?? 0);
      if ((revision === null || heardOf > standing.revision) && !meeting && !ended) schedule(0);
    },
    meetDraft,
    end,
  };
}
export type Room = ReturnType<typeof openRoom>;

const authorOf = ({ actor, requestId, now }: Seat) => ({ actor, requestId, now: now() });

const userOf = ({ id, name }: PersonActor) => ({ id, name });
