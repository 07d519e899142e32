/** Questions as the text of a unit, each with its item in the report. */
import { createHash } from 'node:crypto';
import type { RootContent } from 'mdast';
import type { Ledger, OpenItem } from './fidelity.ts';
import { anchorsOf, type HtmlContext } from './html-tidy.ts';
import { keyOf, slugOf } from './keys.ts';
import { pluginLinks } from './plugin-files.ts';
import { type NoteCode, questionNodes } from './question-markdown.ts';
import { htmlOf } from './question-text.ts';
import type { Question } from './questions.ts';

export interface UnitTarget {
  key: string;
  file: string;
  /** Outside the outline nothing has an address of its own. */
  listed: boolean;
}

/** What is the same for all units of a course. */
export interface CourseOfQuestions {
  ledger: Ledger<NoteCode>;
  activityKey(wanted: string): string;
  keep(path: string, text: string): string;
  unitOf(url: string): string | null;
}

/** Headings move so that the highest of a text has rank 2. */
export function headingShiftOf(html: string): number {
  const ranks = [...html.matchAll(/<h([1-6])[\s>]/gi)].map(([, rank]) => Number(rank));
  return ranks.length > 0 ? 2 - Math.min(...ranks) : 0;
}

export const htmlContextOf = (
  unit: UnitTarget,
  html: string,
  places: { asset(name: string): string | null; unitOf(url: string): string | null },
  item: OpenItem<NoteCode>,
): HtmlContext => ({
  links: pluginLinks(unit.file, places),
  note: item.note,
  headingShift: headingShiftOf(html),
  anchors: anchorsOf(html),
});

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 10);

/** A name that stays when others come and go: its own, its title, its first words; a hash where none is Latin. */
export function lastingName({ id, title, text }: Question): string {
  if (id) return `q-${keyOf(id)}`;
  const words = title || htmlOf(text).replace(/<[^<>]*>/g, ' ');
  const fallback = `q-${hashOf(`${title}\n${text.text}`)}`;
  const slug = slugOf(words, fallback);
  return /^[a-z]/.test(slug) ? slug : `q-${slug}`;
}

export const targetIn =
  ({ key, file, listed }: UnitTarget) =>
  (activity: string): string =>
    listed ? (activity ? `activity:${activity}` : `unit:${key}`) : activity ? `${file}#${activity}` : file;

export function questionsInUnit(
  questions: Question[],
  unit: UnitTarget,
  course: CourseOfQuestions,
  options: { common?: Record<string, string>; wanted?(question: Question): string } = {},
): RootContent[] {
  const { common = {}, wanted = lastingName } = options;
  return questions.flatMap((question) => {
    const item = course.ledger.open(question.source, question.type, question.title);
    const html = htmlContextOf(
      unit,
      htmlOf(question.text),
      { asset: question.asset, unitOf: course.unitOf },
      item,
    );
    return questionNodes(question, {
      ...{
        activityKey: course.activityKey,
        wantedKey: wanted(question),
        html,
        item,
        common,
        keep: course.keep,
      },
      targetOf: targetIn(unit),
    });
  });
}
