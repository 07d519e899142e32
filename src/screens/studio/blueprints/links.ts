/** Addresses of what is done to a blueprint. A test compares them with the endpoints. */
import { type CourseParams, studioLinks } from '#screens/studio/outline/index.ts';

export const links = {
  end: (params: CourseParams) => `${studioLinks.blueprint(params)}/end`,
  children: (params: CourseParams) => `${studioLinks.blueprint(params)}/children`,
  removeChild: (params: CourseParams) => `${studioLinks.blueprint(params)}/children/remove`,
};
