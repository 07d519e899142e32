/** The history of a draft, and going back in it. */
import { translateTo } from '#lib/messages.ts';
import { authoringRefusals } from '#modules/authoring/index.ts';
import { type Call, endpoint, type Page } from '#platform/endpoint.ts';
import { Refusal } from '#platform/refusal.ts';
import { inCourse } from '#screens/teach/index.ts';
import type { Problem } from '#ui/form.tsx';
import { problemsOf } from '#ui/problems.ts';
import { links } from '../links.ts';
import { HistoryQuery, RestoreBody } from '../schema.ts';
import { type OpenRevision, openHistory, openRevision, restore } from '../service/history.ts';
import { HistoryPage, RevisionPage } from '../views/history.tsx';

const titleOf = (call: Call, open: { course: { title: string } }) =>
  `${translateTo(call.locale)('releases.history')} · ${open.course.title}`;

export const showHistory = endpoint({
  method: 'GET',
  path: '/studio/:organization/:course/history',
  summary: 'What was saved of the draft, newest first',
  query: HistoryQuery,
  allow: inCourse('course.edit'),
  run: (call, { params, query }) => openHistory(call, params, query.before),
  page: (open, call) => ({
    title: titleOf(call, open),
    robots: 'noindex',
    body: () => <HistoryPage {...open} />,
  }),
  json: ({ head, revisions, more }) => ({ revision: head, revisions, more }),
});

const drawn = (open: OpenRevision, call: Call, problems?: readonly Problem[]): Page => ({
  title: titleOf(call, open),
  robots: 'noindex',
  body: () => <RevisionPage {...open} problems={problems} />,
});

export const showRevision = endpoint({
  method: 'GET',
  path: '/studio/:organization/:course/history/:revision',
  summary: 'One saving of the draft: who, when, through which door, and what it changed',
  allow: inCourse('course.edit'),
  run: (call, { params }) => openRevision(call, params),
  page: (open, call) => drawn(open, call),
  json: ({ revision, files, head }) => ({ ...revision, files, current: head }),
});

export const restoreRevision = endpoint({
  method: 'POST',
  path: '/studio/:organization/:course/history/:revision/restore',
  summary: 'Makes one file of the draft, or all, as they stood at a revision; this is a new revision',
  body: RestoreBody,
  fromForm: ({ base, path }) => ({ base: Number(base), ...(path && { path }) }),
  allow: inCourse('course.edit'),
  async run(call, { params, body }) {
    const note = translateTo(call.locale)('releases.restored', { number: Number(params.revision) });
    const edited = await restore(call, params, { ...body, note });
    // What others changed meanwhile is not run over: who restores looks again.
    if (edited.kind === 'conflict') throw new Refusal(authoringRefusals['draft-moved-on']);
    return { revision: edited.draft.revision };
  },
  page: ({ revision }, _call, { params }) => ({
    redirect: links(params).history(),
    flash: { message: 'releases.is-restored', values: { revision } },
  }),
  refused: async (refusal, call, { params }) =>
    drawn(await openRevision(call, params), call, problemsOf(refusal, translateTo(call.locale), {})),
  json: (result) => result,
});
