/** What planning a change of the outline begins with: the draft, its outline, and the keys that are taken. */
import type { Document } from 'yaml';
import { editYaml } from '#lib/edit-yaml.ts';
import { freeKey } from '#lib/keys.ts';
import { translateTo } from '#lib/messages.ts';
import { activityTypes } from '#modules/content/contract.ts';
import { type DraftEdit, setFront } from '#modules/content/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { Refusal } from '#platform/refusal.ts';
import { addUnit } from '../rules/outline.ts';
import { refusals } from '../schema.ts';
import { checkDraft } from './check.ts';
import { readFile } from './edit-course.ts';
import type { OpenDraft } from './open-draft.ts';
import { type CourseOutline, linesOf, readOutline } from './outline.ts';

export const courseFile = 'course.yaml';

export interface Opened {
  open: OpenDraft;
  outline: CourseOutline;
  yaml: string;
}

export async function readCourse(open: OpenDraft): Promise<Opened> {
  const outline = await readOutline(open);
  if (!outline.sections) throw new Refusal(refusals['course-file-broken']);
  return { open, outline, yaml: await readFile(open, courseFile) };
}

export function editCourseFile(yaml: string, change: (document: Document) => void): DraftEdit {
  const content = editYaml(yaml, change);
  if (content === null) throw new Refusal(refusals['course-file-broken']);
  return { path: courseFile, content };
}

/** Files of units as the last ones of a section. */
export const listedIn = ({ yaml }: Opened, files: readonly string[], section: string): DraftEdit =>
  editCourseFile(yaml, (document) => {
    for (const file of files) addUnit(document, file, { into: section, before: null });
  });

export const isKind = (name: string): boolean => activityTypes().has(name);

/** Keys of units and of whatever learners' work hangs on, all over the course. */
export async function takenKeys({ open, outline }: Opened) {
  const { units } = await checkDraft(open.draft, open.source);
  const items = [...linesOf(outline.sections ?? [])].map(({ item }) => item);
  const ofKind = (kind: string) => new Set(items.flatMap((item) => (item.kind === kind ? [item.key] : [])));
  return {
    sections: ofKind('section'),
    units: ofKind('unit'),
    activities: new Set([...units.values()].flatMap(({ places }) => [...places.keys()])),
  };
}

export type Taken = Awaited<ReturnType<typeof takenKeys>>;

/** A new unit's file and key: neither is that of another one. */
export function newUnitFile({ draft }: OpenDraft, taken: Taken, stem: string): string {
  const key = freeKey(stem, (other) => taken.units.has(other) || draft.files.has(`units/${other}.md`));
  taken.units.add(key);
  return `units/${key}.md`;
}

export const unitText = (title: string): string => `${setFront('---\n---\n', { title })}\n`;

type Note = Parameters<ReturnType<typeof translateTo>>;
export const noteOf = (call: Call, ...args: Note): string => translateTo(call.locale)(...args);
