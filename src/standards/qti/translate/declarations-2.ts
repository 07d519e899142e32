/** What an item of QTI 2 or 3 declares about its responses, and by which rule it scores them. */
import { childrenNamed, descendants, elementsOf, textOf, type XmlElement } from '../../xml.ts';

export interface Mapping {
  /** Points of each key. */
  values: ReadonlyMap<string, number>;
  /** Of any other key. */
  other: number;
  most: number | null;
  caseCounts: boolean;
}

export interface Declaration {
  id: string;
  cardinality: string;
  baseType: string;
  correct: string[];
  mapping: Mapping | null;
  /** Half the width within which a number is right: `0.1`, `2%`. */
  tolerance: string | null;
}

/** All or nothing by what is correct; points of each key; nothing by rule. */
export type Rule = 'correct' | 'map' | 'none';

export interface Declarations {
  byId: ReadonlyMap<string, Declaration>;
  ruleOf(id: string): Rule;
  points: number;
  /** Operations that only a processor of QTI could carry out. */
  foreign: string[];
}

const child = (element: XmlElement, name: string) => childrenNamed(element, name)[0];
const valuesIn = (element: XmlElement | undefined) =>
  element ? childrenNamed(element, 'value').map(textOf) : [];

function mappingOf(element: XmlElement | undefined): Mapping | null {
  if (!element) return null;
  const entries = childrenNamed(element, 'mapEntry');
  const most = Number(element.attributes.upperBound);
  return {
    values: new Map(
      entries.map(({ attributes }) => [attributes.mapKey ?? '', Number(attributes.mappedValue) || 0]),
    ),
    other: Number(element.attributes.defaultValue) || 0,
    most: most > 0 ? most : null,
    caseCounts: entries.some(({ attributes }) => attributes.caseSensitive !== 'false'),
  };
}

const names = (element: XmlElement, id: string): boolean =>
  descendants(element).some(({ name, attributes }) => name === 'variable' && attributes.identifier === id);

function toleranceOf(processing: XmlElement | undefined, id: string): string | null {
  const equal = processing && descendants(processing).find((one) => one.name === 'equal' && names(one, id));
  const { toleranceMode = 'exact', tolerance = '' } = equal?.attributes ?? {};
  const width = tolerance.trim().split(/\s+/)[0] ?? '';
  if (!(Number(width) > 0)) return null;
  return toleranceMode === 'relative' ? `${width}%` : toleranceMode === 'absolute' ? width : null;
}

/** Operations by which templates and most programs say "right is what is declared". */
const known = new Set([
  ...['responseCondition', 'responseIf', 'responseElse', 'responseElseIf', 'setOutcomeValue', 'variable'],
  ...['correct', 'mapResponse', 'baseValue', 'match', 'isNull', 'not', 'and', 'or', 'equal', 'stringMatch'],
  ...[
    'sum',
    'multiple',
    'member',
    'null',
    'gt',
    'gte',
    'value',
    'exitResponse',
    'responseProcessingFragment',
  ],
]);

function ruleIn(processing: XmlElement | undefined, id: string): Rule {
  const template = processing?.attributes.template ?? processing?.attributes.templateLocation ?? '';
  if (/map_response_point/.test(template)) return 'none';
  if (/map_response/.test(template)) return 'map';
  if (template) return 'correct';
  const uses = (name: string) =>
    processing &&
    descendants(processing).some((one) => one.name === name && one.attributes.identifier === id);
  return uses('mapResponse') ? 'map' : uses('mapResponsePoint') ? 'none' : 'correct';
}

function declarationOf(element: XmlElement, processing: XmlElement | undefined): Declaration {
  const { identifier = '', cardinality = 'single', baseType = 'identifier' } = element.attributes;
  return {
    ...{ id: identifier, cardinality, baseType },
    correct: valuesIn(child(element, 'correctResponse')),
    mapping: mappingOf(child(element, 'mapping')),
    tolerance: toleranceOf(processing, identifier),
  };
}

/** Most points: what the item says, else what its mappings and its constants come to. */
function pointsOf(item: XmlElement, used: Declaration[], isMapped: (id: string) => boolean): number {
  const outcomes = childrenNamed(item, 'outcomeDeclaration');
  const outcome = (id: string) => outcomes.find(({ attributes }) => attributes.identifier === id);
  const maximum = outcome('MAXSCORE');
  const declared = [
    Number(outcome('SCORE')?.attributes.normalMaximum),
    Number(valuesIn(maximum && child(maximum, 'defaultValue'))[0]),
  ].find((points) => points > 0);
  if (declared) return declared;
  const sum = used.reduce((total, { id, mapping, cardinality }) => {
    const positive = [...(mapping?.values.values() ?? [])].filter((value) => value > 0);
    const all =
      cardinality === 'single' ? Math.max(0, ...positive) : positive.reduce((one, value) => one + value, 0);
    const most = mapping?.most ?? all;
    return total + (isMapped(id) && most > 0 ? most : 1);
  }, 0);
  return sum > 0 ? sum : 1;
}

export function declarationsOf(item: XmlElement): Declarations {
  const processing = child(item, 'responseProcessing');
  const all = childrenNamed(item, 'responseDeclaration').map((one) => declarationOf(one, processing));
  const byId = new Map(all.map((one) => [one.id, one]));
  const ruleOf = (id: string): Rule => {
    const rule = ruleIn(processing, id);
    const { mapping = null, correct = [] } = byId.get(id) ?? {};
    if (rule === 'correct' && correct.length === 0 && mapping) return 'map';
    return rule === 'map' && !mapping ? 'correct' : rule;
  };
  const operations = processing ? descendants(processing).map(({ name }) => name) : [];
  return {
    byId,
    ruleOf,
    points: pointsOf(item, all, (id) => ruleOf(id) === 'map'),
    foreign: [...new Set(operations.filter((name) => !known.has(name)))],
  };
}

export const elementsNamed = (element: XmlElement, name: string): XmlElement[] =>
  elementsOf(element).flatMap((one) => [...(one.name === name ? [one] : []), ...elementsNamed(one, name)]);
