/** What learners answered where nobody judges, and what is still hidden from them. */
import {
  attemptRefusals,
  getReleased,
  listAnonymousAnswers,
  listNewestAnswers,
  releaseResults,
  smallestGroup,
} from '#modules/attempts/index.ts';
import { getRun, type Run } from '#modules/catalog/index.ts';
import {
  type Activity,
  type AnswerSummary,
  activityTypeOf,
  type RevealRules,
} from '#modules/content/contract.ts';
import { findActivity, titleOf } from '#modules/content/index.ts';
import { releasesOf } from '#modules/enrollment/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { Refusal } from '#platform/refusal.ts';
import { type Rights, rightsIn } from '#screens/teach/index.ts';
import type { RunParams } from './links.ts';

export interface SurveyResult {
  key: string;
  title: string;
  anonymous: boolean;
  answers: number;
  /** Anonymous answers that wait for their group. */
  held: number;
  /** Null: too few to be shown. */
  questions: AnswerSummary[] | null;
}

/** An activity that keeps something hidden until staff release it. */
export interface HiddenResult {
  key: string;
  title: string;
  parts: (keyof RevealRules)[];
  released: boolean;
}

export interface Results {
  run: Run;
  rights: Rights;
  surveys: SurveyResult[];
  hidden: HiddenResult[];
}

async function resultOf(run: Run, activity: Activity, title: string): Promise<SurveyResult> {
  const type = activityTypeOf(activity.type);
  const anonymous = type.anonymous?.(activity.settings) ?? false;
  const { answers, held } = anonymous
    ? await listAnonymousAnswers(run.id, activity.key)
    : { answers: await listNewestAnswers(run.id, activity.key), held: 0 };
  const enough = answers.length >= smallestGroup;
  return {
    ...{ key: activity.key, title, anonymous, answers: answers.length + held, held },
    questions: enough ? (type.summarize?.(answers, activity.settings) ?? []) : null,
  };
}

const waitsForStaff = ({ reveal = {} }: Activity): (keyof RevealRules)[] =>
  (['score', 'feedback', 'answer'] as const).filter((part) => reveal[part] === 'released');

export async function openResults(call: Call, params: RunParams): Promise<Results> {
  const run = await getRun(params.organization, params.course, params.run);
  const { whole: release } = await releasesOf(run);
  const released = await getReleased(run.id);
  const asked = release.activities.filter(({ type }) => activityTypeOf(type).summarize);
  return {
    run,
    rights: rightsIn(call.actor, params),
    surveys: await Promise.all(
      asked.map((activity) => resultOf(run, activity, titleOf(release, activity.key))),
    ),
    hidden: release.activities
      .map((activity) => ({
        ...{ key: activity.key, title: titleOf(release, activity.key), parts: waitsForStaff(activity) },
        released: released.has(activity.key),
      }))
      .filter(({ parts }) => parts.length > 0),
  };
}

export async function releaseOne(call: Call, params: RunParams, key: string, shown: boolean): Promise<void> {
  const run = await getRun(params.organization, params.course, params.run);
  const activity = findActivity((await releasesOf(run)).whole, key);
  if (!activity || waitsForStaff(activity).length === 0)
    throw new Refusal(attemptRefusals['activity-not-found']);
  await releaseResults(call, run, activity, shown);
}
