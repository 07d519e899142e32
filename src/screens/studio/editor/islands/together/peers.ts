/** Cursors and names of the others in the text. Colors are classes, since the policy allows no style attributes. */
import { type Extension, type Range, RangeSet } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  EditorView,
  ViewPlugin,
  type ViewUpdate,
  WidgetType,
} from '@codemirror/view';
import type { Awareness } from 'y-protocols/awareness';
import {
  createAbsolutePositionFromRelativePosition,
  createRelativePositionFromTypeIndex,
  type Doc,
  type RelativePosition,
  type Text,
} from 'yjs';

export interface Peer {
  id: string;
  name: string;
  color: number;
}

interface Said {
  user?: { id: string; name: string };
  cursor?: { anchor: RelativePosition; head: RelativePosition } | null;
}

const colors = 6;
/** The same person has the same color on every page. */
export const colorOf = (id: string): number =>
  [...id].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7) % colors;

const statesOf = (awareness: Awareness) => awareness.getStates() as ReadonlyMap<number, Said>;

/** Everybody else, once each, however many pages they have open. */
export function peersOf(awareness: Awareness): Peer[] {
  const peers = new Map<string, Peer>();
  for (const [client, { user }] of statesOf(awareness))
    if (user && client !== awareness.clientID) peers.set(user.id, { ...user, color: colorOf(user.id) });
  return [...peers.values()].sort((a, b) => a.name.localeCompare(b.name));
}

class Caret extends WidgetType {
  readonly peer: Peer;
  constructor(peer: Peer) {
    super();
    this.peer = peer;
  }
  override eq(other: Caret): boolean {
    return other.peer.id === this.peer.id && other.peer.name === this.peer.name;
  }
  override toDOM(): HTMLElement {
    const caret = document.createElement('span');
    caret.className = `cm-peer cm-peer-${this.peer.color}`;
    caret.setAttribute('aria-hidden', 'true');
    const name = document.createElement('span');
    name.className = 'cm-peer-name';
    name.textContent = this.peer.name;
    // A mark without width keeps lines from jumping.
    caret.append('\u2060', name, '\u2060');
    return caret;
  }
  override ignoreEvent(): boolean {
    return true;
  }
}

const indexOf = (position: RelativePosition, doc: Doc): number | null =>
  createAbsolutePositionFromRelativePosition(position, doc)?.index ?? null;

function drawn(awareness: Awareness, doc: Doc, length: number): DecorationSet {
  const ranges: Range<Decoration>[] = [];
  for (const [client, { user, cursor }] of statesOf(awareness)) {
    if (!user || !cursor || client === awareness.clientID) continue;
    const [anchor, head] = [indexOf(cursor.anchor, doc), indexOf(cursor.head, doc)];
    // A cursor may come before the text that it stands in.
    if (anchor === null || head === null || Math.max(anchor, head) > length) continue;
    const peer = { ...user, color: colorOf(user.id) };
    const [from, to] = [Math.min(anchor, head), Math.max(anchor, head)];
    if (from < to)
      ranges.push(Decoration.mark({ class: `cm-peer-text cm-peer-${peer.color}` }).range(from, to));
    ranges.push(Decoration.widget({ widget: new Caret(peer), side: head < anchor ? -1 : 1 }).range(head));
  }
  return RangeSet.of(ranges, true);
}

const theme = EditorView.baseTheme({
  '.cm-peer': { position: 'relative', borderInlineStart: '2px solid var(--peer)', marginInline: '-1px' },
  '.cm-peer-text': { backgroundColor: 'color-mix(in oklab, var(--peer) 25%, transparent)' },
  '.cm-peer-name': {
    position: 'absolute',
    insetBlockEnd: '100%',
    insetInlineStart: '-2px',
    padding: '0 0.35em',
    borderRadius: '3px 3px 3px 0',
    backgroundColor: 'var(--peer)',
    color: '#fff',
    font: '600 0.7rem/1.4 var(--font-ui, sans-serif)',
    whiteSpace: 'nowrap',
    pointerEvents: 'none',
  },
  '.cm-line:first-child .cm-peer-name': { insetBlockEnd: 'auto', insetBlockStart: '100%' },
  '.cm-peer-0': { '--peer': '#1d5fa8' },
  '.cm-peer-1': { '--peer': '#8c3a12' },
  '.cm-peer-2': { '--peer': '#1f6b3a' },
  '.cm-peer-3': { '--peer': '#7a2a78' },
  '.cm-peer-4': { '--peer': '#6b5a00' },
  '.cm-peer-5': { '--peer': '#a0203c' },
});

/** Shows the others' cursors and tells them of ours. */
export function peerCursors(text: Text, awareness: Awareness): Extension {
  const doc = text.doc as Doc;
  const plugin = ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;
      readonly changed: () => void;
      constructor(view: EditorView) {
        this.decorations = drawn(awareness, doc, view.state.doc.length);
        // Asked for by the browser's next frame: an update may be under way when others move.
        this.changed = () => requestAnimationFrame(() => view.dispatch({}));
        awareness.on('change', this.changed);
        this.tell(view);
      }
      update({ view, selectionSet, docChanged, focusChanged }: ViewUpdate): void {
        if (selectionSet || docChanged || focusChanged) this.tell(view);
        this.decorations = drawn(awareness, doc, view.state.doc.length);
      }
      tell({ hasFocus, state }: EditorView): void {
        const { anchor, head } = state.selection.main;
        const at = (index: number) => createRelativePositionFromTypeIndex(text, Math.min(index, text.length));
        const cursor = hasFocus ? { anchor: at(anchor), head: at(head) } : null;
        const before = (awareness.getLocalState() as Said | null)?.cursor ?? null;
        if (JSON.stringify(before) !== JSON.stringify(cursor)) awareness.setLocalState({ cursor });
      }
      destroy(): void {
        awareness.off('change', this.changed);
      }
    },
    { decorations: (value) => value.decorations },
  );
  return [plugin, theme];
}
