/** Addresses of the pages about times. Built from the paths of the endpoints, which a test compares. */
import { type Query, withQuery } from '#lib/query.ts';
import type { RunParams } from './schema.ts';

const encode = encodeURIComponent;

const ofRun = ({ organization, course, run }: RunParams) =>
  `/teach/${encode(organization)}/${encode(course)}/${encode(run)}`;

export const links = {
  dates: (params: RunParams, query?: Query) => withQuery(`${ofRun(params)}/dates`, query),
  policy: (params: RunParams) => `${ofRun(params)}/dates/policy`,
  extensions: (params: RunParams, query?: Query) => withQuery(`${ofRun(params)}/extensions`, query),
  withdraw: (params: RunParams) => `${ofRun(params)}/extensions/withdraw`,
  cohorts: (params: RunParams) => `${ofRun(params)}/cohorts`,
  assign: (params: RunParams) => `${ofRun(params)}/cohorts/assign`,
  dissolve: (params: RunParams, cohort: string) => `${ofRun(params)}/cohorts/${encode(cohort)}/dissolve`,
  viewAs: (params: RunParams, query?: Query) => withQuery(`${ofRun(params)}/view-as`, query),
  accommodations: '/accommodations',
  endAccommodation: '/accommodations/end',
  mine: '/dates',
  renew: '/dates/calendar',
  feed: (token: string) => `/calendar/${encode(token)}`,
};
