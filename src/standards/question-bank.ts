/** A bank of questions as a course: a section for each first name of a category's path, units of at most fifty questions. */
import { setImmediate } from 'node:timers/promises';
import type { RootContent } from 'mdast';
import { translateTo } from '#lib/messages.ts';
import { type FidelityReport, fidelityReportOf, newLedger } from './fidelity.ts';
import { slugOf, uniqueNames } from './keys.ts';
import { writeUnit, writeYaml } from './markdown.ts';
import { blocksOf, type NoteCode } from './question-markdown.ts';
import { htmlOf } from './question-text.ts';
import { type CourseOfQuestions, htmlContextOf, questionsInUnit, type UnitTarget } from './question-units.ts';
import type { Category, Question, QuestionBank } from './questions.ts';

/** A page of more takes long to read and to send. */
const mostOnPage = 50;

/** Names of files that are kept once: another content under the same name gets a number. */
export function keeper(files: Map<string, string>): (path: string, text: string) => string {
  const unique = uniqueNames();
  return (path, text) => {
    const dot = path.lastIndexOf('.');
    const name = `${unique(path.slice(0, dot))}${path.slice(dot)}`;
    files.set(name, text);
    return name;
  };
}

/** `questions-Physics-top-20240131-1200.xml`, as Moodle names what it exports: `Physics-top`. */
export const titleFromFile = (fileName: string | undefined): string =>
  (fileName ?? '')
    .replace(/^.*\//, '')
    .replace(/\.[a-z0-9]{1,6}$/i, '')
    .replace(/-\d{8}-\d{4}$/, '')
    .replace(/^questions-/, '')
    .replace(/_+/g, ' ')
    .trim();

interface Page {
  title: string;
  category: Category;
  questions: Question[];
  first: boolean;
}

const line = (text: string, otherwise: string) => text.replace(/\s+/g, ' ').trim().slice(0, 300) || otherwise;

function pagesOf(category: Category, section: string): Page[] {
  const title = line(category.path.slice(1).join(' / '), section);
  const { questions } = category;
  const count = Math.max(1, Math.ceil(questions.length / mostOnPage));
  return Array.from({ length: count }, (_, index) => ({
    title: count > 1 ? `${title} (${index + 1})` : title,
    category,
    questions: questions.slice(index * mostOnPage, (index + 1) * mostOnPage),
    first: index === 0,
  }));
}

export interface BankFiles {
  files: Map<string, string>;
  report: FidelityReport;
}

/** Writes the course; `report` gets an item for each category and question. */
export async function writeBank(bank: QuestionBank): Promise<BankFiles> {
  const ledger = newLedger<NoteCode>();
  const files = new Map<string, string>();
  const [sections, units, paths, activities] = [uniqueNames(), uniqueNames(), uniqueNames(), uniqueNames()];
  const course: CourseOfQuestions = {
    ...{ ledger, activityKey: activities, keep: keeper(files), unitOf: () => null },
  };
  const untitled = translateTo('en')('moodle.questions');
  const title = line(bank.title, untitled);
  const filled = bank.categories.filter(({ questions, text }) => questions.length > 0 || text);
  // Categories alone, as somebody exports before the first question, are empty pages.
  const shown = filled.length > 0 ? filled : bank.categories.filter(({ path }) => path.length > 0);
  const outline = [];
  for (const [name, categories] of Map.groupBy(shown, ({ path }) => path[0] ?? '')) {
    const sectionTitle = line(name, title);
    const section = sections(slugOf(sectionTitle, 'section'));
    const inSection: string[] = [];
    for (const page of categories.flatMap((category) => pagesOf(category, sectionTitle))) {
      // A bank of thousands takes seconds; others who wait for this process come in between.
      await setImmediate();
      const key = units(slugOf(page.title, 'unit'));
      const file = `${paths(`units/${section}/${slugOf(page.title, key)}`)}.md`;
      const unit = { key, file, listed: true };
      const nodes: RootContent[] = [
        ...(page.first ? categoryText(page.category, unit, course) : []),
        ...questionsInUnit(page.questions, unit, course),
      ];
      files.set(file, writeUnit({ title: page.title, key }, nodes));
      inSection.push(file);
    }
    outline.push({ section, title: sectionTitle, units: inSection });
  }
  for (const { source, type, title: name, note } of bank.left())
    ledger.open(source, type, name).note(note.code, note.text);
  const key = slugOf(title, 'questions');
  files.set('course.yaml', writeYaml({ lectern: 1, key, title, language: 'en', pace: 'self', outline }));
  const counts = {
    sections: outline.length,
    units: outline.reduce((sum, { units: own }) => sum + own.length, 0),
    activities: countActivities(files),
  };
  return { files, report: fidelityReportOf(bank.format, title, counts, ledger.items()) };
}

/** Activities of the units, by the lines that begin them: texts of an import cannot begin one. */
export const countActivities = (files: ReadonlyMap<string, string>): number =>
  [...files].reduce(
    (sum, [path, text]) =>
      sum + (path.endsWith('.md') ? (text.match(/^:{3,}(?!pool\b)[a-z-]+\{#/gm)?.length ?? 0) : 0),
    0,
  );

function categoryText(category: Category, unit: UnitTarget, course: CourseOfQuestions) {
  if (category.path.length === 0) return [];
  const item = course.ledger.open(category.path.join('/'), 'category', category.path.at(-1) ?? '');
  item.place(`unit:${unit.key}`);
  if (!category.text) return [];
  const html = htmlOf(category.text);
  return blocksOf(category.text, htmlContextOf(unit, html, { asset: () => null, unitOf: () => null }, item));
}
