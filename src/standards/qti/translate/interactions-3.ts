/** How a question is answered, as an interaction of QTI 3.0 with its declaration. */
import { type ExportLinks, escapeXml, portableXml } from '../../export-html.ts';
import type { Answering, Judged, RichText } from '../../questions.ts';

export interface Interaction {
  declaration: string;
  interaction: string;
  /** Nothing where people judge. */
  rule: 'match_correct' | 'map_response' | 'within' | null;
  /** Tests and texts of what is said after an answer. */
  feedback: { identifier: string; text: RichText }[];
}

const value = (text: string) => `<qti-value>${escapeXml(text)}</qti-value>`;
const correctXml = (values: string[]) =>
  `<qti-correct-response>${values.map(value).join('')}</qti-correct-response>`;
export const rounded = (points: number) => String(Math.round(points * 1e5) / 1e5);

function mappingXml(entries: [string, number][], caseCounts: boolean | null, points: number): string {
  const sensitive = caseCounts === null ? '' : ` case-sensitive="${caseCounts}"`;
  const keys = entries.map(
    ([key, share]) =>
      `<qti-map-entry map-key="${escapeXml(key)}" mapped-value="${rounded(share * points)}"${sensitive}/>`,
  );
  return `<qti-mapping lower-bound="0" upper-bound="${rounded(points)}" default-value="0">${keys.join('')}</qti-mapping>`;
}

const declarationXml = (cardinality: string, baseType: string, inner: string) =>
  `<qti-response-declaration identifier="RESPONSE" cardinality="${cardinality}" base-type="${baseType}">${inner}</qti-response-declaration>`;

const isWhole = (answers: Judged[]) => answers.every(({ share }) => share === 0 || share === 1);

function choice(
  answering: Extract<Answering, { kind: 'choice' }>,
  points: number,
  links: ExportLinks,
): Interaction {
  const { options, multiple, shuffle, partial } = answering;
  const ids = options.map((_, index) => `o${index + 1}`);
  const right = ids.filter((_, index) => (options[index]?.share ?? 0) > 0);
  const best = ids.filter((_, index) => options[index]?.share === 1);
  const asWhole = partial !== undefined || (!multiple && isWhole(options) && best.length === 1);
  const entries = options.flatMap(({ share }, index): [string, number][] =>
    share === 0 ? [] : [[`o${index + 1}`, share]],
  );
  const mapping = asWhole ? '' : mappingXml(entries, null, points);
  const choices = options.map(
    ({ text }, index) =>
      `<qti-simple-choice identifier="o${index + 1}">${portableXml(text.text, links)}</qti-simple-choice>`,
  );
  return {
    declaration: declarationXml(
      multiple ? 'multiple' : 'single',
      'identifier',
      correctXml(multiple ? right : best.slice(0, 1).length > 0 ? best.slice(0, 1) : right.slice(0, 1)) +
        mapping,
    ),
    interaction: `<qti-choice-interaction response-identifier="RESPONSE" shuffle="${shuffle}" max-choices="${multiple ? 0 : 1}">${choices.join('')}</qti-choice-interaction>`,
    rule: asWhole ? 'match_correct' : 'map_response',
    feedback: options.flatMap(({ feedback }, index) =>
      feedback ? [{ identifier: `o${index + 1}`, text: feedback }] : [],
    ),
  };
}

function text(
  { answers, case: caseCounts }: Extract<Answering, { kind: 'text' }>,
  points: number,
): Interaction {
  const entries = answers.map(({ text: shown, share }): [string, number] => [
    shown.replaceAll('\\*', '*'),
    share,
  ]);
  const [first = ['', 1]] = entries.filter(([, share]) => share === 1);
  return {
    declaration: declarationXml(
      'single',
      'string',
      correctXml([first[0]]) + mappingXml(entries, caseCounts, points),
    ),
    interaction: '<p><qti-text-entry-interaction response-identifier="RESPONSE" expected-length="20"/></p>',
    rule: 'map_response',
    feedback: [],
  };
}

