/** Questions and tests as QTI 3.0. */
import type { Assessment, Entry } from '../../assessments.ts';
import { type ExportLinks, escapeXml, portableXml } from '../../export-html.ts';
import type { Question, RichText } from '../../questions.ts';
import { identifierOf } from './identifier.ts';
import { type Interaction, interactionOf, rounded } from './interactions-3.ts';

const namespace =
  'xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.imsglobal.org/xsd/imsqtiasi_v3p0 https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd"';
const templates = 'https://purl.imsglobal.org/spec/qti/v3p0/rptemplates';

const set = (identifier: string, expression: string) =>
  `<qti-set-outcome-value identifier="${identifier}">${expression}</qti-set-outcome-value>`;
const base = (type: string, shown: string) => `<qti-base-value base-type="${type}">${shown}</qti-base-value>`;
const response = '<qti-variable identifier="RESPONSE"/>';

/** Written out where a template could not say it: points other than one, a tolerance, feedback. */
function processingXml(
  { rule, feedback, tolerance }: Interaction & { tolerance?: number },
  points: number,
  solution: RichText | null,
): string {
  const said = [
    ...(feedback.length > 0 ? [set('FEEDBACK', response)] : []),
    ...(solution ? [set('SOLUTION', base('identifier', 'solution'))] : []),
  ];
  if (rule === null)
    return said.length > 0 ? `<qti-response-processing>${said.join('')}</qti-response-processing>` : '';
  if (said.length === 0 && points === 1 && rule !== 'within')
    return `<qti-response-processing template="${templates}/${rule}.xml"/>`;
  const right = `<qti-correct identifier="RESPONSE"/>`;
  const test =
    rule === 'within'
      ? tolerance
        ? `<qti-equal tolerance-mode="absolute" tolerance="${tolerance} ${tolerance}">${response}${right}</qti-equal>`
        : `<qti-equal tolerance-mode="exact">${response}${right}</qti-equal>`
      : `<qti-match>${response}${right}</qti-match>`;
  const scored =
    rule === 'map_response'
      ? set('SCORE', '<qti-map-response identifier="RESPONSE"/>')
      : `<qti-response-condition><qti-response-if>${test}${set('SCORE', base('float', rounded(points)))}</qti-response-if></qti-response-condition>`;
  return `<qti-response-processing>${scored}${said.join('')}</qti-response-processing>`;
}

const modal = (outcome: string, identifier: string, shown: RichText, links: ExportLinks) =>
  `<qti-modal-feedback outcome-identifier="${outcome}" identifier="${identifier}" show-hide="show"><qti-content-body>${portableXml(shown.text, links)}</qti-content-body></qti-modal-feedback>`;

/** An item scores in points, so that of none it could say no shares: it scores one, which the test weighs as nothing. */
const scoredPoints = ({ points }: Question): number => points || 1;

/** Null: it is no question. */
export function writeItem3(question: Question, language: string, links: ExportLinks): string | null {
  if (question.body.kind !== 'question') return null;
  const points = scoredPoints(question);
  const asked = interactionOf(question.body.answering, points, links);
  const { title, text: shown, solution, hints } = question;
  const multiple = question.body.answering.kind === 'choice' && question.body.answering.multiple;
  const outcomes = [
    `<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float" normal-maximum="${rounded(points)}"${asked.rule === null ? ' external-scored="human"' : ''}><qti-default-value><qti-value>0</qti-value></qti-default-value></qti-outcome-declaration>`,
    asked.feedback.length > 0
      ? `<qti-outcome-declaration identifier="FEEDBACK" cardinality="${multiple ? 'multiple' : 'single'}" base-type="identifier"/>`
      : '',
    solution
      ? '<qti-outcome-declaration identifier="SOLUTION" cardinality="single" base-type="identifier"/>'
      : '',
  ].join('');
  const said = [
    ...asked.feedback.map(({ identifier, text: feedback }) => modal('FEEDBACK', identifier, feedback, links)),
    ...(solution ? [modal('SOLUTION', 'solution', solution, links)] : []),
  ].join('');
  const help = hints
    .map(
      (hint) =>
        `<qti-rubric-block use="ext:hint" view="candidate"><qti-content-body>${portableXml(hint.text, links)}</qti-content-body></qti-rubric-block>`,
    )
    .join('');
  const body = `<qti-item-body><div>${portableXml(shown.text, links)}</div>${help}${asked.interaction}</qti-item-body>`;
  const name = escapeXml(title || (question.id ?? ''));
  return `<?xml version="1.0" encoding="UTF-8"?>
<qti-assessment-item ${namespace} identifier="${identifierOf(question.id ?? '')}" title="${name}" xml:lang="${language}" adaptive="false" time-dependent="false">${asked.declaration}${outcomes}${body}${processingXml(asked, points, solution)}${said}</qti-assessment-item>
`;
}

