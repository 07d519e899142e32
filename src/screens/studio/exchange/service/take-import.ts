/** Taking an import: into a new course, or into the draft of one that exists, as one more author of it. */
import { editYaml } from '#lib/edit-yaml.ts';
import { may } from '#modules/access/index.ts';
import { record } from '#modules/audit/index.ts';
import {
  filesBetween,
  findLastTaken,
  getImport,
  getImportContent,
  importRefusals,
  publishRevision,
  settleTaken,
} from '#modules/authoring/index.ts';
import { getCourse } from '#modules/catalog/index.ts';
import {
  editDraft,
  type FileTree,
  factsOf,
  getDraft,
  saveImportReport,
  storedSource,
} from '#modules/content/index.ts';
import { transaction } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { storage } from '#platform/storage.ts';
import { beginCourse, type CourseParams, openDraft } from '#screens/studio/outline/index.ts';
import { refusals, type TakeBody } from '../schema.ts';

export interface TakenImport extends CourseParams {
  reportId: string;
  revision: number;
  /** False: the draft had all of it. */
  changed: boolean;
  /** Number of the release; null: nothing was published. */
  release: number | null;
}

const fieldRefusal = (path: string) =>
  new Refusal(commonRefusals['invalid-input'], { fields: [{ path, message: 'required' }] });

/** The source under the key of the course that it goes into. */
async function withKey(files: FileTree, key: string): Promise<FileTree> {
  const facts = files.get('course.yaml');
  if (!facts) return files;
  const text = new TextDecoder().decode(await storage().get(facts.sha256));
  const changed = editYaml(text, (document) => document.get('key') !== key && document.set('key', key));
  if (changed === null || changed === text) return files;
  const bytes = new TextEncoder().encode(changed);
  await storage().put(bytes);
  return new Map([...files, ['course.yaml', factsOf(bytes)]]);
}

interface Taking {
  params: CourseParams;
  files: FileTree;
  changed: boolean;
}

async function takeAsNew(call: Call, files: FileTree, title: string, body: TakeBody): Promise<Taking> {
  const organization = body.organization.trim();
  if (organization === '') throw fieldRefusal('organization');
  const key = body.key.trim().toLowerCase();
  if (key === '') throw fieldRefusal('key');
  const own = await withKey(files, key);
  const params = await beginCourse(call, { organization, title: title || key, key }, () => storedSource(own));
  return { params, files: own, changed: true };
}

/**
 * What changed in the file since it was last taken, merged with what the studio did meanwhile. Taken for the first time
 * it replaces what stands, which stays in the history.
 */
async function takeInto(call: Call, files: FileTree, note: string, body: TakeBody): Promise<Taking> {
  const [organization = '', course = ''] = body.course.split('/');
  if (course === '') throw fieldRefusal('course');
  const params = { organization, course };
  const { draft } = await openDraft(call, params, 'course.edit');
  const { courseId } = draft;
  const own = await withKey(files, course);
  const before = (await findLastTaken(courseId)) ?? draft.files;
  const edits = [...filesBetween(before, own)].map(([path, content]) => ({ path, content }));
  // A file that an edit began with as it stands is not merged, but takes its place.
  const base = body.clashes === 'import' ? draft.files : before;
  const edited = await editDraft(call, { courseId, base, edits, note, origin: 'import' });
  if (edited.kind === 'conflict')
    throw new Refusal(refusals['import-clashes'], {
      fields: edited.conflicts.map(({ path }) => ({ path, message: path })),
    });
  return { params, files: own, changed: edited.draft.revision > draft.revision };
}

async function publishTaken(call: Call, { params }: Taking, notes: string, open: boolean): Promise<number> {
  if (!may(call.actor, 'course.publish', { course: `${params.organization}/${params.course}` }))
    throw new Refusal(commonRefusals['not-allowed']);
  const course = await getCourse(params.organization, params.course);
  const { revision } = await getDraft(course.id);
  const firstRun = { key: 'open', settings: { open } };
  return (await publishRevision(call, { course, revision, notes, firstRun })).number;
}

/** All of it or nothing: a course that cannot be published is not made either. */
export async function takeImport(call: Call, id: string, body: TakeBody): Promise<TakenImport> {
  const row = await getImport(call, id);
  if (row.state !== 'ready' || !row.finding) throw new Refusal(importRefusals['import-not-ready']);
  const { fileName, finding } = row;
  const { files, report } = await getImportContent(call, id);
  return transaction(async () => {
    const taking =
      body.as === 'new'
        ? await takeAsNew(call, files, finding.title, body)
        : await takeInto(call, files, fileName, body);
    const course = await getCourse(taking.params.organization, taking.params.course);
    const release = body.publish ? await publishTaken(call, taking, fileName, body.open) : null;
    const { revision } = await getDraft(course.id);
    const { format } = finding;
    const reportId = await saveImportReport(call, { courseId: course.id, format, fileName, report });
    await settleTaken(id, { courseId: course.id, revision, files: taking.files });
    await record(call, 'studio.import', `course:${course.id}`, { format, fileName, reportId });
    return { ...taking.params, reportId, revision, changed: taking.changed, release };
  });
}
