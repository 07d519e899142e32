/** A unit of a draft: its file, what it compiles to, and what readers may stumble over. */
import { posix } from 'node:path';
import { countOpenComments } from '#modules/authoring/index.ts';
import { activityTypes } from '#modules/content/contract.ts';
import { type CourseSource, compileUnitDraft, memorySource, type UnitDraft } from '#modules/content/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { Refusal } from '#platform/refusal.ts';
import { type OpenDraft, openDraftWith } from '#screens/studio/outline/index.ts';
import { checkUnit, type Finding } from '#screens/studio/quality/index.ts';
import { refusals, type UnitParams } from '../schema.ts';

export interface OpenUnit extends OpenDraft {
  params: UnitParams;
  file: string;
  /** As the draft has it. */
  text: string;
  /** How many comments on its blocks are open. */
  comments: number;
}

export async function readText(source: CourseSource, path: string): Promise<string> {
  return new TextDecoder().decode(await source.read(path));
}

const keyIn = (text: string): string | null =>
  /^---[ \t]*\r?\n(?:[^\n]*\n)*?key:[ \t]*["']?([\w-]+)["']?[ \t]*\r?\n(?:[^\n]*\n)*?---/.exec(text)?.[1] ??
  null;

const isUnit = (path: string) => path.endsWith('.md') && path !== 'about.md' && !path.startsWith('rubrics/');

/** The file of a key; those of its name are looked at first. A unit with mistakes in it is found as well. */
export async function findUnitFile(
  source: CourseSource,
  key: string,
): Promise<{ file: string; text: string }> {
  const named = (path: string) => posix.basename(path, '.md') === key;
  const paths = source.paths.filter(isUnit);
  for (const file of [...paths.filter(named), ...paths.filter((path) => !named(path))]) {
    const text = await readText(source, file);
    if ((keyIn(text) ?? posix.basename(file, '.md')) === key) return { file, text };
  }
  throw new Refusal(refusals['unit-not-in-draft']);
}

export async function openUnit(call: Call, params: UnitParams): Promise<OpenUnit> {
  const [open, counts] = await openDraftWith(call, params, 'course.edit', countOpenComments);
  const found = await findUnitFile(open.source, params.unit);
  return { ...open, ...found, params, comments: counts.get(params.unit) ?? 0 };
}

/** The source as if the file had this text. */
function typed(source: CourseSource, file: string, text: string): CourseSource {
  const own = memorySource(new Map([[file, text]]));
  const at = (path: string) => (path === file ? own : source);
  return {
    paths: source.paths,
    read: (path) => at(path).read(path),
    ...(source.hash && {
      hash: async (path) =>
        path === file
          ? hashOf(await own.read(path))
          : ((await source.hash?.(path)) ?? hashOf(await source.read(path))),
    }),
  };
}

async function hashOf(bytes: Uint8Array) {
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
  return { sha256: Buffer.from(digest).toString('hex'), size: bytes.byteLength };
}

export interface Looked {
  /** Null: course.yaml is broken, so nothing is known of its units. */
  draft: UnitDraft | null;
  findings: Finding[];
}

/** What a text would be in the place of the unit's file; nothing is saved. */
export async function lookAt({ source, file }: OpenUnit, text: string): Promise<Looked> {
  const draft = await compileUnitDraft(typed(source, file, text), file, activityTypes());
  const findings = draft?.compiled ? checkUnit(draft.compiled, text, draft.course.language) : [];
  return { draft, findings };
}
