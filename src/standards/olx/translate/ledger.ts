/** The report of an export: blocks are named by their file, or by file and line where the file holds several. */
import * as fidelity from '../../fidelity.ts';
import type { OlxBlock } from '../wire/blocks.ts';
import type { NoteCode } from './notes.ts';

export type OpenItem = fidelity.OpenItem<NoteCode>;

export interface Ledger extends fidelity.Ledger<NoteCode> {
  openBlock(block: OlxBlock): OpenItem;
}

export function newLedger(): Ledger {
  const ledger = fidelity.newLedger<NoteCode>();
  return {
    ...ledger,
    openBlock: (block) =>
      ledger.open(block.alone ? block.file : `${block.file}:${block.line}`, block.kind, block.title),
  };
}
