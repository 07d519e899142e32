/**
 * Terms: an *expression* is arithmetic as people type it: `2x(x+1)`, `3·10^8`, `sin(π/2)`, `-x²`. It is read into a
 * small tree and walked; nothing of it is ever run as code, and no name reaches anything but numbers. Time is linear in
 * the length, which is limited.
 */
import { plainSymbols } from '#lib/decimal.ts';

type Operator = '+' | '-' | '*' | '/' | '^';
type Tree =
  | { kind: 'number'; value: number }
  | { kind: 'name'; name: string }
  | { kind: 'minus'; of: Tree }
  | { kind: 'binary'; operator: Operator; left: Tree; right: Tree }
  | { kind: 'call'; of: (...values: number[]) => number; values: Tree[] };

export interface Expression {
  tree: Tree;
  /** Names it uses, without constants. */
  names: ReadonlySet<string>;
}
export type Mistake = { mistake: 'character' | 'name' | 'shape' | 'length'; at: string };
export type Values = ReadonlyMap<string, number>;

const longest = 500;

const factorial = (n: number): number => {
  if (!Number.isInteger(n) || n < 0) return Number.NaN;
  let product = 1;
  for (let factor = 2; factor <= Math.min(n, 171); factor++) product *= factor;
  return product;
};

const functions: ReadonlyMap<string, { of: (...values: number[]) => number; takes: readonly number[] }> =
  new Map(
    Object.entries({
      ...Object.fromEntries(
        (
          [
            'sin',
            'cos',
            'tan',
            'asin',
            'acos',
            'atan',
            'sinh',
            'cosh',
            'tanh',
            'exp',
            'sqrt',
            'cbrt',
            'abs',
          ] as const
        ).map((name) => [name, { of: Math[name], takes: [1] }]),
      ),
      floor: { of: Math.floor, takes: [1] },
      ceil: { of: Math.ceil, takes: [1] },
      round: {
        of: (value: number, digits = 0) => Math.round(value * 10 ** digits) / 10 ** digits,
        takes: [1, 2],
      },
      ln: { of: Math.log, takes: [1] },
      log: { of: (value: number, base = 10) => Math.log(value) / Math.log(base), takes: [1, 2] },
      min: { of: Math.min, takes: [1, 2, 3, 4] },
      max: { of: Math.max, takes: [1, 2, 3, 4] },
      fact: { of: factorial, takes: [1] },
    }),
  );
const constants: Values = new Map([
  ['pi', Math.PI],
  ['e', Math.E],
]);

export const isFunction = (name: string): boolean => functions.has(name);

const spelled = (text: string): string =>
  plainSymbols(text)
    .replace(/\*\*/g, '^')
    .replace(/[×·⋅∙]/g, '*')
    .replace(/[÷∶]/g, '/')
    .replace(/π/g, 'pi')
    .replace(/√/g, 'sqrt')
    .replace(/(?<=\d),(?=\d)/g, '.');

