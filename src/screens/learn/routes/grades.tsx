/** Progress, "why this number?", receipts. */

import { translateTo } from '#lib/messages.ts';
import { everyone, signedIn } from '#modules/access/index.ts';
import { attemptRefusals, checkReceipt, receiptPublicKey } from '#modules/attempts/index.ts';
import { explain, getCourseGrade } from '#modules/grading/index.ts';
import { endpoint } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { links } from '../links.ts';
import { progressOf, type ReadyRelease } from '../rules.ts';
import { openOutline, openRun } from '../service.ts';
import { ProgressPage } from '../views/progress.tsx';
import { ReceiptPage, WhyPage } from '../views/why.tsx';

const learnerOf = (actor: { kind: string; id?: string }): string => {
  if (actor.kind !== 'person' || !actor.id) throw new Refusal(commonRefusals['sign-in-required']);
  return actor.id;
};

/** An activity without a title of its own goes by its unit. */
function titleOf(course: ReadyRelease, key: string): string {
  const activity = course.activities.get(key);
  return activity?.title ?? course.units.get(activity?.unitKey ?? '')?.title ?? key;
}

export const showProgress = endpoint({
  method: 'GET',
  path: '/progress/:organization/:course/:run',
  summary: 'Grades and completion of the learner in a run',
  allow: signedIn,
  priority: 'reading',
  async run(call, { params }) {
    const { run, course, state } = await openOutline(call, params);
    return { run, course, state, grade: await getCourseGrade(learnerOf(call.actor), run.id, course.release) };
  },
  page({ run, course, state, grade }, call, { params }) {
    const to = links(params);
    return {
      title: `${translateTo(call.locale)('learn.progress-title')} · ${run.courseTitle}`,
      body: () => (
        <ProgressPage
          courseTitle={run.courseTitle}
          courseHref={to.run}
          grade={grade}
          progress={progressOf(course.release.outline, state ?? { done: new Set(), answered: new Set() })}
          titleOf={(key) => titleOf(course, key)}
          whyHref={to.why}
        />
      ),
    };
  },
  json: ({ grade }) => grade,
});

export const showWhy = endpoint({
  method: 'GET',
  path: '/progress/:organization/:course/:run/:activity',
  summary: 'Why this number? Every attempt, the one that counts, and the way to the total',
  allow: signedIn,
  priority: 'reading',
  async run(call, { params }) {
    const { run, course } = await openRun(params);
    const activity = course.activities.get(params.activity);
    if (!activity) throw new Refusal(attemptRefusals['activity-not-found']);
    return {
      run,
      course,
      explanation: await explain(learnerOf(call.actor), run.id, course.release, activity),
    };
  },
  page({ run, course, explanation }, call, { params }) {
    const to = links(params);
    const { activity } = explanation;
    return {
      title: `${translateTo(call.locale)('learn.why-title')} · ${run.courseTitle}`,
      body: () => (
        <WhyPage
          courseTitle={run.courseTitle}
          progressHref={to.progress}
          unitHref={`${to.unit(activity.unitKey)}#${activity.key}`}
          title={titleOf(course, activity.key)}
          explanation={explanation}
          receiptHref={to.receipt}
        />
      ),
    };
  },
  json: ({ explanation }) => ({
    counts: explanation.counts,
    countingId: explanation.countingId,
    attempts: explanation.attempts.map(({ id, attempt, answer, receivedAt, score }) => ({
      id,
      attempt,
      answer,
      receivedAt,
      score,
    })),
    grade: explanation.grade,
  }),
});

export const showReceipt = endpoint({
  method: 'GET',
  path: '/receipts/:id',
  summary: 'A receipt of one’s own, checked against what is stored',
  allow: signedIn,
  priority: 'reading',
  run: (call, { params }) => checkReceipt(call, params.id),
  page: (checked, call) => ({
    title: translateTo(call.locale)('learn.receipt-title'),
    body: () => <ReceiptPage checked={checked} publicKeyHref={showReceiptKey.url({})} />,
  }),
  json: ({ receipt, signed, intact, chained }) => ({ receipt, signed, intact, chained }),
});

export const showReceiptKey = endpoint({
  method: 'GET',
  path: '/receipts/key.pem',
  summary: 'The public key that receipts are signed with (Ed25519)',
  allow: everyone,
  run: () => receiptPublicKey(),
  page: (pem) => ({ file: Buffer.from(pem), type: 'application/x-pem-file' }),
});
