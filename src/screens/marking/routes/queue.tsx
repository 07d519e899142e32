/** The desk as a list; what is done to many tasks at once; going on to the next. */
import { translateTo } from '#lib/messages.ts';
import { findNextTask, giveTasks, releaseTasks } from '#modules/marking/index.ts';
import { endpoint } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { links } from '../links.ts';
import { markers, teachers, withoutEmpty } from '../rules.ts';
import { BulkBody, DemandBody, DeskPageQuery, DeskQuery } from '../schema.ts';
import { demandTask, listMarkers, openDesk, openQueue, telling } from '../service.ts';
import { QueuePage } from '../views/queue.tsx';

export const showDesk = endpoint({
  method: 'GET',
  path: '/mark/:organization/:course/:run',
  summary: 'Submissions that people judge: by activity, state, marker, cohort; with counts',
  query: DeskPageQuery,
  allow: markers,
  run: (call, { params, query }) => openQueue(call, params, query),
  async page(queue, call, { params }) {
    const colleagues = queue.viewer.teaches && queue.lines.length > 0 ? await listMarkers(queue.run) : [];
    return {
      title: `${translateTo(call.locale)('marking.title')} · ${queue.run.courseTitle}`,
      robots: 'noindex',
      body: () => <QueuePage queue={queue} to={links(params)} colleagues={colleagues} />,
    };
  },
  json: (queue) => ({
    tasks: queue.lines.map(({ learnerId, submissionId, hidden, runId: _, ...line }) => ({
      ...line,
      ...(hidden ? {} : { learnerId, submissionId }),
    })),
    counts: queue.counts,
    markers: queue.markers,
    total: queue.total,
    page: queue.page,
    pages: queue.pages,
  }),
});

export const showNext = endpoint({
  method: 'GET',
  path: '/mark/:organization/:course/:run/next',
  summary: 'The first submission that waits for you: one of yours, else one that is nobody’s',
  query: DeskQuery,
  allow: markers,
  async run(call, { params, query }) {
    const { run, viewer } = await openDesk(call, params);
    return { next: await findNextTask(run, viewer, query.activity || null) };
  },
  page: ({ next }, _call, { params, query }) => {
    const to = links(params);
    if (next) return { redirect: to.task(next, { activity: query.activity }) };
    return { redirect: to.desk(), flash: { message: 'marking.flash-none-left' } };
  },
  json: ({ next }) => ({ next }),
});

export const changeMany = endpoint({
  method: 'POST',
  path: '/mark/:organization/:course/:run/bulk',
  summary: 'Release the grades of many submissions, or give them to a marker',
  query: DeskQuery,
  body: BulkBody,
  allow: teachers,
  fromForm: (fields) => ({ ...fields, task: [fields.task ?? []].flat() }),
  async run(call, { params, body }) {
    const { run } = await openDesk(call, params);
    if (body.action === 'release') {
      const { released } = await releaseTasks(call, { run, ids: body.task }, telling(params));
      return { message: 'marking.flash-released', count: released };
    }
    const able = await listMarkers(run);
    if (!able.some(({ id }) => id === body.marker))
      throw new Refusal(commonRefusals['invalid-input'], {
        fields: [{ path: 'marker', message: 'required' }],
      });
    const { given } = await giveTasks(call, { run, ids: body.task, markerId: body.marker });
    return { message: 'marking.flash-allotted', count: given };
  },
  page: ({ message, count }, _call, { params, query }) => ({
    redirect: links(params).desk(query),
    flash: { message, values: { count } },
  }),
  json: ({ count }) => ({ count }),
});

export const markOther = endpoint({
  method: 'POST',
  path: '/mark/:organization/:course/:run/demand',
  summary: 'Put the newest submission of a learner on the desk, whoever else judges the activity',
  body: DemandBody,
  allow: teachers,
  fromForm: withoutEmpty,
  run: async (call, { params, body }) => ({ task: await demandTask(call, params, body) }),
  page: ({ task }, _call, { params }) => ({ redirect: links(params).task(task) }),
  json: ({ task }) => ({ task }),
});
