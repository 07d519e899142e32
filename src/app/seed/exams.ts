/** The exam "On watch" in the middle of it: handed in, under way, given more time, not begun. */
import type { Run } from '#modules/catalog/index.ts';
import type { Release } from '#modules/content/index.ts';
import {
  beginSitting,
  finishSitting,
  getExamStanding,
  getSitting,
  giveTime,
  saveAnswers,
} from '#modules/exams/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { answerTo } from './answers.ts';

const exam = 'watch-exam';

export interface Watch {
  /** Answers given; the first of them wrong. */
  answered: number;
  wrong: number;
  finished: boolean;
  extraMinutes?: number;
}

/** Answers page after page as a learner does. */
async function sit(call: Call, run: Run, release: Release, watch: Watch): Promise<void> {
  const { number } = await beginSitting(call, run, release, exam);
  const address = { run, exam, number };
  const { pages } = await getSitting(call, address);
  let given = 0;
  for (const [index, keys] of pages.entries()) {
    const opened = await getSitting(call, address);
    const answers = new Map<string, unknown>();
    for (const key of keys) {
      const activity = opened.paper.questions.get(key)?.activity;
      if (!activity || given >= watch.answered) continue;
      answers.set(key, answerTo(activity, given >= watch.wrong));
      given += 1;
    }
    if (answers.size === 0) break;
    await saveAnswers(opened, { page: index + 1, answers, onward: true });
  }
  if (watch.finished) await finishSitting(call, address);
}

/** `call` is the learner's; a seed that was cut off goes on where it was. */
export async function seedSitting(
  call: Call,
  staff: Call,
  run: Run,
  release: Release,
  watch: Watch,
): Promise<void> {
  if (!release.units.some(({ key }) => key === exam)) return;
  if ((await getExamStanding(call, run, release, exam)).sittings.length > 0) return;
  await sit(call, run, release, watch);
  const { actor } = call;
  if (watch.extraMinutes && actor.kind === 'person')
    await giveTime(staff, { runId: run.id, examKey: exam }, actor.id, watch.extraMinutes);
}
