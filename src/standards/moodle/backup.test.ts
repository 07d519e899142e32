/** Backups of courses (.mbz), small ones made by hand: no real one may be given away. */
import { describe, expect, test } from 'vitest';
import { refusalOf, tarGzOf, zipOf } from '#platform/archive/testing.ts';
import {
  type BackupFixture,
  backupFiles,
  bankAnswers,
  bankCategory,
  bankEntry,
  drawnSlot,
  fixedSlot,
  htmlColumn,
  imported,
  quizSlots,
} from './testing.ts';

const open = async (fixture: BackupFixture) => imported(await tarGzOf(backupFiles(fixture)), 'backup.mbz');
const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>';
const hash = (digit: string) => digit.repeat(40);
const intro = (html: string) => htmlColumn('intro', html);

const single = (id: number) =>
  bankEntry(
    id,
    'multichoice',
    `Which is ${id}?`,
    `${bankAnswers([id * 10, 'right', 1], [id * 10 + 1, 'wrong', 0])}<multichoice id="1"><single>1</single><shuffleanswers>1</shuffleanswers></multichoice>`,
  );

describe('a backup becomes a course', () => {
  const course: BackupFixture = {
    sections: {
      0: { summary: '<p>Welcome, <a href="$@PAGEVIEWBYID*12@$">begin here</a>.</p>' },
      1: { name: 'Tides' },
    },
    activities: [
      { kind: 'label', id: 11, title: 'Hello', section: 0, record: intro('<p>Say hello.</p>') },
      { kind: 'forum', id: 19, title: 'News', section: 0 },
      {
        ...{ kind: 'page', id: 12, title: 'The Moon', section: 1 },
        record: htmlColumn(
          'content',
          '<h3>It pulls</h3><p><img src="@@PLUGINFILE@@/moon.svg" alt="Moon"></p>',
        ),
      },
      {
        kind: 'url',
        id: 13,
        title: 'NASA',
        section: 1,
        record: `${intro('')}<externalurl>https://www.nasa.gov/</externalurl>`,
      },
      { kind: 'resource', id: 14, title: 'Table of tides', section: 1, record: intro('') },
      {
        ...{ kind: 'book', id: 15, title: 'Reader', section: 1 },
        record: `${intro('<p>Read it.</p>')}<chapters><chapter id="3"><pagenum>1</pagenum><subchapter>0</subchapter><title>One</title>${htmlColumn('content', '<p>First, then <a href="$@BOOKVIEWBYIDCH*15*5@$">the last</a>.</p>')}<hidden>0</hidden></chapter><chapter id="4"><subchapter>1</subchapter><title>Below</title>${htmlColumn('content', '<p>Inner.</p>')}</chapter><chapter id="5"><subchapter>0</subchapter><title>Two</title>${htmlColumn('content', '<p>Last.</p>')}</chapter></chapters>`,
      },
      {
        kind: 'page',
        id: 16,
        title: 'Draft',
        section: 1,
        visible: false,
        record: htmlColumn('content', '<p>Later.</p>'),
      },
    ],
    files: [
      {
        context: 912,
        component: 'mod_page',
        area: 'content',
        name: 'moon.svg',
        hash: hash('a'),
        content: svg,
      },
      {
        context: 914,
        component: 'mod_resource',
        area: 'content',
        name: 'tides.csv',
        hash: hash('b'),
        content: 'a,b',
      },
      {
        context: 914,
        component: 'mod_resource',
        area: 'intro',
        name: 'lost.svg',
        hash: hash('c'),
        content: svg,
      },
      {
        context: 5,
        component: 'assignsubmission_file',
        area: 'submission_files',
        name: 'secret.txt',
        hash: hash('d'),
        content: 'secret',
      },
    ],
    others: { 'users.xml': '<users/>', 'gradebook.xml': '<gradebook/>' },
  };

  test('pages and chapters are units, what is small stands together, and links lead on', async () => {
    const { format, errors, release, text, textOf } = await open(course);
    expect(errors).toEqual([]);
    expect({ format, title: release?.course.title, key: release?.course.key }).toEqual({
      ...{ format: 'moodle-backup', title: 'Sea and sky', key: 'sea1' },
    });
    expect(release?.course.language).toBe('es');
    expect(
      release?.outline.map(({ title, children }) => [title, ...children.map((unit) => unit.title)]),
    ).toEqual([
      ['General', 'General'],
      ['Tides', 'The Moon', 'NASA', 'Reader: One', 'Reader: Two'],
    ]);
    expect(text).toContain('Welcome, [begin here](unit:page-12).\n\nSay hello.');
    expect(text).toContain('## It pulls\n\n![Moon](../../assets/moon.svg)');
    expect(text).toContain('[NASA](https://www.nasa.gov/)\n\n[Table of tides](../../assets/tides.csv)');
    expect(text).toContain('Read it.\n\nFirst, then [the last](unit:book-15-5).\n\n## Below\n\nInner.');
    expect(textOf('units/unlisted/draft.md')).toContain('Later.');
    expect(textOf('about.md')).toContain('What moves the sea.');
  });

  test('everything is in the report, and work of people is never taken', async () => {
    const { report, notes, files } = await open(course);
    expect(notes('News')).toEqual(['activity-unknown']);
    expect(notes('Draft')).toEqual(['staff-only']);
    expect(notes('lost.svg')).toEqual(['unused-file']);
    expect(
      report.items.find(({ notes: own }) => own.some(({ code }) => code === 'backup-data')),
    ).toMatchObject({
      fate: 'dropped',
    });
    const all = [...files.values()].map((bytes) => new TextDecoder().decode(bytes)).join('\n');
    expect(all).not.toContain('secret');
    const sources = report.items.map(({ source }) => source).join('\n');
    for (const { kind, id } of course.activities) expect(sources).toContain(`activities/${kind}_${id}/`);
  });

  test('a glossary is a page of its approved words, in their order', async () => {
    const entry = (id: number, concept: string, definition: string, more = '', approved = 1) =>
      `<entry id="${id}"><concept>${concept}</concept>${htmlColumn('definition', definition)}<approved>${approved}</approved>${more}</entry>`;
    const aliases = '<aliases><alias id="1"><alias_text>spring tide</alias_text></alias></aliases>';
    const { text, errors, notes } = await open({
      activities: [
        {
          ...{ kind: 'glossary', id: 21, title: 'Words', section: 1 },
          record: `${intro('<p>What we say.</p>')}<entries>${entry(3, 'Tide', '<p>The sea moves.</p>', aliases)}${entry(4, 'Moon', '<p><img src="@@PLUGINFILE@@/moon.svg" alt="Moon"></p>')}${entry(5, 'Spam', '<p>Buy.</p>', '', 0)}</entries>`,
        },
      ],
      files: [
        {
          ...{ context: 921, component: 'mod_glossary', area: 'entry', item: 4, name: 'moon.svg' },
          ...{ hash: hash('e'), content: svg },
        },
      ],
    });
    expect(errors).toEqual([]);
    expect(notes('Words')).toEqual([]);
    expect(text).toContain(
      'What we say.\n\n## Moon\n\n![Moon](../../assets/moon.svg)\n\n## Tide (spring tide)\n\nThe sea moves.',
    );
    expect(text).not.toContain('Buy.');
  });

  test('packed in another way it is the same release', async () => {
    const [tar, zip] = [await open(course), await imported(await zipOf(backupFiles(course)), 'other.mbz')];
    expect(tar.release?.id).toBe(zip.release?.id);
    expect(tar.report).toEqual(zip.report);
  });

  test('an assignment takes a text or files, and counts', async () => {
    const config = (plugin: string, name: string, value: string) =>
      `<plugin_config id="1"><plugin>${plugin}</plugin><subtype>assignsubmission</subtype><name>${name}</name><value>${value}</value></plugin_config>`;
    const assign = (...configs: string[]) =>
      `${intro('<p>Write.</p>')}<duedate>1767225600</duedate><grade>20</grade><plugin_configs>${configs.join('')}</plugin_configs>`;
    const { errors, kinds, text, notes, textOf } = await open({
      activities: [
        {
          kind: 'assign',
          id: 21,
          title: 'Text',
          section: 1,
          record: assign(config('onlinetext', 'enabled', '1')),
        },
        {
          ...{ kind: 'assign', id: 22, title: 'Files', section: 1 },
          record: assign(
            config('file', 'enabled', '1'),
            config('file', 'maxfilesubmissions', '3'),
            config('file', 'filetypeslist', '.pdf,image'),
          ),
        },
        { kind: 'assign', id: 23, title: 'Paper', section: 1, record: assign() },
      ],
    });
    expect(errors).toEqual([]);
    expect(kinds).toEqual(['essay assign-21', 'file-upload assign-22']);
    expect(text).toContain(':::file-upload{#assign-22 points=20 types=pdf max-files=3}');
    expect(notes('Text')).toEqual(['dates']);
    expect(notes('Paper')).toEqual(['dates', 'offline']);
    expect(textOf('course.yaml')).toContain('key: assignments\n      title: Tareas\n      weight: 100');
  });

  test('a quiz asks its questions, draws from categories, and keeps the rest for authors', async () => {
    const { errors, kinds, release, text, notes, textOf } = await open({
      activities: [
        {
          ...{ kind: 'quiz', id: 31, title: 'Test', section: 1 },
          record: `${intro('<p>Think.</p>')}<grade>10</grade><attempts>2</attempts>${quizSlots(fixedSlot(1), drawnSlot(8), drawnSlot(8), fixedSlot(99))}`,
        },
      ],
      questions:
        bankCategory(
          7,
          'Fixed',
          single(1),
          bankEntry(
            2,
            'truefalse',
            'Never asked?',
            `${bankAnswers([21, 'Cierto', 1], [22, 'Falso', 0])}<truefalse id="1"><trueanswer>21</trueanswer><falseanswer>22</falseanswer></truefalse>`,
          ),
        ) + bankCategory(8, 'Drawn', single(3), single(4), single(5)),
    });
    expect(errors).toEqual([]);
    expect(kinds).toEqual([
      'choice quiz-31-q-1',
      'choice quiz-31-q-3',
      'choice quiz-31-q-4',
      'choice quiz-31-q-5',
    ]);
    expect(text).toContain('pool{#quiz-31-pool-8 draw=2}');
    expect(release?.activities[0]).toMatchObject({ points: 2, attempts: 2 });
    expect(notes('Test')).toEqual(['question-missing', 'random', 'separate']);
    expect(textOf('units/unlisted/bank-fixed.md')).toContain('- [x] Verdadero');
  });

  test('a quiz with a time limit is an exam', async () => {
    const { errors, release } = await open({
      activities: [
        {
          ...{ kind: 'quiz', id: 31, title: 'Test', section: 1 },
          record: `${intro('')}<timelimit>1800</timelimit><attempts>1</attempts><questionsperpage>1</questionsperpage><navmethod>sequential</navmethod><grade>10</grade>${quizSlots(fixedSlot(1))}`,
        },
      ],
      questions: bankCategory(7, 'Fixed', single(1)),
    });
    expect(errors).toEqual([]);
    expect(release?.units[0]?.exam).toMatchObject({
      minutes: 30,
      attempts: 1,
      perPage: 1,
      navigation: 'one-way',
    });
  });

  test('questions of Moodle 3, fields that stand in questions of their own, and files of questions come over', async () => {
    const old = (id: number, qtype: string, text: string, plugin: string, parent = 0) =>
      `<question id="${id}"><parent>${parent}</parent><name>Q${id}</name>${htmlColumn('questiontext', text)}<defaultmark>1</defaultmark><qtype>${qtype}</qtype><plugin_qtype_${qtype}_question>${plugin}</plugin_qtype_${qtype}_question></question>`;
    const slot = (id: number) => `<questionid>${id}</questionid>`;
    const { errors, kinds, text } = await open({
      activities: [
        {
          kind: 'quiz',
          id: 31,
          title: 'Test',
          section: 1,
          record: `${intro('')}<grade>1</grade>${quizSlots(slot(1), slot(3))}`,
        },
      ],
      questions: `<question_category id="7"><name>Old</name><questions>${old(1, 'multianswer', 'The Moon is {#1}. <img src="@@PLUGINFILE@@/m.svg" alt="m">', '<multianswer id="1"><question>1</question><sequence>2</sequence></multianswer>')}${old(2, 'shortanswer', '{1:SHORTANSWER:=near}', '', 1)}${old(3, 'numerical', 'How far?', `${bankAnswers([9, '384400', 1])}<numerical_records><numerical_record id="1"><answer>9</answer><tolerance>400</tolerance></numerical_record></numerical_records>`)}</questions></question_category>`,
      files: [
        {
          context: 44,
          component: 'question',
          area: 'questiontext',
          item: 1,
          name: 'm.svg',
          hash: hash('a'),
          content: svg,
        },
      ],
    });
    expect(errors).toEqual([]);
    expect(kinds).toEqual(['text-answer quiz-31-q-1', 'numeric quiz-31-q-3']);
    expect(text).toContain('::answer{text=near}');
    expect(text).toContain('![m](../../assets/m.svg)');
    expect(text).toContain('::answer{value=384400 tolerance=400}');
  });
});

