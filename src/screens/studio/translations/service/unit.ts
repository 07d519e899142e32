/** Translating one unit: its original block by block, and what is written for each. */
import { translateTo } from '#lib/messages.ts';
import { blocksOf, compareWords, type Part } from '#modules/authoring/index.ts';
import {
  type CourseSource,
  editDraft,
  readDraft,
  setFront,
  translationMark,
  variantPath,
} from '#modules/content/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { nameIn } from '#screens/languages/index.ts';
import {
  checkDraft,
  openDraft,
  originOf,
  readFields,
  type StudioCourse,
} from '#screens/studio/outline/index.ts';
import { alignBlocks, changesSince, isKeptAsWritten } from '../rules/align.ts';
import { refusals, type TranslationBody, type TranslationParams } from '../schema.ts';
import { findMarked } from './history.ts';
import { languagesIn } from './overview.ts';

export interface Row {
  original: string;
  /** What changed in it since it was translated; null: nothing, or nobody knows. */
  changes: Part[] | null;
  isNew: boolean;
  /** What is written for it. */
  text: string;
}

/** Of the translation's file, as the compiler says it. */
export interface Mistake {
  text: string;
  /** The row where it stands; null: it is of the whole. */
  at: number | null;
}

export interface Translating extends StudioCourse {
  params: TranslationParams;
  original: { language: string; title: string; file: string };
  file: string;
  base: number;
  title: string;
  rows: Row[];
  /** Whether it was begun, whether somebody said that it is done, and whether the original has changed since. */
  begun: boolean;
  marked: boolean;
  stale: boolean;
  mistakes: Mistake[];
}

const decoder = new TextDecoder();
const textAt = async (source: CourseSource, path: string): Promise<string | null> =>
  source.paths.includes(path) ? decoder.decode(await source.read(path)) : null;

const textsOf = (file: string): string[] => blocksOf(file).map(({ text }) => text);

/** Front matter as far as it can be read. */
const frontOf = (file: string) => readFields(/^---\r?\n([\s\S]*?)\r?\n---/.exec(file)?.[1] ?? '') ?? {};
const said = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What stands for each block now: of a stale translation it was written beside the blocks of then. */
function rowsOf(now: string[], then: string[] | null, written: string[]): Row[] {
  const since = then && changesSince(then, now);
  const beside = alignBlocks(then ?? now, written);
  const taken = new Map<string, string[]>();
  for (const [at, block] of (then ?? now).entries())
    taken.set(block, [...(taken.get(block) ?? []), beside[at] ?? '']);
  return now.map((original, at) => {
    const before = since ? (since[at]?.before ?? null) : original;
    const text = before === null ? '' : (taken.get(before)?.shift() ?? '');
    const open = text === '' || text === original;
    return {
      original,
      changes: before !== null && before !== original ? compareWords(before, original) : null,
      isNew: before === null,
      text: open ? (isKeptAsWritten(original) ? original : '') : text,
    };
  });
}

/** The row with the text of a line of the translation's file. */
function rowAt(line: number | null, variant: string, rows: readonly Row[]): number | null {
  const block = blocksOf(variant).find(
    (one) => line !== null && line >= one.line && line < one.line + one.text.split('\n').length,
  );
  const at = block ? rows.findIndex(({ text }) => text.includes(block.text)) : -1;
  return at < 0 ? null : at;
}

export async function openTranslation(call: Call, params: TranslationParams): Promise<Translating> {
  const open = await openDraft(call, params, 'course.edit');
  const [{ units, problems }, [own, ...others]] = await Promise.all([
    checkDraft(open.draft, open.source),
    languagesIn(open),
  ]);
  const found = [...units].find(([, { unit }]) => unit.key === params.unit);
  if (!found || !others.includes(params.language)) throw new Refusal(commonRefusals['not-found']);
  const [original, { unit }] = found;
  const file = variantPath(original, params.language);
  const text = (await textAt(open.source, original)) ?? '';
  const variant = await textAt(open.source, file);
  const { title, translates } = frontOf(variant ?? '');
  const stale = variant !== null && translates !== translationMark(text);
  const then = stale ? await findMarked(open.course.id, original, said(translates)) : null;
  const rows = rowsOf(
    textsOf(text),
    then === null ? null : textsOf(then),
    variant === null ? [] : textsOf(variant),
  );
  const { draft, source: _, ...studio } = open;
  return {
    ...studio,
    params,
    original: { language: own, title: unit.title, file: original },
    file,
    base: draft.revision,
    title: said(title),
    rows,
    begun: variant !== null,
    marked: said(translates) !== '',
    stale,
    mistakes: problems
      .filter((problem) => problem.file === file && problem.severity === 'error')
      .map(({ line, message, remedy }) => ({
        text: `${message} ${remedy}`,
        at: rowAt(line, variant ?? '', rows),
      })),
  };
}

/** What is empty is read as it stands in the original, so that the page is whole. */
export async function saveTranslation(
  call: Call,
  params: TranslationParams,
  { base, title, blocks, done = false }: TranslationBody,
): Promise<void> {
  const { original, file, course } = await openTranslation(call, params);
  const source = await readDraft(course.id, base);
  const text = (await textAt(source, original.file)) ?? '';
  const meant = textsOf(text);
  // Somebody added or took away a block between two looks of whoever sent this: it would stand in the wrong places.
  if (meant.length !== blocks.length) throw new Refusal(refusals['translation-blocks']);
  const variant = await textAt(source, file);
  const head = /^---\r?\n[\s\S]*?\r?\n---[ \t]*(?:\r?\n|$)/.exec(variant ?? '')?.[0] ?? '---\n---\n';
  const before = frontOf(variant ?? '').translates;
  const translates = done ? translationMark(text) : (before ?? null);
  const front = setFront(head, { title: title.trim(), translates });
  const body = meant.map((block, at) => blocks[at]?.replaceAll('\r\n', '\n').trim() || block);
  const saved = await editDraft(call, {
    courseId: course.id,
    base,
    edits: [{ path: file, content: `${front ?? head}\n${body.join('\n\n')}\n` }],
    note: translateTo(call.locale)('languages.note-unit', {
      language: nameIn(call.locale, params.language),
      title: original.title,
    }),
    origin: originOf(call),
  });
  if (saved.kind === 'conflict') throw new Refusal(refusals['translation-changed']);
}
