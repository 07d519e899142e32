/** Addresses of the list. Built from the paths of the endpoints. */
import type { RunParams } from './schema.ts';

const encode = encodeURIComponent;
const base = ({ organization, course, run }: RunParams) =>
  `/teach/${encode(organization)}/${encode(course)}/${encode(run)}/gradings`;

export const links = {
  list: base,
  retry: (params: RunParams) => `${base(params)}/retry`,
  points: (params: RunParams) => `${base(params)}/points`,
  unit: ({ organization, course, run }: RunParams, unit: string, activity: string) =>
    `/learn/${encode(organization)}/${encode(course)}/${encode(run)}/${encode(unit)}#${encode(activity)}`,
};
