/** Every page type of the site in a real state: who is there, and where. `pages.test.ts` holds this list complete. */
import type { Role } from './client.ts';
import { readFacts, runPath } from './facts.ts';

export interface PageVisit {
  /** Path of the endpoint, as `src/app/parts.ts` has it. */
  endpoint: string;
  /** Address with values, `:name` where a fact of the database is needed. */
  path: string;
  as?: Role;
}

const visit = (endpoint: string, path: string, as?: Role): PageVisit => ({ endpoint, path, as });
const course = '/courses/:organization/:course';
const outline = '/learn/:organization/:course/:run';
const unit = `${outline}/:unit`;
const progress = '/progress/:organization/:course/:run';
const exam = '/exams/:organization/:course/:run/:unit';
const desk = '/teach/:organization/:course/:run';
const studio = '/studio/:organization/:course';
const mark = '/mark/:organization/:course/:run';

export const visits: readonly PageVisit[] = [
  visit('/', '/'),
  visit('/', '/', 'learner'),
  visit('/', '/', 'stranger'),
  visit('/', '/', 'finisher'),
  visit('/courses', '/courses'),
  visit('/courses', '/courses?q=nothing+has+this+name', 'learner'),
  visit(course, '/courses/harbor/finding-your-way'),
  visit(course, '/courses/bayt/asmaa-an-nujum', 'stranger'),
  visit(course, '/courses/harbor/finding-your-way', 'learner'),
  visit(`${course}/remix`, '/courses/harbor/finding-your-way/remix', 'owner'),
  visit(outline, `/learn/${runPath}`),
  visit(outline, `/learn/${runPath}`, 'learner'),
  visit(unit, `/learn/${runPath}/latitude-longitude`),
  visit(unit, `/learn/${runPath}/distances`, 'learner'),
  visit(unit, `/learn/${runPath}/map-projections`, 'learner'),
  visit(unit, `/learn/${runPath}/polaris`, 'finisher'),
  visit(unit, `/learn/${runPath}/final-test`, 'newcomer'),
  visit(unit, '/learn/bayt/asmaa-an-nujum/open/jawza', 'stranger'),
  visit(exam, `/exams/${runPath}/watch-exam`),
  visit(exam, `/exams/${runPath}/watch-exam`, 'newcomer'),
  visit(`${exam}/:sitting/pages/:page`, `/exams/${runPath}/watch-exam/1/pages/1`, 'learner'),
  visit(`${exam}/:sitting/summary`, `/exams/${runPath}/watch-exam/1/summary`, 'learner'),
  visit(`${exam}/:sitting/review`, `/exams/${runPath}/watch-exam/1/review`, 'finisher'),
  visit(unit, `/learn/${runPath}/logbook`, 'finisher'),
  visit(unit, `/learn/${runPath}/logbook`, 'newcomer'),
  visit('/files/:id', '/files/:file', 'finisher'),
  visit(`${desk}/results`, `/teach/${runPath}/results`, 'teacher'),
  visit(`${desk}/similarity`, `/teach/${runPath}/similarity`, 'teacher'),
  visit(`${desk}/similarity/:activity`, `/teach/${runPath}/similarity/reckoning-course`, 'teacher'),
  visit(`${desk}/copy`, `/teach/${runPath}/copy`, 'owner'),
  visit(`${desk}/questions`, `/teach/${runPath}/questions`, 'teacher'),
  visit('/search/:organization/:course/:run', `/search/${runPath}?q=star`),
  visit('/search/:organization/:course/:run', `/search/${runPath}?q=zzz`, 'learner'),
  visit(progress, `/progress/${runPath}`, 'learner'),
  visit(progress, `/progress/${runPath}`, 'newcomer'),
  visit(`${progress}/:activity`, `/progress/${runPath}/distance-great`, 'learner'),
  visit(`${progress}/:activity`, `/progress/${runPath}/distance-great`, 'newcomer'),
  visit('/receipts/:id', '/receipts/:receipt', 'learner'),
  visit(mark, `/mark/${runPath}`, 'teacher'),
  visit(mark, `/mark/${runPath}?state=all`, 'teacher'),
  visit(mark, `/mark/${runPath}?state=differ`, 'owner'),
  visit(`${mark}/next`, `/mark/${runPath}/next`, 'teacher'),
  visit(`${mark}/tasks/:task`, `/mark/${runPath}/tasks/:task`, 'teacher'),
  visit(`${mark}/activities/:activity`, `/mark/${runPath}/activities/field-report`, 'teacher'),
  visit(`${mark}/replies`, `/mark/${runPath}/replies`, 'teacher'),
  visit('/reviews/:organization/:course/:run/:activity', `/reviews/${runPath}/letter-home`, 'learner'),
  visit('/reviews/:organization/:course/:run/:activity', `/reviews/${runPath}/letter-home`, 'newcomer'),
  visit(
    '/reviews/:organization/:course/:run/:activity/write/:review',
    `/reviews/${runPath}/letter-home/write/:review`,
    'learner',
  ),
  visit(`${desk}/reviews`, `/teach/${runPath}/reviews`, 'teacher'),
  visit(`${desk}/reviews/:activity`, `/teach/${runPath}/reviews/letter-home`, 'teacher'),
  visit(
    `${desk}/reviews/:activity/works/:work`,
    `/teach/${runPath}/reviews/letter-home/works/:work`,
    'teacher',
  ),
  visit(
    `${desk}/reviews/:activity/write/:review`,
    `/teach/${runPath}/reviews/letter-home/write/:review`,
    'teacher',
  ),
  visit('/feedback/:submission', '/feedback/:submission', 'learner'),
  visit('/sign-in', '/sign-in'),
  visit('/sign-in/link', '/sign-in/link'),
  visit('/register', '/register'),
  visit('/mail-sent', '/mail-sent'),
  visit('/verify', '/verify?token=x'),
  visit('/forgot', '/forgot'),
  visit('/reset', '/reset?token=x'),
  visit('/settings', '/settings', 'learner'),
  visit('/settings/password', '/settings/password', 'learner'),
  visit('/settings/sessions', '/settings/sessions', 'learner'),
  visit('/teach', '/teach', 'teacher'),
  visit('/teach/:organization/:course', '/teach/harbor/finding-your-way', 'owner'),
  visit(`${desk}/people`, `/teach/${runPath}/people`, 'teacher'),
  visit(`${desk}/exams`, `/teach/${runPath}/exams`, 'teacher'),
  visit(`${desk}/exams/:unit`, `/teach/${runPath}/exams/watch-exam`, 'teacher'),
  visit(`${desk}/gradings`, `/teach/${runPath}/gradings`, 'teacher'),
  visit(`${desk}/settings`, `/teach/${runPath}/settings`, 'owner'),
  visit(`${desk}/dates`, `/teach/${runPath}/dates?edit=unit:map-projections`, 'teacher'),
  visit(`${desk}/extensions`, `/teach/${runPath}/extensions`, 'teacher'),
  visit(`${desk}/groups`, `/teach/${runPath}/groups`, 'teacher'),
  visit(`${desk}/cohorts`, `/teach/${runPath}/cohorts`, 'teacher'),
  visit(`${desk}/view-as`, `/teach/${runPath}/view-as?learner=noor@school.example`, 'teacher'),
  visit(
    `${desk}/similarity/:activity/pairs/:left/:right`,
    `/teach/${runPath}/similarity/reckoning-course/pairs/:left/:right`,
    'teacher',
  ),
  visit('/accommodations', '/accommodations', 'owner'),
  visit('/dates', '/dates', 'learner'),
  visit(`${desk}/grades`, `/teach/${runPath}/grades`, 'teacher'),
  visit(`${desk}/grades`, `/teach/${runPath}/grades?filter=below-pass&sort=-total`, 'teacher'),
  visit(`${desk}/grades`, `/teach/${runPath}/grades?q=nobody+at+all`, 'teacher'),
  visit(`${desk}/grades/policy`, `/teach/${runPath}/grades/policy`, 'teacher'),
  visit(`${desk}/grades/import`, `/teach/${runPath}/grades/import`, 'teacher'),
  visit(`${desk}/grades/import/:id`, `/teach/${runPath}/grades/import/:import`, 'teacher'),
  visit(`${desk}/grades/regrades`, `/teach/${runPath}/grades/regrades`, 'teacher'),
  visit(`${desk}/grades/regrades/:id`, `/teach/${runPath}/grades/regrades/:regrade`, 'teacher'),
  visit(`${desk}/grades/activities/:activity`, `/teach/${runPath}/grades/activities/noon-stick`, 'teacher'),
  visit(`${desk}/grades/:learner`, `/teach/${runPath}/grades/:learner`, 'teacher'),
  visit(`${desk}/grades/:learner/:activity`, `/teach/${runPath}/grades/:learner/noon-stick`, 'teacher'),
  visit('/what-if/:organization/:course/:run', `/what-if/${runPath}`, 'learner'),
  visit('/studio', '/studio', 'owner'),
  visit('/studio', '/studio?q=nothing+has+this+name', 'owner'),
  visit('/studio/new', '/studio/new', 'owner'),
  visit(studio, '/studio/harbor/finding-your-way', 'owner'),
  visit('/studio', '/studio?kind=library', 'owner'),
  visit(
    `${studio}/take`,
    `/studio/harbor/finding-your-way/take?into=unit%3Apolaris&show=${encodeURIComponent('harbor/navigation-questions block:north-star')}`,
    'owner',
  ),
  visit(`${studio}/uses`, '/studio/harbor/navigation-questions/uses', 'owner'),
  visit(`${studio}/updates`, '/studio/harbor/finding-your-way/updates', 'owner'),
  visit(`${studio}/blueprint`, '/studio/harbor/finding-your-way/blueprint', 'owner'),
  visit(`${studio}/translations`, '/studio/harbor/finding-your-way/translations', 'owner'),
  visit(`${studio}/translations/:language`, '/studio/harbor/finding-your-way/translations/es', 'owner'),
  visit(
    `${studio}/translations/:language/:unit`,
    '/studio/harbor/finding-your-way/translations/ar/latitude-longitude',
    'owner',
  ),
  visit(`${studio}/dates`, '/studio/harbor/finding-your-way/dates?edit=unit%3Adistances', 'owner'),
  visit(`${studio}/settings`, '/studio/harbor/finding-your-way/settings', 'owner'),
  visit(`${studio}/settings/source`, '/studio/harbor/finding-your-way/settings/source', 'owner'),
  visit(`${studio}/files`, '/studio/harbor/finding-your-way/files?path=assets%2Fsextant.svg', 'owner'),
  visit(`${studio}/items/:item`, '/studio/harbor/finding-your-way/items/unit%3Adistances', 'owner'),
  visit(`${studio}/export`, '/studio/harbor/finding-your-way/export?of=1&format=olx', 'owner'),
  visit(`${studio}/git`, '/studio/harbor/finding-your-way/git', 'owner'),
  visit(`${studio}/publish`, '/studio/harbor/finding-your-way/publish', 'owner'),
  visit(`${studio}/releases`, '/studio/harbor/finding-your-way/releases', 'owner'),
  visit(`${studio}/releases/:number`, '/studio/harbor/finding-your-way/releases/2', 'owner'),
  visit(`${studio}/releases/:number`, '/studio/harbor/finding-your-way/releases/2?view=source', 'owner'),
  visit(`${studio}/releases/:number/show`, '/studio/harbor/finding-your-way/releases/1/show', 'owner'),
  visit(`${studio}/history`, '/studio/harbor/finding-your-way/history', 'owner'),
  visit(`${studio}/history/:revision`, '/studio/harbor/finding-your-way/history/2', 'owner'),
  visit(`${studio}/reviews`, '/studio/harbor/finding-your-way/reviews', 'owner'),
  visit(`${studio}/reviews/:id`, '/studio/harbor/finding-your-way/reviews/:draftReview', 'teacher'),
  visit('/studio/preview/:token', '/studio/preview/:preview'),
  visit('/studio/preview/:token/:unit', '/studio/preview/:preview/latitude-longitude'),
  visit(`${studio}/units/:unit`, '/studio/harbor/finding-your-way/units/distances', 'owner'),
  visit(`${studio}/units/:unit/preview`, '/studio/harbor/finding-your-way/units/polaris/preview', 'owner'),
  visit(`${studio}/comments`, '/studio/harbor/finding-your-way/comments', 'owner'),
  visit(
    `${studio}/units/:unit/comments`,
    '/studio/harbor/finding-your-way/units/distances/comments',
    'owner',
  ),
  visit(`${studio}/units/:unit/check`, '/studio/harbor/finding-your-way/units/distances/check', 'owner'),
  visit(
    `${studio}/units/:unit/pictures`,
    '/studio/harbor/finding-your-way/units/distances/pictures',
    'owner',
  ),
  visit(
    `${studio}/units/:unit/activities`,
    '/studio/harbor/finding-your-way/units/distances/activities',
    'owner',
  ),
  visit(
    `${studio}/units/:unit/activities/:activity`,
    '/studio/harbor/finding-your-way/units/distances/activities/distance-great',
    'owner',
  ),
  visit(`${studio}/units/:unit/evidence`, '/studio/harbor/finding-your-way/units/polaris/evidence', 'owner'),
  visit('/studio/import', '/studio/import', 'administrator'),
  visit('/studio/import/:id', '/studio/import/:courseImport', 'owner'),
  visit('/studio/import/:id/units/:unit', '/studio/import/:courseImport/units/v1', 'owner'),
  visit('/studio/imports/:id', '/studio/imports/:report', 'teacher'),
  visit('/admin/people', '/admin/people', 'administrator'),
  visit('/admin/people/:id', '/admin/people/:person', 'administrator'),
  visit('/admin/organizations', '/admin/organizations', 'administrator'),
  visit('/admin/log', '/admin/log', 'administrator'),
  visit('/admin/log', '/admin/log?by=nobody@nowhere.example', 'administrator'),
  visit('/dev/mail', '/dev/mail', 'administrator'),
  visit('/dev/mail/:id', '/dev/mail/:mail', 'administrator'),
  visit('/api/docs', '/api/docs'),
  // Refusals: nothing there, not signed in, not allowed.
  visit('', '/nothing/here'),
  visit('', '/settings'),
  visit('', '/admin/people', 'learner'),
];

