/** A problem as activities. A response that cannot be said becomes a placeholder, which keeps the whole problem as it was. */
import type { RootContent } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import { htmlToBlocks } from '../../html-to-markdown.ts';
import { descendants, innerHtml, type XmlElement } from '../../xml.ts';
import type { OlxBlock } from '../wire/blocks.ts';
import {
  activityTarget,
  directive,
  hint,
  htmlContext,
  placeholder,
  solution,
  type UnitContext,
} from './context.ts';
import type { OpenItem } from './ledger.ts';
import type { HtmlContext, Note } from './notes.ts';
import { type DividedProblem, divideProblem, isPython } from './problem-parts.ts';
import type { Reading } from './reading.ts';
import { inputTags, readResponse, weightOf } from './responses.ts';
import { noteSettings } from './settings.ts';
import { showAnswerOf } from './show-answer.ts';

/** Names of a Python script that the text or the answers take their values from. */
function scriptValues(problem: XmlElement): string | null {
  if (!descendants(problem).some(isPython)) return null;
  const text = innerHtml(problem, (element) => (element.name === 'script' ? '' : undefined));
  return /\$\{?[A-Za-z_]\w*/.exec(text)?.[0] ?? null;
}

const explanation = /^\s*<div class="detailed-solution">\s*<p>\s*Explanation\s*<\/p>/;

function solutionNodes(elements: XmlElement[], html: HtmlContext): ContainerDirective[] {
  // Studio writes the word "Explanation" above each; the page has a heading of its own.
  const texts = elements.map((element) => innerHtml(element).replace(explanation, '<div>'));
  const nodes = htmlToBlocks(texts.join('\n'), html);
  return nodes.length > 0 ? [solution(nodes)] : [];
}

const hintNodes = (hints: XmlElement[], html: HtmlContext): ContainerDirective[] =>
  hints
    .map((one) => htmlToBlocks(innerHtml(one), html))
    .flatMap((nodes) => (nodes.length > 0 ? [hint(nodes)] : []));

/** Feedback that a program or a combination of answers decides on. */
function noteFeedback(problem: XmlElement, note: Note): void {
  for (const { name } of descendants(problem)) {
    if (/^(?:hintpart|targetedfeedback)$/.test(name)) note('compound-feedback', name);
  }
}

/** Before labels were elements they were attributes of fields; only where no text says the same. */
function legacyLabel(response: XmlElement, html: HtmlContext): RootContent[] {
  const label = descendants(response).find(({ name, attributes }) => inputTags.has(name) && attributes.label);
  const text = label?.attributes.label?.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return text ? htmlToBlocks(`<p>${text}</p>`, html) : [];
}

const known = ['weight', 'max_attempts', 'attempts', 'showanswer', 'due', 'format', 'graded'];

export function translateProblem(block: OlxBlock, item: OpenItem, unit: UnitContext): RootContent[] {
  const html = htmlContext(unit, item.note);
  const divided = divideProblem(block.element);
  noteSettings(block.attributes, known, item.note);
  noteFeedback(block.element, item.note);
  if (divided.parts.length === 0) return textOnly(divided, item, unit);
  const values = scriptValues(block.element);
  if (values) item.note('script-values', values);
  const readings = divided.parts.map(({ response }) => (values ? null : readResponse(response, html)));
  if (readings.every((reading) => reading === null)) return wholePlaceholder(block, divided, item, unit);
  return activitiesOf(block, divided, readings, item, unit);
}

function textOnly({ after, solutions }: DividedProblem, item: OpenItem, unit: UnitContext): RootContent[] {
  const html = htmlContext(unit, item.note);
  const folded = solutionNodes(solutions, html).map(({ children }) => directive('details', {}, children));
  const nodes = [...htmlToBlocks(after, html), ...folded];
  item.place(nodes.length > 0 ? unit.target : null);
  if (nodes.length === 0) item.note('empty');
  return nodes;
}

function wholePlaceholder(
  block: OlxBlock,
  { parts, after }: DividedProblem,
  item: OpenItem,
  unit: UnitContext,
): RootContent[] {
  const key = unit.course.activityKey(block.id);
  const kinds = [...new Set(parts.map(({ response }) => kindOf(response)))].join(', ');
  item.note('unsupported', kinds);
  item.place(activityTarget(unit, key));
  const text = parts.filter(({ html }) => !/^<p>\(\d+\)<\/p>$/.test(html)).map(({ html }) => html);
  const question = htmlToBlocks([...text, after].join('\n'), htmlContext(unit, item.note));
  return [placeholder(unit, block, key, kinds, question)];
}

const kindOf = (response: XmlElement): string =>
  descendants(response).some(({ name }) => name === 'jsinput') ? 'jsinput' : response.name;

/** Points of each response: those of the problem, shared by the number of fields. */
function pointsOf(block: OlxBlock, response: XmlElement, fields: number): string | null {
  const own = weightOf(response);
  const weight = block.attributes.weight ? Number(block.attributes.weight) : Number.NaN;
  const points = Number.isFinite(weight) && weight >= 0 ? (weight * own) / fields : own;
  return points === 1 ? null : String(Math.round(points * 1e4) / 1e4);
}

function activitiesOf(
  block: OlxBlock,
  { parts, after, hints, sharedText }: DividedProblem,
  readings: (Reading | null)[],
  item: OpenItem,
  unit: UnitContext,
): RootContent[] {
  const html = htmlContext(unit, item.note);
  const attempts = Number(block.attributes.max_attempts ?? unit.inherited.max_attempts);
  const showAnswer = showAnswerOf(block.attributes.showanswer ?? unit.inherited.showanswer, item.note);
  const fields = parts.reduce((sum, { response }) => sum + weightOf(response), 0);
  if (parts.length > 1) item.note('several-responses', String(parts.length));
  if (sharedText) item.note('shared-text');
  const activities = parts.map(({ response, html: text, solutions }, index) => {
    const reading = readings[index];
    const key = unit.course.activityKey(parts.length > 1 ? `${block.id}-${index + 1}` : block.id);
    if (index === 0) item.place(activityTarget(unit, key));
    const shown = htmlToBlocks(text, html);
    const question = shown.length > 0 ? shown : legacyLabel(response, html);
    if (!reading) {
      item.note('unsupported', kindOf(response));
      return placeholder(unit, block, key, kindOf(response), question);
    }
    const common = {
      id: key,
      title: index === 0 ? block.title || null : null,
      points: pointsOf(block, response, fields),
      attempts: Number.isInteger(attempts) && attempts > 0 ? String(attempts) : null,
      'show-answer': showAnswer,
    };
    const help = [...(index === 0 ? hintNodes(hints, html) : []), ...solutionNodes(solutions, html)];
    return directive(reading.type, { ...common, ...reading.attributes }, [
      ...question,
      ...reading.content,
      ...help,
    ]);
  });
  return [...activities, ...htmlToBlocks(after, html)];
}
