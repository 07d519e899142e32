/** An exercise of A+ as activities: our own questions where they judge alike, else an exercise of its grader. */
import type { RootContent } from 'mdast';
import type { ContainerDirective, LeafDirective } from 'mdast-util-directive';
import type { HtmlContext } from '../../html-tidy.ts';
import { htmlToLine } from '../../html-to-markdown.ts';
import type { AplusExercise, AplusNode } from '../wire/course.ts';
import { type Fields, isFields, listOf, textOf } from '../wire/localized.ts';
import type { Item } from './notes.ts';
import { piece } from './page.ts';
import { type Common, drawsAtRandom, questionsOf } from './questions.ts';

export interface ExerciseContext {
  language: string;
  html: HtmlContext;
  item: Item;
  key: string;
}

const fieldTypes: Record<string, string> = {
  ...{ text: 'text', textarea: 'textarea', number: 'number', file: 'file', static: 'note' },
  ...{ radio: 'radio', checkbox: 'checkbox', dropdown: 'dropdown' },
};

const stringOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function optionsOf(field: Fields, html: HtmlContext): LeafDirective[] {
  const labels = isFields(field.titleMap) ? field.titleMap : {};
  const values = Array.isArray(field.enum) ? field.enum.map(String) : Object.keys(labels);
  return values.map((value) => ({
    type: 'leafDirective',
    name: 'option',
    attributes: { value },
    children: htmlToLine(stringOf(labels[value]) || value, html),
  }));
}

const fieldOf = (field: Fields, html: HtmlContext): ContainerDirective => ({
  type: 'containerDirective',
  name: 'field',
  attributes: {
    name: stringOf(field.key),
    type: fieldTypes[stringOf(field.type)] ?? 'text',
    ...(stringOf(field.title) && { label: stringOf(field.title).replace(/\s+/g, ' ').trim() }),
    ...(field.required === true && { required: '' }),
  },
  children: [
    ...(stringOf(field.description) ? piece(stringOf(field.description), html) : []),
    ...optionsOf(field, html),
  ] as ContainerDirective['children'],
});

/** A grader whose address the export does not tell: the operator says where it is. */
const unknownAddress = (key: string) => `https://grader.invalid/${encodeURIComponent(key)}`;

/** Settings files name fields that `form_spec` would: files to hand in, fields of a general form. */
function formFromConfig(config: Fields | null, language: string): Fields[] {
  const files = listOf(config?.files).map(({ field, name }) => ({
    key: field,
    type: 'file',
    title: name,
    required: true,
  }));
  const fields = listOf(config?.fields).map((field) => ({
    ...{ key: field.name, type: 'text', title: textOf(field, 'title', language) },
    required: field.required === true,
  }));
  return [...files, ...fields];
}

function askGrader(
  exercise: AplusExercise,
  common: Common,
  inner: string,
  context: ExerciseContext,
): RootContent[] {
  const { html, item, language } = context;
  const { config } = exercise;
  if (!exercise.url) item.note('no-address', common.key);
  item.note('asks-grader');
  const instructions = config
    ? textOf(config, 'instructions', language)
    : inner.includes('<form')
      ? ''
      : inner;
  const form = exercise.form.length > 0 ? exercise.form : formFromConfig(config, language);
  // Without fields the grader draws its own form.
  const fields = config && drawsAtRandom(config) ? [] : form;
  const directive: ContainerDirective = {
    type: 'containerDirective',
    name: 'exercise',
    attributes: {
      id: common.key,
      title: common.title,
      service: exercise.url ?? unknownAddress(common.key),
      points: String(common.points),
      ...common.attributes,
    },
    children: [
      ...(instructions ? piece(instructions, html) : []),
      ...fields.map((field) => fieldOf(field, html)),
    ] as ContainerDirective['children'],
  };
  return [directive];
}

const reveals: Record<string, string> = {
  immediate: 'at-once',
  manual: 'released',
  deadline: 'after-due',
  deadline_all: 'after-all-due',
  deadline_or_full_points: 'full-points',
  completion: 'attempts-used',
};

/** When feedback shows. A rule that we do not have becomes the nearest one that shows no more. */
function revealOf(node: AplusNode, item: Item): Record<string, string> {
  const rule = node.fields.reveal_submission_feedback;
  const trigger = isFields(rule) ? stringOf(rule.trigger) : '';
  if (trigger === '' || trigger === 'immediate') return {};
  const time = isFields(rule) ? stringOf(rule.time) : '';
  if (trigger === 'time' && time) return { 'reveal-feedback': time.replace(' ', 'T').slice(0, 16) };
  if (trigger === 'deadline_or_full_points' || (isFields(rule) && rule.delay_minutes))
    item.note('reveal', trigger);
  return { 'reveal-feedback': reveals[trigger] ?? 'released' };
}

/** What has no counterpart is named, so that staff can decide on each. */
function noteSettings({ fields, exercise }: AplusNode, item: Item): void {
  if (fields.difficulty) item.note('difficulty', String(fields.difficulty));
  if (Number(fields.points_to_pass) > 0) item.note('points-to-pass', String(fields.points_to_pass));
  if (Number(fields.max_group_size) > 1) item.note('groups', String(fields.max_group_size));
  if (fields.model_answer && !exercise?.config) item.note('model-answer');
  if (fields.confirm_the_level === true) item.note('settings', 'confirm_the_level');
}

const showAnswerOf = (config: Fields | null): Record<string, string> =>
  config?.reveal_model_at_max_submissions === true ? { 'show-answer': 'finished' } : {};

/** `inner`: what the chapter's page holds in its place. */
export function exerciseToActivities(
  node: AplusNode,
  inner: string,
  context: ExerciseContext,
): RootContent[] {
  const { exercise } = node;
  const { item, key } = context;
  if (!exercise) return [];
  noteSettings(node, item);
  item.place(`activity:${key}`);
  const { maxSubmissions, maxPoints, config } = exercise;
  const common: Common = {
    key,
    title: node.title,
    points: maxPoints,
    attributes: {
      attempts: maxSubmissions > 0 ? String(maxSubmissions) : 'unlimited',
      ...showAnswerOf(config),
      ...revealOf(node, item),
    },
  };
  const questions = config && questionsOf(config, common, context);
  if (!questions) return askGrader(exercise, common, inner, context);
  const first = questions.find(
    (one): one is ContainerDirective => one.type === 'containerDirective' && Boolean(one.attributes?.id),
  );
  item.place(`activity:${first?.attributes?.id ?? key}`);
  return questions;
}
