/** Addresses of the gradebook. Built from the paths of the endpoints, which a test compares. */
import { type Query, withQuery } from '#lib/query.ts';
import type { RunParams } from './schema.ts';

const encode = encodeURIComponent;

export function links({ organization, course, run }: RunParams) {
  const grades = `/teach/${encode(organization)}/${encode(course)}/${encode(run)}/grades`;
  return {
    grades: (query?: Query) => withQuery(grades, query),
    learner: (learner: string) => `${grades}/${encode(learner)}`,
    cell: (learner: string, activity: string) => `${grades}/${encode(learner)}/${encode(activity)}`,
    activity: (activity: string) => `${grades}/activities/${encode(activity)}`,
    release: (activity: string) => `${grades}/activities/${encode(activity)}/release`,
    export: (format: 'csv' | 'xlsx') => `${grades}/export?format=${format}`,
    import: `${grades}/import`,
    imported: (id: string) => `${grades}/import/${encode(id)}`,
    policy: `${grades}/policy`,
    regrades: `${grades}/regrades`,
    regrade: (id: string) => `${grades}/regrades/${encode(id)}`,
    regradeStep: (id: string, step: 'stop' | 'apply' | 'undo') => `${grades}/regrades/${encode(id)}/${step}`,
  };
}
export type GradebookLinks = ReturnType<typeof links>;
