/** Remixing a course, as endpoints. */
import { translateTo } from '#lib/messages.ts';
import { maySomewhere } from '#modules/access/index.ts';
import { type Call, endpoint, type Page } from '#platform/endpoint.ts';
import { studioLinks } from '#screens/studio/outline/index.ts';
import { problemsOf } from '#ui/problems.ts';
import { RemixBody } from '../schema.ts';
import { type OpenParent, openParent, remix } from '../service/remix.ts';
import { RemixPage, type RemixProps, remixLabels } from '../views/remix.tsx';

const allow = maySomewhere('course.create');

const remixPage = (call: Call, parent: OpenParent, again: Partial<RemixProps> = {}): Page => ({
  title: `${translateTo(call.locale)('reuse.remix')} · ${parent.course.title}`,
  robots: 'noindex',
  body: () => <RemixPage parent={parent} {...again} />,
});

export const showRemix = endpoint({
  method: 'GET',
  path: '/courses/:organization/:course/remix',
  summary: 'Whether and how a course may be the beginning of another one, by its license',
  allow,
  run: (call, { params }) => openParent(call, params),
  page: (parent, call) => remixPage(call, parent),
  json: ({ release, publication, allowed, licenses }) => ({
    ...{ releaseId: release.id, release: publication?.number ?? null },
    ...{ allowed, licenses, license: release.course.license },
  }),
});

export const sendRemix = endpoint({
  method: 'POST',
  path: '/courses/:organization/:course/remix',
  summary:
    'Makes a course of one’s own from the release that this one shows; it names its parent, release and license',
  body: RemixBody,
  allow,
  successStatus: 201,
  run: (call, { params, body }) => remix(call, params, body),
  page: (params) => ({
    redirect: studioLinks.outline(params),
    flash: { message: 'reuse.flash-remixed', tone: 'success' },
  }),
  async refused(refusal, call, { params, body }) {
    const t = translateTo(call.locale);
    const problems = problemsOf(refusal, t, remixLabels(t));
    const path = { 'bad-key': 'key', 'key-of-course-taken': 'key', 'license-does-not-fit': 'license' }[
      refusal.code
    ];
    return remixPage(call, await openParent(call, params), {
      values: body,
      problems: problems.map((problem) => (path ? { ...problem, path } : problem)),
    });
  },
  json: (params) => params,
});
