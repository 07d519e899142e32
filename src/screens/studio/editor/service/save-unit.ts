/** Saves what was typed: merged with what others saved, or given back with what it clashes with. */
import { type DraftConflict, editDraft, mergeText, readDraft } from '#modules/content/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { Refusal } from '#platform/refusal.ts';
import { originOf } from '#screens/studio/outline/index.ts';
import { splitFile, textOf } from '../rules/unit-file.ts';
import { type ResolveBody, refusals, type SaveBody, type UnitParams } from '../schema.ts';
import { type OpenUnit, openUnit, readText } from './open-unit.ts';

export interface Saved {
  revision: number;
  text: string;
  head: string;
  body: string;
  /** Something that others had saved since was kept beside it. */
  merged: boolean;
}

/** Two texts of the unit that do not go together. */
export interface Conflict {
  /** The revision that the edit began with, and the one that stands. */
  base: number;
  theirs: number;
  mine: string;
  parts: ReturnType<typeof mergeText>['parts'];
}

export type Outcome = { kind: 'saved'; saved: Saved } | { kind: 'conflict'; conflict: Conflict };

const partsOf = ({ base, mine, theirs }: DraftConflict): Conflict['parts'] =>
  mine !== null && theirs !== null
    ? mergeText(base ?? '', mine, theirs).parts
    : [{ base: base ?? '', mine: mine ?? '', theirs: theirs ?? '' }];

/** The text that a form means. What it cannot mean is refused before anything is written. */
export function meant(body: SaveBody, before: string): string {
  const text = textOf(body, before);
  if (text === null) throw new Refusal(refusals['front-matter-broken']);
  if (body.fields && body.fields.title !== undefined && !body.fields.title.trim())
    throw new Refusal(refusals['title-missing'], { fields: [{ path: 'title', message: 'required' }] });
  return text;
}

export async function saveText(call: Call, open: OpenUnit, base: number, text: string): Promise<Outcome> {
  const { file, course } = open;
  const edited = await editDraft(call, {
    ...{ courseId: course.id, base, origin: originOf(call), note: '' },
    edits: [{ path: file, content: text }],
  });
  const { revision } = edited.draft;
  const [clash] = edited.kind === 'conflict' ? edited.conflicts : [];
  if (clash)
    return { kind: 'conflict', conflict: { base, theirs: revision, mine: text, parts: partsOf(clash) } };
  const merged = edited.kind === 'saved' && edited.merged.length > 0;
  const stands = merged ? await readText(await readDraft(course.id, revision), file) : text;
  return { kind: 'saved', saved: { revision, text: stands, ...splitFile(stands), merged } };
}

export async function saveUnit(
  call: Call,
  params: UnitParams,
  body: SaveBody,
): Promise<{ open: OpenUnit; outcome: Outcome }> {
  const open = await openUnit(call, params);
  return { open, outcome: await saveText(call, open, body.base, meant(body, open.text)) };
}

/** The text with a choice in the place of each clash. */
export function resolved(parts: Conflict['parts'], { choices, texts }: ResolveBody): string {
  let at = -1;
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      at += 1;
      const choice = choices[at] ?? 'mine';
      const own = (texts[at] ?? '').replaceAll('\r\n', '\n');
      const end = own === '' || own.endsWith('\n') ? '' : '\n';
      const { mine, theirs } = part;
      return { mine, theirs, both: mine + theirs, own: own + end }[choice];
    })
    .join('');
}

/** Saves a conflict that somebody has settled; one that arose meanwhile is shown again. */
export async function resolveUnit(
  call: Call,
  params: UnitParams,
  body: ResolveBody,
): Promise<{ open: OpenUnit; outcome: Outcome }> {
  const open = await openUnit(call, params);
  const { id } = open.course;
  const [before, theirs] = await Promise.all(
    [body.base, body.theirs].map(async (revision) => {
      const source = await readDraft(id, revision);
      return source.paths.includes(open.file) ? readText(source, open.file) : '';
    }),
  );
  const mine = meant({ base: body.base, text: body.mine }, open.text);
  const { parts } = mergeText(before ?? '', mine, theirs ?? '');
  return { open, outcome: await saveText(call, open, body.theirs, resolved(parts, body)) };
}
