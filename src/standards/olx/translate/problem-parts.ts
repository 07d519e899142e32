/**
 * Terms: a *response* is a part of a problem that is answered; a problem may hold several, with text between them. Each
 * becomes one *part*: the response, and as its question the text since the one before.
 */
import { descendants, elementsOf, innerHtml, outerHtml, type XmlElement } from '../../xml.ts';
import { inputTags } from './responses.ts';

export interface ProblemPart {
  response: XmlElement;
  /** The question, as HTML. */
  html: string;
  solutions: XmlElement[];
}

export interface DividedProblem {
  parts: ProblemPart[];
  /** Text behind the last part. */
  after: string;
  hints: XmlElement[];
  /** Solutions before any part: of all of it. */
  solutions: XmlElement[];
  /** Fields stood inside one text. */
  sharedText: boolean;
}

const isResponse = (element: XmlElement) => element.name.endsWith('response');
const responsesIn = (element: XmlElement): XmlElement[] =>
  isResponse(element) ? [element] : elementsOf(element).flatMap(responsesIn);

const boxes = new Set(['problem', 'div', 'section', 'center', 'span', 'text', 'fieldset']);
/** Parts that are read on their own and never shown with the question. */
const asides = new Set([
  ...[
    'demandhint',
    'solution',
    'hintgroup',
    'responseparam',
    'additional_answer',
    'correcthint',
    'stringequalhint',
  ],
  ...['solutionset', 'targetedfeedbackset'],
]);
export const isPython = ({ name, attributes }: XmlElement): boolean =>
  name === 'script' && /python/.test(attributes.type ?? 'text/javascript');

const withoutAsides = (element: XmlElement): string | undefined => {
  if (asides.has(element.name) || isPython(element)) return '';
  if (element.name === 'label' || element.name === 'description')
    return `<p>${innerHtml(element, withoutAsides)}</p>`;
  return inputTags.has(element.name) ? '' : undefined;
};

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

const solutionsIn = (response: XmlElement) => descendants(response).filter(({ name }) => name === 'solution');

export function divideProblem(problem: XmlElement): DividedProblem {
  const divided: DividedProblem = { parts: [], after: '', hints: [], solutions: [], sharedText: false };
  const visit = (parent: XmlElement) => {
    for (const node of parent.children) {
      const element = node.type === 'element' ? (node as XmlElement) : null;
      const responses = element ? responsesIn(element) : [];
      if (!element) divided.after += innerHtml({ children: [node] } as unknown as XmlElement);
      else if (element.name === 'demandhint') divided.hints.push(...elementsOf(element));
      else if (element.name === 'solution') (divided.parts.at(-1) ?? divided).solutions.push(element);
      else if (responses.length === 0) divided.after += outerHtml(element, withoutAsides);
      else if (boxes.has(element.name) && !isResponse(element)) visit(element);
      else addParts(divided, element, responses);
    }
  };
  visit(problem);
  const [first] = divided.parts;
  if (first) first.solutions.unshift(...divided.solutions.splice(0));
  return divided;
}

/** The responses of one text. The first carries it; the others say which gap they are. */
function addParts(divided: DividedProblem, element: XmlElement, responses: XmlElement[]): void {
  const text = divided.after + withGaps(element, responses);
  divided.after = '';
  divided.sharedText ||= responses.length > 1;
  for (const [index, response] of responses.entries()) {
    const html = index === 0 ? text : `<p>(${index + 1})</p>`;
    divided.parts.push({ response, html, solutions: solutionsIn(response) });
  }
}