/** Endpoints with a page that answer with a file, not with a document. */
export const files = [
  '/teach/:organization/:course/:run/grades/export',
  '/studio/:organization/:course/export/file',
  '/files/:id/content',
  '/files/:id/picture',
  '/api/v2/submissions/:submission/grader/',
  '/api/v2/exercises/:exercise/grader/',
  '/api/v2/jwks.json',
  '/api/v2/get-token/',
  '/calendar/:token',
  '/learn/:organization/:course/:run/:unit/:activity/news',
  '/studio/import/:id/news',
  '/receipts/key.pem',
  '/assets/:sha256/:name',
];

export const titleOf = ({ path, as }: PageVisit) => `${path} as ${as ?? 'a visitor'}`;

/** Where each page is, with the facts of the database; somebody has to have signed in before. */
export async function readAddresses(): Promise<(visit: PageVisit) => string> {
  const { params } = await readFacts();
  const id = (path: string) => params[path]?.id ?? '';
  const names: Record<string, string> = {
    receipt: id('/receipts/:id'),
    file: id('/files/:id'),
    report: id('/studio/imports/:id'),
    courseImport: id('/studio/import/:id'),
    import: id('/teach/:organization/:course/:run/grades/import/:id'),
    regrade: id('/teach/:organization/:course/:run/grades/regrades/:id'),
    learner: params['/teach/:organization/:course/:run/grades/:learner']?.learner ?? '',
    person: id('/admin/people/:id'),
    mail: id('/dev/mail/:id'),
    draftReview: id('/studio/:organization/:course/reviews/:id'),
    preview: params['/studio/preview/:token']?.token ?? '',
    task: params['/feedback/:submission']?.task ?? '',
    work: params['/reviews/:organization/:course/:run/:activity']?.work ?? '',
    review: params['/reviews/:organization/:course/:run/:activity']?.review ?? '',
    submission: params['/feedback/:submission']?.submission ?? '',
  };
  return ({ path }) => path.replace(/:(\w+)/g, (_, name: string) => names[name] ?? name);
}
