/** Reading a run: its outline and its units. */

import type { JSX } from 'solid-js';
import { translateTo } from '#lib/messages.ts';
import { everyone } from '#modules/access/index.ts';
import { refusalToSubmit, seedFor } from '#modules/attempts/index.ts';
import { type Activity, activityTypeOf, judgedBy } from '#modules/content/contract.ts';
import {
  gateOf,
  groupOf,
  type Moments,
  momentsOf,
  phaseOf,
  refusalOfGroup,
} from '#modules/enrollment/index.ts';
import { type Done, isComplete, nextUnit, stageOf } from '#modules/grading/index.ts';
import { hasUnread } from '#modules/marking/index.ts';
import { type Call, endpoint, type Page } from '#platform/endpoint.ts';
import type { Refusal } from '#platform/refusal.ts';
import { inReadersWords } from '#screens/languages/index.ts';
import { feedbackLink } from '#screens/marking/index.ts';
import { WrittenIn } from '#ui/html.tsx';
import { Kept } from '#ui/kept.tsx';
import { links, type RunLinks } from '../links.ts';
import { type ActivityStanding, neighboursOf, numberOf, progressOf, standingOf } from '../rules.ts';
import { isStaffOf, type OpenRun, type OpenUnit, openOutline, openUnit } from '../service.ts';
import type { ActivityCardProps } from '../views/card.ts';
import { outlineItems } from '../views/outline.ts';
import type { OwnGroupProps } from '../views/own-group.tsx';
import { RunPage } from '../views/run.tsx';
import { CourseAside, UnitPage } from '../views/unit.tsx';

/** Who may is decided with the learner's own state, in the round trip that the page needs anyway. */
export const readers = { ...everyone, who: 'learners and staff of the run; everybody where it is open' };

/** Pages of open runs are the same for every anonymous reader. */
const keep = (call: Call, open: boolean, releaseId: string): Pick<Page, 'cache'> =>
  call.actor.kind === 'anonymous' && open
    ? { cache: { seconds: 300, tags: ['catalog', `release:${releaseId}`] } }
    : {};

const noState = { done: new Set<string>(), answered: new Set<string>() };

export const showRun = endpoint({
  method: 'GET',
  path: '/learn/:organization/:course/:run',
  summary: 'The outline of a run and where the learner is in it',
  allow: readers,
  priority: 'reading',
  run: (call, { params }) => openOutline(call, params),
  page({ run, course, original, state, enrolled, due }, call, { params }) {
    const t = translateTo(call.locale);
    const to = links(params);
    const { title } = course.release.course;
    const done = enrolled ? state : null;
    const target = nextUnit(course.order, state ?? noState, state?.lastSeen ?? null);
    const begun = (state?.lastSeen ?? null) !== null;
    return {
      title,
      languages: course.release.course.languages,
      ...keep(call, run.open, run.releaseId),
      body: () => (
        <RunPage
          title={title}
          language={course.release.course.language}
          reading={readingOf({ run, course, original }, to.run)}
          organization={run.organizationName}
          courseHref={to.course}
          items={outlineItems(course.release.outline, { state: done, unitHref: to.unit })}
          progress={done ? progressOf(course.release.outline, done) : null}
          go={
            target
              ? {
                  href: to.unit(target),
                  label: t(begun ? 'learn.go-on' : 'learn.begin'),
                  unit: course.units.get(target)?.title ?? '',
                }
              : null
          }
          links={enrolled ? [{ href: to.progress, label: t('learn.progress-title') }] : []}
          due={due.slice(0, 4)}
          startsAt={run.startsAt}
          endsAt={run.endsAt}
          searchHref={to.search}
        />
      ),
    };
  },
  json: ({ run, course, state, enrolled, due }) => ({
    course: course.release.course.title,
    release: run.releaseId,
    enrolled,
    outline: course.release.outline,
    done: [...(state?.done ?? [])],
    answered: [...(state?.answered ?? [])],
    lastSeen: state?.lastSeen ?? null,
    due,
  }),
});

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
  if (alone) return t(`refusals.${alone.code}` as never);
  return open.watched ? t('times.as-read-only') : null;
}

