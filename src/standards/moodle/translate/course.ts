/** A backup as the files of a course source, and what became of everything in it. */
import { setImmediate } from 'node:timers/promises';
import { translateTo } from '#lib/messages.ts';
import { Refusal } from '#platform/refusal.ts';
import { type FidelityReport, fidelityReportOf, newLedger } from '../../fidelity.ts';
import { slugOf, uniqueNames } from '../../keys.ts';
import { languageTag } from '../../language-tag.ts';
import { writeMarkdown, writeUnit, writeYaml } from '../../markdown.ts';
import { countActivities, keeper } from '../../question-bank.ts';
import { questionsInUnit } from '../../question-units.ts';
import type { Backup, BackupActivity } from '../wire/backup.ts';
import type { BankCategory } from '../wire/backup-questions.ts';
import { moodleRefusals } from '../wire/question.ts';
import { column, formatted, numberIn } from '../wire/records.ts';
import { writeActivity, writeChapter } from './activities.ts';
import type { NoteCode } from './notes.ts';
import { type Files, moduleIn } from './places.ts';
import { isKnown, type PlannedSection, type PlannedUnit, planSections, unitIndex } from './plan.ts';
import { translateQuestion } from './question.ts';
import { kindsIn } from './quiz.ts';
import { textBlocks, type Writing } from './writing.ts';

export interface Translation {
  files: Map<string, string>;
  report: FidelityReport;
}

/** What a unit counts for. */
interface Graded {
  category: 'quizzes' | 'assignments';
  grade: number;
}

const gradeOf = ({ kind, record }: BackupActivity): Graded | null => {
  const grade = numberIn(record, 'grade');
  if (grade === 0 || (kind !== 'quiz' && kind !== 'assign')) return null;
  return { category: kind === 'quiz' ? 'quizzes' : 'assignments', grade: grade < 0 ? 1 : grade };
};

function writePlanned(unit: PlannedUnit, writing: Writing): { text: string; graded: Graded | null } {
  const nodes = [];
  let exam: object | null = null;
  let graded: Graded | null = null;
  if (unit.summary) {
    const { record, id, folder } = unit.summary;
    const item = writing.ledger.open(`${folder}/section.xml#summary`, 'section', unit.title);
    item.place(unit.listed ? `unit:${unit.key}` : unit.file);
    const place = { contextId: writing.courseContextId, area: 'section', itemId: id };
    nodes.push(...textBlocks(formatted(record, 'summary'), place, unit, writing, item));
  }
  for (const activity of unit.activities) {
    const written = writeActivity(activity, unit, writing);
    nodes.push(...written.nodes);
    exam ??= written.exam;
    if (kindsIn(written.nodes).length > 0) graded ??= gradeOf(activity);
  }
  if (unit.chapter) {
    const item = writing.ledger.open(`${unit.key}#${unit.chapter.id}`, 'book_chapter', unit.title);
    item.place(unit.listed ? `unit:${unit.key}` : unit.file);
    nodes.push(...writeChapter(unit.chapter, unit.contextId, unit, writing, item));
  }
  const counts = unit.listed && graded ? { category: graded.category } : {};
  const front = { title: unit.title, key: unit.key, ...counts, ...(exam && { exam }) };
  return { text: writeUnit(front, nodes), graded: unit.listed ? graded : null };
}

/** Moodle adds grades up; here categories have weights, so each weighs as much as the grades in it. */
function categoriesOf(graded: Graded[], title: (category: Graded['category']) => string) {
  const total = graded.reduce((sum, { grade }) => sum + grade, 0);
  return [...Map.groupBy(graded, ({ category }) => category)].map(([key, inside]) => {
    const grade = inside.reduce((sum, one) => sum + one.grade, 0);
    return { key, title: title(key), weight: Math.round((grade / total) * 1e4) / 100 };
  });
}

/** Questions that no quiz asks stay for authors. */
function writeRest(
  bank: readonly BankCategory[],
  files: Map<string, string>,
  writing: Writing,
  title: string,
): void {
  const names = uniqueNames();
  for (const category of bank) {
    const rest = category.entries.filter(
      (entry) => !writing.asked.has(entry) && entry.question.type !== 'random',
    );
    if (rest.length === 0) continue;
    const key = names(`bank-${slugOf(category.name, category.id)}`);
    const unit = { key, file: `units/unlisted/${key}.md`, listed: false };
    const questions = rest.map(({ question }) => {
      const translated = translateQuestion(question, writing.language);
      return { ...translated, notes: [...translated.notes, { code: 'bank-rest' as const, text: '' }] };
    });
    files.set(
      unit.file,
      writeUnit(
        { title: `${title}: ${category.name}`.slice(0, 300), key },
        questionsInUnit(questions, unit, writing),
      ),
    );
  }
}

