/** Addresses of copying a run and of remixing a course. A test compares them with the endpoints. */
import type { CourseParams, RunParams } from './schema.ts';

const encode = encodeURIComponent;

export const links = {
  copyRun: ({ organization, course, run }: RunParams) =>
    `/teach/${encode(organization)}/${encode(course)}/${encode(run)}/copy`,
  remix: ({ organization, course }: CourseParams) =>
    `/courses/${encode(organization)}/${encode(course)}/remix`,
};
