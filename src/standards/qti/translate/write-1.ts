/**
 * Questions as QTI 1.2. Terms: the *profile* of Common Cartridge knows choices, gaps and essays, each all or nothing;
 * what it cannot say is said as nearly as it can. *Full* QTI 1.2, in the words that Canvas has for it, says more.
 */
import type { Assessment, Entry } from '../../assessments.ts';
import { type ExportLinks, escapeXml, portableHtml } from '../../export-html.ts';
import type { Answering, Question, RichText } from '../../questions.ts';
import { identifierOf } from './identifier.ts';
import { conditionsXml, type Scored1 } from './write-conditions-1.ts';

export type Flavor = 'profile' | 'full';

export interface Written1 {
  xml: string;
  /** By source of the question: what this flavor does not say. */
  lost: Map<string, string[]>;
}

const mattext = (text: RichText, links: ExportLinks) =>
  `<material><mattext texttype="text/html">${escapeXml(portableHtml(text.text, links))}</mattext></material>`;

const field = (label: string, entry: string) =>
  `<qtimetadatafield><fieldlabel>${label}</fieldlabel><fieldentry>${escapeXml(entry)}</fieldentry></qtimetadatafield>`;

const profiles: Record<Answering['kind'], string> = {
  choice: 'cc.multiple_choice.v0p1',
  text: 'cc.fib.v0p1',
  number: 'cc.fib.v0p1',
  match: 'cc.multiple_choice.v0p1',
  order: 'cc.essay.v0p1',
  essay: 'cc.essay.v0p1',
  files: 'cc.essay.v0p1',
  calculated: 'cc.essay.v0p1',
};
const canvasTypes: Record<Answering['kind'], string> = {
  choice: 'multiple_choice_question',
  text: 'short_answer_question',
  number: 'numerical_question',
  match: 'matching_question',
  order: 'ordering_question',
  essay: 'essay_question',
  files: 'file_upload_question',
  calculated: 'calculated_question',
};

function typesOf(answering: Answering): { profile: string; canvas: string } {
  if (answering.kind !== 'choice' || !answering.multiple)
    return { profile: profiles[answering.kind], canvas: canvasTypes[answering.kind] };
  return { profile: 'cc.multiple_response.v0p1', canvas: 'multiple_answers_question' };
}

const label = (ident: string, text: RichText, links: ExportLinks) =>
  `<response_label ident="${ident}">${mattext(text, links)}</response_label>`;

/** The controls. */
function responseXml(answering: Answering, links: ExportLinks): string {
  const fib = (type: string) =>
    `<response_str ident="response1" rcardinality="Single"><render_fib${type}><response_label ident="answer1"/></render_fib></response_str>`;
  switch (answering.kind) {
    case 'choice': {
      const cardinality = answering.multiple ? 'Multiple' : 'Single';
      const labels = answering.options.map(({ text }, index) => label(`o${index + 1}`, text, links));
      const shuffle = answering.shuffle ? ' shuffle="Yes"' : '';
      return `<response_lid ident="response1" rcardinality="${cardinality}"><render_choice${shuffle}>${labels.join('')}</render_choice></response_lid>`;
    }
    case 'match': {
      const rights = answering.pairs.map(({ right }, index) => label(`o${index + 1}`, right, links)).join('');
      return answering.pairs
        .flatMap(({ left }, index) =>
          left
            ? `<response_lid ident="response_${index + 1}">${mattext(left, links)}<render_choice>${rights}</render_choice></response_lid>`
            : [],
        )
        .join('');
    }
    case 'order': {
      const labels = answering.items.map((text, index) => label(`o${index + 1}`, text, links));
      return `<response_lid ident="response1" rcardinality="Ordered"><render_choice shuffle="Yes">${labels.join('')}</render_choice></response_lid>`;
    }
    case 'files':
      return '';
    case 'number':
      return fib(' fibtype="Decimal"');
    case 'essay': {
      const rows = answering.attributes.lines;
      return fib(rows ? ` rows="${rows}"` : '');
    }
    default:
      return fib('');
  }
}

function feedbackXml(scored: Scored1, question: Question, links: ExportLinks): string {
  const item = (ident: string, inner: string) => `<itemfeedback ident="${ident}">${inner}</itemfeedback>`;
  const texts = scored.feedback.map(({ ident, text }) =>
    item(ident, `<flow_mat>${mattext(text, links)}</flow_mat>`),
  );
  const solution = question.solution
    ? [
        item(
          'solution',
          `<solution><solutionmaterial><flow_mat>${mattext(question.solution, links)}</flow_mat></solutionmaterial></solution>`,
        ),
      ]
    : [];
  const hints = question.hints.map((hint, index) =>
    item(
      `hint_${index + 1}`,
      `<hint><hintmaterial><flow_mat>${mattext(hint, links)}</flow_mat></hintmaterial></hint>`,
    ),
  );
  return [...texts, ...solution, ...hints].join('');
}