describe('a backup that would do harm', () => {
  const page = { kind: 'page', id: 12, title: 'P', section: 1, record: htmlColumn('content', '<p>x</p>') };

  test.each([
    [
      'a broken list of contents',
      { ...backupFiles({ activities: [page] }), 'moodle_backup.xml': '<moodle_backup>' },
      'moodle-broken',
    ],
    ['no page and no question', backupFiles({ activities: [] }), 'moodle-empty'],
    [
      'entities',
      {
        ...backupFiles({ activities: [page] }),
        'files.xml': '<!DOCTYPE files [<!ENTITY a "b">]><files>&a;</files>',
      },
      'xml-document-type',
    ],
  ])('%s is refused with its cause', async (_, files, code) => {
    expect(await refusalOf(imported(await zipOf(files)))).toBe(code);
  });

  test('a file that is broken or missing is one item, not a broken import', async () => {
    const files = backupFiles({
      activities: [page, { ...page, id: 13, title: 'Q' }, { ...page, id: 14, title: 'R' }],
    });
    files['activities/page_13/page.xml'] = '<activity><page>';
    delete files['activities/page_14/page.xml'];
    const { notes, errors, release } = await imported(await zipOf(files));
    expect(errors).toEqual([]);
    expect(release?.units).toHaveLength(1);
    expect([notes('Q'), notes('R')]).toEqual([['broken-file'], ['broken-file']]);
  });

  test('hashes and names that climb find nothing', async () => {
    const { files, text } = await open({
      activities: [
        {
          ...page,
          record: htmlColumn('content', '<p><img src="@@PLUGINFILE@@/../../../etc/passwd" alt="x"> x</p>'),
        },
      ],
      files: [
        {
          context: 912,
          component: 'mod_page',
          area: 'content',
          name: '../../../etc/passwd',
          hash: hash('e'),
          content: 'x',
        },
      ],
    });
    for (const path of files.keys()) expect(path).toMatch(/^(?:[\w-]+\/)*[\w-]+\.?[\w-]*$/);
    expect(text).not.toContain('../../../etc');
  });

  test('a text of megabytes is kept as a file', async () => {
    const { notes, files, errors } = await open({
      activities: [{ ...page, title: 'Long', record: htmlColumn('content', '<p>long</p>'.repeat(60_000)) }],
    });
    expect(errors).toEqual([]);
    expect(notes('Long')).toEqual(['too-long']);
    expect(files.get('assets/original/page-12-text.html')?.length).toBe(660_000);
  });
});
