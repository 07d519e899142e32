/** Staff watch an exam and help: more time, opening again, ending. */
import { translateTo } from '#lib/messages.ts';
import { isUuid } from '#lib/uuid.ts';
import { mayInCourse } from '#modules/access/index.ts';
import { endSitting, giveTime, reopenSitting, type SittingKey } from '#modules/exams/index.ts';
import { endpoint, type Page } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { staffLinks } from '../links.ts';
import { numberIn } from '../rules.ts';
import { type ExamParams, GiveTimeBody, ReopenBody, type RunParams, SittingsQuery } from '../schema.ts';
import { openRun } from '../service/taking.ts';
import { openExams, openSittings } from '../service/watching.ts';
import { ExamsPage, SittingsPage } from '../views/staff.tsx';

const allow = mayInCourse('course.teach', ({ params }: { params: RunParams }) => ({
  organization: params.organization,
  course: `${params.organization}/${params.course}`,
}));

export const showExams = endpoint({
  method: 'GET',
  path: '/teach/:organization/:course/:run/exams',
  summary: 'The exams of a run, each with how many are in and have handed in',
  allow,
  run: (call, { params }) => openExams(call, params),
  page: (list, call, { params }): Page => ({
    title: `${translateTo(call.locale)('exams.exams')} · ${list.run.courseTitle}`,
    robots: 'noindex',
    body: () => <ExamsPage {...list} params={params} />,
  }),
  json: ({ exams }) => ({
    exams: exams.map(({ paper, counts }) => ({
      key: paper.key,
      title: paper.title,
      exam: paper.exam,
      ...counts,
    })),
  }),
});

export const showSittings = endpoint({
  method: 'GET',
  path: '/teach/:organization/:course/:run/exams/:unit',
  summary: 'The learners of a run with their newest sitting of an exam',
  query: SittingsQuery,
  allow,
  run: (call, { params, query }) => openSittings(call, params, query),
  page: (list, _call, { params }): Page => ({
    title: `${list.paper.title} · ${list.run.courseTitle}`,
    robots: 'noindex',
    body: () => <SittingsPage {...list} params={params} />,
  }),
  json: ({ lines, counts, page, pages }) => ({ sittings: lines, counts, page, pages }),
});

const backTo = (params: ExamParams, message: string, values?: Record<string, number>) => ({
  redirect: staffLinks(params).sittings(params.unit),
  flash: { message, values, tone: 'success' as const },
});

export const giveMinutes = endpoint({
  method: 'POST',
  path: '/teach/:organization/:course/:run/exams/:unit/time',
  summary: 'Gives minutes to one learner who is in, or to all who are',
  body: GiveTimeBody,
  allow,
  async run(call, { params, body }) {
    const { run } = await openRun(params);
    const exam = { runId: run.id, examKey: params.unit };
    return { learners: await giveTime(call, exam, body.learner ?? null, body.minutes) };
  },
  page: ({ learners }, _call, { params }) => backTo(params, 'exams.flash-time', { learners }),
  json: (given) => given,
});

type LineParams = ExamParams & { person: string; sitting: string };

async function keyOf(
  params: LineParams,
): Promise<{ key: SittingKey; run: Awaited<ReturnType<typeof openRun>>['run'] }> {
  if (!isUuid(params.person)) throw new Refusal(commonRefusals['not-found']);
  const { run } = await openRun(params);
  const number = numberIn(params.sitting);
  return { run, key: { learnerId: params.person, runId: run.id, examKey: params.unit, number } };
}

export const reopenExam = endpoint({
  method: 'POST',
  path: '/teach/:organization/:course/:run/exams/:unit/:person/:sitting/reopen',
  summary: 'Opens a sitting that was handed in again, for so many minutes from now',
  body: ReopenBody,
  allow,
  async run(call, { params, body }) {
    await reopenSitting(call, (await keyOf(params)).key, body.minutes);
  },
  page: (_result, _call, { params }) => backTo(params, 'exams.flash-reopened'),
  json: () => ({ reopened: true }),
});

export const endExam = endpoint({
  method: 'POST',
  path: '/teach/:organization/:course/:run/exams/:unit/:person/:sitting/end',
  summary: 'Ends a sitting: what is saved is handed in',
  allow,
  async run(call, { params }) {
    const { run, key } = await keyOf(params);
    await endSitting(call, run, key);
  },
  page: (_result, _call, { params }) => backTo(params, 'exams.flash-ended'),
  json: () => ({ ended: true }),
});
