/** Addresses of the pages about groups. Built from the paths of the endpoints, which a test compares. */
import type { ActivityParams, RunParams } from './schema.ts';

const encode = encodeURIComponent;
const ofRun = ({ organization, course, run }: RunParams) =>
  `${encode(organization)}/${encode(course)}/${encode(run)}`;
const staff = (params: ActivityParams) => `/teach/${ofRun(params)}/groups/${encode(params.activity)}`;

export const links = {
  all: (params: RunParams) => `/teach/${ofRun(params)}/groups`,
  place: (params: ActivityParams) => staff(params),
  remove: (params: ActivityParams, person: string) => `${staff(params)}/${encode(person)}/remove`,
};
