/** Polls and surveys: the two XBlocks of that name, and the older poll_question. One without answers is null. */

import type { List, RootContent } from 'mdast';
import { htmlToBlocks, htmlToItem } from '../../html-to-markdown.ts';
import { childrenNamed, innerHtml } from '../../xml.ts';
import type { OlxBlock } from '../wire/blocks.ts';
import { activityTarget, directive, htmlContext, solution, type UnitContext } from './context.ts';
import type { OpenItem } from './ledger.ts';
import type { HtmlContext } from './notes.ts';
import { noteSettings } from './settings.ts';

const known = [
  'question',
  'questions',
  'answers',
  'feedback',
  'private_results',
  'max_submissions',
  'block_name',
];

const pairs = (json: string | undefined): [string, unknown][] => {
  try {
    const value: unknown = JSON.parse(json ?? '[]');
    return Array.isArray(value) ? value.filter((one): one is [string, unknown] => Array.isArray(one)) : [];
  } catch {
    return [];
  }
};

const attribute = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** A label, and the picture that may go with it. */
function labelHtml(value: unknown): string {
  if (typeof value === 'string') return value;
  const { label = '', img = '', img_alt: alt = '' } = (value ?? {}) as Record<string, unknown>;
  const picture = img ? `<img src="${attribute(String(img))}" alt="${attribute(String(alt))}"> ` : '';
  return `${picture}${String(label)}`;
}

const listOf = (labels: string[], html: HtmlContext): List => ({
  type: 'list',
  ordered: false,
  spread: false,
  children: labels.map((label) => ({ type: 'listItem', spread: false, children: htmlToItem(label, html) })),
});

/** Results show here from five answers on; there it was a setting. */
function noteResults(block: OlxBlock, item: OpenItem): void {
  noteSettings(block.attributes, known, item.note);
  if (block.attributes.private_results === 'true') item.note('results-shown');
}

function feedback(block: OlxBlock, html: HtmlContext): RootContent[] {
  const nodes = htmlToBlocks(block.attributes.feedback ?? '', html);
  return nodes.length > 0 ? [solution(nodes)] : [];
}

const attemptsOf = (block: OlxBlock) => {
  const most = Number(block.attributes.max_submissions ?? 1);
  return most > 0 ? String(most) : null;
};

export function translatePoll(block: OlxBlock, item: OpenItem, unit: UnitContext): RootContent[] | null {
  const html = htmlContext(unit, item.note);
  const answers = pairs(block.attributes.answers).map(([, value]) => labelHtml(value));
  if (answers.length === 0) return null;
  noteResults(block, item);
  const key = unit.course.activityKey(block.id);
  item.place(activityTarget(unit, key));
  const question = htmlToBlocks(block.attributes.question ?? '', html);
  const children = [...question, listOf(answers, html), ...feedback(block, html)];
  return [directive('poll', { id: key, title: block.title || null, attempts: attemptsOf(block) }, children)];
}

/** A survey asks one scale of several things: each becomes a poll. */
export function translateSurvey(block: OlxBlock, item: OpenItem, unit: UnitContext): RootContent[] | null {
  const html = htmlContext(unit, item.note);
  const answers = pairs(block.attributes.answers).map(([, value]) => labelHtml(value));
  const questions = pairs(block.attributes.questions).map(([, value]) => labelHtml(value));
  if (answers.length === 0 || questions.length === 0) return null;
  noteResults(block, item);
  if (questions.length > 1) item.note('split-survey', String(questions.length));
  return questions.map((question, index) => {
    const key = unit.course.activityKey(`${block.id}-${index + 1}`);
    if (index === 0) item.place(activityTarget(unit, key));
    const title = index === 0 ? block.attributes.block_name || block.title || null : null;
    const last = index === questions.length - 1 ? feedback(block, html) : [];
    const children = [...htmlToBlocks(question, html), listOf(answers, html), ...last];
    return directive('poll', { id: key, title, attempts: attemptsOf(block) }, children);
  });
}

export function translatePollQuestion(
  block: OlxBlock,
  item: OpenItem,
  unit: UnitContext,
): RootContent[] | null {
  const html = htmlContext(unit, item.note);
  const answers = childrenNamed(block.element, 'answer').map((one) => innerHtml(one));
  if (answers.length === 0) return null;
  const key = unit.course.activityKey(block.id);
  item.place(activityTarget(unit, key));
  const question = innerHtml(block.element, ({ name }) => (name === 'answer' ? '' : undefined));
  return [
    directive('poll', { id: key, title: block.title || null }, [
      ...htmlToBlocks(question, html),
      listOf(answers, html),
    ]),
  ];
}
