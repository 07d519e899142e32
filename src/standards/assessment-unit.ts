/** An assessment as a unit: its groups are headings or pools, its time an exam, its questions activities. */
import type { RootContent } from 'mdast';
import { type Assessment, type AssessmentNote, type Entry, type Group, questionsIn } from './assessments.ts';
import type { Ledger, OpenItem } from './fidelity.ts';
import { anchorsOf, type HtmlContext, type Links } from './html-tidy.ts';
import { keyOf } from './keys.ts';
import { blocksOf, directive, type NoteCode, questionNodes } from './question-markdown.ts';
import { htmlOf } from './question-text.ts';
import { headingShiftOf, lastingName, targetIn, type UnitTarget } from './question-units.ts';
import type { Question, RichText } from './questions.ts';

export type AssessmentCode = NoteCode | AssessmentNote['code'];

/** What is the same for all assessments of a course. */
export interface AssessmentCourse {
  ledger: Pick<Ledger<AssessmentCode>, 'open'>;
  activityKey(wanted: string): string;
  keep(path: string, text: string): string;
  /** Links of a text of the package that stands in a file of the course. */
  links(file: string, source: string): Links;
}

export interface AssessmentUnit {
  nodes: RootContent[];
  /** What its front matter says beside title and key. */
  front: Record<string, unknown>;
}

interface Place {
  assessment: Assessment;
  unit: UnitTarget;
  item: OpenItem<AssessmentCode>;
  course: AssessmentCourse;
  common: Record<string, string>;
  /** Groups inside groups have lower headings. */
  rank: number;
}

/** A hash that Canvas makes up lasts no longer than its export. */
const madeUp = /^[gi][0-9a-f]{30,}$/i;
/** Any other identifier that begins like a name is a key already, as those of our own exports do. */
const wantedKey = (question: Question): string => {
  const id = question.id ?? '';
  return /^(?:_\w|[a-z][\w-])/i.test(id) && !madeUp.test(id) ? keyOf(id) : lastingName(question);
};

const takesFiles = ({ body }: Question) =>
  (body.kind === 'question' && body.answering.kind === 'files') ||
  (body.kind === 'fields' && body.parts.some(({ answering }) => answering.kind === 'files'));

export function assessmentUnit(
  assessment: Assessment,
  unit: UnitTarget,
  item: OpenItem<AssessmentCode>,
  course: AssessmentCourse,
): AssessmentUnit {
  for (const { code, text } of assessment.notes) item.note(code, text);
  const { minutes, attempts } = assessment;
  const questions = questionsIn(assessment);
  const timed = minutes !== null && questions.length > 0;
  const isExam = timed && !questions.some(takesFiles);
  if (timed && !isExam) item.note('settings', `${minutes} min`);
  if (assessment.shuffle && !isExam) item.note('order-shuffled');
  const order = assessment.shuffle ? { order: 'shuffled' } : {};
  const front = isExam ? { exam: { minutes, ...(attempts && { attempts }), ...order } } : {};
  const common: Record<string, string> = attempts && !isExam ? { attempts: String(attempts) } : {};
  const place: Place = { assessment, unit, item, course, common, rank: 2 };
  const nodes = [...textOf(assessment.text, item, place), ...entriesOf(assessment.entries, place)];
  return { nodes, front };
}

function htmlContext(
  html: string,
  item: OpenItem<AssessmentCode>,
  source: string,
  { course, unit }: Place,
): HtmlContext {
  return {
    links: course.links(unit.file, source.replace(/#.*$/, '')),
    note: item.note,
    // The title of the group stands above.
    headingShift: headingShiftOf(html) + 1,
    anchors: anchorsOf(html),
  };
}

function textOf(text: RichText | null, item: OpenItem<AssessmentCode>, place: Place): RootContent[] {
  return text ? blocksOf(text, htmlContext(htmlOf(text), item, place.assessment.source, place)) : [];
}

function questionOf(question: Question, place: Place): RootContent[] {
  const { course, unit, common } = place;
  const item = course.ledger.open(question.source, question.type, question.title);
  return questionNodes(question, {
    activityKey: course.activityKey,
    wantedKey: wantedKey(question),
    html: htmlContext(htmlOf(question.text), item, question.source, place),
    item,
    common,
    keep: course.keep,
    targetOf: targetIn(unit),
  });
}

const entriesOf = (entries: Entry[], place: Place): RootContent[] =>
  entries.flatMap((entry) =>
    entry.kind === 'question' ? questionOf(entry.question, place) : groupOf(entry.group, place),
  );

const isActivity = (node: RootContent) => node.type === 'containerDirective';

/** In a pool stand activities alone: what is read with them comes before. */
function poolOf(group: Group, draw: number, nodes: RootContent[], place: Place): RootContent[] {
  const activities = nodes.filter(isActivity);
  const others = nodes.filter((node) => !isActivity(node));
  if (activities.length <= draw) return nodes;
  const id = place.course.activityKey(`pool-${keyOf(group.title ?? 'questions').toLowerCase()}`);
  return [...others, directive('pool', { id, draw: String(draw) }, activities)];
}

function groupOf(group: Group, place: Place): RootContent[] {
  const { item, rank } = place;
  const inner = { ...place, rank: rank + 1 };
  const depth = Math.min(rank, 6) as 2 | 3 | 4 | 5 | 6;
  const heading: RootContent[] = group.title
    ? [{ type: 'heading', depth, children: [{ type: 'text', value: group.title }] }]
    : [];
  if (group.shuffle && group.draw === null) item.note('order-shuffled', group.title ?? '');
  if (group.draw !== null && group.entries.some(({ kind }) => kind === 'group'))
    item.note('nested-draw', group.title ?? '');
  const entries =
    group.draw === null
      ? group.entries
      : questionsIn(group).map((question): Entry => ({ kind: 'question', question }));
  const nodes = entriesOf(entries, inner);
  const shown = group.draw === null ? nodes : poolOf(group, group.draw, nodes, place);
  return [...heading, ...textOf(group.text, item, place), ...shown];
}
