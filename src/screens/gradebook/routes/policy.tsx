/** The policy of a run: shown, tried on everybody, saved as a version. */
import { type MessageKey, translateTo } from '#lib/messages.ts';
import { comparePolicies, type PolicyOf } from '#modules/gradebook/index.ts';
import { changePolicy, getPolicies, listPolicyVersions, policyFor } from '#modules/grading/index.ts';
import { type Call, endpoint, type Page } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { inCourse, rightsIn } from '#screens/teach/index.ts';
import { problemsOf } from '#ui/problems.ts';
import { links } from '../links.ts';
import { formOf, policyFromForm, policyOf } from '../rules/policy.ts';
import { PolicyBody, type RunParams } from '../schema.ts';
import { namesOf, openRun } from '../service.ts';
import { PolicyPage, type PolicyPageProps } from '../views/policy.tsx';

const allow = inCourse('course.teach');

async function openPolicy(params: RunParams) {
  const { run, course } = await openRun(params);
  return { run, course, versions: await listPolicyVersions(run.id, course.release) };
}

async function policyPage(
  call: Call,
  params: RunParams,
  { run, course, versions }: Awaited<ReturnType<typeof openPolicy>>,
  again: Partial<Pick<PolicyPageProps, 'values' | 'problems' | 'comparison'>> = {},
): Promise<Page> {
  const nameOf = await namesOf(versions.map(({ madeBy }) => madeBy));
  const current = versions[0]?.policy ?? course.release.grading;
  return {
    title: `${translateTo(call.locale)('gradebook.policy')} · ${run.courseTitle}`,
    robots: 'noindex',
    body: () => (
      <PolicyPage
        {...{ run, params, versions, nameOf, comparison: null, values: formOf(current), ...again }}
        rights={rightsIn(call.actor, params)}
        to={links(params)}
        own={course.release.grading}
      />
    ),
  };
}

export const showPolicy = endpoint({
  method: 'GET',
  path: '/teach/:organization/:course/:run/grades/policy',
  summary: 'How the grades of a run are made, with all earlier versions',
  allow,
  run: (_call, { params }) => openPolicy(params),
  page: (open, call, { params }) => policyPage(call, params, open),
  json: ({ versions }) => ({ versions }),
});

export const savePolicy = endpoint({
  method: 'POST',
  path: '/teach/:organization/:course/:run/grades/policy',
  summary: 'Shows who gains and who loses by another policy; with `confirm` it holds from now on',
  body: PolicyBody,
  fromForm: policyFromForm,
  allow,
  async run(call, { params, body }) {
    const { run, releases } = await openRun(params);
    const { main: release } = releases;
    const policy = body.own ? release.grading : policyOf(release.grading, body);
    if (body.confirm) {
      const reason = body.reason.trim();
      if (!reason)
        throw new Refusal(commonRefusals['invalid-input'], {
          fields: [{ path: 'reason', message: 'required' }],
        });
      await changePolicy(call, run, { after: body.after, policy: body.own ? null : policy, reason });
      return { policy, comparison: null };
    }
    const holding = await getPolicies(run.id);
    const now: PolicyOf = (shown) => holding(shown).policy;
    const then: PolicyOf = (shown) => (body.own ? shown.grading : policyFor(shown.grading, policy));
    return { policy, comparison: await comparePolicies(run, releases, now, then, call.now) };
  },
  async page({ policy, comparison }, call, { params, body }) {
    if (!comparison)
      return {
        redirect: links(params).policy,
        flash: { message: 'gradebook.flash-policy', tone: 'success' },
      };
    return policyPage(call, params, await openPolicy(params), {
      comparison,
      values: { ...formOf(policy), own: body.own, reason: body.reason },
    });
  },
  async refused(refusal, call, { params, body }) {
    const t = translateTo(call.locale);
    const open = await openPolicy(params);
    const { course } = open;
    const keys = [body.category ?? []].flat().map(String);
    const titles = new Map(course.release.grading.categories.map(({ key, title }) => [key, title]));
    const labelOf = (path: string) => {
      const [name = '', key] = fieldOf(path, keys).split(/\.(.*)/s);
      const label = (key === undefined ? labels : ofCategory)[name];
      return [key && titles.get(key), label ? t(label) : name].filter(Boolean).join(': ');
    };
    const fields = refusal.details.fields ?? [];
    const named = Object.fromEntries(fields.map(({ path }) => [path, labelOf(path)]));
    const problems = problemsOf(refusal, t, named).map(({ path, message }) => {
      const line = /^letters\.(\d+)/.exec(path)?.[1];
      const own = line && t('gradebook.problem-letters', { line: Number(line) + 1 });
      return { path: fieldOf(path, keys), message: own ?? message };
    });
    return policyPage(call, params, open, { problems, values: body });
  },
  json: ({ policy, comparison }) => ({ policy, comparison }),
});

const labels: Record<string, MessageKey> = {
  pass: 'gradebook.pass',
  letters: 'gradebook.letters',
  reason: 'gradebook.policy-reason',
};

const ofCategory: Record<string, MessageKey> = {
  weight: 'gradebook.weight',
  drop: 'gradebook.drop',
  'drop-highest': 'gradebook.drop-highest',
  pass: 'gradebook.category-pass',
};

/** `categories.0.weight` stands in the form as `weight.<key>`, and all letters in one field. */
function fieldOf(path: string, categories: readonly string[]): string {
  const [, at = '', field = ''] = /^categories\.(\d+)\.(\w+)$/.exec(path) ?? [];
  if (!field) return path.replace(/^letters\..*/, 'letters');
  return `${field === 'dropHighest' ? 'drop-highest' : field}.${categories[Number(at)] ?? ''}`;
}
