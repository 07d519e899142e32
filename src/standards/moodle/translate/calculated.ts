/** Calculated questions: formulas over numbers that are drawn. Moodle draws rows of a table, here each number is drawn. */
import type { Body, QuestionNoteCode } from '../../questions.ts';
import type { MoodleAnswer, MoodleQuestion } from '../wire/question.ts';

/** Names of functions, as PHP calls them and as expressions here do. */
const functions: Record<string, string> = {
  ...{
    abs: 'abs',
    acos: 'acos',
    acosh: '',
    asin: 'asin',
    atan: 'atan',
    ceil: 'ceil',
    cos: 'cos',
    cosh: 'cosh',
  },
  ...{ exp: 'exp', floor: 'floor', log: 'ln', log10: 'log', max: 'max', min: 'min', round: 'round' },
  ...{ sin: 'sin', sinh: 'sinh', sqrt: 'sqrt', tan: 'tan', tanh: 'tanh' },
};
const constants = new Set(['e', 'pi']);
const taken = new Set([
  ...Object.keys(functions),
  ...Object.values(functions),
  ...constants,
  'pow',
  'cbrt',
  'fact',
]);
const longest = 400;

/** `pow(x, 2)` as `((x)^(2))`, the innermost first; null: it holds what no expression here says. */
function expressionOf(formula: string, names: ReadonlyMap<string, string>): string | null {
  if (formula.length > longest) return null;
  let known = true;
  let text = formula
    .replace(/^=/, '')
    .replace(/\{([^{}]+)\}/g, (_, name: string) => {
      const own = names.get(name);
      if (!own) known = false;
      return `(${own ?? ''})`;
    })
    .replace(/\bpi\(\s*\)/g, 'pi');
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(/\bpow\(((?:[^(),]|\([^()]*\))*),((?:[^(),]|\([^()]*\))*)\)/, '(($1)^($2))');
  }
  text = text.replace(/\b([a-z]\w*)\s*\(/gi, (call, name: string) => {
    const own = Object.hasOwn(functions, name) ? functions[name] : '';
    if (!own) known = false;
    return own ? `${own}(` : call;
  });
  const words = text.match(/[a-z_]\w*/gi) ?? [];
  const allowed = new Set([...names.values(), ...Object.values(functions), ...constants]);
  const read = words.every((word) => allowed.has(word) || /^e\d*$/i.test(word));
  return known && read && /^[\w\s.,+\-*/^()]*$/.test(text) ? text.trim() : null;
}

/** Relative, nominal; a geometric tolerance is nearly a relative one. */
function toleranceOf({ tolerance, tolerancetype }: MoodleAnswer): string {
  const size = Number(tolerance) || 0;
  return tolerancetype === '2' ? String(size) : `${Math.round(size * 1e8) / 1e6}%`;
}

/** A name of an expression is a letter and then letters or digits, and neither function nor constant. */
const nameOf = (name: string, index: number): string =>
  /^[a-zA-Z]\w{0,19}$/.test(name) && !taken.has(name) ? name : `v_${index + 1}`;

export function calculatedBody(
  question: MoodleQuestion,
  note: (code: QuestionNoteCode, text?: string) => void,
): { body: Body; text: MoodleQuestion['questiontext'] } | null {
  const { datasets, answers, questiontext } = question;
  const names = new Map(datasets.map(({ name }, index) => [name, nameOf(name, index)]));
  for (const { name } of question.units) note('unit-other', name);
  const usable = datasets.every(
    ({ minimum, maximum, decimals }) => maximum >= minimum && decimals >= 0 && decimals <= 6,
  );
  const formulas = answers.map(({ text }) => expressionOf(text.text, names));
  const computed = /\{=/.test(questiontext.text);
  if (datasets.length === 0 || !usable || computed || formulas.includes(null)) {
    note('formula', answers.map(({ text }) => text.text).join(' | '));
    return null;
  }
  const text = questiontext.text.replace(/\{([^{}]+)\}/g, (whole, name: string) => {
    const own = names.get(name);
    return own ? `{${own}}` : whole;
  });
  return {
    text: { ...questiontext, text },
    body: {
      kind: 'question',
      answering: {
        kind: 'calculated',
        variables: datasets.map(({ name, minimum, maximum, decimals }) => ({
          ...{ name: names.get(name) ?? name, from: minimum, to: maximum, step: Number(`1e-${decimals}`) },
        })),
        answers: answers.map((answer, index) => ({
          ...{ formula: formulas[index] ?? '', tolerance: toleranceOf(answer), share: answer.fraction },
          feedback: answer.feedback.text.trim() ? answer.feedback : null,
        })),
      },
    },
  };
}
