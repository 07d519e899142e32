/** Questions of Moodle in the shape that all banks share. */
import { translateTo } from '#lib/messages.ts';
import { wordsOf } from '../../question-text.ts';
import type { Answering, Body, Question, QuestionNoteCode, RichText } from '../../questions.ts';
import type { MoodleAnswer, MoodleQuestion, MoodleText } from '../wire/question.ts';
import { calculatedBody } from './calculated.ts';
import { fieldsBody, gapsBody } from './fields.ts';

export type Note = (code: QuestionNoteCode, text?: string) => void;

export const filled = (text: MoodleText | undefined): RichText | null =>
  text && text.text.trim() !== '' ? text : null;

export const isOn = (value: string | undefined): boolean => /^(?:1|true)$/i.test(value ?? '');

const judged = ({ fraction, feedback }: MoodleAnswer) => ({ share: fraction, feedback: filled(feedback) });
const asked = (answering: Answering): Body => ({ kind: 'question', answering });

function multichoice({ answers, settings }: MoodleQuestion, note: Note): Body {
  if (settings.answernumbering && !/^(?:none|abc)$/.test(settings.answernumbering))
    note('numbering', settings.answernumbering);
  return asked({
    kind: 'choice',
    multiple: settings.single !== undefined && !isOn(settings.single),
    shuffle: isOn(settings.shuffleanswers),
    options: answers.map((answer) => ({ text: answer.text, ...judged(answer) })),
  });
}

/** Moodle writes the two answers in English, and shows them in the language of the reader. */
function truefalse({ answers }: MoodleQuestion, language: string): Body {
  const t = translateTo(language);
  const options = answers.map((answer) => {
    const text = /^\s*true\s*$/i.test(answer.text.text) ? t('moodle.true') : t('moodle.false');
    return { text: { format: 'plain' as const, text }, ...judged(answer) };
  });
  return asked({ kind: 'choice', multiple: false, shuffle: false, options });
}

const shortanswer = ({ answers, settings }: MoodleQuestion): Body =>
  asked({
    ...{ kind: 'text', case: isOn(settings.usecase) },
    answers: answers.map((answer) => ({ text: answer.text.text, ...judged(answer) })),
  });

/** Units that count another number of the first one would each need an answer of their own. */
export function unitsOf(
  { units, settings }: MoodleQuestion,
  note: Note,
): { units: string[]; unitRequired: boolean } {
  const same = units.filter(({ multiplier, name }) => multiplier === 1 && name).map(({ name }) => name);
  for (const { name, multiplier } of units) if (multiplier !== 1) note('unit-other', name);
  // 3: units are not used at all; 1 and 2 of grading: they count.
  if (settings.showunits === '3') return { units: [], unitRequired: false };
  return { units: same, unitRequired: /^[12]$/.test(settings.unitgradingtype ?? '') };
}

const numerical = (question: MoodleQuestion, note: Note): Body =>
  asked({
    ...{ kind: 'number', ...unitsOf(question, note) },
    answers: question.answers.map((answer) => ({
      value: wordsOf(answer.text.text),
      tolerance: Number(answer.tolerance) > 0 ? answer.tolerance : null,
      ...judged(answer),
    })),
  });

const matching = ({ subquestions, settings }: MoodleQuestion): Body =>
  asked({
    ...{ kind: 'match', shuffle: isOn(settings.shuffleanswers) },
    pairs: subquestions.map(({ text, answer }) => ({ left: filled(text), right: answer })),
  });

function essay({ settings, texts }: MoodleQuestion, note: Note): Body {
  const attachments = Number(settings.attachments ?? 0);
  if (filled(texts.graderinfo)) note('grader-text', wordsOf(texts.graderinfo?.text ?? ''));
  if (filled(texts.responsetemplate)) note('template', wordsOf(texts.responsetemplate?.text ?? ''));
  if (attachments !== 0) {
    const types = (settings.filetypeslist ?? '').match(/\.[a-z0-9]{1,10}\b/gi) ?? [];
    return asked({
      kind: 'files',
      attributes: {
        'max-files': String(attachments > 0 ? Math.min(attachments, 10) : 10),
        ...(types.length > 0 && { types: types.map((type) => type.slice(1).toLowerCase()).join(', ') }),
      },
    });
  }
  const words = (name: string) => Number(settings[name] ?? 0);
  const [least, most] = [words('minwordlimit'), words('maxwordlimit')];
  const lines = Math.min(50, Math.max(2, Number(settings.responsefieldlines ?? 12) || 12));
  return asked({
    kind: 'essay',
    attributes: {
      ...(least > 0 && { 'min-words': String(least) }),
      ...(most > 0 && most >= least && { 'max-words': String(most) }),
      ...(lines !== 12 && { lines: String(lines) }),
    },
  });
}

const ordering = ({ answers }: MoodleQuestion): Body =>
  asked({ kind: 'order', items: answers.map(({ text }) => text) });

/** null: it cannot be said here. Where fields stood in the text, `text` is the one that shows them. */
type Read = (
  question: MoodleQuestion,
  note: Note,
  language: string,
) => Body | { body: Body; text: RichText } | null;

const kinds: Record<string, Read> = {
  calculated: calculatedBody,
  calculatedsimple: calculatedBody,
  cloze: fieldsBody,
  ddmatch: matching,
  ddwtos: gapsBody,
  description: () => ({ kind: 'text' }),
  essay,
  gapselect: gapsBody,
  match: matching,
  matching,
  multianswer: fieldsBody,
  multichoice,
  numerical,
  ordering,
  shortanswer,
  truefalse: (question, _, language) => truefalse(question, language),
};

const wholeFeedback = ['correctfeedback', 'partiallycorrectfeedback', 'incorrectfeedback'];

/** Sentences that Moodle puts there by itself say nothing that the page does not. */
const usualFeedback = /^(?:Your answer is (?:(?:partially )?correct|incorrect)\.)?$/;

/** A text of this length is data; converting it would hold up everyone else. */
const longest = 200_000;
const isTooLong = ({ questiontext }: MoodleQuestion) => questiontext.text.length > longest;

export function translateQuestion(question: MoodleQuestion, language: string): Question {
  const notes: Question['notes'] = [];
  const note: Note = (code, text = '') => notes.push({ code, text });
  const { type, texts, penalty, tags } = question;
  const read = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
  const found = (isTooLong(question) ? null : read?.(question, note, language)) ?? {
    kind: 'unsupported',
    type,
    source: question.xml,
  };
  const { body, text } =
    'body' in found
      ? found
      : {
          body: found,
          text: isTooLong(question) ? { ...question.questiontext, text: '' } : question.questiontext,
        };
  const said = wholeFeedback
    .map((name) => wordsOf(texts[name]?.text ?? ''))
    .filter((text) => !usualFeedback.test(text));
  if (said.length > 0) note('combined-feedback', said.join(' · '));
  // A third is what Moodle offers; true or false has no second try there.
  if (penalty > 0 && type !== 'truefalse' && Math.abs(penalty - 1 / 3) > 0.001)
    note('penalty', String(penalty));
  if (tags.length > 0) note('tags', tags.join(', '));
  return {
    ...{ source: question.source, type, title: question.name.trim(), notes, body, text },
    id: question.idnumber || question.id || null,
    points: Math.max(0, question.defaultgrade),
    solution: filled(question.generalfeedback),
    hints: question.hints.filter(({ text }) => text.trim() !== ''),
    asset: question.asset,
  };
}
