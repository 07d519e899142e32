/** Response processing of QTI 1.2 for a way of answering: conditions, and the feedback that they show. */
import { escapeXml } from '../../export-html.ts';
import type { Answering, Judged, NumberAnswer, RichText } from '../../questions.ts';

export interface Scored1 {
  conditions: string;
  feedback: { ident: string; text: RichText }[];
}

const equal = (ident: string, value: string, more = '') =>
  `<varequal respident="${ident}"${more}>${escapeXml(value)}</varequal>`;
const score = (share: number, action = 'Set') =>
  `<setvar action="${action}" varname="SCORE">${Math.round(share * 1e5) / 1e3}</setvar>`;
const condition = (test: string, effects: string, goesOn: boolean) =>
  `<respcondition continue="${goesOn ? 'Yes' : 'No'}"><conditionvar>${test}</conditionvar>${effects}</respcondition>`;
const shows = (ident: string) => `<displayfeedback feedbacktype="Response" linkrefid="${ident}"/>`;

const textsOf = (answers: Judged[]): Scored1['feedback'] =>
  answers.flatMap(({ feedback: text }, index) => (text ? [{ ident: `o${index + 1}_fb`, text }] : []));

/** One condition for each answer that gives points or has something said of it; the first that holds decides. */
function each<T extends Judged>(
  answers: T[],
  test: (answer: T, index: number) => string,
  whole: boolean,
): Scored1 {
  const conditions = answers.map((answer, index) => {
    const points = (whole ? answer.share === 1 : answer.share > 0) ? score(answer.share) : '';
    const said = answer.feedback ? shows(`o${index + 1}_fb`) : '';
    return points || said ? condition(test(answer, index), points + said, false) : '';
  });
  return { conditions: conditions.join(''), feedback: textsOf(answers) };
}

function choiceConditions(answering: Extract<Answering, { kind: 'choice' }>, isProfile: boolean): Scored1 {
  const { options, multiple, partial } = answering;
  const test = (_: Judged, index: number) => equal('response1', `o${index + 1}`);
  if (!multiple) return each(options, test, isProfile);
  const feedback = textsOf(options);
  const said = feedback.map(({ ident }) =>
    condition(equal('response1', ident.replace('_fb', '')), shows(ident), true),
  );
  if (partial || isProfile) {
    const tests = options.map(({ share }, index) =>
      share > 0
        ? test({ share, feedback: null }, index)
        : `<not>${test({ share, feedback: null }, index)}</not>`,
    );
    return {
      conditions: [...said, condition(`<and>${tests.join('')}</and>`, score(1), false)].join(''),
      feedback,
    };
  }
  const added = options.map(({ share }, index) =>
    share === 0 ? '' : condition(test({ share, feedback: null }, index), score(share, 'Add'), true),
  );
  return { conditions: [...said, ...added].join(''), feedback };
}

function numberTest({ value, tolerance }: NumberAnswer): string {
  const [, open, from, to, close] = /^([[(])([^,]+),([^,]+)([\])])$/.exec(value) ?? [];
  if (value === '*' || value === '(-inf,inf)') return '<other/>';
  if (from !== undefined && to !== undefined) {
    const low = from.includes('inf')
      ? ''
      : `<vargt${open === '[' ? 'e' : ''} respident="response1">${from}</vargt${open === '[' ? 'e' : ''}>`;
    const high = to.includes('inf')
      ? ''
      : `<varlt${close === ']' ? 'e' : ''} respident="response1">${to}</varlt${close === ']' ? 'e' : ''}>`;
    return `<and>${low}${high}</and>`;
  }
  const [number, width] = [Number(value), Number(tolerance ?? 0)];
  if (width === 0) return equal('response1', value);
  const bound = (of: number) => String(Number(of.toPrecision(12)));
  return `<or>${equal('response1', value)}<and><vargte respident="response1">${bound(number - width)}</vargte><varlte respident="response1">${bound(number + width)}</varlte></and></or>`;
}

/** The one number that the profile compares: as the author wrote it, or the middle of what is right. */
function plainNumber({ value }: NumberAnswer): string {
  const [from, to] = value
    .replace(/[[\]()]/g, '')
    .split(',')
    .map(Number);
  return from !== undefined && to !== undefined ? String((from + to) / 2) : value;
}

export function conditionsXml(answering: Answering, flavor: 'profile' | 'full'): Scored1 {
  const isProfile = flavor === 'profile';
  switch (answering.kind) {
    case 'choice':
      return choiceConditions(answering, isProfile);
    case 'text': {
      const more = answering.case ? ' case="Yes"' : '';
      return each(
        answering.answers,
        ({ text }) => equal('response1', text.replaceAll('\\*', '*'), more),
        isProfile,
      );
    }
    case 'number':
      return each(
        answering.answers,
        (answer) => (isProfile ? equal('response1', plainNumber(answer)) : numberTest(answer)),
        isProfile,
      );
    case 'match': {
      const rows = answering.pairs.filter(({ left }) => left).length;
      const conditions = answering.pairs.map(({ left }, index) =>
        left ? condition(equal(`response_${index + 1}`, `o${index + 1}`), score(1 / rows, 'Add'), true) : '',
      );
      return { conditions: conditions.join(''), feedback: [] };
    }
    case 'order': {
      const tests = answering.items.map(
        (_, index) => `<varequal respident="response1" index="${index + 1}">o${index + 1}</varequal>`,
      );
      return isProfile
        ? { conditions: '', feedback: [] }
        : { conditions: condition(`<and>${tests.join('')}</and>`, score(1), false), feedback: [] };
    }
    default:
      return { conditions: '', feedback: [] };
  }
}