const token = /\s*(?:(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|([A-Za-z]\w*)|([-+*/^(),;]))/y;

/** Letters that are names each, written without a sign between them: `xy` is x times y. */
function namesIn(word: string, known: ReadonlySet<string>): string[] | null {
  if (known.has(word) || functions.has(word) || constants.has(word)) return [word];
  const letters = [...word];
  return letters.every((letter) => known.has(letter)) ? letters : null;
}

function tokensOf(text: string, known: ReadonlySet<string>): string[] | Mistake {
  const tokens: string[] = [];
  const whole = spelled(text).trim();
  token.lastIndex = 0;
  while (token.lastIndex < whole.length) {
    const from = token.lastIndex;
    const found = token.exec(whole);
    if (!found) return { mistake: 'character', at: whole.slice(from).trim().charAt(0) };
    const [, number, word, sign] = found;
    const names = word ? namesIn(word, known) : [];
    if (!names) return { mistake: 'name', at: word ?? '' };
    for (const part of number || sign ? [number ?? sign ?? ''] : names) {
      const last = tokens.at(-1);
      // What stands side by side is a product; a function and its bracket belong together.
      const endsValue = last !== undefined && /[\w.)]$/.test(last) && !functions.has(last);
      if (endsValue && /^[\w.(]/.test(part)) tokens.push('*');
      tokens.push(part);
    }
  }
  return tokens;
}

class Unreadable extends Error {}

/** `-x^2` is `-(x^2)`, `2^-x` and `2^3^2` read from the right, as in print. */
const bindings: Record<Operator, number> = { '+': 1, '-': 1, '*': 2, '/': 2, '^': 4 };
const minusBinding = 3;

function reader(tokens: readonly string[], names: Set<string>) {
  let at = 0;
  const take = (wanted?: string): string => {
    const next = tokens[at];
    if (next === undefined || (wanted !== undefined && next !== wanted)) throw new Unreadable(next ?? '');
    at += 1;
    return next;
  };

  function call(name: string): Tree {
    const { of, takes } = functions.get(name) ?? { of: Number, takes: [] };
    take('(');
    const values = [sum(0)];
    while (tokens[at] === ',' || tokens[at] === ';') {
      at += 1;
      values.push(sum(0));
    }
    take(')');
    if (!takes.includes(values.length)) throw new Unreadable(name);
    return { kind: 'call', of, values };
  }

  function value(): Tree {
    const next = take();
    if (next === '(') {
      const inner = sum(0);
      take(')');
      return inner;
    }
    if (next === '-') return { kind: 'minus', of: sum(minusBinding) };
    if (next === '+') return sum(minusBinding);
    if (/^[\d.]/.test(next)) return { kind: 'number', value: Number(next) };
    if (functions.has(next)) return call(next);
    if (!/^[A-Za-z]/.test(next)) throw new Unreadable(next);
    names.add(next);
    return { kind: 'name', name: next };
  }

  function sum(binding: number): Tree {
    let left = value();
    for (;;) {
      const operator = tokens[at] as Operator | undefined;
      const strength = operator === undefined ? undefined : bindings[operator];
      if (operator === undefined || strength === undefined || strength <= binding) return left;
      at += 1;
      left = { kind: 'binary', operator, left, right: sum(operator === '^' ? strength - 1.5 : strength) };
    }
  }

  const tree = sum(0);
  if (at < tokens.length) throw new Unreadable(tokens[at]);
  return tree;
}

/** Reads an expression of these names. */
export function parseExpression(text: string, known: Iterable<string>): Expression | Mistake {
  if (text.length > longest) return { mistake: 'length', at: String(longest) };
  const tokens = tokensOf(text, new Set(known));
  if ('mistake' in tokens) return tokens;
  const names = new Set<string>();
  try {
    return { tree: reader(tokens, names), names };
  } catch (error) {
    if (error instanceof Unreadable) return { mistake: 'shape', at: error.message };
    throw error;
  }
}

const operations: Record<Operator, (left: number, right: number) => number> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '^': (left, right) => left ** right,
};

function walk(tree: Tree, values: Values): number {
  switch (tree.kind) {
    case 'number':
      return tree.value;
    case 'name':
      return values.get(tree.name) ?? constants.get(tree.name) ?? Number.NaN;
    case 'minus':
      return -walk(tree.of, values);
    case 'binary':
      return operations[tree.operator](walk(tree.left, values), walk(tree.right, values));
    case 'call':
      return tree.of(...tree.values.map((value) => walk(value, values)));
  }
}

/** Its value; not a number where it has none. */
export const evaluate = ({ tree }: Expression, values: Values): number => walk(tree, values);

/** Its value in one go; not a number where it cannot be read. */
export function calculate(text: string, values: Values): number {
  const read = parseExpression(text, values.keys());
  return 'mistake' in read ? Number.NaN : evaluate(read, values);
}
