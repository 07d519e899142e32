/** Addresses of the pages about groups. Built from the paths of the endpoints, which a test compares. */
import type { ActivityParams } from './schema.ts';

const encode = encodeURIComponent;
type RunParams = Omit<ActivityParams, 'activity'>;
const ofRun = ({ organization, course, run }: RunParams) =>
  `${encode(organization)}/${encode(course)}/${encode(run)}`;
const own = (params: ActivityParams) => `/groups/${ofRun(params)}/${encode(params.activity)}`;
const staff = (params: ActivityParams) => `/teach/${ofRun(params)}/groups/${encode(params.activity)}`;

export const links = {
  make: (params: ActivityParams) => `${own(params)}/make`,
  join: (params: ActivityParams) => `${own(params)}/join`,
  leave: (params: ActivityParams) => `${own(params)}/leave`,
  unit: (params: ActivityParams, unit: string) =>
    `/learn/${ofRun(params)}/${encode(unit)}#${encode(params.activity)}`,
  all: (params: RunParams) => `/teach/${ofRun(params)}/groups`,
  place: (params: ActivityParams) => staff(params),
  remove: (params: ActivityParams, person: string) => `${staff(params)}/${encode(person)}/remove`,
};
