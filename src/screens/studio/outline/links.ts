/** Addresses of the studio, for all its parts: whoever links to a page needs not know the part that draws it. */
import { type Query, withQuery } from '#lib/query.ts';
import type { CourseParams } from './schema.ts';

const encode = encodeURIComponent;
const at = ({ organization, course }: CourseParams, rest = '') =>
  `/studio/${encode(organization)}/${encode(course)}${rest}`;
const unitAt = (params: CourseParams, unit: string, rest = '') => at(params, `/units/${encode(unit)}${rest}`);

export const links = {
  courses: (query?: Query) => withQuery('/studio', query),
  newCourse: (query?: Query) => withQuery('/studio/new', query),
  importCourse: (query?: Query) => withQuery('/studio/import', query),
  outline: (params: CourseParams) => at(params),
  sections: (params: CourseParams) => at(params, '/sections'),
  units: (params: CourseParams) => at(params, '/units'),
  items: (params: CourseParams) => at(params, '/items'),
  /** A section or unit by its kind and key: `unit:moon`. */
  item: (params: CourseParams, item: string) => at(params, `/items/${encode(item)}`),
  moveItem: (params: CourseParams, item: string) => at(params, `/items/${encode(item)}/move`),
  duplicateItem: (params: CourseParams, item: string) => at(params, `/items/${encode(item)}/duplicate`),
  removeItem: (params: CourseParams, item: string) => at(params, `/items/${encode(item)}/remove`),
  dates: (params: CourseParams, query?: Query) => withQuery(at(params, '/dates'), query),
  settings: (params: CourseParams) => at(params, '/settings'),
  /** course.yaml as a text. */
  courseFile: (params: CourseParams) => at(params, '/settings/source'),
  files: (params: CourseParams, query?: Query) => withQuery(at(params, '/files'), query),
  /** A unit is named by its key. */
  unit: unitAt,
  unitPreview: (params: CourseParams, unit: string) => unitAt(params, unit, '/preview'),
  unitCheck: (params: CourseParams, unit: string) => unitAt(params, unit, '/check'),
  /** Of one run, by its key; of all, where it is not said. */
  unitEvidence: (params: CourseParams, unit: string, run?: string) =>
    withQuery(unitAt(params, unit, '/evidence'), { run }),
  unitComments: (params: CourseParams, unit: string) => unitAt(params, unit, '/comments'),
  unitActivities: (params: CourseParams, unit: string) => unitAt(params, unit, '/activities'),
  history: (params: CourseParams, query?: Query) => withQuery(at(params, '/history'), query),
  releases: (params: CourseParams) => at(params, '/releases'),
  release: (params: CourseParams, number: number) => at(params, `/releases/${number}`),
  publish: (params: CourseParams) => at(params, '/publish'),
  preview: (token: string) => `/studio/preview/${encode(token)}`,
  comments: (params: CourseParams) => at(params, '/comments'),
  git: (params: CourseParams) => at(params, '/git'),
  /** What stands in libraries, for a unit or a section of this course. */
  take: (params: CourseParams, query?: Query) => withQuery(at(params, '/take'), query),
  translations: (params: CourseParams) => at(params, '/translations'),
  /** A unit, by its key, beside what it says in the other language. */
  translation: (params: CourseParams, language: string, unit: string) =>
    at(params, `/translations/${encode(language)}/${encode(unit)}`),
  uses: (params: CourseParams) => at(params, '/uses'),
  updates: (params: CourseParams, query?: Query) => withQuery(at(params, '/updates'), query),
  blueprint: (params: CourseParams) => at(params, '/blueprint'),
  export: (params: CourseParams) => at(params, '/export'),
};
