/** Activities that are read or handed in: pages, books, labels, links, files, assignments. */
import type { RootContent } from 'mdast';
import { directive } from '../../question-markdown.ts';
import { escapeHtml } from '../../question-text.ts';
import { targetIn } from '../../question-units.ts';
import type { BackupActivity } from '../wire/backup.ts';
import type { MoodleText } from '../wire/question.ts';
import { column, columnsOf, formatted, numberIn, recordsIn } from '../wire/records.ts';
import type { Item } from './notes.ts';
import type { Chapter, PlannedUnit } from './plan.ts';
import { examOf, writeQuiz } from './quiz.ts';
import { textBlocks, type Writing } from './writing.ts';

const html = (text: string): MoodleText => ({ format: 'html', text });
const link = (href: string, text: string) => `<a href="${escapeHtml(href)}">${escapeHtml(text)}</a>`;

const intro = (activity: BackupActivity, unit: PlannedUnit, writing: Writing, item: Item): RootContent[] =>
  textBlocks(
    formatted(activity.record, 'intro'),
    { contextId: activity.contextId, area: 'intro' },
    unit,
    writing,
    item,
  );

/** Files of an activity as links that open or save them. */
function fileLinks(activity: BackupActivity, unit: PlannedUnit, writing: Writing, item: Item): RootContent[] {
  const { contextId, title } = activity;
  const names = writing.files.list(contextId, 'content');
  if (names.length === 0) item.note('empty');
  const address = (name: string) => `@@PLUGINFILE@@/${name.split('/').map(encodeURIComponent).join('/')}`;
  const [only] = names;
  const text =
    names.length === 1 && only
      ? `<p>${link(address(only), title || only)}</p>`
      : `<ul>${names.map((name) => `<li>${link(address(name), name)}</li>`).join('')}</ul>`;
  return textBlocks(html(text), { contextId, area: 'content' }, unit, writing, item);
}

export function writeChapter(
  { record, inner }: Chapter,
  contextId: string,
  unit: PlannedUnit,
  writing: Writing,
  item: Item,
): RootContent[] {
  const blocks = (one: Chapter['record']) =>
    textBlocks(
      formatted(one, 'content'),
      { contextId, area: 'chapter', itemId: one.attributes.id },
      unit,
      writing,
      item,
    );
  return [
    ...blocks(record),
    ...inner.flatMap((one): RootContent[] => [
      { type: 'heading', depth: 2, children: [{ type: 'text', value: column(one, 'title') }] },
      ...blocks(one),
    ]),
  ];
}

/** A heading for each word and its synonyms, in their order; entries are in a backup only together with users. */
function writeGlossary(
  activity: BackupActivity,
  unit: PlannedUnit,
  writing: Writing,
  item: Item,
): RootContent[] {
  const { record, contextId } = activity;
  const entries = recordsIn(record, 'entries', 'entry').filter((one) => column(one, 'approved') !== '0');
  if (entries.length === 0) item.note('empty');
  const nameOf = (entry: (typeof entries)[number]) => {
    const aliases = recordsIn(entry, 'aliases', 'alias').map((one) => column(one, 'alias_text'));
    return column(entry, 'concept') + (aliases.length > 0 ? ` (${aliases.join(', ')})` : '');
  };
  return [
    ...intro(activity, unit, writing, item),
    ...entries
      .toSorted((a, b) => column(a, 'concept').localeCompare(column(b, 'concept'), writing.language))
      .flatMap((entry): RootContent[] => [
        { type: 'heading', depth: 2, children: [{ type: 'text', value: nameOf(entry) }] },
        ...textBlocks(
          formatted(entry, 'definition'),
          { contextId, area: 'entry', itemId: entry.attributes.id },
          unit,
          writing,
          item,
        ),
      ]),
  ];
}

