/** Addresses of the desk. Built from the paths of the endpoints, which a test compares. */
import { type Query, withQuery } from '#lib/query.ts';
import type { CourseParams, RunParams } from './schema.ts';

const encode = encodeURIComponent;
const coursePath = ({ organization, course }: CourseParams) => `${encode(organization)}/${encode(course)}`;
const runPath = (params: RunParams) => `${coursePath(params)}/${encode(params.run)}`;

export const links = {
  desk: (query?: Query) => withQuery('/teach', query),
  course: (params: CourseParams, query?: Query) => withQuery(`/teach/${coursePath(params)}`, query),
  marking: (params: RunParams) => `/mark/${runPath(params)}`,
  people: (params: RunParams, query?: Query) => withQuery(`/teach/${runPath(params)}/people`, query),
  remove: (params: RunParams, person: string) => `/teach/${runPath(params)}/people/${encode(person)}/remove`,
  grades: (params: RunParams) => `/teach/${runPath(params)}/grades`,
  gradings: (params: RunParams) => `/teach/${runPath(params)}/gradings`,
  results: (params: RunParams) => `/teach/${runPath(params)}/results`,
  similarity: (params: RunParams) => `/teach/${runPath(params)}/similarity`,
  items: (params: RunParams) => `/teach/${runPath(params)}/questions`,
  reviews: (params: RunParams) => `/teach/${runPath(params)}/reviews`,
  groups: (params: RunParams) => `/teach/${runPath(params)}/groups`,
  exams: (params: RunParams) => `/teach/${runPath(params)}/exams`,
  settings: (params: RunParams) => `/teach/${runPath(params)}/settings`,
  copy: (params: RunParams) => `/teach/${runPath(params)}/copy`,
  dates: (params: RunParams, query?: Query) => withQuery(`/teach/${runPath(params)}/dates`, query),
  learn: (params: RunParams) => `/learn/${runPath(params)}`,
  publicPage: (params: CourseParams) => `/courses/${coursePath(params)}`,
  importCourse: (query?: Query) => withQuery('/studio/import', query),
  studio: (params: CourseParams) => `/studio/${coursePath(params)}`,
  importReport: (id: string) => `/studio/imports/${encode(id)}`,
};
