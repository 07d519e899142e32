/** GIFT as others read it (the examples of gift-pegjs), and what becomes of it here. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type GiftAnswers, type GiftItem, readGift } from './wire.ts';

const folder = '../shared/real/gift';

const numberJson = (value: Extract<GiftAnswers, { type: 'numerical' }>['choices'][number]['value']) => {
  if (value.kind === 'any') return { format: 'moodle', text: '*' };
  if (value.kind === 'between') return { type: 'high-low', numberHigh: value.to, numberLow: value.from };
  return { type: 'range', number: value.number, range: value.tolerance };
};

/** Answers in the shape of the expected parses. */
function answersJson(answers: GiftAnswers | null): object {
  if (answers === null) return { type: 'Description' };
  switch (answers.type) {
    case 'essay':
      return { type: 'Essay' };
    case 'true-false': {
      const { isTrue, wrong, right } = answers;
      return { type: 'TF', isTrue, trueFeedback: wrong, falseFeedback: right };
    }
    case 'matching':
      return {
        type: 'Matching',
        matchPairs: answers.pairs.map(({ left, right }) => ({ subquestion: left, subanswer: right })),
      };
    case 'numerical':
      return {
        type: 'Numerical',
        choices: answers.choices.map(({ right, weight, value, feedback }) => ({
          ...{ isCorrect: right, weight, text: numberJson(value), feedback },
        })),
      };
    default:
      return {
        type: answers.type === 'short' ? 'Short' : 'MC',
        choices: answers.choices.map(({ right, ...others }) => ({ isCorrect: right, ...others })),
      };
  }
}

function json(item: GiftItem): object {
  if (item.kind === 'category') return { type: 'Category', title: item.path };
  if (item.kind === 'broken') return { type: 'Broken', mistake: item.mistake };
  const { id, tags, title, stem, embedded, answers, feedback } = item;
  return {
    ...{ id, tags: tags.length > 0 ? tags : null, title, stem, hasEmbeddedAnswers: embedded },
    ...(answers !== null && { globalFeedback: feedback }),
    ...answersJson(answers),
  };
}

/** One number alone is no list in the expected parses; `simple` is a range of nothing. */
function expected(question: { choices?: unknown }): object {
  const { choices } = question;
  if (typeof choices !== 'object' || choices === null || Array.isArray(choices)) return question;
  const { number, range = 0 } = choices as { number: number; range?: number };
  const text = { type: 'range', number, range };
  return { ...question, choices: [{ isCorrect: true, weight: null, text, feedback: null }] };
}

describe.skipIf(!existsSync(folder))('examples of gift-pegjs (skipped where they are not at hand)', () => {
  test.each(globSync(`${folder}/*.gift`).toSorted())('%s is read as its .json says', (path) => {
    const wanted = JSON.parse(readFileSync(path.replace(/gift$/, 'json'), 'utf8'));
    const questions: object[] = Array.isArray(wanted) ? wanted : [wanted];
    expect(readGift(readFileSync(path, 'utf8')).map(json)).toEqual(questions.map(expected));
  });
});
