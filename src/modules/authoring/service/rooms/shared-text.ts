/** A text that several write at once, as Yjs keeps it. */
import { writeSyncStep1, writeSyncStep2, writeUpdate } from 'y-protocols/sync';
import * as Y from 'yjs';
import { editsBetween } from '../../rules/room-text.ts';
import { messageOf } from './messages.ts';

/** The text at a moment, and how much of each writer's typing is in it. */
export interface Moment {
  text: string;
  state: Uint8Array;
  vector: Uint8Array;
  /** Everything typed and deleted until then. */
  snapshot: Uint8Array;
}

export function openSharedText(beginning: string) {
  const doc = new Y.Doc();
  const text = doc.getText('text');
  text.insert(0, beginning);
  const snapshot = () => Y.encodeSnapshot(Y.snapshot(doc));
  return {
    doc,
    get length() {
      return text.length;
    },
    now: (): Moment => ({
      text: text.toString(),
      state: Y.encodeStateAsUpdate(doc),
      vector: Y.encodeStateVector(doc),
      snapshot: snapshot(),
    }),
    snapshot,
    /** What others wrote; throws where it cannot be read. */
    apply: (update: Uint8Array, origin: object) => Y.applyUpdate(doc, update, origin),
    /**
     * Makes of the text of a moment what it shall be. What was typed since keeps its place: the edit is made on a copy
     * of that moment, and Yjs joins the two.
     */
    edit(then: Moment, wanted: string): void {
      const edits = editsBetween(then.text, wanted);
      if (edits.length === 0) return;
      const copy = new Y.Doc();
      Y.applyUpdate(copy, then.state);
      const copied = copy.getText('text');
      copy.transact(() => {
        for (const { at, remove, insert } of edits) {
          if (remove) copied.delete(at, remove);
          if (insert) copied.insert(at, insert);
        }
      });
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(copy, then.vector));
      copy.destroy();
    },
    /** Asks a page for what it has and we have not. */
    question: () => messageOf('sync', (encoder) => writeSyncStep1(encoder, doc)),
    /** What we have and a page has not. */
    answer: (vector: Uint8Array) => messageOf('sync', (encoder) => writeSyncStep2(encoder, doc, vector)),
    /** Tells of every change, and of the page that it came from. */
    onUpdate(tell: (message: Uint8Array, origin: unknown) => void): void {
      doc.on('update', (update: Uint8Array, origin: unknown) =>
        tell(
          messageOf('sync', (encoder) => writeUpdate(encoder, update)),
          origin,
        ),
      );
    },
    destroy: () => doc.destroy(),
  };
}
export type SharedText = ReturnType<typeof openSharedText>;
