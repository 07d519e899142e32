/** Real data for the names in paths, so that every endpoint can be asked about something that is there. */

import { previewToken } from '#modules/authoring/index.ts';
import { getOwnTimes } from '#modules/enrollment/index.ts';
import { query } from '#platform/database.ts';
import type { Endpoint } from '#platform/endpoint.ts';
import { people } from './school.ts';

export const run = { organization: 'harbor', course: 'finding-your-way', run: 'open' };
export const runPath = 'harbor/finding-your-way/open';

const studio = '/studio/:organization/:course';

export interface Facts {
  /** By path, then by name; `*` holds for all paths. */
  params: Record<string, Record<string, string>>;
}

const one = async (text: string, values: unknown[] = []): Promise<string> => {
  const [row] = await query<{ value: string }>(text, values);
  if (!row) throw new Error(`nothing found: ${text}`);
  return row.value;
};

const personId = (email: string) => one('select id as value from accounts."user" where email = $1', [email]);

/** The learner is in the middle of this one. */
const sitting = { unit: 'watch-exam', sitting: '1' };

export async function readFacts(): Promise<Facts> {
  const learner = await personId(people.learner);
  const report = {
    task: await one(
      "select id as value from marking.task where learner_id = $1 and activity_key = 'field-report'",
      [learner],
    ),
    submission: await one(
      "select submission_id as value from marking.task where learner_id = $1 and activity_key = 'field-report'",
      [learner],
    ),
    pin: await one('select id as value from marking.pin where learner_id = $1 limit 1', [learner]),
    reply: await one('select id as value from marking.reply limit 1'),
    activity: 'field-report',
  };
  const comment = await one('select id as value from authoring.comment limit 1');
  const courseImport = await one('select id as value from authoring.import limit 1');
  const regrade = await one('select id as value from gradebook.regrade limit 1');
  const letter = {
    activity: 'letter-home',
    work: await one('select id as value from peers.work where learner_id = $1', [learner]),
    // The learner has written one; whoever else asks for it is not told of it.
    review: await one(
      "select id as value from peers.review where reviewer_id = $1 and state = 'done' limit 1",
      [learner],
    ),
    sample: '01960000-0000-7000-8000-000000000001',
  };
  // Sent by somebody who stands in no column of the matrix.
  const chart = await one('select id as value from attempts.upload where sha256 is not null limit 1');
  const alike = {
    activity: 'reckoning-course',
    left: await one('select left_learner as value from similarity.pair order by similarity desc limit 1'),
    right: await one('select right_learner as value from similarity.pair order by similarity desc limit 1'),
  };
  const pilot = await one('select id as value from authoring.pilot limit 1');
  const preview = await one('select id as value from authoring.preview limit 1');
  return {
    params: {
      '*': { ...run, unit: 'latitude-longitude', activity: 'grid-sydney' },
      '/teach/:organization/:course/:run/people/:person/remove': {
        person: await personId(people.newcomer),
      },
      '/learn/:organization/:course/:run/:unit/:activity/trials': {
        ...{ unit: 'dead-reckoning', activity: 'reckoning-course' },
      },
      '/learn/:organization/:course/:run/:unit/:activity/files': { unit: 'logbook', activity: 'log-sketch' },
      '/exams/:organization/:course/:run/:unit': { unit: 'watch-exam' },
      '/exams/:organization/:course/:run/:unit/:sitting/pages/:page': { ...sitting, page: '1' },
      '/exams/:organization/:course/:run/:unit/:sitting/summary': sitting,
      '/exams/:organization/:course/:run/:unit/:sitting/finish': sitting,
      '/exams/:organization/:course/:run/:unit/:sitting/review': sitting,
      '/teach/:organization/:course/:run/exams/:unit': { unit: 'watch-exam' },
      '/teach/:organization/:course/:run/exams/:unit/time': { unit: 'watch-exam' },
      '/teach/:organization/:course/:run/exams/:unit/:person/:sitting/reopen': {
        ...sitting,
        person: learner,
      },
      '/teach/:organization/:course/:run/exams/:unit/:person/:sitting/end': { ...sitting, person: learner },
      '/mark/:organization/:course/:run/tasks/:task': report,
      '/mark/:organization/:course/:run/tasks/:task/draft': report,
      '/mark/:organization/:course/:run/tasks/:task/release': report,
      '/mark/:organization/:course/:run/tasks/:task/pins': report,
      '/mark/:organization/:course/:run/tasks/:task/pins/:pin/remove': report,
      '/mark/:organization/:course/:run/tasks/:task/messages': report,
      '/mark/:organization/:course/:run/activities/:activity': report,
      '/mark/:organization/:course/:run/activities/:activity/allot': report,
      '/mark/:organization/:course/:run/activities/:activity/release': report,
      '/mark/:organization/:course/:run/replies/:reply/remove': report,
      '/feedback/:submission': report,
      '/feedback/:submission/messages': report,
      '/teach/:organization/:course/:run/cohorts/:cohort/dissolve': { cohort: 'evening' },
      '/teach/:organization/:course/:run/groups/:activity/:person/remove': { person: learner },
      '/calendar/:token': { token: (await getOwnTimes(learner)).token },
      '/teach/:organization/:course/:run/grades/:learner': { learner },
      '/teach/:organization/:course/:run/grades/:learner/:activity': { learner },
      '/teach/:organization/:course/:run/grades/import/:id': {
        id: await one('select id as value from gradebook.import limit 1'),
      },
      ...Object.fromEntries(
        ['', '/stop', '/apply', '/undo'].map((step) => [
          `/teach/:organization/:course/:run/grades/regrades/:id${step}`,
          { id: regrade },
        ]),
      ),
      '/teach/:organization/:course/:run/similarity/:activity': { activity: 'reckoning-course' },
      '/teach/:organization/:course/:run/similarity/:activity/pairs/:left/:right': alike,
      '/teach/:organization/:course/:run/similarity/:activity/pairs/:left/:right/reviews': alike,
      ...Object.fromEntries(
        [
          ...['', '/next', '/appeal', '/write/:review', '/received/:review/rating'].map(
            (rest) => `/reviews/:organization/:course/:run/:activity${rest}`,
          ),
          ...[
            '',
            '/tend',
            '/works/:work',
            '/works/:work/review',
            '/works/:work/sample',
            '/works/:work/appeal',
          ].map((rest) => `/teach/:organization/:course/:run/reviews/:activity${rest}`),
          ...['/write/:review', '/write/:review/leave-out', '/samples/:sample/remove'].map(
            (rest) => `/teach/:organization/:course/:run/reviews/:activity${rest}`,
          ),
        ].map((path) => [path, letter]),
      ),
      '/receipts/:id': {
        id: await one('select id as value from attempts.submission where learner_id = $1 limit 1', [learner]),
      },
      ...Object.fromEntries(
        ['/files/:id', '/files/:id/content', '/uploads/:id', '/uploads/:id/pieces'].map((path) => [
          path,
          { id: chart },
        ]),
      ),
      '/files/:id/picture': { id: chart },
      // Whoever has no signed address gets no further than this.
      '/api/v2/submissions/:submission/grader/': { submission: 'x' },
      '/api/v2/exercises/:exercise/grader/': { exercise: 'x' },
      ...Object.fromEntries(
        ['', '/move', '/duplicate', '/remove'].map((step) => [
          `/studio/:organization/:course/items/:item${step}`,
          { item: 'unit:distances' },
        ]),
      ),
      // Whoever cannot sign learns not even whether there is such a link.
      '/git/:id/hook': { id: '01960000-0000-7000-8000-000000000001' },
      ...Object.fromEntries(
        ['', '/show'].map((rest) => [`${studio}/releases/:number${rest}`, { number: '1' }]),
      ),
      [`${studio}/plans/:id/cancel`]: { id: await one('select id as value from authoring.plan limit 1') },
      ...Object.fromEntries(
        ['everybody', 'stop'].map((step) => [`${studio}/pilots/:id/${step}`, { id: pilot }]),
      ),
      ...Object.fromEntries(
        ['', '/restore'].map((rest) => [`${studio}/history/:revision${rest}`, { revision: '2' }]),
      ),
      [`${studio}/reviews/:id`]: { id: await one('select id as value from authoring.review limit 1') },
      ...Object.fromEntries(
        ['replies', 'outcome'].map((rest) => [`${studio}/comments/:id/${rest}`, { id: comment }]),
      ),
      ...Object.fromEntries(
        ['', '/:unit'].map((rest) => [`${studio}/translations/:language${rest}`, { language: 'es' }]),
      ),
      [`${studio}/previews/:id/revoke`]: { id: preview },
      '/studio/preview/:token': { token: previewToken({ id: preview }) },
      '/studio/preview/:token/:unit': { token: previewToken({ id: preview }), unit: 'latitude-longitude' },
      ...Object.fromEntries(
        ['', '/standing', '/news', '/pieces', '/take', '/cancel', '/units/:unit'].map((rest) => [
          `/studio/import/:id${rest}`,
          { id: courseImport, unit: 'v1' },
        ]),
      ),
      '/studio/imports/:id': { id: await one('select id as value from content.import_report limit 1') },
      '/settings/sessions/:id/end': {
        id: await one('select id as value from accounts.session where user_id = $1 limit 1', [learner]),
      },
      '/admin/people/:id': { id: await personId(people.stranger) },
      '/admin/people/:id/roles': { id: await personId(people.stranger) },
      '/admin/people/:id/roles/take': { id: await personId(people.elsewhere) },
      '/admin/people/:id/suspend': { id: await personId(people.newcomer) },
      '/admin/people/:id/restore': { id: await personId(people.newcomer) },
      '/dev/mail/:id': { id: await one('select id as value from platform.outbox_mail limit 1') },
      '/assets/:sha256/:name': {
        sha256: await one("select sha256 as value from content.asset where name = 'graticule.svg'"),
        name: 'graticule.svg',
      },
    },
  };
}

/** The names in an endpoint's path with their values; throws where a new endpoint needs one that is not known. */
export function paramsOf({ spec }: Endpoint, facts: Facts): Record<string, string> {
  const known = { ...facts.params['*'], ...facts.params[spec.path] };
  const names = [...spec.path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '');
  return Object.fromEntries(
    names.map((name) => {
      const value = known[name];
      if (value === undefined) throw new Error(`test/journeys/facts.ts has no :${name} for ${spec.path}`);
      return [name, value];
    }),
  );
}
