/** Reading a run: its outline and its units. */

import type { JSX } from 'solid-js';
import { translateTo } from '#lib/messages.ts';
import { everyone } from '#modules/access/index.ts';
import { activityTypeOf } from '#modules/content/contract.ts';
import { gateOf, momentsOf, phaseOf } from '#modules/enrollment/index.ts';
import { type Done, isComplete, nextUnit } from '#modules/grading/index.ts';
import { type Call, endpoint, type Page } from '#platform/endpoint.ts';
import type { Refusal } from '#platform/refusal.ts';
import { WrittenIn } from '#ui/html.tsx';
import { Kept } from '#ui/kept.tsx';
import { problemsOf } from '#ui/problems.ts';
import { links, type RunLinks } from '../links.ts';
import { neighboursOf, progressOf } from '../rules.ts';
import { isStaffOf, type OpenRun, type OpenUnit, openOutline, openUnit } from '../service/reading.ts';
import type { ActivityCardProps } from '../views/card.ts';
import { outlineItems } from '../views/outline.ts';
import { RunPage } from '../views/run.tsx';
import { CourseAside, UnitPage } from '../views/unit.tsx';
import { cardOf, seedsOf, standingFor, type UnitProblem } from './cards.ts';

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
          hasProgress={open.enrolled}
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

/** What an answer's card says of a refusal: the activity's own words, or what is wrong and what to do. */
export function refusedText(refusal: Refusal, call: Call): string {
  const own = refusal.details.fields?.[0]?.message;
  if (refusal.code === 'answer-not-understood' && own) return own;
  const t = translateTo(call.locale);
  const [problem] = problemsOf({ code: refusal.code, details: { values: refusal.details.values } }, t, {});
  return problem?.message ?? '';
}
