/** Addresses of one run, as its pages need them. Built from the paths of the endpoints, which a test compares. */
const encode = encodeURIComponent;

export interface RunLinks {
  run: string;
  course: string;
  progress: string;
  whatIf: string;
  search: string;
  unit(key: string): string;
  exam(unit: string): string;
  done(unit: string): string;
  submit(unit: string, activity: string): string;
  draft(unit: string, activity: string): string;
  /** A form with a file goes there. */
  files(unit: string, activity: string): string;
  uploads(unit: string, activity: string): string;
  trial(unit: string, activity: string): string;
  news(unit: string, activity: string): string;
  why(activity: string): string;
  makeGroup(activity: string): string;
  joinGroup(activity: string): string;
  leaveGroup(activity: string): string;
  /** Of fellow learners. */
  reviews(activity: string): string;
  receipt(id: string): string;
}

export function links(params: { organization: string; course: string; run: string }): RunLinks {
  const path = `${encode(params.organization)}/${encode(params.course)}`;
  const run = `${path}/${encode(params.run)}`;
  return {
    run: `/learn/${run}`,
    course: `/courses/${path}`,
    progress: `/progress/${run}`,
    whatIf: `/what-if/${run}`,
    search: `/search/${run}`,
    unit: (key) => `/learn/${run}/${encode(key)}`,
    exam: (unit) => `/exams/${run}/${encode(unit)}`,
    done: (unit) => `/learn/${run}/${encode(unit)}/done`,
    submit: (unit, activity) => `/learn/${run}/${encode(unit)}/${encode(activity)}/submissions`,
    draft: (unit, activity) => `/learn/${run}/${encode(unit)}/${encode(activity)}/draft`,
    files: (unit, activity) => `/learn/${run}/${encode(unit)}/${encode(activity)}/files`,
    uploads: (unit, activity) => `/learn/${run}/${encode(unit)}/${encode(activity)}/uploads`,
    trial: (unit, activity) => `/learn/${run}/${encode(unit)}/${encode(activity)}/trials`,
    news: (unit, activity) => `/learn/${run}/${encode(unit)}/${encode(activity)}/news`,
    why: (activity) => `/progress/${run}/${encode(activity)}`,
    makeGroup: (activity) => `/groups/${run}/${encode(activity)}/make`,
    joinGroup: (activity) => `/groups/${run}/${encode(activity)}/join`,
    leaveGroup: (activity) => `/groups/${run}/${encode(activity)}/leave`,
    reviews: (activity) => `/reviews/${run}/${encode(activity)}`,
    receipt: (id) => `/receipts/${encode(id)}`,
  };
}
