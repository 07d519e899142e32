/** Addresses of similarity. Built from the paths of the endpoints, which a test compares. */
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
    activity(key: string, query: Partial<PairsQuery> = {}) {
      const wanted = Object.entries(query).filter(([, value]) => value !== '');
      const search = new URLSearchParams(wanted.map(([name, value]) => [name, String(value)])).toString();
      return activity(key) + (search && `?${search}`);
    },
    pair,
    review: (key: string, left: string, right: string) => `${pair(key, left, right)}/reviews`,
  };
}