/** Of the numbers that are right, the one that gives all points. */
function number({ answers }: Extract<Answering, { kind: 'number' }>): Interaction & { tolerance: number } {
  const [best] = answers.filter(({ share }) => share === 1);
  const [from, to] = (best?.value ?? '0')
    .replace(/[[\]()]/g, '')
    .split(',')
    .map(Number);
  const isInterval = from !== undefined && to !== undefined;
  const middle = isInterval && Number.isFinite(from) && Number.isFinite(to) ? (from + to) / 2 : (from ?? 0);
  return {
    declaration: declarationXml(
      'single',
      'float',
      correctXml([isInterval ? String(middle) : (best?.value ?? '0')]),
    ),
    interaction: '<p><qti-text-entry-interaction response-identifier="RESPONSE" expected-length="12"/></p>',
    rule: 'within',
    feedback: [],
    tolerance: isInterval && Number.isFinite(to - from) ? (to - from) / 2 : Number(best?.tolerance ?? 0),
  };
}

function match(
  { pairs, shuffle, partial }: Extract<Answering, { kind: 'match' }>,
  points: number,
  links: ExportLinks,
): Interaction {
  const rows = pairs.flatMap(({ left }, index) => (left ? [{ left, index: index + 1 }] : []));
  const keys = rows.map(({ index }) => `r${index} t${index}`);
  const set = (inner: string[]) => `<qti-simple-match-set>${inner.join('')}</qti-simple-match-set>`;
  const piece = (id: string, most: number, shown: RichText) =>
    `<qti-simple-associable-choice identifier="${id}" match-max="${most}">${portableXml(shown.text, links)}</qti-simple-associable-choice>`;
  const mapped = partial === 'each' || partial === undefined;
  const mapping = mapped
    ? mappingXml(
        keys.map((key) => [key, 1 / rows.length]),
        null,
        points,
      )
    : '';
  return {
    declaration: declarationXml('multiple', 'directedPair', correctXml(keys) + mapping),
    interaction: `<qti-match-interaction response-identifier="RESPONSE" shuffle="${shuffle}" max-associations="${rows.length}">${set(rows.map(({ left, index }) => piece(`r${index}`, 1, left)))}${set(pairs.map(({ right }, index) => piece(`t${index + 1}`, 0, right)))}</qti-match-interaction>`,
    rule: mapped ? 'map_response' : 'match_correct',
    feedback: [],
  };
}

function order({ items }: Extract<Answering, { kind: 'order' }>, links: ExportLinks): Interaction {
  const choices = items.map(
    ({ text: shown }, index) =>
      `<qti-simple-choice identifier="o${index + 1}">${portableXml(shown, links)}</qti-simple-choice>`,
  );
  return {
    declaration: declarationXml(
      'ordered',
      'identifier',
      correctXml(items.map((_, index) => `o${index + 1}`)),
    ),
    interaction: `<qti-order-interaction response-identifier="RESPONSE" shuffle="true">${choices.join('')}</qti-order-interaction>`,
    rule: 'match_correct',
    feedback: [],
  };
}

export function interactionOf(
  answering: Answering,
  points: number,
  links: ExportLinks,
): Interaction & { tolerance?: number } {
  switch (answering.kind) {
    case 'choice':
      return choice(answering, points, links);
    case 'text':
      return text(answering, points);
    case 'number':
      return number(answering);
    case 'match':
      return match(answering, points, links);
    case 'order':
      return order(answering, links);
    case 'files':
      return {
        declaration: declarationXml('single', 'file', ''),
        interaction: '<qti-upload-interaction response-identifier="RESPONSE"/>',
        rule: null,
        feedback: [],
      };
    default: {
      const lines = answering.kind === 'essay' ? answering.attributes.lines : undefined;
      const expected = lines ? ` expected-lines="${lines}"` : '';
      return {
        declaration: declarationXml('single', 'string', ''),
        interaction: `<qti-extended-text-interaction response-identifier="RESPONSE"${expected}/>`,
        rule: null,
        feedback: [],
      };
    }
  }
}
