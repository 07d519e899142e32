import type { AnswerSummary } from '#modules/content/contract.ts';
import type { PollAnswer, PollSettings } from './settings.ts';

export const summarizePoll = (answers: readonly PollAnswer[], { options }: PollSettings): AnswerSummary[] => [
  {
    asked: '',
    answers: answers.length,
    shares: options.map(({ id, html }) => ({
      html,
      count: answers.filter((chosen) => chosen.includes(id)).length,
    })),
    mean: null,
    texts: [],
  },
];
