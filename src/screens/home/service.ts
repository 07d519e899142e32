/** What a signed-in person comes home to: two round trips, however many courses, once their runs are in memory. */
import { listRuns, paramsOf, type Run } from '#modules/catalog/index.ts';
import { getRelease } from '#modules/content/index.ts';
import { getRunRules, runFor } from '#modules/enrollment/index.ts';
import { listMyRuns, type MyRun, nextUnit, unitsOf } from '#modules/grading/index.ts';
import { listReviewing, type OwnReviewing, owedIn } from '#modules/peers/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { examLinks } from '#screens/exams/index.ts';
import { readingFor } from '#screens/languages/index.ts';
import { dueOf, links, progressOf, readyRelease } from '#screens/learn/index.ts';
import { reviewsLink } from '#screens/peers/index.ts';
import type { MyCourse } from './views.tsx';

async function courseOf(
  call: Call,
  run: Run,
  mine: MyRun,
  reviewing: readonly OwnReviewing[],
): Promise<MyCourse> {
  const { now } = call;
  const [original, rules, owed] = await Promise.all([
    getRelease(run.releaseId),
    getRunRules(run),
    owedIn(run, reviewing),
  ]);
  const state = { done: new Set(mine.done), answered: new Set(mine.answered) };
  const params = paramsOf(run);
  const release = readingFor(call, params, original);
  const to = links(params);
  const { complete, total } = progressOf(release.outline, state);
  const titleOf = (unit: string) => release.units.find(({ key }) => key === unit)?.title ?? '';
  const next = complete === total ? null : nextUnit(unitsOf(release), state, mine.lastSeen);
  return {
    key: `${run.organizationKey}/${run.courseKey}`,
    title: release.course.title,
    language: release.course.language,
    organization: run.organizationName,
    cover: release.course.cover,
    runHref: to.run,
    progressHref: to.progress,
    complete,
    total,
    next: next ? { href: to.unit(next), title: titleOf(next) } : null,
    exams: mine.exams.map(({ examKey, endsAt }) => ({
      href: examLinks({ ...params, unit: examKey }).unit,
      title: titleOf(examKey),
      endsAt,
    })),
    endsAt: run.endsAt,
    reviews: owed.map(({ activityKey, ...review }) => ({
      ...review,
      href: reviewsLink({ ...params, activity: activityKey }),
    })),
    due: dueOf({ rules, learner: mine.times }, readyRelease(release), run, state.answered, now),
  };
}

export async function listMyCourses(call: Call, learnerId: string): Promise<MyCourse[]> {
  const { now } = call;
  const [mine, reviewing] = await Promise.all([listMyRuns(learnerId), listReviewing(learnerId, now)]);
  if (mine.length === 0) return [];
  const runs = new Map((await listRuns(mine.map(({ runId }) => runId))).map((run) => [run.id, run]));
  const courses = mine.map((entry) => {
    const run = runs.get(entry.runId);
    return run ? runFor(run, learnerId).then((own) => courseOf(call, own, entry, reviewing)) : null;
  });
  return (await Promise.all(courses)).filter((course) => course !== null);
}
