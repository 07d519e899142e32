/**
 * What a room and its browsers say to each other, beside the two messages of Yjs (y-protocols). Terms: a *room* is a
 * text that several people write at once; its *epoch* is one life of it in the memory of a server. Two copies of one
 * epoch can be joined, copies of two epochs cannot: what both hold would stand there twice.
 */

/** First number of a message; 0 and 1 are those of y-websocket. */
export const messageTypes = { sync: 0, awareness: 1, room: 4 } as const;

/** Closing codes. Those from 4400 to 4499 mean that coming again the same way is no use (y-websocket). */
export const roomEnds = {
  unreadable: 4400,
  forbidden: 4403,
  gone: 4404,
  /** The epoch is over: leave it with what you hold, and come again with nothing. */
  over: 4410,
  'too-large': 4413,
  'too-many': 4429,
} as const;
export type RoomEnd = keyof typeof roomEnds;

export interface Passages {
  mine: string;
  theirs: string;
}

/** From the server, as JSON: when somebody comes, and after each saving. */
export interface RoomNews {
  epoch: string;
  /** Of the draft: what stands in it, and in the room beside what was typed since. */
  revision: number;
  /** What the draft holds of the room: a snapshot of Yjs (typed and deleted), base64. A page that has no more is saved. */
  saved: string;
  /** What others saved by another way at the same places; both versions stand in the text, one below the other. */
  clashes: Passages[];
}
