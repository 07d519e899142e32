import { Type } from 'typebox';
import { translateTo } from '#lib/messages.ts';
import { mayOnSite } from '#modules/access/index.ts';
import { endpoint } from '#platform/endpoint.ts';
import { desks } from '../links.ts';
import { readLog } from './service.ts';
import { LogPageView } from './views.tsx';

export const showLog = endpoint({
  method: 'GET',
  path: desks.log,
  summary: 'Who did what, newest first; `by` a person, `about` a person, an organization, a course or a run',
  query: Type.Object({
    by: Type.String({ maxLength: 320, default: '' }),
    about: Type.String({ maxLength: 320, default: '' }),
    /** `all`: also answers handed in, exams, enrollments, drafts, sessions. */
    entries: Type.Union([Type.Literal('deeds'), Type.Literal('all')], { default: 'deeds' }),
    before: Type.Optional(Type.String({ format: 'uuid' })),
  }),
  allow: mayOnSite('site.administer'),
  run: (_call, { query }) => readLog(query),
  page: (log, call) => ({
    title: translateTo(call.locale)('admin.log-title'),
    robots: 'noindex',
    body: () => (
      <LogPageView
        {...log}
        older={log.more ? showLog.url({}, { ...log.query, before: log.entries.at(-1)?.id }) : null}
      />
    ),
  }),
  json: ({ entries, more }) => ({ entries, more }),
});

export const endpoints = [showLog];
