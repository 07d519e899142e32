/** Questions as activities of a unit. What no activity here judges becomes a placeholder that keeps its source. */
import type { RootContent } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import type { OpenItem } from './fidelity.ts';
import type { HtmlContext, htmlNoteCodes } from './html-tidy.ts';
import { htmlToBlocks } from './html-to-markdown.ts';
import { activityOf, rounded } from './question-activity.ts';
import { htmlOf, isBlank, withGaps } from './question-text.ts';
import type { Question, QuestionNoteCode, RichText } from './questions.ts';

export type NoteCode = QuestionNoteCode | (typeof htmlNoteCodes)[number];

export interface QuestionContext {
  /** Keys are unique in the course. */
  activityKey(wanted: string): string;
  wantedKey: string;
  html: HtmlContext;
  item: OpenItem<NoteCode>;
  /** Attributes of every activity of this question. */
  common: Record<string, string>;
  /** Keeps a text of the input; gives its path. */
  keep(path: string, text: string): string;
  /** Where activities of the unit are found: `activity:`, or the file of a unit outside the outline. */
  targetOf(key: string): string;
}

export const directive = (
  name: string,
  attributes: Record<string, string | null>,
  children: RootContent[],
): ContainerDirective => ({
  type: 'containerDirective',
  name,
  attributes: Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null)),
  children: children as ContainerDirective['children'],
});

export const blocksOf = (text: RichText | null, html: HtmlContext): RootContent[] =>
  text && !isBlank(text) ? htmlToBlocks(htmlOf(text), html) : [];

const paragraph = (value: string): RootContent => ({
  type: 'paragraph',
  children: [{ type: 'text', value }],
});

/** A title that only repeats the question says nothing. */
const titleOf = ({ title, text }: Question): string | null => {
  const plain = (of: string) =>
    of
      .replace(/<[^<>]*>/g, '')
      .replace(/[\s\p{P}]+/gu, ' ')
      .trim();
  return title && !plain(text.text).startsWith(plain(title)) ? title : null;
};

function placeholder(
  question: Question,
  key: string,
  asked: RootContent[],
  context: QuestionContext,
): RootContent {
  const { body, type } = question;
  const kept = body.kind === 'unsupported' ? body : { type, source: JSON.stringify(question, null, 2) };
  const extension = kept.source.startsWith('<') ? 'xml' : body.kind === 'unsupported' ? 'txt' : 'json';
  const source = context.keep(`assets/original/${key}.${extension}`, kept.source);
  context.item.note(body.kind === 'unsupported' ? 'kind-unknown' : 'nothing-right', kept.type);
  return directive('unsupported', { id: key, title: titleOf(question), type: kept.type, source }, asked);
}

/** The nodes of a question. */
export function questionNodes(question: Question, context: QuestionContext): RootContent[] {
  const { html, item, common } = context;
  for (const { code, text } of question.notes) item.note(code, text);
  const { body } = question;
  const shown = blocksOf(body.kind === 'fields' ? withGaps(question.text) : question.text, html);
  if (body.kind === 'text') {
    item.place(context.targetOf(''));
    return shown;
  }
  const asked = shown.length > 0 || !question.title ? shown : [paragraph(question.title)];
  const parts =
    body.kind === 'fields'
      ? body.parts
      : body.kind === 'question'
        ? [{ answering: body.answering, points: question.points }]
        : [];
  if (parts.length > 1) item.note('fields', String(parts.length));
  const activities = parts.map(({ answering }) => activityOf(answering, html, item.note));
  if (activities.length === 0 || activities.every((activity) => activity === null)) {
    const key = context.activityKey(context.wantedKey);
    item.place(context.targetOf(key));
    return [placeholder(question, key, asked, context)];
  }
  const total = parts.reduce((sum, { points }) => sum + points, 0) || 1;
  return activities.map((activity, index) => {
    const { wantedKey } = context;
    const key = context.activityKey(parts.length > 1 ? `${wantedKey}-${index + 1}` : wantedKey);
    if (index === 0) item.place(context.targetOf(key));
    const text = index === 0 ? asked : [paragraph(`(${index + 1})`)];
    if (!activity) return placeholder(question, key, text, context);
    const points = rounded((question.points * (parts[index]?.points ?? 0)) / total);
    const attributes = {
      ...{ id: key, title: index === 0 ? titleOf(question) : null, points: points === '1' ? null : points },
      ...common,
      ...activity.attributes,
    };
    return directive(activity.type, attributes, [
      ...text,
      ...activity.content,
      ...(index === 0 ? asides(question, html) : []),
    ]);
  });
}

function asides({ hints, solution }: Question, html: HtmlContext): RootContent[] {
  const named = (name: string, nodes: RootContent[]) =>
    nodes.length > 0 ? [directive(name, {}, nodes)] : [];
  return [
    ...hints.flatMap((hint) => named('hint', blocksOf(hint, html))),
    ...named('solution', blocksOf(solution, html)),
  ];
}
