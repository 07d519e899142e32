/**
 * Joins an editor with the room of its unit, and leaves it when there is none. Terms: *alone* is the way without a
 * room: the page saves through the form's address, and what others saved is merged there. In a room the server saves.
 *
 * A page is in a room or alone, never both: what is saved by both ways would stand in the text twice.
 */
import { Compartment, type Extension, Prec, Transaction } from '@codemirror/state';
import { type EditorView, keymap } from '@codemirror/view';
import { readVarString } from 'lib0/decoding';
import { yCollab, yUndoManagerKeymap } from 'y-codemirror.next';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { messageTypes, type Passages, type RoomNews, roomEnds } from '#lib/room-protocol.ts';
import { type Peer, peerCursors, peersOf } from './peers.ts';

/** The page's own way of saving. */
export interface Alone {
  /** The revision of the draft that the text of the page began with, or was last saved as. */
  base(): number;
  isSaved(): boolean;
  save(): Promise<void>;
  /** The room saves from now on. */
  pause(): void;
  /** There is no room any more: what the page shows began at this revision, and may hold what is not saved. */
  resume(base: number, isSaved: boolean): void;
}

export interface RoomState {
  /** `lost`: the line is broken; what is typed is kept, and sent when the line is back. */
  kind: 'alone' | 'joined' | 'lost';
  isSaved: boolean;
  peers: Peer[];
  clashes: Passages[];
}

interface Options {
  /** Address of the unit; its room is below it. */
  address: string;
  view: EditorView;
  slot: Compartment;
  alone: Alone;
  changed(state: RoomState): void;
}

/** A line that does not come back is given up. */
const patienceMs = 20_000;
/** How long a page writes alone before it asks for the room again. */
const againMs = 30_000;

export const roomSlot = (): { slot: Compartment; extension: Extension } => {
  const slot = new Compartment();
  return { slot, extension: slot.of([]) };
};

const isSavedIn = (doc: Y.Doc, { saved }: RoomNews): boolean =>
  Y.equalSnapshots(
    Y.decodeSnapshot(Uint8Array.from(atob(saved), (letter) => letter.charCodeAt(0))),
    Y.snapshot(doc),
  );

function openCopy(address: string) {
  const doc = new Y.Doc();
  const text = doc.getText('text');
  const provider = new WebsocketProvider(`${location.origin.replace(/^http/, 'ws')}${address}`, 'room', doc, {
    disableBc: true,
    maxBackoffTime: 10_000,
  });
  return { doc, text, provider, awareness: provider.awareness };
}

export function joinRoom({ address, view, slot, alone, changed }: Options): { leave(): void } {
  let left = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function tryAgain(ms: number): void {
    clearTimeout(timer);
    if (!left) timer = setTimeout(enter, ms);
  }

  function enter(): void {
    const { doc, text, provider, awareness } = openCopy(address);
    let news: RoomNews | null = null;
    let bound = false;
    let over = false;
    let patience: ReturnType<typeof setTimeout> | undefined;

    const tell = (kind: RoomState['kind']) =>
      changed({
        kind,
        isSaved: news !== null && isSavedIn(doc, news),
        peers: kind === 'joined' ? peersOf(awareness) : [],
        clashes: news?.clashes ?? [],
      });
    const now = () => (provider.wsconnected ? 'joined' : 'lost');

    /** Back to writing alone; with the copy goes everything that another life of the room would not understand. */
    function giveUp(ms: number | null): void {
      if (over) return;
      over = true;
      clearTimeout(patience);
      if (bound && news) {
        view.dispatch({ effects: slot.reconfigure([]) });
        alone.resume(news.revision, isSavedIn(doc, news));
      }
      provider.destroy();
      doc.destroy();
      changed({ kind: 'alone', isSaved: alone.isSaved(), peers: [], clashes: [] });
      if (ms !== null) tryAgain(ms);
    }

    /** What was typed alone is saved alone, and comes into the room from the draft. */
    async function bind(): Promise<void> {
      while (!alone.isSaved()) await alone.save();
      if (over || bound || !news || news.revision < alone.base()) return;
      bound = true;
      alone.pause();
      const wanted = text.toString();
      if (view.state.doc.toString() !== wanted)
        view.dispatch({
          changes: { from: 0, to: view.state.doc.length, insert: wanted },
          selection: { anchor: Math.min(view.state.selection.main.anchor, wanted.length) },
          annotations: Transaction.addToHistory.of(false),
        });
      const undoManager = new Y.UndoManager(text);
      const undo = Prec.high(keymap.of(yUndoManagerKeymap));
      view.dispatch({
        effects: slot.reconfigure([undo, yCollab(text, null, { undoManager }), peerCursors(text, awareness)]),
      });
      tell(now());
    }
    const bindOrGiveUp = () => void bind().catch(() => giveUp(againMs));

    provider.messageHandlers[messageTypes.room] = (_encoder, decoder) => {
      news = JSON.parse(readVarString(decoder)) as RoomNews;
      provider.params = { epoch: news.epoch };
      if (bound) tell(now());
      else if (provider.synced) bindOrGiveUp();
    };
    provider.on('sync', (isSynced) => {
      if (isSynced && !bound) bindOrGiveUp();
    });
    provider.on('status', ({ status }) => {
      if (bound) tell(now());
      if (status === 'connected') {
        clearTimeout(patience);
        patience = undefined;
      } else patience ??= setTimeout(() => giveUp(againMs), patienceMs);
    });
    provider.on('closed', ({ code }) => {
      const comesBack = code === roomEnds.over || code === roomEnds['too-many'];
      giveUp(comesBack ? (bound ? 0 : againMs) : null);
    });
    awareness.on('change', () => bound && tell(now()));
    doc.on('update', () => bound && tell(now()));
  }

  enter();
  return {
    leave() {
      left = true;
      clearTimeout(timer);
    },
  };
}
