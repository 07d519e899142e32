/** What a page says of its room: who else is there, whether all is saved, and what came beside one's own words. */

import type { Compartment } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { Passages } from '#lib/room-protocol.ts';
import type { Peer } from './peers.ts';
import { type Alone, joinRoom, type RoomState } from './room.ts';

interface Shown {
  /** Address of the unit. */
  address: string;
  view: EditorView;
  slot: Compartment;
  alone: Alone;
  texts: Record<string, string>;
  say(text: string): void;
  /** What is told stands before it. */
  host: Element;
}

function drawPeers(list: HTMLElement, peers: readonly Peer[]): void {
  list.hidden = peers.length === 0;
  list.replaceChildren(
    ...peers.map(({ name, color }) => {
      const item = document.createElement('li');
      item.className = `editor-peer editor-peer-${color}`;
      item.textContent = name;
      return item;
    }),
  );
}

function drawClashes(box: HTMLElement, clashes: readonly Passages[], texts: Shown['texts']): void {
  box.hidden = clashes.length === 0;
  const told = document.createElement('p');
  told.textContent = texts['room-clash'] ?? '';
  const summary = document.createElement('summary');
  summary.textContent = texts['room-theirs'] ?? '';
  const details = document.createElement('details');
  const passages = clashes.map(({ theirs }) => {
    const passage = document.createElement('pre');
    passage.className = 'commented-source';
    passage.textContent = theirs;
    return passage;
  });
  details.append(summary, ...passages);
  box.replaceChildren(told, details);
}

export function showRoom({ host, texts, say, ...room }: Shown): void {
  const peers = document.createElement('ul');
  peers.className = 'editor-peers';
  peers.setAttribute('aria-label', texts['room-peers'] ?? '');
  peers.hidden = true;
  const clashes = document.createElement('div');
  clashes.className = 'callout tone-warning';
  clashes.setAttribute('role', 'status');
  clashes.hidden = true;
  host.before(clashes, peers);

  let last: RoomState = { kind: 'alone', isSaved: true, peers: [], clashes: [] };
  addEventListener('beforeunload', (event) => {
    if (last.kind !== 'alone' && !last.isSaved) event.preventDefault();
  });
  joinRoom({
    ...room,
    changed(state) {
      const before = last;
      last = state;
      host.toggleAttribute('data-in-room', state.kind === 'joined');
      if (JSON.stringify(state.peers) !== JSON.stringify(before.peers)) drawPeers(peers, state.peers);
      if (JSON.stringify(state.clashes) !== JSON.stringify(before.clashes))
        drawClashes(clashes, state.clashes, texts);
      if (state.kind === before.kind && state.isSaved === before.isSaved) return;
      if (state.kind === 'lost') say(texts['room-lost'] ?? '');
      if (state.kind === 'joined') say(texts[state.isSaved ? 'saved' : 'saving'] ?? '');
    },
  });
}
