/**
 * Who is in a room and where their cursors are (the awareness protocol of Yjs). A page may speak for itself only, under
 * the name that its session has: whatever else it sends is left out.
 */
import { createDecoder, readVarString, readVarUint } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeVarString, writeVarUint, writeVarUint8Array } from 'lib0/encoding';
import {
  Awareness,
  applyAwarenessUpdate,
  encodeAwarenessUpdate,
  removeAwarenessStates,
} from 'y-protocols/awareness';
import type { Doc } from 'yjs';
import { messageOf } from './messages.ts';

interface Said {
  /** Of the page's copy of the text. */
  client: number;
  clock: number;
  /** Null: it is gone. */
  state: Record<string, unknown> | null;
}

/** The wire format is that of `encodeAwarenessUpdate`. */
function read(update: Uint8Array): Said[] {
  const decoder = createDecoder(update);
  return Array.from({ length: Math.min(readVarUint(decoder), mostAtOnce) }, () => ({
    client: readVarUint(decoder),
    clock: readVarUint(decoder),
    state: JSON.parse(readVarString(decoder)) as Said['state'],
  }));
}

function write({ client, clock, state }: Said): Uint8Array {
  const encoder = createEncoder();
  writeVarUint(encoder, 1);
  writeVarUint(encoder, client);
  writeVarUint(encoder, clock);
  writeVarString(encoder, JSON.stringify(state));
  return toUint8Array(encoder);
}

/** A page repeats what it heard of the others (y-websocket), so there may be one for each. */
const mostAtOnce = 100;
const largest = 1_000;

export function openPresences<Page extends object>(doc: Doc, tell: (message: Uint8Array) => void) {
  const awareness = new Awareness(doc);
  awareness.setLocalState(null);
  const clientOf = new Map<Page, number>();
  const told = (clients: number[]) =>
    messageOf('awareness', (encoder) =>
      writeVarUint8Array(encoder, encodeAwarenessUpdate(awareness, clients)),
    );
  // To the sender, too: a page that hears nothing for half a minute thinks that its line is dead (y-websocket).
  awareness.on('update', ({ added, updated, removed }: Record<'added' | 'updated' | 'removed', number[]>) =>
    tell(told([...added, ...updated, ...removed])),
  );
  return {
    /** The first client that a page speaks for and nobody else does is its own. */
    hear(page: Page, user: object, update: Uint8Array): void {
      const others = new Set([...clientOf].flatMap(([other, client]) => (other === page ? [] : client)));
      for (const said of read(update)) {
        const own = clientOf.get(page) ?? (others.has(said.client) ? undefined : said.client);
        if (own !== said.client) continue;
        clientOf.set(page, own);
        const state = said.state && { cursor: said.state.cursor ?? null, user };
        const safe = write({ ...said, state });
        if (safe.length <= largest) applyAwarenessUpdate(awareness, safe, page);
      }
    },
    leave(page: Page): void {
      const client = clientOf.get(page);
      clientOf.delete(page);
      if (client !== undefined) removeAwarenessStates(awareness, [client], page);
    },
    /** Everybody, for who comes. */
    all: () => told([...awareness.getStates().keys()]),
    destroy: () => awareness.destroy(),
  };
}
