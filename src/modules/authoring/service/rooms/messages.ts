/** The messages of a room as bytes: the sync and awareness protocols of y-protocols, and news as JSON. */
import { createEncoder, type Encoder, toUint8Array, writeVarString, writeVarUint } from 'lib0/encoding';
import { messageTypes, type RoomNews } from '#lib/room-protocol.ts';

export function messageOf(type: keyof typeof messageTypes, write: (encoder: Encoder) => void): Uint8Array {
  const encoder = createEncoder();
  writeVarUint(encoder, messageTypes[type]);
  write(encoder);
  return toUint8Array(encoder);
}

export const newsMessage = (news: RoomNews): Uint8Array =>
  messageOf('room', (encoder) => writeVarString(encoder, JSON.stringify(news)));
