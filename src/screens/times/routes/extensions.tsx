/** Giving and withdrawing extensions. */
import { translateTo } from '#lib/messages.ts';
import { withdrawExtension } from '#modules/enrollment/index.ts';
import { type Call, endpoint, type Page } from '#platform/endpoint.ts';
import { inCourse, openRun, splitAddresses } from '#screens/teach/index.ts';
import { problemsOf } from '#ui/problems.ts';
import { links } from '../links.ts';
import { ExtensionBody, ExtensionsQuery, WithdrawBody } from '../schema.ts';
import { giveExtension, openExtensions } from '../service/run.ts';
import { ExtensionsPage, type ExtensionsPageProps } from '../views/extensions.tsx';
import { extensionOfForm, problemTexts } from './forms.ts';

const allow = inCourse('course.teach');

const extensionsPage = (call: Call, props: ExtensionsPageProps): Page => ({
  title: `${translateTo(call.locale)('times.extensions')} · ${props.run.courseTitle}`,
  robots: 'noindex',
  body: () => <ExtensionsPage {...props} />,
});

export const showExtensions = endpoint({
  method: 'GET',
  path: '/teach/:organization/:course/:run/extensions',
  summary: 'Who has more time or attempts in a run; `learner` narrows it to one address',
  query: ExtensionsQuery,
  allow,
  run: (call, { params, query }) => openExtensions(call, params, query),
  page: (extensions, call, { params }) => extensionsPage(call, { ...extensions, params }),
  json: ({ extensions, total, page, pages }) => ({ extensions, total, page, pages }),
});

export const giveExtensions = endpoint({
  method: 'POST',
  path: '/teach/:organization/:course/:run/extensions',
  summary:
    'Gives learners, by address or cohort, more time or attempts; replaces what they had at that target',
  body: ExtensionBody,
  fromForm: (fields) => extensionOfForm(fields, splitAddresses),
  allow,
  run: (call, { params, body }) => giveExtension(call, params, body),
  async page(report, call, { params }) {
    if (report.missing.length === 0)
      return {
        redirect: links.extensions(params),
        flash: { message: 'times.flash-given', values: { count: report.given }, tone: 'success' },
      };
    const extensions = await openExtensions(call, params, { learner: '', page: 1 });
    return extensionsPage(call, { ...extensions, params, report });
  },
  async refused(refusal, call, { params, body }) {
    const t = translateTo(call.locale);
    const labels = {
      ...{ addresses: t('times.addresses'), by: t('times.more-days'), until: t('times.until') },
      ...{ attempts: t('times.more-attempts'), reason: t('times.reason') },
    };
    // The form has days and hours where the body has one duration.
    const problems = problemsOf(refusal, t, labels, problemTexts).map((problem) =>
      problem.path === 'by' ? { ...problem, path: 'days' } : problem,
    );
    const extensions = await openExtensions(call, params, { learner: '', page: 1 });
    return extensionsPage(call, { ...extensions, params, again: { problems, values: body } });
  },
  json: (report) => report,
});

export const withdraw = endpoint({
  method: 'POST',
  path: '/teach/:organization/:course/:run/extensions/withdraw',
  summary: 'Takes an extension back; what was handed in under it stays handed in',
  body: WithdrawBody,
  allow,
  async run(call, { params, body }) {
    const { kind, key, learner } = body;
    await withdrawExtension(call, await openRun(params), learner, { kind, key });
  },
  page: (_result, _call, { params }) => ({
    redirect: links.extensions(params),
    flash: { message: 'times.flash-withdrawn', tone: 'success' },
  }),
  json: () => ({ withdrawn: true }),
});
