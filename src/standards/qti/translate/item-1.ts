/** An item of QTI 1.2, as Common Cartridge and Canvas write it, as a question. */
import type { Answering, Question, QuestionNote, RichText } from '../../questions.ts';
import { childrenNamed, descendants, elementsOf, outerHtml, textOf, type XmlElement } from '../../xml.ts';
import { calculatedOf } from './calculated-1.ts';
import { type Feedback, feedbackOf } from './feedback-1.ts';
import { materialHtml } from './material.ts';
import { chosen, type Field, matched, ordered, type Scored, typed } from './responses-1.ts';
import { mostOf } from './scoring-1.ts';

/** `question_type`, `cc_profile` and the like, by name. */
function metadataOf(item: XmlElement): Map<string, string> {
  const fields = childrenNamed(item, 'itemmetadata').flatMap(descendants);
  const pairs = fields
    .filter(({ name }) => name === 'qtimetadatafield')
    .map((field) => elementsOf(field).map(textOf));
  const old = fields
    .filter(({ name }) => name.startsWith('qmd_'))
    .map((field) => [field.name, textOf(field)]);
  return new Map([...old, ...pairs].map(([name = '', value = '']) => [name.toLowerCase(), value]));
}

const isResponse = ({ name }: XmlElement) => name.startsWith('response_') && name !== 'response_label';
const responsesIn = (element: XmlElement): XmlElement[] =>
  elementsOf(element).flatMap((child) => (isResponse(child) ? [child] : responsesIn(child)));

const lower = (text: string | undefined) => text?.toLowerCase() ?? '';

/** The one way in which a lone response is answered; null: none that we have. */
function answeringOf(field: Field, scored: Scored, type: string): Answering | null {
  const { response } = field;
  if (response.name === 'response_xy' || response.name === 'response_grp') return null;
  const renders = elementsOf(response).map(({ name }) => name);
  if (renders.includes('render_hotspot') || renders.includes('render_slider')) return null;
  if (!renders.includes('render_choice')) return typed(field, scored, type);
  return lower(response.attributes.rcardinality) === 'ordered'
    ? ordered(field, scored)
    : chosen(field, scored);
}

/** `[name]` in a text of Canvas is the field of `response_name`. */
function withFields(text: string, fields: readonly Field[]): string | null {
  let result = text;
  for (const [index, { response }] of fields.entries()) {
    const name = `[${(response.attributes.ident ?? '').replace(/^response_/, '')}]`;
    if (!result.includes(name)) return null;
    result = result.replace(name, `[[${index + 1}]]`);
  }
  return result;
}

interface ItemParts {
  item: XmlElement;
  type: string;
  fields: Field[];
  scored: Scored;
  text: string;
}

type Body = Question['body'];
const asked = (answering: Answering): Body => ({ kind: 'question', answering });
const foreign = ({ item, type }: ItemParts): Body => ({
  ...{ kind: 'unsupported', type: type || 'response', source: outerHtml(item) },
});

/** A field gives a part of the question's points, and its best answer all of its own. */
function wholly(answering: Answering): Answering {
  const scaled = <T extends { share: number }>(answers: T[]): T[] => {
    const best = Math.max(...answers.map(({ share }) => share));
    return best > 0 ? answers.map((one) => ({ ...one, share: Math.min(1, one.share / best) })) : answers;
  };
  if (answering.kind === 'choice') return { ...answering, options: scaled(answering.options) };
  if (answering.kind === 'text') return { ...answering, answers: scaled(answering.answers) };
  return answering.kind === 'number' ? { ...answering, answers: scaled(answering.answers) } : answering;
}

/** Several fields: a table of pairs where all offer the same, else gaps of one text. */
function severalFields(parts: ItemParts): { body: Body; text: string } {
  const { fields, scored, text, type } = parts;
  const pairs = matched(fields, scored);
  if (pairs) return { body: asked(pairs), text };
  const gaps = withFields(text, fields);
  const answerings = fields.map((field) => answeringOf(field, scored, type));
  if (answerings.some((one) => one === null)) return { body: foreign(parts), text };
  const labels = fields.map(({ response }, index) => `<p>${materialHtml(response)} [[${index + 1}]]</p>`);
  return {
    body: {
      kind: 'fields',
      parts: (answerings as Answering[]).map((answering) => ({ answering: wholly(answering), points: 1 })),
    },
    text: gaps ?? `${text}${labels.join('')}`,
  };
}

function bodyOf(parts: ItemParts): { body: Body; text: string } {
  const { item, type, fields, scored, text } = parts;
  if (type === 'text_only_question') return { body: { kind: 'text' }, text };
  if (type === 'file_upload_question') return { body: asked({ kind: 'files', attributes: {} }), text };
  if (type === 'calculated_question') {
    const calculated = calculatedOf(item, text);
    return calculated
      ? { body: asked(calculated.answering), text: calculated.text }
      : { body: foreign(parts), text };
  }
  const [only, ...more] = fields;
  if (!only) {
    const isEssay = /essay/.test(type);
    return { body: isEssay ? asked({ kind: 'essay', attributes: {} }) : { kind: 'text' }, text };
  }
  if (more.length > 0 || /multiple_blanks|multiple_dropdowns/.test(type)) return severalFields(parts);
  const answering = answeringOf(only, scored, type);
  const label = materialHtml(only.response);
  return { body: answering ? asked(answering) : foreign(parts), text: label ? `${text}\n${label}` : text };
}

function pointsOf(metadata: Map<string, string>, scored: Scored): number {
  for (const name of ['points_possible', 'cc_weighting', 'qmd_weighting', 'qmd_maximumscore']) {
    const points = Number(metadata.get(name));
    if (metadata.has(name) && points >= 0) return points;
  }
  // 100 and 1 are shares; any other whole is meant as points.
  return scored.most === 100 || scored.most <= 0 ? 1 : scored.most;
}

const rich = (text: string): RichText => ({ format: 'html', text });

export function readItem1(item: XmlElement, source: string): Question {
  const metadata = metadataOf(item);
  const type = lower(
    metadata.get('question_type') ?? metadata.get('cc_profile') ?? metadata.get('qmd_itemtype'),
  );
  const [presentation] = childrenNamed(item, 'presentation');
  const [processing] = childrenNamed(item, 'resprocessing');
  const notes: QuestionNote[] = [];
  const feedback: Feedback = feedbackOf(item);
  const scored: Scored = { processing, most: mostOf(processing), feedback, notes };
  const fields = presentation
    ? responsesIn(presentation).map((response) => ({ response, ident: response.attributes.ident ?? '' }))
    : [];
  const text = presentation ? materialHtml(presentation) : '';
  const { body, text: shown } = bodyOf({ item, type, fields, scored, text });
  const title = item.attributes.title?.trim() ?? '';
  return {
    source,
    type: type || (fields[0]?.response.name ?? 'item'),
    id: item.attributes.ident ?? null,
    // Canvas calls every question so.
    title: /^question$/i.test(title) ? '' : title,
    text: rich(shown),
    points: pointsOf(metadata, scored),
    body,
    solution: feedback.solution,
    hints: feedback.hints,
    notes,
    // Files of a package are found by their paths, from the text that names them.
    asset: () => null,
  };
}
