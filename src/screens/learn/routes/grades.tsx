/** Progress and "why this number?". */
import { translateTo } from '#lib/messages.ts';
import { signedIn } from '#modules/access/index.ts';
import { attemptRefusals } from '#modules/attempts/index.ts';
import { judgedBy } from '#modules/content/contract.ts';
import { explain, getCourseGrade } from '#modules/grading/index.ts';
import type { Actor } from '#platform/actor.ts';
import { endpoint } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { feedbackLink } from '#screens/marking/index.ts';
import { links } from '../links.ts';
import { progressOf, titlesFor, whyJson } from '../rules.ts';
import { openOutline, openRun } from '../service/reading.ts';
import { ProgressPage } from '../views/progress.tsx';
import { WhyPage } from '../views/why.tsx';

export const learnerOf = (actor: Actor): string => {
  if (actor.kind !== 'person') throw new Refusal(commonRefusals['sign-in-required']);
  return actor.id;
};

export const showProgress = endpoint({
  method: 'GET',
  path: '/progress/:organization/:course/:run',
  summary: 'Grades and completion of the learner in a run',
  allow: signedIn,
  priority: 'reading',
  async run(call, { params }) {
    const { run, course, state } = await openOutline(call, params);
    const graded = await getCourseGrade(learnerOf(call.actor), run, course.release, 'released', call.now);
    return { run, course, state, ...graded };
  },
  page({ run, course, state, grade, policy }, call, { params }) {
    const to = links(params);
    const t = translateTo(call.locale);
    const done = state ?? { done: new Set<string>(), answered: new Set<string>() };
    return {
      title: `${t('learn.progress-title')} · ${run.courseTitle}`,
      body: () => (
        <ProgressPage
          courseTitle={run.courseTitle}
          courseHref={to.run}
          grade={grade}
          policy={policy}
          whatIfHref={to.whatIf}
          progress={progressOf(course.release.outline, done)}
          titleOf={titlesFor(course, done.done, t)}
          whyHref={to.why}
        />
      ),
    };
  },
  json: ({ grade, policy }) => ({ ...grade, policyVersion: policy.version }),
});

export const showWhy = endpoint({
  method: 'GET',
  path: '/progress/:organization/:course/:run/:activity',
  summary: 'Why this number? Every attempt, the one that counts, and the way to the total',
  allow: signedIn,
  priority: 'reading',
  async run(call, { params }) {
    const { run, course } = await openRun(call, params);
    const activity = course.activities.get(params.activity);
    if (!activity) throw new Refusal(attemptRefusals['activity-not-found']);
    const explanation = await explain(
      learnerOf(call.actor),
      run,
      course.release,
      activity,
      'released',
      call.now,
    );
    return { run, course, explanation };
  },
  page({ run, course, explanation }, call, { params }) {
    const to = links(params);
    const t = translateTo(call.locale);
    const { activity, attempts } = explanation;
    const handedIn = new Set(attempts.length > 0 && activity.exam ? [activity.exam] : []);
    const title = titlesFor(course, handedIn, t)(activity.key);
    return {
      title: `${t('learn.why-title')} · ${run.courseTitle}`,
      body: () => (
        <WhyPage
          trail={[
            { href: to.progress, label: t('learn.progress-title') },
            { href: `${to.unit(activity.unitKey)}#${activity.key}`, label: title },
          ]}
          title={title}
          learner={null}
          explanation={explanation}
          receiptHref={to.receipt}
          feedbackHref={judgedBy(activity) === 'staff' ? feedbackLink : null}
          nameOf={null}
        />
      ),
    };
  },
  json: ({ explanation }) => whyJson(explanation, false),
});