/** What QTI 3 items say otherwise, or not. */
export function lostOf3({ body }: Question): string[] {
  if (body.kind !== 'question') return [];
  const { answering } = body;
  const numbers = answering.kind === 'number' ? answering : null;
  const several =
    numbers !== null && (numbers.answers.length > 1 || numbers.answers.some(({ feedback }) => feedback));
  const open = numbers?.answers.some(({ value: shown }) => /inf|^\(|\)$/.test(shown)) ?? false;
  const partial = 'partial' in answering && answering.partial;
  const said = answering.kind === 'match' ? ['none', 'each'] : ['none'];
  const feedback = answering.kind === 'text' && answering.answers.some((one) => one.feedback);
  return [
    ...(several ? ['further-answers'] : []),
    ...(open ? ['open-interval'] : []),
    ...(numbers && numbers.units.length > 0 ? ['unit'] : []),
    ...(partial && !said.includes(partial) ? ['partial'] : []),
    ...(feedback ? ['feedback'] : []),
  ];
}

function itemRefXml(question: Question, href: string): string {
  const weight = question.points / scoredPoints(question);
  const inner = weight === 1 ? '' : `<qti-weight identifier="WEIGHT" value="${weight}"/>`;
  const start = `<qti-assessment-item-ref identifier="${identifierOf(question.id ?? '')}" href="${escapeXml(href)}"`;
  return inner ? `${start}>${inner}</qti-assessment-item-ref>` : `${start}/>`;
}

/** A test whose items are files of the package. */
export function writeTest3(assessment: Assessment, hrefOf: (question: Question) => string): string {
  let group = 0;
  const entryXml = (entry: Entry): string => {
    if (entry.kind === 'question') return itemRefXml(entry.question, hrefOf(entry.question));
    group += 1;
    const { title, draw, entries } = entry.group;
    const selection = draw ? `<qti-selection select="${draw}"/>` : '';
    return `<qti-assessment-section identifier="group${group}" title="${escapeXml(title ?? '')}" visible="${title !== null}">${selection}${entries.map(entryXml).join('')}</qti-assessment-section>`;
  };
  const { id, title, minutes, attempts, entries, shuffle } = assessment;
  const limits = minutes ? `<qti-time-limits max-time="${minutes * 60}"/>` : '';
  const control = attempts ? `<qti-item-session-control max-attempts="${attempts}"/>` : '';
  const ordering = shuffle ? '<qti-ordering shuffle="true"/>' : '';
  return `<?xml version="1.0" encoding="UTF-8"?>
<qti-assessment-test ${namespace} identifier="${identifierOf(id ?? '')}" title="${escapeXml(title ?? '')}">${limits}<qti-test-part identifier="part1" navigation-mode="nonlinear" submission-mode="individual">${control}<qti-assessment-section identifier="section1" title="${escapeXml(title ?? '')}" visible="true">${ordering}${entries.map(entryXml).join('')}</qti-assessment-section></qti-test-part></qti-assessment-test>
`;
}
