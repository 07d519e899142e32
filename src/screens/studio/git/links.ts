/** Addresses of the forms of the page Git. */
import { type CourseParams, studioLinks } from '#screens/studio/outline/index.ts';

const at = (params: CourseParams, step: string) => `${studioLinks.git(params)}/${step}`;

export const links = {
  git: studioLinks.git,
  pull: (params: CourseParams) => at(params, 'pull'),
  push: (params: CourseParams) => at(params, 'push'),
  secret: (params: CourseParams) => at(params, 'secret'),
  unlink: (params: CourseParams) => at(params, 'unlink'),
};
