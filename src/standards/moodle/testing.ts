/** Small exports of Moodle for tests, and the way from one to what learners would get. */
import { activityTypes } from '#activities/index.ts';
import { compileCourse, memorySource } from '#modules/content/index.ts';
import { openArchive } from '#platform/archive/index.ts';
import { importCourse } from '../formats.ts';

export async function imported(input: string | Uint8Array, fileName?: string) {
  const archive = await openArchive(Buffer.from(input));
  try {
    const { format, files, report } = await importCourse(archive, { fileName });
    const { release, problems } = await compileCourse(memorySource(files), activityTypes);
    const textOf = (path: string) => new TextDecoder().decode(files.get(path));
    const notes = (source: string) =>
      report.items
        .find((item) => item.source === source || item.title === source)
        ?.notes.map(({ code }) => code);
    return {
      ...{ format, files, report, release, textOf, notes },
      text: [...files.keys()]
        .filter((path) => path.endsWith('.md'))
        .map(textOf)
        .join('\n'),
      errors: problems.filter(({ severity }) => severity === 'error'),
      kinds: release?.activities.map(({ type, key }) => `${type} ${key}`),
    };
  } finally {
    await archive.close();
  }
}

export const quiz = (...questions: string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${questions.join('\n')}\n</quiz>`;

export const question = (type: string, name: string, text: string, more = ''): string =>
  `<question type="${type}"><name><text>${name}</text></name><questiontext format="html"><text><![CDATA[${text}]]></text></questiontext><defaultgrade>1</defaultgrade>${more}</question>`;

export const answer = (fraction: number, text: string, feedback = '', more = ''): string =>
  `<answer fraction="${fraction}" format="html"><text><![CDATA[${text}]]></text><feedback format="html"><text><![CDATA[${feedback}]]></text></feedback>${more}</answer>`;

interface FixtureActivity {
  kind: string;
  id: number;
  title: string;
  section: number;
  /** The record, without what all have. */
  record?: string;
  visible?: boolean;
}

interface FixtureFile {
  context: number;
  component: string;
  area: string;
  item?: number;
  name: string;
  /** Forty hexadecimal digits. */
  hash: string;
  content: string;
}

export interface BackupFixture {
  activities: FixtureActivity[];
  sections?: Record<number, { name?: string; summary?: string; visible?: boolean }>;
  files?: FixtureFile[];
  questions?: string;
  others?: Record<string, string>;
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The context of an activity is its number with a 9 before it. */
const contextOf = (id: number) => Number(`9${id}`);

/** Files of a backup, as Moodle lays them out. */
export function backupFiles({
  activities,
  sections = { 1: {} },
  files = [],
  questions = '',
  others = {},
}: BackupFixture) {
  const activityEntry = ({ kind, id, title, section }: FixtureActivity) =>
    `<activity><moduleid>${id}</moduleid><sectionid>${section}</sectionid><modulename>${kind}</modulename><title>${escaped(title)}</title><directory>activities/${kind}_${id}</directory></activity>`;
  const sectionEntry = (id: string) =>
    `<section><sectionid>${id}</sectionid><title>${id}</title><directory>sections/section_${id}</directory></section>`;
  const out: Record<string, string> = {
    'moodle_backup.xml': `<?xml version="1.0" encoding="UTF-8"?><moodle_backup><information><name>backup.mbz</name><moodle_release>4.5.1 (Build: 20241209)</moodle_release><backup_release>4.5</backup_release><include_files>1</include_files><original_course_id>2</original_course_id><original_course_format>topics</original_course_format><original_course_fullname>Sea and sky</original_course_fullname><original_course_shortname>SEA1</original_course_shortname><contents><activities>${activities.map(activityEntry).join('')}</activities><sections>${Object.keys(sections).map(sectionEntry).join('')}</sections></contents><settings><setting><level>root</level><name>users</name><value>0</value></setting></settings></information></moodle_backup>`,
    'course/course.xml': `<course id="2" contextid="31"><shortname>SEA1</shortname><fullname>Sea and sky</fullname><summary>${escaped('<p>What moves the sea.</p>')}</summary><summaryformat>1</summaryformat><startdate>1767225600</startdate><lang>es</lang></course>`,
    'files.xml': `<files>${files
      .map(
        ({ context, component, area, item = 0, name, hash }, index) =>
          `<file id="${index}"><contenthash>${hash}</contenthash><contextid>${context}</contextid><component>${component}</component><filearea>${area}</filearea><itemid>${item}</itemid><filepath>/</filepath><filename>${name}</filename></file>`,
      )
      .join('')}</files>`,
    'questions.xml': `<question_categories>${questions}</question_categories>`,
    ...Object.fromEntries(files.map(({ hash, content }) => [`files/${hash.slice(0, 2)}/${hash}`, content])),
    ...others,
  };
  for (const [id, { name = '$@NULL@$', summary = '', visible = true }] of Object.entries(sections)) {
    const sequence = activities.filter(({ section }) => section === Number(id)).map((one) => one.id);
    out[`sections/section_${id}/section.xml`] =
      `<section id="${id}"><number>${id}</number><name>${name}</name><summary>${escaped(summary)}</summary><summaryformat>1</summaryformat><sequence>${sequence}</sequence><visible>${Number(visible)}</visible></section>`;
  }
  for (const { kind, id, title, record = '', visible = true } of activities) {
    const folder = `activities/${kind}_${id}`;
    out[`${folder}/${kind}.xml`] =
      `<activity id="${id}" moduleid="${id}" modulename="${kind}" contextid="${contextOf(id)}"><${kind} id="${id}"><name>${escaped(title)}</name>${record}</${kind}></activity>`;
    out[`${folder}/inforef.xml`] =
      '<inforef><fileref><file><id>0</id></file></fileref><question_categoryref/></inforef>';
    out[`${folder}/grades.xml`] = '<activity_gradebook><grade_items/></activity_gradebook>';
    out[`${folder}/roles.xml`] = '<roles><role_overrides/><role_assignments/></roles>';
    out[`${folder}/module.xml`] = `<module id="${id}"><visible>${Number(visible)}</visible></module>`;
  }
  return out;
}

/** An element whose text is HTML, with its format. */
export const htmlColumn = (name: string, html: string): string =>
  `<${name}>${escaped(html)}</${name}><${name}format>1</${name}format>`;

/** A question as the tables of Moodle 4 hold it, with an entry and a version. */
export const bankEntry = (id: number, qtype: string, text: string, plugin = '', parent = 0): string =>
  `<question_bank_entry id="${id + 1000}"><question_version><question_versions id="1"><version>1</version><questions><question id="${id}"><parent>${parent}</parent><name>Question ${id}</name>${htmlColumn('questiontext', text)}${htmlColumn('generalfeedback', '')}<defaultmark>1.0</defaultmark><penalty>0.3333333</penalty><qtype>${qtype}</qtype><plugin_qtype_${qtype}_question>${plugin}</plugin_qtype_${qtype}_question></question></questions></question_versions></question_version></question_bank_entry>`;

export const bankAnswers = (...answers: [id: number, text: string, fraction: number][]): string =>
  `<answers>${answers
    .map(
      ([id, text, fraction]) =>
        `<answer id="${id}">${htmlColumn('answertext', text)}<answerformat>1</answerformat><fraction>${fraction}</fraction><feedback></feedback><feedbackformat>1</feedbackformat></answer>`,
    )
    .join('')}</answers>`;

export const bankCategory = (id: number, name: string, ...entries: string[]): string =>
  `<question_category id="${id}"><name>${name}</name><parent>0</parent><question_bank_entries>${entries.join('')}</question_bank_entries></question_category>`;

export const quizSlots = (...slots: string[]): string =>
  `<question_instances>${slots
    .map(
      (slot, index) =>
        `<question_instance id="${index}"><slot>${index + 1}</slot><maxmark>2.0</maxmark>${slot}</question_instance>`,
    )
    .join('')}</question_instances>`;
export const fixedSlot = (id: number): string =>
  `<question_reference id="1"><questionbankentryid>${id + 1000}</questionbankentryid></question_reference>`;
export const drawnSlot = (category: number): string =>
  `<question_set_reference id="1"><filtercondition>{"questioncategoryid":"${category}"}</filtercondition></question_set_reference>`;
