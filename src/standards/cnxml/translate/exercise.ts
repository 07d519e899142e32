/** An exercise: an activity where its solution can be compared with an answer, else prose with the solution folded. */
import type { RootContent } from 'mdast';
import type { BookCode } from '../../book.ts';
import type { OpenItem } from '../../fidelity.ts';
import { directive, questionNodes } from '../../question-markdown.ts';
import type { Answering, Question } from '../../questions.ts';
import { childrenNamed, textOf, type XmlElement } from '../../xml.ts';
import type { Writing } from './context.ts';
import { childNamed, html, lineHtml, type ModuleText } from './html.ts';

/** `B`, `(b)`, `b. because …`: the option of this letter. */
const letterOf = (solution: string): number | null => {
  const [, letter] = /^\(?([a-h])(?:[).:]|$)/i.exec(solution) ?? [];
  return letter ? letter.toLowerCase().charCodeAt(0) - 97 : null;
};
const numberOf = (solution: string): string | null =>
  /^[-−]?\d+(?:\.\d+)?$/.test(solution) ? solution.replace('−', '-') : null;

interface Judged {
  answering: Answering;
  /** What is asked, without the options. */
  asked: XmlElement[];
}

function judgedOf(problem: XmlElement, solution: XmlElement, text: ModuleText): Judged | null {
  const parts = problem.children.filter((node): node is XmlElement => 'name' in node);
  const lists = parts.filter(({ name }) => name === 'list');
  const words = textOf(solution);
  const right = letterOf(words);
  const [options] = lists;
  if (options && lists.length === 1) {
    const items = childrenNamed(options, 'item');
    if (right === null || right >= items.length) return null;
    const answering: Answering = {
      ...{ kind: 'choice', multiple: false, shuffle: false },
      options: items.map((item, index) => ({
        text: { format: 'html', text: lineHtml(item, text) },
        ...{ share: Number(index === right), feedback: null },
      })),
    };
    return { answering, asked: parts.filter((part) => part !== options) };
  }
  const value = lists.length === 0 ? numberOf(words) : null;
  if (value === null) return null;
  const answers = [{ value, tolerance: null, share: 1, feedback: null }];
  return { answering: { kind: 'number', units: [], unitRequired: false, answers }, asked: parts };
}

export function exerciseNodes(
  element: XmlElement,
  item: OpenItem<BookCode>,
  writing: Writing,
  blocks: (element: XmlElement) => RootContent[],
): RootContent[] {
  const { text, module, unitKey, t } = writing;
  const problem = childNamed(element, 'problem');
  const solutions = childrenNamed(element, 'solution');
  const [solution] = solutions;
  if (!problem) return [];
  const id = element.attributes.id ?? '';
  const judged = solution ? judgedOf(problem, solution, text) : null;
  if (judged && solution) {
    const question: Question = {
      ...{ source: `${module.path}#${id}`, type: 'exercise', id, title: '', points: 1, hints: [], notes: [] },
      text: { format: 'html', text: judged.asked.map((one) => html(one, text)).join('') },
      body: { kind: 'question', answering: judged.answering },
      solution: { format: 'html', text: lineHtml(solution, text) },
      asset: () => null,
    };
    const context = { ...writing, item, common: {}, wantedKey: `${unitKey}-${id || 'exercise'}` };
    return questionNodes(question, { ...context, targetOf: (key) => `activity:${key}` });
  }
  item.place(`unit:${unitKey}`);
  const folded = solutions.map((one) => directive('details', { title: t('book.solution') }, blocks(one)));
  return [directive('example', { title: t('book.exercise') }, [...blocks(problem), ...folded])];
}
