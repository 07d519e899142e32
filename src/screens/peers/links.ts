/** Addresses of peer review. Built from the paths of the endpoints, which a test compares. */
import type { ActivityParams, RunParams } from './schema.ts';

const encode = encodeURIComponent;
const runPath = ({ organization, course, run }: RunParams) =>
  `${encode(organization)}/${encode(course)}/${encode(run)}`;

/** Where learners write reviews and read those of their own work. */
export const reviewsLink = (params: ActivityParams): string =>
  `/reviews/${runPath(params)}/${encode(params.activity)}`;

/** Where staff see how peer review goes. */
export const overviewLink = (params: RunParams): string => `/teach/${runPath(params)}/reviews`;

export function links(params: ActivityParams) {
  const mine = reviewsLink(params);
  const desk = `${overviewLink(params)}/${encode(params.activity)}`;
  const work = (id: string) => `${desk}/works/${encode(id)}`;
  const staffReview = (id: string) => `${desk}/write/${encode(id)}`;
  return {
    mine,
    next: `${mine}/next`,
    appeal: `${mine}/appeal`,
    write: (id: string) => `${mine}/write/${encode(id)}`,
    rate: (id: string) => `${mine}/received/${encode(id)}/rating`,
    unit: (unit: string) => `/learn/${runPath(params)}/${encode(unit)}#${encode(params.activity)}`,
    all: overviewLink(params),
    desk,
    tend: `${desk}/tend`,
    work,
    review: (id: string) => `${work(id)}/review`,
    sample: (id: string) => `${work(id)}/sample`,
    answerAppeal: (id: string) => `${work(id)}/appeal`,
    staffReview,
    leaveOut: (id: string) => `${staffReview(id)}/leave-out`,
    removeSample: (id: string) => `${desk}/samples/${encode(id)}/remove`,
  };
}
export type PeerLinks = ReturnType<typeof links>;
