/** The card of an activity: what came of the learner's work in it, what can still be done, and where to send it. */
import { translateTo } from '#lib/messages.ts';
import { refusalToSubmit, seedFor } from '#modules/attempts/index.ts';
import { type Activity, judgedBy } from '#modules/content/contract.ts';
import { groupOf, type Moments, momentsOf, phaseOf, refusalOfGroup } from '#modules/enrollment/index.ts';
import { stageOf } from '#modules/grading/index.ts';
import { hasUnread } from '#modules/marking/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { inReadersWords } from '#screens/languages/index.ts';
import { feedbackLink } from '#screens/marking/index.ts';
import type { RunLinks } from '../links.ts';
import { type ActivityStanding, numberOf, standingOf } from '../rules.ts';
import { isStaffOf, type OpenUnit } from '../service/reading.ts';
import type { ActivityCardProps } from '../views/card.ts';
import type { OwnGroupProps } from '../views/own-group.tsx';

export interface UnitProblem {
  activity: string;
  fields: { path: string; message: string }[];
  /** What was sent, to show it again. */
  answer: unknown;
  /** Of the form of its group, where that is what was refused. */
  group?: OwnGroupProps['refused'];
}

/** Why nothing can be handed in here; null: it can. */
function closedText(
  open: OpenUnit,
  activity: Activity,
  standing: ActivityStanding,
  moments: Moments,
  call: Call,
): string | null {
  const t = translateTo(call.locale);
  if (call.actor.kind === 'anonymous') return t('learn.closed-anonymous');
  if (!open.enrolled) return t('learn.closed-not-enrolled');
  const refused = refusalToSubmit(open.run, activity, moments, {
    enrolled: true,
    attempts: standing.attempts,
    now: call.now,
  });
  if (refused && refused.code !== 'no-attempts-left') return t(`refusals.${refused.code}` as never);
  const alone = refusalOfGroup(open.times.learner, activity);
  if (alone) return `${t(`refusals.${alone.code}` as never)}. ${t(`refusals.${alone.code}.remedy` as never)}`;
  return open.watched ? t('times.as-read-only') : null;
}

/** While something can be handed in, the values of that attempt are asked; afterwards those of the last one show. */
export function seedsOf(
  activity: Activity,
  { attempt, left }: ActivityStanding,
  closed: boolean,
  { actor }: Pick<Call, 'actor'>,
): { seed: number; lastSeed: number } {
  if (actor.kind !== 'person') return { seed: 0, lastSeed: 0 };
  const asked = attempt > 0 && (closed || left === 0) ? attempt : attempt + 1;
  const seed = seedFor(activity, actor.id, asked);
  return { seed, lastSeed: attempt > 0 ? seedFor(activity, actor.id, attempt) : seed };
}

/** What came of the learner's work, in the words of the language they read in. */
export function standingFor(
  open: OpenUnit,
  activity: Activity,
  moments: Moments,
  { actor }: Pick<Call, 'actor'>,
): ActivityStanding {
  const standing = standingOf(activity, open.state, moments, open.reveals);
  const last = open.state?.activities.get(activity.key)?.last;
  if (!last) return standing;
  const given = { answer: last.answer, seed: seedsOf(activity, standing, false, { actor }).lastSeed };
  const judgement = inReadersWords(activity, standing.judgement, given);
  return { ...standing, judgement, said: judgement ?? standing.said };
}

/** Where staff judge there is something to read and a place to ask. */
function feedbackOf(activity: Activity, { last, grading }: ActivityStanding, state: OpenUnit['state']) {
  if (!last || (judgedBy(activity) !== 'staff' && grading?.source !== 'staff')) return null;
  return { href: feedbackLink(last), unread: hasUnread(state?.told, last) };
}

/** Who hands in together with the learner, and the ways to change it; null: it is handed in alone. */
function ownGroupOf(
  open: OpenUnit,
  activity: Activity,
  to: RunLinks,
  { actor }: Call,
  problem: UnitProblem | null,
): OwnGroupProps | null {
  if (!activity.group || !open.enrolled || actor.kind !== 'person') return null;
  const group = groupOf(open.times.learner, activity);
  const senderId = open.state?.activities.get(activity.key)?.senderId;
  const sender = group?.members.find(({ times }) => times.learnerId === senderId);
  const { key } = activity;
  return {
    activity: key,
    size: activity.group,
    group,
    refused: (problem?.activity === key && problem.group) || null,
    sentBy: sender && senderId !== actor.id ? sender.name : null,
    links: open.watched
      ? null
      : { make: to.makeGroup(key), join: to.joinGroup(key), leave: to.leaveGroup(key) },
  };
}

/** Null: a key that no activity of the course has. */
export function cardOf(
  open: OpenUnit,
  key: string,
  to: RunLinks,
  call: Call,
  problem: UnitProblem | null,
): ActivityCardProps | null {
  const activity = open.course.activities.get(key);
  if (!activity) return null;
  const moments = momentsOf(open.times, activity);
  const phase = phaseOf(moments, call.now);
  const standing = standingFor(open, activity, moments, call);
  const closed = closedText(open, activity, standing, moments, call);
  const { seed, lastSeed } = seedsOf(activity, standing, closed !== null, call);
  const answered = standing.last !== null;
  return {
    activity,
    number: numberOf(open.course, open.unit, key),
    standing:
      problem?.activity === key && problem.answer !== undefined
        ? { ...standing, answer: problem.answer, isDraft: true, judgement: null }
        : standing,
    links: {
      submit: to.submit(open.unit.key, key),
      draft: to.draft(open.unit.key, key),
      files: to.files(open.unit.key, key),
      uploads: to.uploads(open.unit.key, key),
      trial: to.trial(open.unit.key, key),
      news: `${to.news(open.unit.key, key)}?seen=${encodeURIComponent(stageOf(standing.attempt, standing.grading, standing.trial))}`,
      receipt: standing.last ? to.receipt(standing.last) : null,
      why: answered && judgedBy(activity) !== 'nobody' ? to.why(key) : null,
      feedback: feedbackOf(activity, standing, open.state),
      reviews: answered && judgedBy(activity) === 'peers' ? to.reviews(key) : null,
    },
    closed,
    times: { moments, phase },
    group: ownGroupOf(open, activity, to, call, problem),
    hidden: phase === 'not-open' && !isStaffOf(call.actor, open.run),
    tally: open.tallies.get(key) ?? null,
    served: open.forms.get(key) ?? null,
    problems: problem?.activity === key ? problem.fields : [],
    seed,
    lastSeed,
    language: activity.language ?? open.course.release.course.language,
    releaseId: open.course.edition,
  };
}
