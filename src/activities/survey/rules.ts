import type { Translate } from '#lib/messages.ts';
import type { AnswerSummary, FormFields } from '#modules/content/contract.ts';
import type { SurveyAnswer, SurveyQuestion, SurveySettings } from './settings.ts';

type Scale = Extract<SurveyQuestion, { kind: 'scale' }>;

export const pointsOf = ({ from, to }: Scale): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => String(from + index));

/** Replies to one question without what is empty. Own properties only: ids come from outside. */
export const repliesTo = (answer: SurveyAnswer | null, id: string): string[] =>
  answer && Object.hasOwn(answer, id) ? (answer[id] ?? []) : [];

export function answerOf(fields: FormFields, { questions }: SurveySettings): SurveyAnswer | null {
  const replies = questions.flatMap(({ id }): [string, string[]][] => {
    const given = (fields[id] ?? []).map((text) => text.replace(/\r\n?/g, '\n').trim()).filter(Boolean);
    return given.length > 0 ? [[id, given]] : [];
  });
  return replies.length > 0 ? Object.fromEntries(replies) : null;
}

/** Whether replies can be replies to this question. */
function fits(question: SurveyQuestion, replies: readonly string[]): boolean {
  if (question.kind === 'text') return replies.length <= 1;
  if (question.kind === 'scale')
    return replies.length <= 1 && replies.every((reply) => pointsOf(question).includes(reply));
  const known = new Set(question.options.map(({ id }) => id));
  return (question.multiple || replies.length <= 1) && replies.every((reply) => known.has(reply));
}

export function refuseSurvey(
  answer: SurveyAnswer,
  { questions }: SurveySettings,
  t: Translate,
): string | null {
  const known = new Set(questions.map(({ id }) => id));
  const strange = Object.keys(answer).some((id) => !known.has(id));
  if (strange || questions.some((question) => !fits(question, repliesTo(answer, question.id))))
    return t('activities.question-changed');
  const missing = questions.find(({ id, required }) => required && repliesTo(answer, id).length === 0);
  return missing ? t('tasks.survey-missing', { question: missing.text }) : null;
}

const wordsOf = (question: SurveyQuestion, reply: string): string =>
  question.kind === 'choice' ? (question.options.find(({ id }) => id === reply)?.text ?? reply) : reply;

/** A line a question. */
export const describeSurvey = (answer: SurveyAnswer, { questions }: SurveySettings): string =>
  questions
    .flatMap((question) => {
      const replies = repliesTo(answer, question.id);
      return replies.length > 0
        ? [`${question.text}: ${replies.map((reply) => wordsOf(question, reply)).join(', ')}`]
        : [];
    })
    .join('\n');

function summarizeQuestion(question: SurveyQuestion, answers: readonly SurveyAnswer[]): AnswerSummary {
  const all = answers.map((answer) => repliesTo(answer, question.id)).filter((replies) => replies.length > 0);
  const replies = all.flat();
  const summary = { asked: question.html, answers: all.length, shares: [], mean: null, texts: [] };
  const count = (value: string) => replies.filter((reply) => reply === value).length;
  if (question.kind === 'text') return { ...summary, texts: replies };
  if (question.kind === 'choice')
    return { ...summary, shares: question.options.map(({ id, html }) => ({ html, count: count(id) })) };
  const numbers = replies.map(Number);
  return {
    ...summary,
    shares: pointsOf(question).map((point) => ({ html: point, count: count(point) })),
    mean: numbers.length ? numbers.reduce((sum, number) => sum + number, 0) / numbers.length : null,
  };
}

export const summarizeSurvey = (
  answers: readonly SurveyAnswer[],
  { questions }: SurveySettings,
): AnswerSummary[] => questions.map((question) => summarizeQuestion(question, answers));