interface ItemParts {
  question: Question;
  answering: Answering;
  flavor: Flavor;
  links: ExportLinks;
}

function itemXml({ question, answering, flavor, links }: ItemParts): string {
  const { profile, canvas } = typesOf(answering);
  const scored = conditionsXml(answering, flavor);
  const points = field(flavor === 'full' ? 'points_possible' : 'cc_weighting', String(question.points));
  const type = flavor === 'full' ? field('question_type', canvas) : field('cc_profile', profile);
  const response =
    flavor === 'profile' && answering.kind === 'files'
      ? { kind: 'essay' as const, attributes: {} }
      : answering;
  return [
    `<item ident="${identifierOf(question.id ?? '')}" title="${escapeXml(question.title)}">`,
    `<itemmetadata><qtimetadata>${type}${points}</qtimetadata></itemmetadata>`,
    `<presentation>${mattext(question.text, links)}${responseXml(response, links)}</presentation>`,
    scored.conditions
      ? `<resprocessing><outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/></outcomes>${scored.conditions}</resprocessing>`
      : '',
    feedbackXml(scored, question, links),
    '</item>',
  ].join('');
}

/** A row of pairs is a choice of its own in the profile. */
function rowsOf(question: Question, answering: Extract<Answering, { kind: 'match' }>): Question[] {
  const rights = answering.pairs.map(({ right }) => right);
  return answering.pairs.flatMap(({ left }, row): Question[] => {
    if (!left) return [];
    const options = rights.map((text, index) => ({ text, share: index === row ? 1 : 0, feedback: null }));
    const { text } = question;
    return [
      {
        ...question,
        id: `${question.id}-${row + 1}`,
        text: { format: 'html', text: `${row === 0 ? text.text : ''}<p>${left.text}</p>` },
        points: question.points / answering.pairs.filter((pair) => pair.left).length,
        body: { kind: 'question', answering: { kind: 'choice', multiple: false, shuffle: false, options } },
        ...(row > 0 && { hints: [], solution: null }),
      },
    ];
  });
}

/** What a flavor does not say of a question. */
function lostOf(answering: Answering, flavor: Flavor): string[] {
  const shares = 'options' in answering ? answering.options : 'answers' in answering ? answering.answers : [];
  const inPart = shares.some(({ share }) => share !== 0 && share !== 1);
  if (flavor === 'full') {
    const usual = answering.kind === 'match' ? 'each' : 'none';
    const partial = 'partial' in answering && answering.partial !== usual && answering.partial;
    const shuffled = answering.kind === 'match' && answering.shuffle;
    const units = answering.kind === 'number' && answering.units.length > 0;
    return [...(partial ? ['partial'] : []), ...(shuffled ? ['shuffle'] : []), ...(units ? ['unit'] : [])];
  }
  return [
    ...(inPart ? ['shares'] : []),
    ...(answering.kind === 'number' ? ['tolerance'] : []),
    ...(answering.kind === 'match' ? ['rows'] : []),
    ...(answering.kind === 'order' || answering.kind === 'files' ? ['as-essay'] : []),
  ];
}

export function writeAssessment1(assessment: Assessment, links: ExportLinks, flavor: Flavor): Written1 {
  const lost = new Map<string, string[]>();
  const write = (entry: Entry): string => {
    if (entry.kind === 'group') {
      const { title, draw, entries } = entry.group;
      const selection = draw
        ? `<selection_ordering><selection><selection_number>${draw}</selection_number></selection></selection_ordering>`
        : '';
      // The profile knows one section and no drawing.
      if (flavor === 'profile') return entries.map(write).join('');
      return `<section ident="${escapeXml(title ?? 'group')}">${selection}${entries.map(write).join('')}</section>`;
    }
    const { question } = entry;
    if (question.body.kind !== 'question') return '';
    const { answering } = question.body;
    lost.set(question.source, lostOf(answering, flavor));
    if (flavor === 'profile' && answering.kind === 'match')
      return rowsOf(question, answering)
        .map((row) => write({ kind: 'question', question: row }))
        .join('');
    return itemXml({ question, answering, flavor, links });
  };
  const { id, title, attempts, minutes, entries } = assessment;
  const fields = [
    field('cc_profile', 'cc.exam.v0p1'),
    field('qmd_assessmenttype', 'Examination'),
    ...(attempts ? [field('cc_maxattempts', String(attempts))] : []),
    ...(minutes ? [field('qmd_timelimit', String(minutes))] : []),
  ];
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.imsglobal.org/xsd/ims_qtiasiv1p2 http://www.imsglobal.org/profile/cc/ccv1p3/ccv1p3_qtiasiv1p2p1_v1p0.xsd"><assessment ident="${escapeXml(id ?? '')}" title="${escapeXml(title ?? '')}"><qtimetadata>${fields.join('')}</qtimetadata><section ident="root_section">${entries.map(write).join('')}</section></assessment></questestinterop>
`;
  return { xml, lost };
}
