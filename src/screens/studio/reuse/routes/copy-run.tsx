/** Copying a run, as endpoints. */
import { translateTo } from '#lib/messages.ts';
import { type Call, endpoint, type Page } from '#platform/endpoint.ts';
import { inCourse, teachLinks } from '#screens/teach/index.ts';
import { problemsOf } from '#ui/problems.ts';
import { CopyRunBody, CopyRunQuery, type RunParams } from '../schema.ts';
import { copyRun, planCopy } from '../service/copy-run.ts';
import { CopyRunPage, type CopyRunProps, copyRunLabels } from '../views/copy-run.tsx';

const allow = inCourse('course.edit');

const copyPage = (call: Call, props: CopyRunProps): Page => ({
  title: `${translateTo(call.locale)('reuse.copy-run')} · ${props.plan.run.courseTitle}`,
  robots: 'noindex',
  body: () => <CopyRunPage {...props} />,
});

export const showCopyRun = endpoint({
  method: 'GET',
  path: '/teach/:organization/:course/:run/copy',
  summary: 'A run once more: every date as it is, and as it would be in a copy that begins on another day',
  query: CopyRunQuery,
  allow,
  run: async (call, { params, query }) => ({ plan: await planCopy(call, params, query), query }),
  page: ({ plan, query }, call, { params }) => copyPage(call, { plan, params, query }),
  json: ({ plan: { days, moved, key, settings } }) => ({ days, moved, key, settings }),
});

async function copyAgain(
  call: Call,
  params: RunParams,
  { key, ...query }: Record<string, unknown>,
  problems: CopyRunProps['problems'],
): Promise<Page> {
  const known = query as unknown as CopyRunQuery;
  const startsOn = /^\d{4}-\d\d-\d\d$/.test(known.startsOn ?? '') ? known.startsOn : undefined;
  const plan = await planCopy(call, params, { ...known, startsOn });
  return copyPage(call, { plan, params, query: known, key: String(key ?? ''), problems });
}

export const sendCopyRun = endpoint({
  method: 'POST',
  path: '/teach/:organization/:course/:run/copy',
  summary: 'Makes a run of the same release with the dates, cohorts and policies of this one, on other days',
  body: CopyRunBody,
  allow,
  successStatus: 201,
  run: (call, { params, body }) => copyRun(call, params, body),
  page: (run) => ({
    redirect: teachLinks.settings(run),
    flash: { message: 'reuse.flash-copied', tone: 'success' },
  }),
  refused(refusal, call, { params, body }) {
    const t = translateTo(call.locale);
    const problems = problemsOf(refusal, t, copyRunLabels(t));
    const atKey = ['bad-key', 'key-taken'].includes(refusal.code);
    return copyAgain(
      call,
      params,
      body,
      problems.map((problem) => (atKey ? { ...problem, path: 'key' } : problem)),
    );
  },
  json: (run) => run,
});
