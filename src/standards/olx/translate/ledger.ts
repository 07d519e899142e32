/** The report while it grows: an item is opened when its thing is met, so that none is forgotten; fates follow at the end. */
import { type FidelityItem, fateOf } from '../../fidelity.ts';
import type { OlxBlock } from '../wire/blocks.ts';
import { type Note, noteBook } from './notes.ts';

/** An item of the report while its thing is being translated. */
export interface OpenItem {
  note: Note;
  /** Says where the thing is now; never said: it is dropped. */
  place(target: string | null): void;
}

export interface Ledger {
  open(source: string, kind: string, title: string): OpenItem;
  openBlock(block: OlxBlock): OpenItem;
  items(): FidelityItem[];
}

export function newLedger(): Ledger {
  const entries: Omit<FidelityItem, 'fate'>[] = [];
  const open: Ledger['open'] = (source, kind, title) => {
    const { note, notes } = noteBook();
    const entry: Omit<FidelityItem, 'fate'> = { source, kind, title, notes, target: null };
    entries.push(entry);
    return {
      note,
      place(target) {
        entry.target = target;
      },
    };
  };
  return {
    open,
    openBlock: (block) =>
      open(block.alone ? block.file : `${block.file}:${block.line}`, block.kind, block.title),
    items: () =>
      entries.map(({ source, kind, title, notes, target }) => {
        return { source, kind, title, fate: fateOf(target, notes), notes, target };
      }),
  };
}
