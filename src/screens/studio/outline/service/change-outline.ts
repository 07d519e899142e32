/** What can be done to the outline of a draft. Everything is named by its key, so that two who work at once do not clash. */
import type { Document } from 'yaml';
import { freeKey, keyOfTitle } from '#lib/keys.ts';
import { isDuration, isWallTime } from '#lib/wall-time.ts';
import { type DraftEdit, setAttributes, setFront } from '#modules/content/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { dateNames, readCourseFile, standingOf } from '../rules/course-file.ts';
import * as rules from '../rules/outline.ts';
import {
  type AddUnitBody,
  type BulkBody,
  type ChangeItemBody,
  type CourseParams,
  type MoveBody,
  refusals,
} from '../schema.ts';
import { editCourse, readFile } from './edit-course.ts';
import type { OpenDraft } from './open-draft.ts';
import {
  editCourseFile,
  isKind,
  listedIn,
  newUnitFile,
  noteOf,
  type Opened,
  readCourse,
  takenKeys,
  unitText,
} from './opened.ts';
import {
  type CourseOutline,
  getItem,
  refOf,
  type SectionLine,
  type UnitLine,
  unitsIn,
  unitsOf,
} from './outline.ts';

export const addSection = (
  call: Call,
  params: CourseParams,
  { title, into }: { title: string; into?: string },
): Promise<{ item: string }> =>
  editCourse(call, params, async (open) => {
    const opened = await readCourse(open);
    const { sections } = await takenKeys(opened);
    const key = freeKey(keyOfTitle(title, 'section'), (other) => sections.has(other));
    const edit = editCourseFile(opened.yaml, (document) =>
      rules.addSection(document, { key, title: title.trim() }, { into: into || null, before: null }),
    );
    return {
      edits: [edit],
      note: noteOf(call, 'outline.note-add', { title }),
      result: { item: `section:${key}` },
    };
  });

/** Files that stand in no section yet; their keys are known when they are compiled. */
function listUnits(call: Call, opened: Opened, files: readonly string[], section: string) {
  const { unlisted } = opened.outline;
  if (!files.every((file) => unlisted.includes(file))) throw new Refusal(refusals['outline-item-gone']);
  return {
    edits: [listedIn(opened, files, section)],
    note: noteOf(call, 'outline.note-add', { title: files.join(', ') }),
    result: { item: `section:${section}` },
  };
}

export const addUnit = (
  call: Call,
  params: CourseParams,
  { title, section, files }: AddUnitBody,
): Promise<{ item: string }> =>
  editCourse(call, params, async (open) => {
    const opened = await readCourse(open);
    if (files) return listUnits(call, opened, files, section);
    if (!title)
      throw new Refusal(commonRefusals['invalid-input'], {
        fields: [{ path: 'files', message: 'required' }],
      });
    const path = newUnitFile(open, await takenKeys(opened), keyOfTitle(title, 'unit'));
    return {
      edits: [listedIn(opened, [path], section), { path, content: unitText(title.trim()) }],
      note: noteOf(call, 'outline.note-add', { title }),
      result: { item: `unit:${path.slice('units/'.length, -'.md'.length)}` },
    };
  });

/** What stands at the place that `before` names: a section's key, or a unit's file. */
function placeOf(opened: Opened, before: string | undefined): string | null {
  if (!before) return null;
  const { item } = getItem(opened.outline.sections, before);
  return item.kind === 'unit' ? item.file : item.key;
}

function move(document: Document, opened: Opened, item: SectionLine | UnitLine, to: MoveBody): void {
  if ('step' in to) {
    if (item.kind === 'unit') rules.stepUnit(document, item.file, to.step);
    else rules.stepSection(document, item.key, to.step);
    return;
  }
  const destination = { into: to.into || null, before: placeOf(opened, to.before) };
  if (item.kind === 'unit') rules.moveUnit(document, item.file, destination);
  else rules.moveSection(document, item.key, destination);
}

/** Where the item stands now, for pages that move what they show. */
export interface Moved {
  item: string;
  /** Key of the section; null: the top. */
  into: string | null;
  section: string | null;
  before: string | null;
  number: number;
  of: number;
}

function movedTo(yaml: string, { outline }: Opened, item: SectionLine | UnitLine): Moved {
  const name = item.kind === 'unit' ? item.file : item.key;
  const standing = standingOf(readCourseFile(yaml)?.outline ?? [], item.kind, name);
  if (!standing) throw new Refusal(refusals['outline-item-gone']);
  const { into, before, number, of } = standing;
  const unit = unitsIn(outline.sections ?? []).find(({ file }) => file === before);
  const next = item.kind === 'section' && before !== null ? `section:${before}` : unit ? refOf(unit) : null;
  return {
    item: refOf(item),
    into: into?.key ?? null,
    section: into?.title ?? null,
    before: next,
    number,
    of,
  };
}

