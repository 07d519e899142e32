/** Addresses that the forms of the page send to. */
import { type CourseParams, studioLinks } from '#screens/studio/outline/index.ts';

export const links = {
  upload: (params: CourseParams) => studioLinks.files(params),
  rename: (params: CourseParams) => `${studioLinks.files(params)}/rename`,
  remove: (params: CourseParams) => `${studioLinks.files(params)}/remove`,
};
