/**
 * Terms: a *response* is a part of a problem that is answered; a problem may hold several, with text between them.
 * Each becomes one activity: what stands before it is its question. A response that cannot be said becomes a
 * placeholder, which keeps the whole problem as it was written.
 */
import type { RootContent } from 'mdast';
import type { OlxBlock } from '../wire/blocks.ts';
import { descendants, elementsOf, innerHtml, outerHtml, type XmlElement } from '../wire/xml.ts';
import {
  activityTarget,
  directive,
  hint,
  htmlContext,
  placeholder,
  solution,
  type UnitContext,
} from './context.ts';
import { type HtmlContext, htmlToBlocks } from './html.ts';
import type { OpenItem } from './ledger.ts';
import type { Note } from './notes.ts';
import type { Reading } from './reading.ts';
import { inputTags, readResponse, weightOf } from './responses.ts';
import { noteSettings } from './settings.ts';
import { showAnswerOf } from './show-answer.ts';

const isResponse = (element: XmlElement) => element.name.endsWith('response');
const responsesIn = (element: XmlElement): XmlElement[] =>
  isResponse(element) ? [element] : elementsOf(element).flatMap(responsesIn);

/** A stretch of a problem: the text before its responses, and they themselves. */
interface Stretch {
  html: string;
  responses: XmlElement[];
}

interface Parts {
  stretches: Stretch[];
  after: string;
  hints: XmlElement[];
  solutions: { element: XmlElement; after: number }[];
}

const boxes = new Set(['problem', 'div', 'section', 'center', 'span', 'text', 'fieldset']);
/** Parts that are read on their own and never shown with the question. */
const asides = new Set([
  'demandhint',
  'solution',
  'hintgroup',
  'responseparam',
  'additional_answer',
  'correcthint',
  'stringequalhint',
  'solutionset',
  'targetedfeedbackset',
]);
const isCode = (element: XmlElement) =>
  element.name === 'script' && /python/.test(element.attributes.type ?? 'text/javascript');

const withoutAsides = (element: XmlElement): string | undefined => {
  if (asides.has(element.name) || isCode(element)) return '';
  if (element.name === 'label' || element.name === 'description')
    return `<p>${innerHtml(element, withoutAsides)}</p>`;
  return inputTags.has(element.name) ? '' : undefined;
};

function divide(problem: XmlElement): Parts {
  const parts: Parts = { stretches: [], after: '', hints: [], solutions: [] };
  let pending = '';
  const visit = (parent: XmlElement) => {
    for (const node of parent.children) {
      if (node.type !== 'element') {
        pending += innerHtml({ children: [node] } as unknown as XmlElement);
        continue;
      }
      const element = node as XmlElement;
      const responses = responsesIn(element);
      if (element.name === 'demandhint') parts.hints.push(...elementsOf(element));
      else if (element.name === 'solution') parts.solutions.push({ element, after: parts.stretches.length });
      else if (responses.length === 0) pending += outerHtml(element, withoutAsides);
      else if (boxes.has(element.name) && !isResponse(element)) visit(element);
      else {
        parts.stretches.push({ html: pending + withGaps(element, responses), responses });
        pending = '';
      }
    }
  };
  visit(problem);
  parts.after = pending;
  return parts;
}

const gap = (number: number | null): string => ` ${number ? `(${number}) ` : ''}<u>\u2003\u2003</u> `;

/** Text with its fields shown as gaps; the fields themselves stand below it. */
function withGaps(element: XmlElement, responses: XmlElement[]): string {
  if (isResponse(element)) {
    const fields = descendants(element).filter(({ name }) => inputTags.has(name) && name !== 'compoundhint');
    return innerHtml(element, (child) =>
      fields.length > 1 && fields.includes(child) ? gap(fields.indexOf(child) + 1) : withoutAsides(child),
    );
  }
  return outerHtml(element, (child) => {
    const at = responses.indexOf(child);
    if (at < 0) return withoutAsides(child);
    return gap(responses.length > 1 ? at + 1 : null);
  });
}

