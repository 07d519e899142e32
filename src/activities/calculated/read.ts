import type { RootContent } from 'mdast';
import type { LeafDirective } from 'mdast-util-directive';
import { labelHtml, readFlag, readShare, readWhole, readWord, takeLeaves } from '#activities/source.ts';
import type { ActivitySource } from '#modules/content/contract.ts';
import { evaluate, isFunction, parseExpression } from './rules/expression.ts';
import { isKnownUnit } from './rules/unit.ts';
import { drawValues, stepsOf } from './rules/values.ts';
import type { Accepted, CalculatedSettings, Unknown, Variable } from './settings.ts';

const mostSteps = 1_000_000;

function readName(source: ActivitySource, leaf: LeafDirective, taken: ReadonlySet<string>): string {
  const name = leaf.attributes?.name ?? '';
  if (!/^[a-zA-Z]\w{0,19}$/.test(name))
    source.problem(`"${name}" cannot be a name.`, 'Write a letter, then letters or digits: `name=v0`.', leaf);
  else if (isFunction(name)) source.problem(`"${name}" is a function.`, 'Choose another name.', leaf);
  else if (taken.has(name)) source.problem(`The name "${name}" is taken.`, 'Give each its own.', leaf);
  return name;
}

function readNumber(
  source: ActivitySource,
  leaf: LeafDirective,
  name: string,
  otherwise: number | null,
): number {
  const text = leaf.attributes?.[name];
  if ((text === undefined || text === null) && otherwise !== null) return otherwise;
  const value = text?.trim() ? Number(text) : Number.NaN;
  if (Number.isFinite(value)) return value;
  source.problem(`\`${name}\` is "${text ?? ''}".`, 'Write a number with a point: 0.5.', leaf);
  return 0;
}

function readRange(source: ActivitySource, leaf: LeafDirective, name: string): Variable {
  const range = {
    ...{ kind: 'range' as const, name },
    from: readNumber(source, leaf, 'from', null),
    to: readNumber(source, leaf, 'to', null),
    step: readNumber(source, leaf, 'step', 1),
  };
  const steps = range.step > 0 ? stepsOf(range) : 0;
  if (steps >= 1 && steps <= mostSteps) return range;
  source.problem(
    `There is no number between ${range.from} and ${range.to} in steps of ${range.step}.`,
    'Write `from` below `to`, and a step above 0.',
    leaf,
  );
  return { ...range, to: range.from, step: 1 };
}

/** Reports an expression that cannot be read; `known` are the names that it may use. */
function checkExpression(
  source: ActivitySource,
  text: string,
  known: Iterable<string>,
  leaf?: RootContent,
): void {
  const names = [...known];
  const read = parseExpression(text, names);
  if (!('mistake' in read)) return;
  const remedy = `Known names are: ${names.join(', ') || 'none yet'}; a product is a*b, a power a^2.`;
  source.problem(`"${text}" cannot be read as an expression (at "${read.at}").`, remedy, leaf);
}

function readVariable(source: ActivitySource, leaf: LeafDirective, before: readonly Variable[]): Variable {
  const names = before.map((variable) => variable.name);
  const name = readName(source, leaf, new Set(names));
  const { is, of } = leaf.attributes ?? {};
  if (is) {
    const words = before.filter(
      ({ kind, ...rest }) =>
        kind === 'list' && 'values' in rest && rest.values.some((value) => Number.isNaN(Number(value))),
    );
    checkExpression(
      source,
      is,
      names.filter((one) => !words.some((word) => word.name === one)),
      leaf,
    );
    const digits = readWhole(source, 'digits', { from: 0, to: 12 }, leaf.attributes ?? {}, leaf);
    return { kind: 'derived', name, is, digits };
  }
  if (!of) return readRange(source, leaf, name);
  const values = of.split(/[,;]/).flatMap((value) => value.trim() || []);
  if (values.length === 0) source.problem('The list is empty.', 'Write `of="2, 3, 5"`.', leaf);
  return { kind: 'list', name, values };
}

const defaultTolerance = { size: 0.01, relative: true };
/** Formulas are compared by values, which come from exact arithmetic. */
const formulaTolerance = { size: 1e-6, relative: true };

