/** Questions of GIFT in the shape that all banks share. */
import { translateTo } from '#lib/messages.ts';
import { pathOf } from '../question-path.ts';
import type { Answering, Category, LeftOut, Option, Question, RichText } from '../questions.ts';
import type { GiftAnswers, GiftItem, GiftNumber, GiftQuestion } from './wire.ts';

const types: Record<GiftAnswers['type'], string> = {
  choice: 'multichoice',
  essay: 'essay',
  matching: 'match',
  numerical: 'numerical',
  short: 'shortanswer',
  'true-false': 'truefalse',
};

const shareOf = ({ right, weight }: { right: boolean; weight: number | null }): number =>
  weight === null ? Number(right) : weight / 100;

const plain = (text: string): RichText => ({ format: 'plain', text });

function truth({ isTrue, wrong, right }: Extract<GiftAnswers, { type: 'true-false' }>): Option[] {
  const t = translateTo('en');
  const option = (text: string, is: boolean): Option => {
    const share = Number(is === isTrue);
    return { text: plain(text), share, feedback: share ? right : wrong };
  };
  return [option(t('moodle.true'), true), option(t('moodle.false'), false)];
}

function numberValue(value: GiftNumber): { value: string; tolerance: string | null } {
  if (value.kind === 'any') return { value: '*', tolerance: null };
  if (value.kind === 'between') return { value: `[${value.from},${value.to}]`, tolerance: null };
  return { value: String(value.number), tolerance: value.tolerance ? String(value.tolerance) : null };
}

function answeringOf(answers: GiftAnswers): Answering {
  switch (answers.type) {
    case 'essay':
      return { kind: 'essay', attributes: {} };
    case 'true-false':
      return { kind: 'choice', multiple: false, shuffle: false, options: truth(answers) };
    case 'matching':
      return {
        ...{ kind: 'match', shuffle: true },
        pairs: answers.pairs.map(({ left, right }) => ({ left, right: plain(right) })),
      };
    case 'numerical':
      return {
        ...{ kind: 'number', units: [], unitRequired: false },
        answers: answers.choices.map((choice) => ({
          ...numberValue(choice.value),
          ...{ share: shareOf(choice), feedback: choice.feedback },
        })),
      };
    case 'short':
      return {
        ...{ kind: 'text', case: false },
        answers: answers.choices.map((choice) => ({
          ...{ text: choice.text.text, share: shareOf(choice), feedback: choice.feedback },
        })),
      };
    case 'choice':
      return {
        ...{ kind: 'choice', shuffle: true },
        // Without an option that alone is right, what is chosen adds up.
        multiple: !answers.choices.some(({ right }) => right),
        options: answers.choices.map((choice) => ({
          ...{ text: choice.text, share: shareOf(choice), feedback: choice.feedback },
        })),
      };
  }
}

const questionOf = (item: GiftQuestion, source: string): Question => ({
  source: `${source}:${item.line}`,
  type: item.answers === null ? 'description' : types[item.answers.type],
  id: item.id ?? item.number,
  title: item.title ?? '',
  text: item.stem,
  points: 1,
  body: item.answers === null ? { kind: 'text' } : { kind: 'question', answering: answeringOf(item.answers) },
  solution: item.feedback,
  hints: [],
  notes: item.tags.length > 0 ? [{ code: 'tags', text: item.tags.join(', ') }] : [],
  asset: () => null,
});

export function translateGift(
  items: GiftItem[],
  source: string,
  above: string[],
): { categories: Category[]; left: LeftOut[] } {
  const categories: Category[] = [{ path: above, text: null, questions: [] }];
  const left: LeftOut[] = [];
  for (const item of items) {
    if (item.kind === 'category')
      categories.push({ path: [...above, ...pathOf(item.path)], text: null, questions: [] });
    else if (item.kind === 'question') categories.at(-1)?.questions.push(questionOf(item, source));
    else {
      const title = item.source.trim().split('\n')[0]?.slice(0, 100) ?? '';
      const note = { code: 'broken' as const, text: item.mistake };
      left.push({ source: `${source}:${item.line}`, type: 'question', title, note });
    }
  }
  return { categories, left };
}