/** Names of a Python script that the text or the answers take their values from. */
function scriptValues(problem: XmlElement): string | null {
  if (!descendants(problem).some(isCode)) return null;
  const text = innerHtml(problem, (element) => (element.name === 'script' ? '' : undefined));
  return /\$\{?[A-Za-z_]\w*/.exec(text)?.[0] ?? null;
}

const explanation = /^\s*<div class="detailed-solution">\s*<p>\s*Explanation\s*<\/p>/;

function solutionNodes(elements: XmlElement[], html: HtmlContext): RootContent[] {
  // Studio writes the word "Explanation" above each; the page has a heading of its own.
  const texts = elements.map((element) => innerHtml(element).replace(explanation, '<div>'));
  const nodes = htmlToBlocks(texts.join('\n'), html);
  return nodes.length > 0 ? [solution(nodes)] : [];
}

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
  const problem = block.element;
  const parts = divide(problem);
  noteSettings(block.attributes, known, item.note);
  noteFeedback(problem, item.note);
  const responses = parts.stretches.flatMap((stretch) => stretch.responses);
  if (responses.length === 0) {
    const nodes = [
      ...htmlToBlocks(parts.after, html),
      ...solutionNodes(
        parts.solutions.map(({ element }) => element),
        html,
      ),
    ];
    item.place(nodes.length > 0 ? unit.target : null);
    if (nodes.length === 0) item.note('empty');
    return nodes.map((node) =>
      node.type === 'containerDirective' && node.name === 'solution'
        ? directive('details', {}, node.children)
        : node,
    );
  }

  const values = scriptValues(problem);
  const readings = responses.map((response) => (values ? null : readResponse(response, html)));
  if (values) item.note('script-values', values);
  if (readings.every((reading) => reading === null)) return wholePlaceholder(block, parts, item, unit);
  return activitiesOf(block, parts, readings, item, unit);
}

function wholePlaceholder(block: OlxBlock, parts: Parts, item: OpenItem, unit: UnitContext): RootContent[] {
  const html = htmlContext(unit, item.note);
  const key = unit.course.activityKey(block.id);
  const kinds = [...new Set(parts.stretches.flatMap(({ responses }) => responses.map(kindOf)))];
  item.note('unsupported', kinds.join(', '));
  item.place(activityTarget(unit, key));
  const question = htmlToBlocks(
    parts.stretches.map((stretch) => stretch.html).join('\n') + parts.after,
    html,
  );
  return [placeholder(unit, block, key, kinds.join(', '), question)];
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
  parts: Parts,
  readings: (Reading | null)[],
  item: OpenItem,
  unit: UnitContext,
): RootContent[] {
  const html = htmlContext(unit, item.note);
  const attempts = Number(block.attributes.max_attempts ?? unit.inherited.max_attempts);
  const showAnswer = showAnswerOf(block.attributes.showanswer ?? unit.inherited.showanswer, item.note);
  const fields = parts.stretches
    .flatMap(({ responses }) => responses)
    .reduce((sum, one) => sum + weightOf(one), 0);
  if (readings.length > 1) item.note('several-responses', String(readings.length));
  const result: RootContent[] = [];
  let index = 0;
  for (const [stretchIndex, stretch] of parts.stretches.entries()) {
    if (stretch.responses.length > 1) item.note('shared-text');
    for (const [place, response] of stretch.responses.entries()) {
      const reading = readings[index] ?? null;
      const key = unit.course.activityKey(readings.length > 1 ? `${block.id}-${index + 1}` : block.id);
      const last = index === readings.length - 1;
      const shown = htmlToBlocks(place === 0 ? stretch.html : `<p>(${place + 1})</p>`, html);
      const question = shown.length > 0 ? shown : legacyLabel(response, html);
      const own = parts.solutions.filter(
        ({ after }) => after === stretchIndex + 1 || (last && after > stretchIndex),
      );
      const early = index === 0 ? parts.solutions.filter(({ after }) => after === 0) : [];
      const inside = descendants(response).filter(({ name }) => name === 'solution');
      const solutions =
        place === stretch.responses.length - 1 ? [...early, ...own].map(({ element }) => element) : [];
      const hints =
        index === 0
          ? parts.hints.flatMap((one) =>
              htmlToBlocks(innerHtml(one), html).length ? [hint(htmlToBlocks(innerHtml(one), html))] : [],
            )
          : [];
      if (!reading) {
        item.note('unsupported', kindOf(response));
        result.push(placeholder(unit, block, key, kindOf(response), question));
      } else {
        const common = {
          id: key,
          title: index === 0 ? block.title || null : null,
          points: pointsOf(block, response, fields),
          attempts: Number.isInteger(attempts) && attempts > 0 ? String(attempts) : null,
          'show-answer': showAnswer,
        };
        const children = [
          ...question,
          ...reading.content,
          ...hints,
          ...solutionNodes([...inside, ...solutions], html),
        ];
        result.push(directive(reading.type, { ...common, ...reading.attributes }, children));
      }
      if (index === 0) item.place(activityTarget(unit, key));
      index += 1;
    }
  }
  return [...result, ...htmlToBlocks(parts.after, html)];
}
