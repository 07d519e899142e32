/**
 * Questionnaires of A+ whose settings are at hand, as our own questions: only where every question of one is judged here
 * as it was there. Any other stays with its grader.
 */
import type { BlockContent, List, ListItem, RootContent } from 'mdast';
import type { ContainerDirective, LeafDirective } from 'mdast-util-directive';
import type { HtmlContext } from '../../html-tidy.ts';
import { htmlToItem, htmlToLine } from '../../html-to-markdown.ts';
import { wholeShares } from '../../question-options.ts';
import { type Fields, isFields, listOf, numberOf, textOf } from '../wire/localized.ts';
import type { Item } from './notes.ts';
import { piece } from './page.ts';

export interface QuestionContext {
  language: string;
  html: HtmlContext;
  item: Item;
}

interface Question {
  type: string;
  attributes: Record<string, string>;
  content: RootContent[];
}

const paragraph = (text: string): RootContent => ({
  type: 'paragraph',
  children: [{ type: 'text', value: text }],
});

/** What is said above a field. */
function asked(field: Fields, { language, html }: QuestionContext): RootContent[] {
  const title = textOf(field, 'title', language).trim();
  const more = textOf(field, 'more', language);
  return [...(title ? [paragraph(title)] : []), ...(more ? piece(more, html) : [])];
}

/** Feedback that shows when this option was chosen. */
const feedbackOn = (field: Fields, value: string, { language }: QuestionContext): string[] =>
  listOf(field.feedback)
    .filter((one) => String(one.value) === value && one.not !== true)
    .map((one) => textOf(one, 'label', language));

function optionItem(option: Fields, share: number | null, field: Fields, context: QuestionContext): ListItem {
  const children = htmlToItem(textOf(option, 'label', context.language), context.html);
  const feedback = feedbackOn(field, String(option.value), context);
  if (share !== null) {
    const last = children[0]?.type === 'paragraph' ? children[0].children : null;
    last?.push({ type: 'html', value: '' }, { type: 'text', value: ` {value=${share}}` });
  }
  return {
    type: 'listItem',
    spread: false,
    checked: option.correct === true,
    children: [
      ...children,
      ...feedback.map((text) => ({
        type: 'blockquote' as const,
        children: [{ type: 'paragraph', children: htmlToLine(text, context.html) } as BlockContent],
      })),
    ],
  };
}

const rounded = (share: number) => Math.round(share * 1e4) / 1e4;

/** What options are worth where right ones add and wrong ones subtract. */
const sharesOf = (options: Fields[], right: number): number[] =>
  wholeShares(
    options.map(({ correct }) => (correct === 'neutral' ? 0 : rounded((correct === true ? 1 : -1) / right))),
  );

function chosenQuestion(field: Fields, context: QuestionContext): Question | null {
  const options = listOf(field.options);
  const right = options.filter(({ correct }) => correct === true).length;
  const several = field.type === 'checkbox';
  const partial = several && field.partial_points === true;
  const neutral = options.some(({ correct }) => correct === 'neutral');
  if (right === 0 || (!several && right > 1) || (neutral && !partial)) return null;
  if (field.correct_count !== undefined) return null;
  if (
    options.some((option) => htmlToItem(textOf(option, 'label', context.language), context.html).length === 0)
  )
    return null;
  if (partial) context.item.note('partial-rounding');
  const shares = partial ? sharesOf(options, right) : null;
  if (field.type === 'dropdown') context.item.note('dropdown');
  const list: List = {
    type: 'list',
    ordered: false,
    spread: false,
    children: options.map((option, index) => optionItem(option, shares?.[index] ?? null, field, context)),
  };
  return {
    type: 'choice',
    attributes: several ? { multiple: '' } : {},
    content: [...asked(field, context), list],
  };
}

const answerLeaf = (attributes: Record<string, string>): LeafDirective => ({
  type: 'leafDirective',
  name: 'answer',
  attributes,
  children: [],
});

function typedQuestion(field: Fields, context: QuestionContext): Question | null {
  const { correct } = field;
  const right = typeof correct === 'string' || typeof correct === 'number' ? String(correct).trim() : '';
  const method = String(field.compare_method ?? 'string');
  if (right === '' || listOf(field.feedback).length > 0) return null;
  if (method === 'int' || method === 'float') {
    if (numberOf(right) === null) return null;
    const tolerance: Record<string, string> = method === 'float' ? { tolerance: '0.02' } : {};
    return { type: 'numeric', attributes: { answer: right, ...tolerance }, content: asked(field, context) };
  }
  const [kind, ...ways] = method.split('-');
  // A bar separates several right answers there; spaces and quotes that count for nothing there do count here.
  if (kind !== 'string' || ways.some((way) => way !== 'requirecase') || right.includes('|')) return null;
  const attributes = { accents: '', ...(ways.includes('requirecase') ? { case: '' } : {}) };
  return {
    type: 'text-answer',
    attributes,
    content: [...asked(field, context), answerLeaf({ text: right })],
  };
}

const kinds: Record<string, (field: Fields, context: QuestionContext) => Question | null> = {
  radio: chosenQuestion,
  checkbox: chosenQuestion,
  dropdown: chosenQuestion,
  text: typedQuestion,
  textarea: typedQuestion,
};

const isQuestionnaire = (config: Fields) => /createForm$/.test(String(config.view_type ?? ''));

/** The grader chooses what it asks, and signs what it chose with fields that only its own form has. */
export const drawsAtRandom = (config: Fields): boolean =>
  listOf(config.fieldgroups).some(
    ({ pick_randomly, fields }) =>
      pick_randomly !== undefined || listOf(fields).some(({ randomized }) => randomized !== undefined),
  );

/** Fields in order; null: not those that everybody gets, or judged together. */
function fieldsOf(config: Fields): Fields[] | null {
  const groups = listOf(config.fieldgroups);
  if (drawsAtRandom(config) || groups.some((group) => group.group_errors !== undefined)) return null;
  return groups.flatMap((group) => listOf(group.fields));
}

export interface Common {
  key: string;
  title: string;
  points: number;
  attributes: Record<string, string>;
}

/** The questions with the text around them; null: the grader is still needed. */
export function questionsOf(config: Fields, common: Common, context: QuestionContext): RootContent[] | null {
  const fields = isQuestionnaire(config) ? fieldsOf(config) : null;
  if (!fields || config.model_answer !== undefined) return null;
  const questions = fields.map((field) => {
    const kind = kinds[String(field.type)];
    return field.type === 'static' ? null : (kind?.(field, context) ?? undefined);
  });
  const count = questions.filter(Boolean).length;
  if (count === 0 || questions.some((question) => question === undefined)) return null;
  if (count > 1) context.item.note('several-questions', String(count));
  const total = fields.reduce((sum, field) => sum + (numberOf(field.points) ?? 0), 0);
  let number = 0;
  return fields.flatMap((field, index) => {
    const question = questions[index];
    if (!question) return asked(field, context);
    number += 1;
    const share = total > 0 ? (numberOf(field.points) ?? 0) / total : 1 / count;
    const directive: ContainerDirective = {
      type: 'containerDirective',
      name: question.type,
      attributes: {
        id: count > 1 ? `${common.key}-${number}` : common.key,
        ...(number === 1 && { title: common.title }),
        points: String(rounded(common.points * share)),
        ...common.attributes,
        ...question.attributes,
      },
      children: question.content as ContainerDirective['children'],
    };
    return [directive];
  });
}

export const usesForm = (config: Fields | null): boolean => isFields(config) && isQuestionnaire(config);
