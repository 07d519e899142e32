/** An exam as the front matter of its unit says it, and what that does to the questions in the unit. */
import { type Static, Type } from 'typebox';
import type { Activity, ActivityTypes, Exam } from '../contract.ts';
import type { Block } from '../schema.ts';
import type { Place, Report } from './problems.ts';

export const ExamFront = Type.Object(
  {
    minutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 24 * 60 })),
    attempts: Type.Optional(Type.Union([Type.Integer({ minimum: 1 }), Type.Literal('unlimited')])),
    questions: Type.Optional(
      Type.Union([Type.Integer({ minimum: 1 }), Type.Literal('all'), Type.Literal('one-by-one')]),
    ),
    order: Type.Optional(Type.Enum(['fixed', 'shuffled'])),
    navigation: Type.Optional(Type.Enum(['free', 'in-order', 'one-way'])),
  },
  { additionalProperties: false },
);
type ExamFront = Static<typeof ExamFront>;

const perPage = { all: null, 'one-by-one': 1 } as const;

export function examOf(front: ExamFront): Exam {
  const { minutes = null, attempts = 1, questions = 'all', order = 'fixed', navigation = 'in-order' } = front;
  return {
    minutes,
    attempts: attempts === 'unlimited' ? null : attempts,
    perPage: typeof questions === 'number' ? questions : perPage[questions],
    order,
    navigation,
  };
}

/** The questions of an exam share its sittings: each is handed in once a sitting, by its learner alone. */
export function inExam(
  activities: readonly Activity[],
  key: string,
  exam: Exam,
  types: ActivityTypes,
  report: Report,
  place: Place | null,
): Activity[] {
  if (!activities.some(({ type }) => types.get(type)?.answer)) {
    const message = 'The exam has no question.';
    report({ code: 'empty-exam', message, remedy: 'Add an activity that can be answered.', place });
  }
  const refuse = (code: string, message: string) =>
    report({ code, message, remedy: 'Move it to a unit of its own.', place });
  for (const { key: own, type, group } of activities) {
    if (group) refuse('group-in-exam', `"${own}" is for groups, and stands in an exam.`);
    // A page of an exam is one form that saves itself: a file cannot be on its way when time is up.
    if (types.get(type)?.uploads) refuse('files-in-exam', `"${own}" takes files, and stands in an exam.`);
  }
  return activities.map((activity) => ({ ...activity, exam: key, attempts: exam.attempts }));
}

/** What stands before the first question: everybody may read it at any time, and search finds it. */
export function introductionOf<T extends Pick<Block, 'kind'>>(blocks: readonly T[]): T[] {
  const first = blocks.findIndex(({ kind }) => kind !== 'html');
  return first < 0 ? [...blocks] : blocks.slice(0, first);
}
