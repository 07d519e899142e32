/** A column of the gradebook: its figures; hold and release. */

import { record } from '#modules/audit/index.ts';
import { judgedBy } from '#modules/content/contract.ts';
import { titleOf } from '#modules/content/index.ts';
import { gradeEverybody } from '#modules/gradebook/index.ts';
import { type ActivityGrade, holdReleased } from '#modules/grading/index.ts';
import { releaseActivity as releaseHeldGrades } from '#modules/marking/index.ts';
import { transaction } from '#platform/database.ts';
import { endpoint } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';

import { telling } from '#screens/marking/index.ts';
import { inCourse, limitOf, rightsIn } from '#screens/teach/index.ts';
import { links } from '../links.ts';
import { gradesByKey, isHeld } from '../rules/columns.ts';
import { ReleaseBody } from '../schema.ts';
import { openRun } from '../service.ts';
import { type ActivityFigures, ActivityPage } from '../views/activity.tsx';

const allow = inCourse('course.teach');

function figuresOf(grades: readonly ActivityGrade[]): ActivityFigures {
  const count = (...states: ActivityGrade['state'][]) =>
    grades.filter(({ state }) => states.includes(state)).length;
  const scores = grades.flatMap(({ score }) => score ?? []);
  return {
    learners: grades.length,
    open: count('open'),
    waiting: count('waiting'),
    graded: count('graded'),
    set: count('overridden', 'excused'),
    held: grades.filter(isHeld).length,
    mean: scores.length ? scores.reduce((sum, score) => sum + score, 0) / scores.length : null,
  };
}

async function openActivity(params: { organization: string; course: string; run: string; activity: string }) {
  const { run, releases, course } = await openRun(params);
  const activity = course.activities.get(params.activity);
  if (!activity) throw new Refusal(commonRefusals['not-found']);
  return { run, releases, course, activity };
}

export const showActivity = endpoint({
  method: 'GET',
  path: '/teach/:organization/:course/:run/grades/activities/:activity',
  summary: 'A column of the gradebook: how many are graded, waiting, held, missing; the mean',
  allow,
  async run(call, { params }) {
    const { run, releases, course, activity } = await openActivity(params);
    const rows = await gradeEverybody(run, releases, call.now);
    const grades = rows.flatMap(({ grade }) => gradesByKey(grade).get(activity.key) ?? []);
    const limit = limitOf(releases, activity.key);
    return { run, course, activity, limit, figures: figuresOf(grades) };
  },
  page: ({ run, course, activity, limit, figures }, call, { params }) => ({
    title: `${titleOf(course.release, activity.key)} · ${run.courseTitle}`,
    robots: 'noindex',
    body: () => (
      <ActivityPage
        {...{ run, params, activity, limit, figures }}
        rights={rightsIn(call.actor, params)}
        to={links(params)}
        title={titleOf(course.release, activity.key)}
        holdable={['machine', 'staff', 'peers'].includes(judgedBy(activity))}
      />
    ),
  }),
  json: ({ figures }) => figures,
});

export const releaseActivity = endpoint({
  method: 'POST',
  path: '/teach/:organization/:course/:run/grades/activities/:activity/release',
  summary:
    'Lets learners see the grades of an activity that are held, and tells them; or holds all of them back',
  body: ReleaseBody,
  allow,
  async run(call, { params, body }) {
    const { run, activity } = await openActivity(params);
    if (!body.held) {
      const order = { run, activityKey: activity.key };
      return { count: (await releaseHeldGrades(call, order, telling(params))).released };
    }
    return transaction(async () => {
      const count = await holdReleased(run.id, activity.key);
      await record(call, 'grading.held', `run:${run.id}`, { activity: activity.key, count });
      return { count };
    });
  },
  page: ({ count }, _call, { params, body }) => ({
    redirect: links(params).activity(params.activity),
    flash: {
      message: body.held ? 'gradebook.flash-held' : 'gradebook.flash-released',
      values: { count },
      tone: 'success',
    },
  }),
  json: (result) => result,
});
