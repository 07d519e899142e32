/** A backup of a course (.mbz): its list of sections and activities, and the files it holds under their hashes. */
import { Refusal } from '#platform/refusal.ts';
import type { XmlElement } from '../../xml.ts';
import { moodleRefusals } from './question.ts';
import { along, column, numberIn, readRecords, recordsIn } from './records.ts';
import { slicesOf } from './slices.ts';

export interface BackupActivity {
  moduleId: string;
  sectionId: string;
  /** `page`, `quiz` … */
  kind: string;
  title: string;
  folder: string;
  contextId: string;
  visible: boolean;
  /** Rules of who may see it, as JSON. */
  availability: string;
  showsDescription: boolean;
  /** The record of the activity itself; undefined: its file cannot be read. */
  record: XmlElement | undefined;
  mistake: string;
}

export interface BackupSection {
  id: string;
  number: number;
  title: string;
  visible: boolean;
  availability: string;
  record: XmlElement | undefined;
  folder: string;
  activities: BackupActivity[];
}

export interface BackupFile {
  contextId: string;
  component: string;
  area: string;
  itemId: string;
  /** Folders and name. */
  name: string;
  /** Where its bytes are in the archive. */
  path: string;
  hash: string;
}

export interface Backup {
  title: string;
  shortName: string;
  language: string;
  course: XmlElement | undefined;
  courseContextId: string;
  sections: BackupSection[];
  files: BackupFile[];
  /** Files of the archive that were read. */
  used: Set<string>;
}

const manifest = 'moodle_backup.xml';

export const isBackup = (paths: readonly string[]): boolean => paths.includes(manifest);

type Texts = ReadonlyMap<string, string>;

function activityOf(entry: XmlElement, texts: Texts, used: Set<string>): BackupActivity {
  const folder = column(entry, 'directory');
  const kind = column(entry, 'modulename');
  const read = (name: string) => {
    used.add(`${folder}/${name}`);
    return readRecords(texts.get(`${folder}/${name}`), `${folder}/${name}`);
  };
  const own = read(`${kind}.xml`);
  const { root: module } = read('module.xml');
  return {
    moduleId: column(entry, 'moduleid'),
    sectionId: column(entry, 'sectionid'),
    ...{ kind, folder },
    title: column(along(own.root, kind), 'name') || column(entry, 'title'),
    contextId: own.root?.attributes.contextid ?? '',
    visible: column(module, 'visible') !== '0',
    availability: column(module, 'availability'),
    showsDescription: column(module, 'showdescription') === '1',
    record: along(own.root, kind),
    mistake: own.mistake ?? own.root.name,
  };
}

function sectionOf(
  entry: XmlElement,
  activities: BackupActivity[],
  texts: Texts,
  used: Set<string>,
): BackupSection {
  const [id, folder] = [column(entry, 'sectionid'), column(entry, 'directory')];
  used.add(`${folder}/section.xml`);
  const { root: record } = readRecords(texts.get(`${folder}/section.xml`), `${folder}/section.xml`);
  const own = activities.filter(({ sectionId }) => sectionId === id);
  const order = column(record, 'sequence').split(',');
  const place = ({ moduleId }: BackupActivity) =>
    order.includes(moduleId) ? order.indexOf(moduleId) : order.length;
  return {
    ...{ id, folder, record },
    number: numberIn(record, 'number', Number(column(entry, 'title')) || 0),
    title: column(record, 'name') || column(entry, 'title'),
    visible: column(record, 'visible') !== '0',
    availability: column(record, 'availabilityjson'),
    activities: own.toSorted((a, b) => place(a) - place(b)),
  };
}

const hash = /^[0-9a-f]{40}$/;

/** Nothing but the document type is asked of what stands around the slices. */
export function refuseEntities(text: string, path: string): void {
  readRecords(text.slice(0, 10_000), path);
}

function filesOf(texts: Texts): BackupFile[] {
  const text = texts.get('files.xml') ?? '';
  refuseEntities(text, 'files.xml');
  return [...slicesOf(text, 'file')].flatMap((slice) => {
    const { root: record } = readRecords(slice.text, 'files.xml');
    if (!record) return [];
    const [name, sha1] = [column(record, 'filename'), column(record, 'contenthash')];
    // A folder is a file called `.`; a hash of another shape could lead out of `files/`.
    if (name === '.' || name === '' || !hash.test(sha1)) return [];
    return [
      {
        contextId: column(record, 'contextid'),
        component: column(record, 'component'),
        area: column(record, 'filearea'),
        itemId: column(record, 'itemid'),
        name: `${column(record, 'filepath')}${name}`.replace(/^\/+/, ''),
        path: `files/${sha1.slice(0, 2)}/${sha1}`,
        hash: sha1,
      },
    ];
  });
}

/** `texts` are the XML files of the archive, by path. */
export function readBackup(texts: Texts): Backup {
  const used = new Set([manifest, 'files.xml', 'course/course.xml', 'questions.xml']);
  const read = readRecords(texts.get(manifest), manifest);
  const information = along(read.root, 'information');
  const contents = along(information, 'contents');
  if (!contents)
    throw new Refusal(moodleRefusals['moodle-broken'], {
      values: { path: manifest, mistake: read.mistake ?? 'contents' },
    });
  const { root: course } = readRecords(texts.get('course/course.xml'), 'course/course.xml');
  const activities = recordsIn(contents, 'activities', 'activity').map((entry) =>
    activityOf(entry, texts, used),
  );
  return {
    title: column(course, 'fullname') || column(information, 'original_course_fullname'),
    shortName: column(course, 'shortname') || column(information, 'original_course_shortname'),
    language: column(course, 'lang'),
    ...{ course, courseContextId: course?.attributes.contextid ?? '' },
    sections: recordsIn(contents, 'sections', 'section')
      .map((entry) => sectionOf(entry, activities, texts, used))
      .toSorted((a, b) => a.number - b.number),
    ...{ files: filesOf(texts), used },
  };
}
