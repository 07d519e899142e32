/**
 * Terms: a *fidelity report* says of every thing in an imported course what became of it. *Exact*: it says and does
 * the same here. *Approximated*: it is there, and its notes say what differs. *Dropped*: it is not, and the notes say
 * why. Nothing that was in the input is missing from the report.
 */
import { type Static, Type } from 'typebox';

export const fates = ['exact', 'approximated', 'dropped'] as const;
export type Fate = (typeof fates)[number];

export const fidelityNote = Type.Object({
  /** Stable; its text for readers is a message of the format's area (`olx.note-<code>`). */
  code: Type.String(),
  /** What it is about, as the source says it: a link, a name, a date. */
  text: Type.String(),
});
export type FidelityNote = Static<typeof fidelityNote>;

export const fidelityItem = Type.Object({
  /** Where it stands in the input: `html/intro.xml`, or `vertical/a.xml:3` for what has no file of its own. */
  source: Type.String(),
  /** Its kind in the input's words. */
  kind: Type.String(),
  title: Type.String(),
  fate: Type.Enum([...fates]),
  notes: Type.Array(fidelityNote),
  /** Where it is now: `unit:key`, `activity:key`, `section:key`, or a path of the course source; null: nowhere. */
  target: Type.Union([Type.String(), Type.Null()]),
});
export type FidelityItem = Static<typeof fidelityItem>;

export const fidelityReport = Type.Object({
  format: Type.String(),
  course: Type.String(),
  counts: Type.Object({
    sections: Type.Integer(),
    units: Type.Integer(),
    activities: Type.Integer(),
    exact: Type.Integer(),
    approximated: Type.Integer(),
    dropped: Type.Integer(),
  }),
  items: Type.Array(fidelityItem),
});
export type FidelityReport = Static<typeof fidelityReport>;

/** What an item became, told by where it is and what is noted: no note may go with an exact item. */
export const fateOf = (target: string | null, notes: FidelityNote[]): Fate =>
  target === null ? 'dropped' : notes.length > 0 ? 'approximated' : 'exact';

export function fidelityReportOf(
  format: string,
  course: string,
  outline: { sections: number; units: number; activities: number },
  items: FidelityItem[],
): FidelityReport {
  const count = (fate: Fate) => items.filter((item) => item.fate === fate).length;
  const counts = {
    ...outline,
    exact: count('exact'),
    approximated: count('approximated'),
    dropped: count('dropped'),
  };
  return { format, course, counts, items };
}

/** Collects the notes of one item, each once. */
export function noteBook<Code extends string>(): {
  note: (code: Code, text?: string) => void;
  notes: FidelityNote[];
} {
  const notes: FidelityNote[] = [];
  const note = (code: Code, text = '') => {
    const short = text.length > 200 ? `${text.slice(0, 197)}…` : text;
    if (!notes.some((other) => other.code === code && other.text === short))
      notes.push({ code, text: short });
  };
  return { note, notes };
}

/** An item of the report while its thing is being translated. */
export interface OpenItem<Code extends string> {
  note(code: Code, text?: string): void;
  /** Says where the thing is now; never said: it is dropped. */
  place(target: string | null): void;
}

/** The report while it grows: an item is opened when its thing is met, so that none is forgotten; fates follow at the end. */
export interface Ledger<Code extends string> {
  open(source: string, kind: string, title: string): OpenItem<Code>;
  items(): FidelityItem[];
}

export function newLedger<Code extends string>(): Ledger<Code> {
  const entries: Omit<FidelityItem, 'fate'>[] = [];
  return {
    open(source, kind, title) {
      const { note, notes } = noteBook<Code>();
      const entry: Omit<FidelityItem, 'fate'> = { source, kind, title, notes, target: null };
      entries.push(entry);
      return {
        note,
        place(target) {
          entry.target = target;
        },
      };
    },
    items: () =>
      entries.map(({ source, kind, title, notes, target }) => {
        return { source, kind, title, fate: fateOf(target, notes), notes, target };
      }),
  };
}