/** How an assignment takes what is handed in. */
function writeAssign(
  activity: BackupActivity,
  unit: PlannedUnit,
  writing: Writing,
  item: Item,
): RootContent[] {
  const { record, moduleId, contextId } = activity;
  const settings = recordsIn(record, 'plugin_configs', 'plugin_config').map(columnsOf);
  const value = (plugin: string, name: string) =>
    settings.find((one) => one.plugin === plugin && one.subtype === 'assignsubmission' && one.name === name)
      ?.value ?? '';
  const text = [
    ...intro(activity, unit, writing, item),
    ...textBlocks(
      formatted(record, 'activity'),
      { contextId, area: 'activityattachment' },
      unit,
      writing,
      item,
    ),
  ];
  if (column(record, 'teamsubmission') === '1') item.note('teams');
  const takesFiles = value('file', 'enabled') === '1';
  const grade = numberIn(record, 'grade', 100);
  if (!takesFiles && value('onlinetext', 'enabled') !== '1') {
    item.note('offline');
    return text;
  }
  if (grade < 0) item.note('grade-scale');
  const key = writing.activityKey(`assign-${moduleId}`);
  item.place(targetIn(unit)(key));
  const attempts = numberIn(record, 'maxattempts', -1);
  const common = {
    ...{ id: key, points: String(grade < 0 ? 1 : grade) },
    attempts: attempts > 0 && column(record, 'attemptreopenmethod') !== 'none' ? String(attempts) : null,
  };
  const asked =
    text.length > 0
      ? text
      : [{ type: 'paragraph' as const, children: [{ type: 'text' as const, value: activity.title }] }];
  if (!takesFiles) {
    const most = value('onlinetext', 'wordlimitenabled') === '1' ? value('onlinetext', 'wordlimit') : '';
    return [directive('essay', { ...common, 'max-words': Number(most) > 0 ? most : null }, asked)];
  }
  const types = (value('file', 'filetypeslist').match(/\.[a-z0-9]{1,10}\b/gi) ?? []).map((type) =>
    type.slice(1).toLowerCase(),
  );
  const most = Math.min(10, Number(value('file', 'maxfilesubmissions')) || 1);
  return [
    directive(
      'file-upload',
      { ...common, types: types.join(', ') || null, 'max-files': most > 1 ? String(most) : null },
      asked,
    ),
  ];
}

type Write = (activity: BackupActivity, unit: PlannedUnit, writing: Writing, item: Item) => RootContent[];

const kinds: Record<string, Write> = {
  assign: writeAssign,
  book: intro,
  glossary: writeGlossary,
  folder: (...of) => [...intro(...of), ...fileLinks(...of)],
  label: intro,
  page: (activity, unit, writing, item) => [
    ...(activity.showsDescription ? intro(activity, unit, writing, item) : []),
    ...textBlocks(
      formatted(activity.record, 'content'),
      { contextId: activity.contextId, area: 'content' },
      unit,
      writing,
      item,
    ),
  ],
  quiz: (activity, unit, writing, item) => [
    ...intro(activity, unit, writing, item),
    ...writeQuiz(activity, unit, writing, item),
  ],
  resource: (...of) => [...intro(...of), ...fileLinks(...of)],
  url: (activity, unit, writing, item) => {
    const { contextId, title, record } = activity;
    const text = `<p>${link(column(record, 'externalurl'), title || column(record, 'externalurl'))}</p>`;
    return [
      ...intro(activity, unit, writing, item),
      ...textBlocks(html(text), { contextId }, unit, writing, item),
    ];
  },
};

const dates = ['allowsubmissionsfromdate', 'duedate', 'cutoffdate', 'timeopen', 'timeclose'];

export interface Written {
  nodes: RootContent[];
  /** Front matter that makes an exam of its unit. */
  exam: object | null;
}

export function writeActivity(activity: BackupActivity, unit: PlannedUnit, writing: Writing): Written {
  const { kind, folder, title, record, availability } = activity;
  const item = writing.ledger.open(`${folder}/${kind}.xml`, kind, title);
  item.place(targetIn(unit)(''));
  if (!unit.listed) item.note('staff-only');
  if (availability && availability !== '{"op":"&","c":[],"showc":[]}') item.note('access', availability);
  for (const name of dates) {
    const seconds = numberIn(record, name);
    if (seconds > 0) item.note('dates', `${name}: ${new Date(seconds * 1000).toISOString().slice(0, 16)}Z`);
  }
  const nodes = kinds[kind]?.(activity, unit, writing, item) ?? [];
  return { nodes, exam: kind === 'quiz' ? examOf(activity, nodes, item) : null };
}
