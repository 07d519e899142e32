/** Addresses of item analysis. A test compares them with the endpoints. */
const encode = encodeURIComponent;

export interface RunParams {
  organization: string;
  course: string;
  run: string;
}

export function links({ organization, course, run }: RunParams) {
  const items = `/teach/${encode(organization)}/${encode(course)}/${encode(run)}/questions`;
  return { items, count: `${items}/count` };
}
