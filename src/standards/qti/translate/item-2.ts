/** An item of QTI 2.0 to 3.0 as a question; several interactions are fields of one text. */
import type { Answering, Part, Question, QuestionNote, RichText } from '../../questions.ts';
import { childrenNamed, elementsOf, innerHtml, type XmlElement } from '../../xml.ts';
import { type Declaration, declarationsOf, elementsNamed } from './declarations-2.ts';
import { type Feedback2, feedbackOf } from './feedback-2.ts';
import { bodyHtml, promptHtml, sourceOf } from './html-2.ts';
import { answeringOf } from './interactions-2.ts';

const isInteraction = ({ name }: XmlElement) =>
  name.endsWith('Interaction') && name !== 'endAttemptInteraction';
const interactionsIn = (element: XmlElement): XmlElement[] =>
  elementsOf(element).flatMap((child) => (isInteraction(child) ? [child] : interactionsIn(child)));

const inline = new Set(['textEntryInteraction', 'inlineChoiceInteraction']);
/** Interactions whose text is shown, with their fields in it. */
const withText = new Set(['hottextInteraction', 'gapMatchInteraction']);

const nothing = (id: string): Declaration => ({
  ...{ id, cardinality: 'single', baseType: 'string', correct: [], mapping: null, tolerance: null },
});

/** What of an interaction belongs to the question. */
function shownOf(interaction: XmlElement, mark: string): string {
  if (inline.has(interaction.name)) return mark || ' <u>\u2003\u2003</u> ';
  let gap = 0;
  const text = withText.has(interaction.name)
    ? bodyHtml(interaction, (child) => {
        if (child.name === 'prompt' || child.name === 'gapText' || child.name === 'gapImg') return '';
        if (child.name === 'hottext') return `<u>${innerHtml(child)}</u>`;
        if (child.name !== 'gap') return undefined;
        gap += 1;
        return ` (${gap}) <u>\u2003\u2003</u> `;
      })
    : '';
  return `${promptHtml(interaction)}${text}${mark && `<p>${mark}</p>`}`;
}

const isHint = ({ attributes }: XmlElement) => attributes.use === 'ext:hint';
const hintOf = (element: XmlElement): RichText => ({ format: 'html', text: bodyHtml(element) });

/** Instructions are for learners unless they name other readers. */
function isForOthers(element: XmlElement): boolean {
  const view = element.attributes.view ?? '';
  return element.name === 'rubricBlock' && view !== '' && !/candidate/.test(view);
}

/** A gap alone in its paragraph is no part of a text. */
const loneGap = /<p>\s*<u>\u2003\u2003<\/u>\s*<\/p>/g;

function textOf(body: XmlElement, interactions: XmlElement[], notes: QuestionNote[]): string {
  const html = bodyHtml(body, (child) => {
    const at = interactions.indexOf(child);
    if (at >= 0) return shownOf(child, interactions.length > 1 ? `[[${at + 1}]]` : '');
    if (child.name === 'endAttemptInteraction' || (child.name === 'rubricBlock' && isHint(child))) return '';
    if (isForOthers(child)) {
      notes.push({ code: 'grader-text', text: '' });
      return '';
    }
    return child.name === 'rubricBlock' ? `<div>${bodyHtml(child)}</div>` : undefined;
  });
  return html.replace(loneGap, '');
}

function noteFeedback(feedback: Feedback2, answerings: (Answering | null)[], notes: QuestionNote[]): void {
  const [only, ...more] = answerings;
  const shown =
    more.length === 0 &&
    ((only?.kind === 'choice' && !only.multiple) || only?.kind === 'text' || only?.kind === 'number');
  const lost = [
    ...feedback.loose,
    ...(shown ? [] : [feedback.right?.text ?? '', feedback.wrong?.text ?? '']),
  ];
  for (const html of lost.filter(Boolean))
    notes.push({ code: 'combined-feedback', text: html.replace(/<[^<>]*>/g, '').trim() });
}

/** Every item must have a title; its identifier is none. */
const titleOf = ({ attributes: { title = '', identifier } }: XmlElement): string =>
  title.trim() === identifier ? '' : title.trim();

export function readItem2(item: XmlElement, source: string): Question {
  const notes: QuestionNote[] = [];
  const declarations = declarationsOf(item);
  const feedback = feedbackOf(item);
  const [body] = childrenNamed(item, 'itemBody');
  const interactions = body ? interactionsIn(body) : [];
  const answerings = interactions.map((interaction) => {
    const id = interaction.attributes.responseIdentifier ?? '';
    const declaration = declarations.byId.get(id) ?? nothing(id);
    return answeringOf({
      interaction,
      declaration,
      rule: declarations.ruleOf(id),
      points: declarations.points,
      feedback,
    });
  });
  noteFeedback(feedback, answerings, notes);
  if (declarations.foreign.length > 0)
    notes.push({ code: 'processing', text: declarations.foreign.join(', ') });
  if (childrenNamed(item, 'templateDeclaration').length > 0) notes.push({ code: 'template', text: '' });
  return {
    source,
    type: interactions[0]?.name ?? 'assessmentItem',
    id: item.attributes.identifier ?? null,
    title: titleOf(item),
    text: { format: 'html', text: body ? textOf(body, interactions, notes) : '' },
    points: declarations.points,
    body: questionBody(item, interactions, answerings),
    solution: feedback.always,
    hints: body ? elementsNamed(body, 'rubricBlock').filter(isHint).map(hintOf) : [],
    notes,
    asset: () => null,
  };
}

function questionBody(
  item: XmlElement,
  interactions: XmlElement[],
  answerings: (Answering | null)[],
): Question['body'] {
  const [first, ...more] = answerings;
  if (first === undefined) return { kind: 'text' };
  const known = answerings.filter((one) => one !== null);
  if (known.length < answerings.length) {
    const foreign = interactions[answerings.indexOf(null)]?.name ?? '';
    return { kind: 'unsupported', type: foreign, source: sourceOf(item) };
  }
  if (more.length === 0 && first) return { kind: 'question', answering: first };
  return { kind: 'fields', parts: known.map((answering): Part => ({ answering, points: 1 })) };
}
