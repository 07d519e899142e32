/** Addresses of the results of a run. A test compares them with the endpoints. */
const encode = encodeURIComponent;

export interface RunParams {
  organization: string;
  course: string;
  run: string;
}

const runPath = ({ organization, course, run }: RunParams) =>
  `/teach/${encode(organization)}/${encode(course)}/${encode(run)}`;

export const links = {
  results: (params: RunParams) => `${runPath(params)}/results`,
  release: (params: RunParams) => `${runPath(params)}/results/release`,
};
