/** What a learner has to hand in, in all courses, and their calendar. */
import ical, { ICalCalendarMethod } from 'ical-generator';
import { translateTo } from '#lib/messages.ts';
import { listRuns, paramsOf, type Run } from '#modules/catalog/index.ts';
import { getRelease, titleOf } from '#modules/content/index.ts';
import { findCalendarLearner, getRunRules, listDeadlines, runFor } from '#modules/enrollment/index.ts';
import { listMyRuns, type MyRun } from '#modules/grading/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { site } from '#platform/site.ts';
import { readingFor } from '#screens/languages/index.ts';
import { dueOf, type LinkedWork, links, readyRelease } from '#screens/learn/index.ts';

async function runsOf(learnerId: string): Promise<{ run: Run; entry: MyRun }[]> {
  const mine = await listMyRuns(learnerId);
  const found = await listRuns(mine.map(({ runId }) => runId));
  const own = await Promise.all(found.map((run) => runFor(run, learnerId)));
  const runs = new Map(own.map((run) => [run.id, run]));
  return mine.flatMap((entry) => {
    const run = runs.get(entry.runId);
    return run ? [{ run, entry }] : [];
  });
}

/** What a learner still has to hand in, in all courses, soonest first. */
export async function listDue(call: Call, learnerId: string): Promise<LinkedWork[]> {
  const lists = await Promise.all(
    (await runsOf(learnerId)).map(async ({ run, entry }) => {
      const [release, rules] = await Promise.all([getRelease(run.releaseId), getRunRules(run)]);
      const own = { rules, learner: entry.times };
      const read = readyRelease(readingFor(call, paramsOf(run), release));
      return dueOf(own, read, run, new Set(entry.answered), call.now);
    }),
  );
  return lists.flat().sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** Everything with a deadline as iCalendar (RFC 5545), done or not: an event does not vanish from a calendar. */
export async function calendarOf(token: string, locale: string, now: Date): Promise<string> {
  const learnerId = await findCalendarLearner(token.replace(/\.ics$/, ''));
  if (!learnerId) throw new Refusal(commonRefusals['not-found']);
  const t = translateTo(locale);
  const { name, baseUrl } = site();
  const calendar = ical({
    name,
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: name, product: 'dates' },
  });
  for (const { run, entry } of await runsOf(learnerId)) {
    const [release, rules] = await Promise.all([getRelease(run.releaseId), getRunRules(run)]);
    const to = links(paramsOf(run));
    for (const { activity, at } of listDeadlines({ release, rules, learner: entry.times })) {
      const title = titleOf(release, activity.key);
      calendar.createEvent({
        id: `${run.id}-${activity.key}@${new URL(baseUrl).hostname}`,
        start: at,
        end: at,
        stamp: now,
        summary: t('times.event-due', { title }),
        description: run.courseTitle,
        url: `${baseUrl}${to.unit(activity.unitKey)}#${activity.key}`,
      });
    }
  }
  return calendar.toString();
}
