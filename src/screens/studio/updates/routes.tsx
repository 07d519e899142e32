/** Updates of what a course took from others. */
import { translateTo } from '#lib/messages.ts';
import { type Call, endpoint, type Page } from '#platform/endpoint.ts';
import { type CourseParams, studioLinks } from '#screens/studio/outline/index.ts';
import { inCourse } from '#screens/teach/index.ts';
import { problemsOf } from '#ui/problems.ts';
import { UpdatesBody } from './schema.ts';
import { type OpenUpdates, openUpdates, takeUpdates } from './service.ts';
import { UpdatesPage, type UpdatesPageProps } from './views.tsx';

const allow = inCourse('course.edit');

const updatesPage = (call: Call, open: OpenUpdates, problems?: UpdatesPageProps['problems']): Page => ({
  title: `${translateTo(call.locale)('outline.updates')} · ${open.course.title}`,
  robots: 'noindex',
  body: () => <UpdatesPage {...open} problems={problems} />,
});

/** `id.0`, `release.0`, …: what is wished for; the clashes of the first one are those that were chosen for. */
function fromForm(sent: Record<string, string | string[]>): unknown {
  const one = (name: string) => [sent[name] ?? ''].flat().at(-1) ?? '';
  const named = (pattern: RegExp) =>
    Object.keys(sent)
      .flatMap((name) => {
        const [, at] = pattern.exec(name) ?? [];
        return at === undefined ? [] : [{ name, at: Number(at) }];
      })
      .sort((a, b) => a.at - b.at);
  const picked = named(/^choice-\d+\.(\d+)$/).map(({ name }) => one(name));
  return {
    revision: Number(one('revision')),
    wishes: named(/^id\.(\d+)$/).map(({ at }, index) => ({
      ...{ id: one(`id.${at}`), release: Number(one(`release.${at}`)), way: one('way') },
      choices: index === 0 ? picked : [],
    })),
  };
}

export const showUpdates = endpoint({
  method: 'GET',
  path: '/studio/:organization/:course/updates',
  summary: 'What has changed, since it was taken, in blocks, units and parent courses that this course took',
  allow,
  run: (call, { params }) => openUpdates(call, params),
  page: (open, call) => updatesPage(call, open),
  json: ({ revision, list }) => ({
    revision,
    updates: list.map(({ reader: _, source: __, ...update }) => update),
  }),
});

export const sendUpdates = endpoint({
  method: 'POST',
  path: '/studio/:organization/:course/updates',
  summary:
    'Takes updates into the draft as one revision, passes them over, or makes the copies the course’s own',
  body: UpdatesBody,
  allow,
  fromForm,
  run: (call, { params, body }) => takeUpdates(call, params, body),
  page: ({ taken }, _call, { params, body }) => ({
    redirect: studioLinks.updates(params),
    flash: {
      message: `updates.flash-${body.wishes[0]?.way ?? 'take'}`,
      values: { count: taken },
      tone: 'success',
    },
  }),
  refused: async (refusal, call, { params }) =>
    updatesPage(
      call,
      await openUpdates(call, params as unknown as CourseParams),
      problemsOf(refusal, translateTo(call.locale), {}),
    ),
  json: (result) => result,
});
