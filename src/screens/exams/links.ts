/** Addresses of exams. Built from the paths of the endpoints, which a test compares. */
import { type Query, withQuery } from '#lib/query.ts';
import type { ExamParams, RunParams } from './schema.ts';

const encode = encodeURIComponent;
const runPath = ({ organization, course, run }: RunParams) =>
  `${encode(organization)}/${encode(course)}/${encode(run)}`;

export function examLinks(params: ExamParams) {
  const exam = `/exams/${runPath(params)}/${encode(params.unit)}`;
  return {
    /** What to know before, and all sittings; a POST begins one. */
    unit: exam,
    begin: exam,
    run: `/learn/${runPath(params)}`,
    progress: `/progress/${runPath(params)}`,
    otherUnit: (unit: string) => `/learn/${runPath(params)}/${encode(unit)}`,
    course: `/courses/${encode(params.organization)}/${encode(params.course)}`,
    page: (sitting: number, page: number) => `${exam}/${sitting}/pages/${page}`,
    summary: (sitting: number) => `${exam}/${sitting}/summary`,
    finish: (sitting: number) => `${exam}/${sitting}/finish`,
    review: (sitting: number) => `${exam}/${sitting}/review`,
    receipt: (id: string) => `/receipts/${encode(id)}`,
  };
}
export type ExamLinks = ReturnType<typeof examLinks>;

export function staffLinks(params: RunParams) {
  const exams = `/teach/${runPath(params)}/exams`;
  const exam = (unit: string) => `${exams}/${encode(unit)}`;
  return {
    exams,
    sittings: (unit: string, { state, ...query }: Query = {}) =>
      withQuery(exam(unit), { ...query, state: state === 'all' ? '' : state }),
    time: (unit: string) => `${exam(unit)}/time`,
    reopen: (unit: string, person: string, sitting: number) =>
      `${exam(unit)}/${encode(person)}/${sitting}/reopen`,
    end: (unit: string, person: string, sitting: number) => `${exam(unit)}/${encode(person)}/${sitting}/end`,
  };
}
