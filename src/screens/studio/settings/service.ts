/** The settings of a course: what stands in course.yaml and about.md of its draft, read, checked and saved. */

import { translateTo } from '#lib/messages.ts';
import { setDraftTitle } from '#modules/catalog/index.ts';
import { activityTypes } from '#modules/content/contract.ts';
import {
  type CourseSource,
  compileCourse,
  type DraftConflict,
  type DraftEdit,
  editDraft,
  readDraft,
  type SourceProblem,
} from '#modules/content/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { type FieldProblem, Refusal } from '#platform/refusal.ts';
import { sha256Of } from '#platform/storage.ts';
import {
  type CourseParams,
  checkDraft,
  type OpenDraft,
  openDraft,
  originOf,
  readFields,
} from '#screens/studio/outline/index.ts';
import { fieldAt, settingNames, withSettings } from './rules/course-yaml.ts';
import { formOfSettings } from './rules/fields.ts';
import { refusals, type SettingsBody } from './schema.ts';

export const courseFile = 'course.yaml';
export const aboutFile = 'about.md';

export interface OpenSettings extends OpenDraft {
  /** As the form shows them; null: course.yaml cannot be read. */
  fields: Record<string, string> | null;
  text: string;
  about: string;
  /** Assets that can be a cover or a face. */
  pictures: string[];
  problems: SourceProblem[];
}

const textOf = async (source: CourseSource, path: string): Promise<string> =>
  source.paths.includes(path) ? new TextDecoder().decode(await source.read(path)) : '';

const isPicture = (path: string) => /^assets\/(?!original\/).*\.(svg|png|jpe?g|webp|avif|gif)$/i.test(path);

export async function openSettings(call: Call, params: CourseParams): Promise<OpenSettings> {
  const open = await openDraft(call, params, 'course.edit');
  const { problems } = await checkDraft(open.draft, open.source);
  const text = await textOf(open.source, courseFile);
  const settings = readFields(text);
  const named = Object.fromEntries(settingNames.map((name) => [name, settings?.[name]]));
  return {
    ...open,
    fields: settings && formOfSettings(named),
    text,
    about: await textOf(open.source, aboutFile),
    pictures: open.source.paths.filter(isPicture),
    problems: problems.filter(({ file }) => file === courseFile || file === aboutFile),
  };
}

const sentence = ({ message, remedy }: SourceProblem) => `${message} ${remedy}`;

/** What compiling says, at the fields of the form. */
export const problemsAtFields = (text: string, problems: readonly SourceProblem[]): FieldProblem[] =>
  problems.map((problem) => {
    const { file, line, column } = problem;
    const field =
      file === aboutFile ? 'about' : line === null ? null : fieldAt(text, { line, column: column ?? 1 });
    return { path: field ?? '', message: sentence(problem) };
  });

/** The source with the texts of some of its files changed. */
function changedSource(source: CourseSource, edits: readonly DraftEdit[]): CourseSource {
  const texts = new Map(edits.map(({ path, content }) => [path, content]));
  const bytesOf = (path: string) => {
    const text = texts.get(path);
    return typeof text === 'string' ? new TextEncoder().encode(text) : null;
  };
  const paths = new Set([...source.paths, ...texts.keys()].filter((path) => texts.get(path) !== null));
  const read = async (path: string) => bytesOf(path) ?? source.read(path);
  return {
    paths: [...paths].sort(),
    read,
    async hash(path) {
      if (!texts.has(path) && source.hash) return source.hash(path);
      const bytes = await read(path);
      return { sha256: sha256Of(bytes), size: bytes.byteLength };
    },
  };
}

/** Refuses mistakes in the two files that were not there before: those are for whoever makes them. */
async function checkEdits(source: CourseSource, edits: readonly DraftEdit[], text: string): Promise<void> {
  const next = changedSource(source, edits);
  const mistakes = async (of: CourseSource) =>
    (await compileCourse(of, activityTypes())).problems.filter(
      ({ file, severity }) => severity === 'error' && edits.some(({ path }) => path === file),
    );
  const found = await mistakes(next);
  if (found.length === 0) return;
  const before = new Set((await mistakes(source)).map(sentence));
  const fresh = found.filter((problem) => !before.has(sentence(problem)));
  if (fresh.length > 0)
    throw new Refusal(refusals['settings-wrong'], { fields: problemsAtFields(text, fresh) });
}

async function save(
  call: Call,
  params: CourseParams,
  revision: number | undefined,
  editsOf: (source: CourseSource) => Promise<DraftEdit[]>,
): Promise<{ revision: number }> {
  const open = await openDraft(call, params, 'course.edit');
  const base = revision ?? open.draft.revision;
  const source = base === open.draft.revision ? open.source : await readDraft(open.course.id, base);
  const edits = await editsOf(source);
  const text = edits.find(({ path }) => path === courseFile)?.content;
  await checkEdits(source, edits, typeof text === 'string' ? text : '');
  const note = translateTo(call.locale)('settings.note');
  const saved = await editDraft(call, {
    courseId: open.course.id,
    base,
    edits,
    note,
    origin: originOf(call),
  });
  if (saved.kind === 'conflict')
    throw new Refusal(refusals['settings-changed'], { fields: saved.conflicts.flatMap(clashesOf) });
  const title = typeof text === 'string' ? readFields(text)?.title : null;
  if (typeof title === 'string' && title) await setDraftTitle(open.course.id, title);
  return { revision: saved.draft.revision };
}

/** What stands now, where somebody else changed the same lines. */
const clashesOf = ({ path, clashes }: DraftConflict): FieldProblem[] =>
  clashes.length > 0
    ? clashes.map(({ theirs }) => ({ path, message: theirs.trim() }))
    : [{ path, message: '' }];

export const saveSettings = (
  call: Call,
  params: CourseParams,
  { revision, about, ...settings }: SettingsBody,
): Promise<{ revision: number }> =>
  save(call, params, revision, async (source) => {
    const content = withSettings(await textOf(source, courseFile), settings);
    if (content === null) throw new Refusal(refusals['settings-wrong']);
    const text = about?.replaceAll('\r\n', '\n');
    const before = await textOf(source, aboutFile);
    return [
      { path: courseFile, content },
      ...(text === undefined || text === before
        ? []
        : [{ path: aboutFile, content: text.trim() ? text : null }]),
    ];
  });

/** course.yaml as a text, for what the form cannot say, and for mending what cannot be read. */
export const saveSource = (
  call: Call,
  params: CourseParams,
  { revision, source: text }: { revision?: number; source: string },
): Promise<{ revision: number }> =>
  save(call, params, revision, async () => [{ path: courseFile, content: text.replaceAll('\r\n', '\n') }]);
