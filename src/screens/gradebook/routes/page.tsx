/** The gradebook, the grade of one learner, and one cell of it. */

import { translateTo } from '#lib/messages.ts';
import { titleOf } from '#modules/content/index.ts';
import { GradebookQuery } from '#modules/gradebook/index.ts';
import { setGrades } from '#modules/grading/index.ts';
import { endpoint, type Page } from '#platform/endpoint.ts';
import { ProgressPage, whyJson } from '#screens/learn/index.ts';
import { inCourse } from '#screens/teach/index.ts';
import { problemsOf } from '#ui/problems.ts';
import { cellText, totalText } from '../format.ts';
import { links } from '../links.ts';
import { gradesByKey } from '../rules/columns.ts';
import { GradeBody, type RunParams } from '../schema.ts';
import { type OpenCell, openCell, openLearner, openPage } from '../service.ts';
import { CellPage, type CellPageProps } from '../views/cell.tsx';
import { GradebookPage } from '../views/page.tsx';

const allow = inCourse('course.teach');

export const showGradebook = endpoint({
  method: 'GET',
  path: '/teach/:organization/:course/:run/grades',
  summary: 'The gradebook of a run: a page of learners with all their grades; searched, filtered, sorted',
  query: GradebookQuery,
  allow,
  run: (call, { params, query }) => openPage(call, params, query),
  page: ({ course, ...shown }, call, { params }) => ({
    title: `${translateTo(call.locale)('gradebook.title')} · ${shown.run.courseTitle}`,
    robots: 'noindex',
    body: () => (
      <GradebookPage
        {...shown}
        params={params}
        to={links(params)}
        categories={course.release.grading.categories}
        titleOf={(key) => titleOf(course.release, key)}
      />
    ),
  }),
  json: ({ rows, total, page, pages, policy }) => ({
    rows: rows.map(({ learnerId, name, email, cohort, grade }) => ({
      learnerId,
      name,
      email,
      cohort,
      grade,
    })),
    ...{ total, page, pages, policyVersion: policy.version },
  }),
});

export const showLearnerGrades = endpoint({
  method: 'GET',
  path: '/teach/:organization/:course/:run/grades/:learner',
  summary: 'The whole grade of one learner, as staff know it',
  allow,
  run: (call, { params }) => openLearner(call, params),
  page({ run, course, person, grade, policy }, call, { params }) {
    const to = links(params);
    return {
      title: `${person.name} · ${run.courseTitle}`,
      robots: 'noindex',
      body: () => (
        <ProgressPage
          learner={person.name}
          courseTitle={translateTo(call.locale)('gradebook.title')}
          courseHref={to.grades()}
          grade={grade}
          policy={policy}
          whatIfHref={null}
          progress={null}
          titleOf={(key) => titleOf(course.release, key)}
          whyHref={(key) => to.cell(person.id, key)}
        />
      ),
    };
  },
  json: ({ grade, policy }) => ({ ...grade, policyVersion: policy.version }),
});

function cellPage(
  cell: OpenCell,
  params: RunParams,
  again: Pick<CellPageProps, 'problems' | 'values'> = {},
): Page {
  const title = titleOf(cell.course.release, cell.activity.key);
  return {
    title: `${title} · ${cell.learner.name}`,
    robots: 'noindex',
    body: () => <CellPage {...cell} {...again} to={links(params)} title={title} />,
  };
}

export const showCell = endpoint({
  method: 'GET',
  path: '/teach/:organization/:course/:run/grades/:learner/:activity',
  summary: 'Why this number? For staff, about any learner of the run, with who set what and why',
  allow,
  run: (call, { params }) => openCell(call, params),
  page: (cell, _call, { params }) => cellPage(cell, params),
  json: ({ explanation }) => whyJson(explanation, true),
});

export const setCell = endpoint({
  method: 'POST',
  path: '/teach/:organization/:course/:run/grades/:learner/:activity',
  summary: 'Sets points, excuses, or takes both back; refused where somebody else did so since `after`',
  body: GradeBody,
  // An empty field is no number; a comma is a point.
  fromForm: ({ points = '', excused, ...rest }) => ({
    ...rest,
    points: String(points).trim() === '' ? null : Number(String(points).trim().replace(',', '.')),
    excused: excused === 'true',
  }),
  allow,
  async run(call, { params, body }) {
    const { run, releases } = await openCell(call, params);
    const { after, points, excused } = body;
    const change = {
      ...{ learnerId: params.learner, activityKey: params.activity, after, points, excused },
      comment: body.comment.trim() || null,
    };
    await setGrades(call, run, releases, [change], body.reason.trim() || null);
    const { grade } = await openLearner(call, params);
    const { text, marks } = cellText(gradesByKey(grade).get(params.activity), call.locale);
    return { text, marks, version: after + 1, total: totalText(grade, call.locale), passed: grade.passed };
  },
  page: (_result, _call, { params }) => ({
    redirect: links(params).cell(params.learner, params.activity),
    flash: { message: 'gradebook.flash-set', tone: 'success' },
  }),
  async refused(refusal, call, { params, body }) {
    const t = translateTo(call.locale);
    const problems = problemsOf(refusal, t, { points: t('gradebook.set-points') });
    return cellPage(await openCell(call, params), params, { problems, values: body });
  },
  json: (result) => result,
});