function reportSection({ section, key, units }: PlannedSection, writing: Writing): void {
  const item = writing.ledger.open(`${section.folder}/section.xml`, 'section', section.title);
  if (units.some(({ listed }) => listed)) item.place(`section:${key}`);
  else if (units.length > 0) item.place('units/unlisted');
  else item.note('empty');
  if (!section.visible) item.note('staff-only');
  if (/"c":\[\{/.test(section.availability)) item.note('access', section.availability);
  for (const { kind, folder, title, record, mistake } of section.activities) {
    if (isKnown(kind) && record) continue;
    const lost = writing.ledger.open(`${folder}/${kind}.xml`, kind, title);
    if (isKnown(kind)) lost.note('broken-file', mistake);
    else lost.note('activity-unknown', kind);
  }
}

export interface BackupParts {
  backup: Backup;
  files: Files;
  bank: readonly BankCategory[];
  /** Items of what is in the archive beside the course, asked when all texts are written. */
  reportRest(ledger: Writing['ledger']): void;
}

export async function translateBackup({
  backup,
  files: found,
  bank,
  reportRest,
}: BackupParts): Promise<Translation> {
  const language = languageTag(backup.language);
  const t = translateTo(language);
  const ledger = newLedger<NoteCode>();
  const item = ledger.open('course/course.xml', 'course', backup.title);
  item.place('course.yaml');
  const sections = planSections(backup, {
    sectionTitle: (number) => (number === 0 ? t('moodle.general') : t('moodle.section', { number })),
  });
  const index = unitIndex(sections);
  const files = new Map<string, string>();
  const writing: Writing = {
    ...{ ledger, language, bank, files: found, asked: new Set(), courseContextId: backup.courseContextId },
    ...{ activityKey: uniqueNames(), keep: keeper(files) },
    unitOf: (url) => index.get(moduleIn(url) ?? '') ?? null,
  };
  const graded: Graded[] = [];
  for (const planned of sections) {
    reportSection(planned, writing);
    for (const unit of planned.units) {
      // A course takes seconds; others who wait for this process come in between.
      await setImmediate();
      const written = writePlanned(unit, writing);
      files.set(unit.file, written.text);
      if (written.graded) graded.push(written.graded);
    }
  }
  const outline = sections
    .map(({ key, title, units }) => ({
      ...{ section: key, title },
      units: units.filter(({ listed }) => listed).map(({ file }) => file),
    }))
    .filter(({ units }) => units.length > 0);
  if (outline.length === 0) throw new Refusal(moodleRefusals['moodle-empty']);
  const activities = countActivities(
    new Map(outline.flatMap(({ units }) => units.map((file) => [file, files.get(file) ?? '']))),
  );
  writeRest(bank, files, writing, t('moodle.bank'));
  writeAbout(backup, files, writing);
  const categories = categoriesOf(graded, (category) => t(`moodle.${category}`));
  if (categories.length > 0) item.note('gradebook');
  if (numberIn(backup.course, 'startdate') > 0)
    item.note(
      'dates',
      `startdate: ${new Date(numberIn(backup.course, 'startdate') * 1000).toISOString().slice(0, 10)}`,
    );
  const title = (backup.title || backup.shortName || 'Course').replace(/\s+/g, ' ').trim().slice(0, 300);
  const key =
    slugOf(backup.shortName, '') === 'x' ? slugOf(title, 'course') : slugOf(backup.shortName, 'course');
  files.set(
    'course.yaml',
    writeYaml({
      ...{ lectern: 1, key, title, language, pace: 'scheduled' },
      ...(categories.length > 0 && { grading: { categories } }),
      outline,
    }),
  );
  reportRest(ledger);
  const units = outline.reduce((sum, { units: own }) => sum + own.length, 0);
  const counts = { sections: outline.length, units, activities };
  return { files, report: fidelityReportOf('moodle-backup', title, counts, ledger.items()) };
}

function writeAbout(backup: Backup, files: Map<string, string>, writing: Writing): void {
  if (!column(backup.course, 'summary').trim()) return;
  const item = writing.ledger.open('course/course.xml#summary', 'about', backup.title);
  const unit = { key: '', file: 'about.md', listed: false };
  const place = { contextId: backup.courseContextId, area: 'summary' };
  const nodes = textBlocks(formatted(backup.course, 'summary'), place, unit, writing, item);
  if (nodes.length === 0) item.note('empty');
  else {
    item.place('about.md');
    files.set('about.md', writeMarkdown(nodes));
  }
}
