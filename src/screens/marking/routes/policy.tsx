/** How an activity is marked, who marks what, saved replies. */

import { translateTo } from '#lib/messages.ts';
import { titleOf } from '#modules/content/index.ts';
import {
  addReply,
  allotTasks,
  changePolicy,
  listReplies,
  markingRefusals,
  releaseActivity,
  removeReply,
} from '#modules/marking/index.ts';
import { type Call, endpoint, type Page } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import type { Problem } from '#ui/form.tsx';
import { links } from '../links.ts';
import { allotFromForm, markers, teachers } from '../rules.ts';
import { AllotBody, PolicyBody, ReplyBody, type RunParams } from '../schema.ts';
import { openDesk, openPolicy, type PolicyPage, telling } from '../service.ts';
import { PolicyPageView } from '../views/policy.tsx';
import { RepliesPage } from '../views/replies.tsx';

type ActivityParams = RunParams & { activity: string };

function policyPage(page: PolicyPage, params: ActivityParams, problems: Problem[] = []): Page {
  return {
    title: `${titleOf(page.release, page.activity.key)} · ${page.run.courseTitle}`,
    robots: 'noindex',
    body: () => <PolicyPageView page={page} to={links(params)} problems={problems} />,
  };
}

export const showPolicy = endpoint({
  method: 'GET',
  path: '/mark/:organization/:course/:run/activities/:activity',
  summary: 'How an activity is marked: aliases, two markers, held grades, who gets what',
  allow: teachers,
  run: (call, { params }) => openPolicy(call, params),
  page: (page, _call, { params }) => policyPage(page, params),
  json: ({ policy, markers: people, cohorts, held }) => ({ policy, markers: people, cohorts, held }),
});

export const savePolicy = endpoint({
  method: 'POST',
  path: '/mark/:organization/:course/:run/activities/:activity',
  summary: 'Change how an activity is marked',
  body: PolicyBody,
  allow: teachers,
  async run(call, { params, body }) {
    const { run, activity, policy } = await openPolicy(call, params);
    await changePolicy(call, { run, activityKey: activity.key, policy: { ...policy, ...body } });
  },
  page: (_, _call, { params }) => ({
    redirect: links(params).policy(params.activity),
    flash: { message: 'marking.flash-policy' },
  }),
  json: () => ({}),
});

export const allotActivity = endpoint({
  method: 'POST',
  path: '/mark/:organization/:course/:run/activities/:activity/allot',
  summary: 'Share out what nobody has begun among markers; `keep`: also what comes in later',
  body: AllotBody,
  allow: teachers,
  fromForm: allotFromForm,
  async run(call, { params, body }) {
    const { run, activity, policy, markers: able } = await openPolicy(call, params);
    const { way, only, keep, cohorts } = body;
    const known = new Set(able.map(({ id }) => id));
    const named = [...new Set([...body.markers, ...(way === 'cohort' ? Object.values(cohorts) : [])])];
    const chosen = named.filter((id) => known.has(id));
    if (chosen.length === 0)
      throw new Refusal(commonRefusals['invalid-input'], {
        fields: [{ path: 'markers', message: 'required' }],
      });
    const allotment = { way, markers: chosen, ...(way === 'cohort' && { cohorts }) };
    await changePolicy(call, {
      run,
      activityKey: activity.key,
      policy: { ...policy, allotment: keep ? allotment : null },
    });
    return allotTasks(call, { run, activityKey: activity.key, allotment, only });
  },
  page: ({ allotted }, _call, { params }) => ({
    redirect: links(params).policy(params.activity),
    flash: { message: 'marking.flash-allotted', values: { count: allotted } },
  }),
  json: ({ allotted }) => ({ allotted }),
  async refused(_refusal, call, { params }) {
    const message = translateTo(call.locale)('marking.problem-markers');
    return policyPage(await openPolicy(call, params), params, [{ path: 'markers', message }]);
  },
});

export const releaseAll = endpoint({
  method: 'POST',
  path: '/mark/:organization/:course/:run/activities/:activity/release',
  summary: 'Release all grades of an activity that are held back',
  allow: teachers,
  async run(call, { params }) {
    const { run } = await openDesk(call, params);
    return releaseActivity(call, { run, activityKey: params.activity }, telling(params));
  },
  page: ({ released }, _call, { params }) => ({
    redirect: links(params).policy(params.activity),
    flash: { message: 'marking.flash-released', values: { count: released } },
  }),
  json: ({ released }) => ({ released }),
});

async function repliesOf(call: Call, params: RunParams) {
  const { run, viewer } = await openDesk(call, params);
  return { run, viewerId: viewer.id, replies: await listReplies(run.courseId, viewer.id) };
}

function repliesPage(
  found: Awaited<ReturnType<typeof repliesOf>>,
  call: Call,
  params: RunParams,
  problems: Problem[] = [],
) {
  return {
    title: `${translateTo(call.locale)('marking.replies')} · ${found.run.courseTitle}`,
    robots: 'noindex' as const,
    body: () => <RepliesPage {...found} to={links(params)} problems={problems} />,
  };
}

export const showReplies = endpoint({
  method: 'GET',
  path: '/mark/:organization/:course/:run/replies',
  summary: 'Saved replies: one’s own, and those that colleagues share',
  allow: markers,
  run: (call, { params }) => repliesOf(call, params),
  page: (found, call, { params }) => repliesPage(found, call, params),
  json: ({ replies }) => ({ replies }),
});

export const saveReply = endpoint({
  method: 'POST',
  path: '/mark/:organization/:course/:run/replies',
  summary: 'Save a reply for later',
  body: ReplyBody,
  allow: markers,
  async run(call, { params, body }) {
    const { run, viewer } = await openDesk(call, params);
    const text = body.body.trim();
    if (!text)
      throw new Refusal(markingRefusals['message-empty'], {
        fields: [{ path: 'body', message: 'required' }],
      });
    await addReply(run.courseId, { personId: viewer.id, shared: body.shared, body: text });
  },
  page: (_, _call, { params }) => ({
    redirect: links(params).replies,
    flash: { message: 'marking.flash-reply' },
  }),
  json: () => ({}),
  async refused(_refusal, call, { params }) {
    const message = translateTo(call.locale)('refusals.message-empty');
    return repliesPage(await repliesOf(call, params), call, params, [{ path: 'body', message }]);
  },
});

export const deleteReply = endpoint({
  method: 'POST',
  path: '/mark/:organization/:course/:run/replies/:reply/remove',
  summary: 'Remove a saved reply of one’s own',
  allow: markers,
  async run(call, { params }) {
    const { run, viewer } = await openDesk(call, params);
    if (!(await removeReply(run.courseId, viewer.id, params.reply)))
      throw new Refusal(commonRefusals['not-found']);
  },
  page: (_, _call, { params }) => ({ redirect: links(params).replies }),
  json: () => ({}),
});