/** While something can be handed in, the values of that attempt are asked; afterwards those of the last one show. */
function seedsOf(
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
function standingFor(
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

function cardOf(
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

export interface UnitProblem {
  activity: string;
  fields: { path: string; message: string }[];
  /** What was sent, to show it again. */
  answer: unknown;
  /** Of the form of its group, where that is what was refused. */
  group?: OwnGroupProps['refused'];
}

function joinOf(open: OpenUnit, to: RunLinks, call: Call) {
  if (open.enrolled) return null;
  const t = translateTo(call.locale);
  if (call.actor.kind === 'anonymous')
    return { href: to.course, label: t('learn.join'), text: t('learn.join-anonymous') };
  return gateOf(open.run, call.now) === 'open'
    ? { href: to.course, label: t('learn.join'), text: t('learn.join-text') }
    : null;
}

/** The outline beside a unit depends on nothing of its reader but which units are complete. */
function KeptAside(props: { open: OpenUnit; to: RunLinks; done: Done | null }): JSX.Element {
  const { open, to, done } = props;
  const { course, unit } = open;
  const complete = done && course.order.map((other) => (isComplete(other, done) ? 1 : 0)).join('');
  return (
    <Kept of={`aside ${course.edition} ${unit.key} ${to.run} ${open.enrolled} ${complete}`}>
      {() => (
        <CourseAside
          title={course.release.course.title}
          homeHref={to.run}
          progressHref={open.enrolled ? to.progress : null}
          searchHref={to.search}
          items={outlineItems(course.release.outline, {
            state: done,
            unitHref: to.unit,
            current: { unit: unit.key, above: course.sectionsAbove.get(unit.key) ?? [] },
            short: course.order.length > 15,
          })}
        />
      )}
    </Kept>
  );
}

const readingOf = ({ course: { release }, original }: OpenRun, href: string) => ({
  ...{ languages: release.course.languages, current: release.course.language },
  ...{ original: original.course.language, href },
});

/** The page of a unit; also shown again where an answer was refused. */
export function unitPage(
  open: OpenUnit,
  call: Call,
  params: Parameters<typeof links>[0],
  problem: UnitProblem | null = null,
): Page {
  const { course, unit, run, state } = open;
  const to = links(params);
  const { previous, next, place } = neighboursOf(course, unit.key);
  const done = open.enrolled ? state : null;
  const self = course.order[place - 1];
  const activities = new Map<string, ActivityCardProps>();
  for (const block of unit.blocks) {
    const card = block.kind === 'activity' ? cardOf(open, block.key, to, call, problem) : null;
    if (card) activities.set(card.activity.key, card);
  }
  const linkTo = (neighbour: typeof next) =>
    neighbour && { href: to.unit(neighbour.key), title: neighbour.title };
  return {
    title: `${unit.title} · ${course.release.course.title}`,
    shell: 'reading',
    languages: course.release.course.languages,
    ...keep(call, run.open, run.releaseId),
    aside: () => <KeptAside open={open} to={to} done={done} />,
    body: () => (
      <WrittenIn value={unit.language ?? course.release.course.language}>
        <UnitPage
          unit={unit}
          language={unit.language ?? course.release.course.language}
          reading={readingOf(open, to.unit(unit.key))}
          keptAs={`${course.edition} ${to.unit(unit.key)}`}
          place={place}
          total={course.order.length}
          activities={activities}
          previous={linkTo(previous)}
          next={linkTo(next)}
          doneHref={open.enrolled && !open.watched ? to.done(unit.key) : null}
          complete={self && done ? isComplete(self, done) : false}
          progressHref={open.enrolled ? to.progress : to.run}
          join={joinOf(open, to, call)}
        />
      </WrittenIn>
    ),
  };
}

export const showUnit = endpoint({
  method: 'GET',
  path: '/learn/:organization/:course/:run/:unit',
  summary: 'A unit: its text, its activities and the state of the learner in them',
  allow: readers,
  priority: 'reading',
  run: (call, { params }) => openUnit(call, params),
  page: (open, call, { params }) =>
    open.unit.exam ? { redirect: links(params).exam(params.unit) } : unitPage(open, call, params),
  json: (open, { actor, now }) => ({
    // Its plain text is for the search; it holds questions that may not be open yet.
    unit: { ...open.unit, text: undefined },
    languages: open.course.release.course.languages ?? [open.original.course.language],
    activities: open.unit.blocks.flatMap((block) => {
      if (block.kind !== 'activity') return [];
      const activity = open.course.activities.get(block.key);
      if (!activity) return [];
      const { key, type, title, points, prompt } = activity;
      const moments = momentsOf(open.times, activity);
      const phase = phaseOf(moments, now);
      const hidden = phase === 'not-open' && !isStaffOf(actor, open.run);
      const standing = standingFor(open, activity, moments, { actor });
      const { ask, fill, answer } = activityTypeOf(type);
      const closed = phase === 'closed' || !open.enrolled;
      const { seed } = seedsOf(activity, standing, closed, { actor });
      const asked = hidden
        ? { prompt: null }
        : {
            prompt:
              fill?.(prompt, activity.settings, seed, activity.language ?? open.original.course.language) ??
              prompt,
            ask: ask?.(activity.settings, seed) ?? {},
            answer,
          };
      const shown = { ...asked, attempts: moments.attempts };
      return [{ ...{ key, type, title, points, ...shown }, times: { ...moments, phase }, standing }];
    }),
  }),
});

export const isRefusedAnswer = (refusal: Refusal): boolean =>
  ['nothing-answered', 'answer-not-understood', 'invalid-input'].includes(refusal.code);
