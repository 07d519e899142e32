/** Questions with fields in their text: cloze, and words that are put into gaps. */
import { withGaps, wordsOf } from '../../question-text.ts';
import type { Answering, Body, QuestionNoteCode, RichText } from '../../questions.ts';
import { type ClozeField, readCloze } from '../wire/cloze.ts';
import type { MoodleQuestion } from '../wire/question.ts';

const html = (text: string): RichText => ({ format: 'html', text });

function answeringOf({ kind, caseCounts, shuffled, answers }: ClozeField): Answering {
  const judged = answers.map(({ text, fraction, feedback }) => ({
    ...{ text, share: fraction, feedback: feedback ? html(feedback) : null },
  }));
  if (kind === 'shortanswer')
    return {
      ...{ kind: 'text', case: caseCounts },
      answers: judged.map((answer) => ({ ...answer, text: wordsOf(answer.text) })),
    };
  if (kind === 'numerical')
    return {
      ...{ kind: 'number', units: [], unitRequired: false },
      answers: judged.map(({ text, share, feedback }) => {
        const [value = '', tolerance = ''] = wordsOf(text).split(':');
        return {
          value: value.trim(),
          tolerance: Number(tolerance) > 0 ? tolerance.trim() : null,
          share,
          feedback,
        };
      }),
    };
  return {
    ...{ kind: 'choice', multiple: kind === 'multiresponse', shuffle: shuffled },
    options: judged.map((answer) => ({ ...answer, text: html(answer.text) })),
  };
}

type Found = { body: Body; text: RichText } | null;

export function fieldsBody({ questiontext }: MoodleQuestion): Found {
  const { text, fields } = readCloze(questiontext.text);
  if (fields.length === 0) return null;
  const parts = fields.map((field) => ({ answering: answeringOf(field), points: field.weight }));
  return { body: { kind: 'fields', parts }, text: { ...questiontext, text } };
}

/** Each gap is a row that says its number; words for no gap stay among the answers. */
export function gapsBody(
  { questiontext, choices, settings }: MoodleQuestion,
  note: (code: QuestionNoteCode, text?: string) => void,
): Found {
  const gaps = [...questiontext.text.matchAll(/\[\[(\d+)\]\]/g)].map(([, number]) => Number(number));
  const rows = gaps.flatMap((number, index) => {
    const right = choices[number - 1];
    return right ? [{ left: html(`(${index + 1})`), right }] : [];
  });
  if (rows.length !== gaps.length || gaps.length === 0) return null;
  note('fields', String(gaps.length));
  let count = 0;
  const numbered = questiontext.text.replace(/\[\[\d+\]\]/g, () => {
    count += 1;
    return `[[${count}]]`;
  });
  const text = withGaps({ ...questiontext, text: numbered });
  const others = choices
    .filter((_, index) => !gaps.includes(index + 1))
    .map((right) => ({ left: null, right }));
  const [only] = rows;
  if (rows.length === 1 && only) {
    const options = choices.map((choice) => ({
      text: choice,
      share: Number(choice === only.right),
      feedback: null,
    }));
    const answering: Answering = {
      kind: 'choice',
      multiple: false,
      shuffle: settings.shuffleanswers === '1',
      options,
    };
    return { body: { kind: 'question', answering }, text };
  }
  return {
    body: { kind: 'question', answering: { kind: 'match', shuffle: false, pairs: [...rows, ...others] } },
    text,
  };
}
