/** Addresses of similarity. Built from the paths of the endpoints, which a test compares. */
import { withQuery } from '#lib/query.ts';
import type { PairsQuery, RunParams } from './schema.ts';

const encode = encodeURIComponent;

export function links({ organization, course, run }: RunParams) {
  const base = `/teach/${encode(organization)}/${encode(course)}/${encode(run)}/similarity`;
  const activity = (key: string) => `${base}/${encode(key)}`;
  const pair = (key: string, left: string, right: string) =>
    `${activity(key)}/pairs/${encode(left)}/${encode(right)}`;
  return {
    list: base,
    compare: `${base}/compare`,
    activity: (key: string, query?: Partial<PairsQuery>) => withQuery(activity(key), query),
    pair,
    review: (key: string, left: string, right: string) => `${pair(key, left, right)}/reviews`,
  };
}