function readTolerance(
  source: ActivitySource,
  text: string | null | undefined,
  formula: boolean,
  node?: RootContent,
) {
  if (text === undefined || text === null) return formula ? formulaTolerance : defaultTolerance;
  const [, number = '', percent] = /^\s*([^%\s]+)\s*(%)?\s*$/.exec(text) ?? [];
  const size = number === '' ? Number.NaN : Number(number);
  if (size >= 0 && Number.isFinite(size))
    return { size: percent ? size / 100 : size, relative: Boolean(percent) };
  source.problem(`The tolerance "${text}" is not a size.`, 'Write it as 0.1 or as 2%.', node);
  return defaultTolerance;
}

/** Draws that are tried when the course compiles: an expression without a value shows before a learner meets it. */
const tries = 200;

function checkDraws(source: ActivitySource, settings: CalculatedSettings): void {
  if (settings.unknowns.length > 0) return;
  for (let seed = 0; seed < tries; seed++) {
    const { numbers, shown } = drawValues(settings, seed);
    for (const { is } of settings.accepted) {
      const read = parseExpression(is, numbers.keys());
      if ('mistake' in read || Number.isFinite(evaluate(read, numbers))) continue;
      const where = [...shown].map(([name, value]) => `${name} = ${value}`).join(', ');
      source.problem(`"${is}" has no value for ${where}.`, 'Change the ranges, so that it always has one.');
      return;
    }
  }
}

function readUnit(source: ActivitySource) {
  const unit = source.attributes.unit?.trim() || null;
  const unitRequired = readFlag(source, 'unit-required');
  if (unit !== null && !isKnownUnit(unit))
    source.problem(`The unit "${unit}" is not known.`, 'Write it in SI symbols, such as `m/s^2` or `kWh`.');
  if (unitRequired && unit === null)
    source.problem('A unit is required, but none is named.', 'Add it: `unit="m/s^2"`.');
  return { unit, unitRequired };
}

export function readCalculated(source: ActivitySource): {
  settings: CalculatedSettings;
  prompt: RootContent[];
} {
  const lets = takeLeaves(source, 'value', ['name', 'from', 'to', 'step', 'of', 'is', 'digits']);
  const opens = takeLeaves({ ...source, children: lets.rest }, 'unknown', ['name', 'from', 'to']);
  const others = takeLeaves({ ...source, children: opens.rest }, 'answer', ['is', 'tolerance', 'score']);
  const variables: Variable[] = [];
  for (const leaf of lets.leaves) variables.push(readVariable(source, leaf, variables));
  const names = new Set(variables.map(({ name }) => name));
  const unknowns: Unknown[] = opens.leaves.map((leaf) => ({
    name: readName(source, leaf, names),
    from: readNumber(source, leaf, 'from', 1),
    to: readNumber(source, leaf, 'to', 5),
  }));
  const formula = unknowns.length > 0;
  const known = [...names, ...unknowns.map(({ name }) => name)];
  const { answer, tolerance } = source.attributes;
  const accepted: Accepted[] = others.leaves.map((leaf) => {
    const { is = '', tolerance: width } = leaf.attributes ?? {};
    checkExpression(source, is ?? '', known, leaf);
    const score = readShare(source, leaf.attributes ?? {}, 'score', leaf);
    return {
      is: is ?? '',
      tolerance: readTolerance(source, width, formula, leaf),
      score,
      feedback: labelHtml(source, leaf),
    };
  });
  if (answer) {
    checkExpression(source, answer, known);
    accepted.unshift({
      is: answer,
      tolerance: readTolerance(source, tolerance, formula),
      score: 1,
      feedback: null,
    });
  }
  if (!accepted.some(({ score }) => score === 1))
    source.problem('No answer is right.', 'Name it: `answer="v*t"`.');
  const values = readWord(source, 'values', ['attempt', 'learner']);
  const settings: CalculatedSettings = { variables, unknowns, accepted, ...readUnit(source), values };
  checkDraws(source, settings);
  return { settings, prompt: others.rest };
}