export const moveItem = (call: Call, params: CourseParams, ref: string, to: MoveBody): Promise<Moved> =>
  editCourse(call, params, async (open) => {
    const opened = await readCourse(open);
    const { item } = getItem(opened.outline.sections, ref);
    const edit = editCourseFile(opened.yaml, (document) => move(document, opened, item, to));
    return {
      edits: [edit],
      note: noteOf(call, 'outline.note-move', { title: item.title }),
      result: movedTo(String(edit.content), opened, item),
    };
  });

/** A unit's file with other front matter. */
async function changedUnit(
  open: OpenDraft,
  { file }: UnitLine,
  fields: Record<string, unknown>,
): Promise<DraftEdit> {
  const content = open.draft.files.has(file) ? setFront(await readFile(open, file), fields) : null;
  if (content === null) throw new Refusal(refusals['unit-file-broken'], { values: { file } });
  return { path: file, content };
}

/** A date that is none is said at its field, before it becomes a mistake of the course. */
export function checkFields({ categories }: CourseOutline, fields: Omit<ChangeItemBody, 'title'>): void {
  const wrong = dateNames.filter((name) => {
    const text = fields[name];
    return text != null && !isWallTime(text) && !isDuration(text);
  });
  const problems = wrong.map((path) => ({ path: String(path), message: 'not-a-date' }));
  if (fields.category && !categories.some(({ key }) => key === fields.category))
    problems.push({ path: 'category', message: 'unknown-category' });
  if (problems.length > 0) throw new Refusal(commonRefusals['invalid-input'], { fields: problems });
}

/** Dates and the like as they stand in the source: nothing is taken away by being absent. */
const fieldsOf = ({ title, ...fields }: ChangeItemBody): Record<string, unknown> => ({
  ...fields,
  ...(title !== undefined && { title: title.trim() }),
});

export const changeItem = (
  call: Call,
  params: CourseParams,
  ref: string,
  changes: ChangeItemBody,
): Promise<{ item: string }> =>
  editCourse(call, params, async (open) => {
    const opened = await readCourse(open);
    const { item } = getItem(opened.outline.sections, ref);
    const fields = fieldsOf(changes);
    checkFields(opened.outline, changes);
    const edit =
      item.kind === 'unit'
        ? await changedUnit(open, item, fields)
        : editCourseFile(opened.yaml, (document) => rules.setSection(document, item.key, fields));
    return {
      edits: [edit],
      note: noteOf(call, 'outline.note-change', { title: item.title }),
      result: { item: ref },
    };
  });

/** Category and dates of all, and the points of whatever in them gives points. */
export const changeItems = (
  call: Call,
  params: CourseParams,
  { items, points, ...fields }: BulkBody,
): Promise<{ changed: number }> =>
  editCourse(call, params, async (open) => {
    const opened = await readCourse(open);
    checkFields(opened.outline, fields);
    const lines = items.map((ref) => getItem(opened.outline.sections, ref).item);
    const edits = new Map<string, string>();
    for (const unit of lines.filter((line) => line.kind === 'unit')) {
      const { content } = await changedUnit(open, unit, fields);
      const giving = new Set(
        unit.activities.flatMap((activity) => (activity.points > 0 ? [activity.key] : [])),
      );
      const text = String(content);
      edits.set(unit.file, points === undefined ? text : setAttributes(text, isKind, giving, { points }));
    }
    const sections = lines.filter((line) => line.kind === 'section');
    const inFile = sections.length > 0 && [
      editCourseFile(opened.yaml, (document) => {
        for (const { key } of sections) rules.setSection(document, key, fields);
      }),
    ];
    return {
      edits: [...[...edits].map(([path, content]) => ({ path, content })), ...(inFile || [])],
      note: noteOf(call, 'outline.note-bulk', { count: lines.length }),
      result: { changed: lines.length },
    };
  });

/** The files of its units go with it; the history keeps them. */
export const removeItem = (call: Call, params: CourseParams, ref: string): Promise<{ removed: number }> =>
  editCourse(call, params, async (open) => {
    const opened = await readCourse(open);
    const { item } = getItem(opened.outline.sections, ref);
    const edit = editCourseFile(opened.yaml, (document) =>
      item.kind === 'unit' ? rules.removeUnit(document, item.file) : rules.removeSection(document, item.key),
    );
    const files = unitsOf(item).filter(({ file }) => open.draft.files.has(file));
    return {
      edits: [edit, ...files.map(({ file }) => ({ path: file, content: null }))],
      note: noteOf(call, 'outline.note-remove', { title: item.title }),
      result: { removed: files.length },
    };
  });
