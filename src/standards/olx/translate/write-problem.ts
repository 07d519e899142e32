/** A question as a problem of Open edX. */
import type { Activity } from '#modules/content/contract.ts';
import { type ExportLinks, escapeXml, portableXml } from '../../export-html.ts';
import { questionOf } from '../../export-question.ts';
import type { Answering, NumberAnswer, Option, Question, RichText } from '../../questions.ts';

export interface WrittenProblem {
  xml: string;
  /** Parts that OLX does not say. */
  lost: string[];
}

interface Writing {
  links: ExportLinks;
  lost: Set<string>;
}

const htmlOf = (text: RichText | null, { links }: Writing) => (text ? portableXml(text.text, links) : '');

function optionXml({ text, share, feedback }: Option, writing: Writing): string {
  const credit =
    share >= 1
      ? 'correct="true"'
      : share > 0
        ? `correct="partial" point_value="${share}"`
        : 'correct="false"';
  const hint = feedback ? `<choicehint>${htmlOf(feedback, writing)}</choicehint>` : '';
  return `<choice ${credit}>${htmlOf(text, writing)}${hint}</choice>`;
}

function choiceXml(answering: Extract<Answering, { kind: 'choice' }>, writing: Writing): string {
  const { multiple, shuffle, options, partial = 'none' } = answering;
  const group = shuffle ? ' shuffle="true"' : '';
  if (!multiple) {
    const inner = options.map((option) => optionXml(option, writing)).join('');
    return `<multiplechoiceresponse><choicegroup type="MultipleChoice"${group}>${inner}</choicegroup></multiplechoiceresponse>`;
  }
  if (options.some(({ share }) => share > 0 && share < 1)) writing.lost.add('value');
  if (shuffle) writing.lost.add('shuffle');
  const rule = { none: '', each: ' partial_credit="EDC"', halves: ' partial_credit="halves"' }[partial];
  const whole = options.map((option) => ({ ...option, share: option.share > 0 ? 1 : 0 }));
  const inner = whole.map((option) => optionXml(option, writing)).join('');
  return `<choiceresponse${rule}><checkboxgroup>${inner}</checkboxgroup></choiceresponse>`;
}

const praise = (feedback: RichText | null, writing: Writing) =>
  feedback ? `<correcthint>${htmlOf(feedback, writing)}</correcthint>` : '';

/** Null: it is no number of Open edX, which knows no interval without an end. */
function numberXml(answering: Extract<Answering, { kind: 'number' }>, writing: Writing): string | null {
  const { units, unitRequired, answers } = answering;
  const right = answers.filter(({ share }) => share >= 1);
  const [first, ...others] = right;
  if (!first || right.some(({ value }) => /inf/.test(value))) return null;
  if (right.length < answers.length) writing.lost.add('score');
  if (others.some(({ tolerance }) => tolerance !== first.tolerance)) writing.lost.add('tolerance');
  if (unitRequired) writing.lost.add('unit-required');
  const more = others.map(
    ({ value, feedback }: NumberAnswer) =>
      `<additional_answer answer="${escapeXml(value)}">${praise(feedback, writing)}</additional_answer>`,
  );
  const unit = units[0] ? ` trailing_text="${escapeXml(units[0])}"` : '';
  if (units.length > 1) writing.lost.add('units');
  const tolerance = `<responseparam type="tolerance" default="${escapeXml(first.tolerance ?? '0')}"/>`;
  return `<numericalresponse answer="${escapeXml(first.value)}">${tolerance}${praise(first.feedback, writing)}${more.join('')}<formulaequationinput${unit}/></numericalresponse>`;
}

function textXml(answering: Extract<Answering, { kind: 'text' }>, writing: Writing): string | null {
  const plain = (text: string) => escapeXml(text.replaceAll('\\*', '*'));
  const [first, ...others] = answering.answers.filter(({ share }) => share >= 1);
  if (!first || first.text.includes('_or_')) return null;
  const wrong = answering.answers.filter(({ share }) => share <= 0);
  if (answering.answers.some(({ share }) => share > 0 && share < 1)) writing.lost.add('score');
  const more = others.map(
    ({ text, feedback }) =>
      `<additional_answer answer="${plain(text)}">${praise(feedback, writing)}</additional_answer>`,
  );
  const hints = wrong.map(
    ({ text, feedback }) =>
      `<stringequalhint answer="${plain(text)}">${htmlOf(feedback, writing)}</stringequalhint>`,
  );
  return `<stringresponse answer="${plain(first.text)}"${answering.case ? '' : ' type="ci"'}>${praise(first.feedback, writing)}${more.join('')}${hints.join('')}<textline/></stringresponse>`;
}

function responseXml(answering: Answering, writing: Writing): string | null {
  switch (answering.kind) {
    case 'choice':
      return choiceXml(answering, writing);
    case 'number':
      return numberXml(answering, writing);
    case 'text':
      return textXml(answering, writing);
    default:
      return null;
  }
}

/** Rules of when the answer shows, by ours. */
const showAnswer: Record<Activity['showAnswer'], string> = {
  never: 'never',
  answered: 'attempted',
  correct: 'answered',
  finished: 'finished',
};

function helpXml({ hints, solution }: Question, writing: Writing): string {
  const inner = hints.map((hint) => `<hint>${htmlOf(hint, writing)}</hint>`).join('');
  const help = inner ? `<demandhint>${inner}</demandhint>` : '';
  return help + (solution ? `<solution>${htmlOf(solution, writing)}</solution>` : '');
}

/** Null: Open edX has no problem that asks it. */
export function problemXml(activity: Activity, links: ExportLinks): WrittenProblem | null {
  const question = questionOf(activity);
  if (question?.body.kind !== 'question') return null;
  const writing: Writing = { links, lost: new Set() };
  const response = responseXml(question.body.answering, writing);
  if (!response) return null;
  const { title, attempts, points } = activity;
  const attributes = [
    `display_name="${escapeXml(title ?? '')}"`,
    `weight="${points}"`,
    attempts === null ? '' : `max_attempts="${attempts}"`,
    `showanswer="${showAnswer[activity.showAnswer]}"`,
  ];
  const xml = `<problem ${attributes.filter(Boolean).join(' ')}><div>${htmlOf(question.text, writing)}</div>${response}${helpXml(question, writing)}</problem>\n`;
  return { xml, lost: [...writing.lost] };
}
