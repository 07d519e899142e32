/** Builders for tests: an exam that is published in a run, and learners in it. */
import { randomUUID } from 'node:crypto';
import { Type } from 'typebox';
import { callOfLearner, enrollForTest } from '#modules/attempts/testing.ts';
import { ensureCourse, getRun, type Run, saveOrganization, saveRun } from '#modules/catalog/index.ts';
import { type ActivityType, useActivityTypes } from '#modules/content/contract.ts';
import { publishRelease, type Release } from '#modules/content/index.ts';
import { courseOf } from '#modules/content/testing.ts';
import { system } from '#platform/actor.ts';

const kind = (name: string, more: Partial<ActivityType<unknown, string>>): ActivityType =>
  ({
    name,
    attributes: [],
    defaultPoints: 1,
    settings: Type.Unknown(),
    answer: Type.String({ maxLength: 20 }),
    read: ({ children }) => ({ settings: {}, prompt: children }),
    view: () => null,
    ...more,
  }) satisfies ActivityType<unknown, string> as ActivityType;

/** `ask` is judged by rule: right is "yes", "?" cannot be read. `tell` is judged by people. */
const types = [
  kind('ask', {
    refuse: (answer) => (answer === '?' ? 'not an answer' : null),
    judge: (answer) => ({ score: answer === 'yes' ? 1 : 0 }),
  }),
  kind('tell', { judgedBy: ['staff'] }),
];

export const useExamActivities = (): void =>
  useActivityTypes(new Map(types.map((type) => [type.name, type])));

export interface TestExam {
  run: Run;
  release: Release;
  exam: string;
}

/** Publishes an exam of these questions (`ask` each), or of the body that is given. */
export async function publishExam(
  front: string,
  keys: readonly string[],
  body = keys.map((key) => `:::ask{#${key}}\nWhat of ${key}?\n:::\n`).join('\n'),
): Promise<TestExam> {
  const key = `c${randomUUID()}`;
  const courseId = await ensureCourse(await saveOrganization('harbor', 'Harbor'), key, 'Test');
  const source = courseOf(`---\ntitle: Test\nexam: ${front}\n---\nBegin here.\n\n${body}`);
  const author = { actor: system('test'), now: new Date(), requestId: 'test' };
  const { release, problems } = await publishRelease(author, { courseId, source });
  if (!release) throw new Error(JSON.stringify(problems));
  await saveRun(courseId, 'open', release.id, {});
  return { run: await getRun('harbor', key, 'open'), release, exam: 'page' };
}

export async function learnerOf({ run }: TestExam) {
  const call = callOfLearner();
  await enrollForTest(call.actor.id, run.id);
  return call;
}
