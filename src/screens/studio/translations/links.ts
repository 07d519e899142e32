import { type CourseParams, studioLinks } from '#screens/studio/outline/index.ts';

const encode = encodeURIComponent;

export const links = {
  all: (params: CourseParams) => studioLinks.translations(params),
  texts: (params: CourseParams, language: string) =>
    `${studioLinks.translations(params)}/${encode(language)}`,
  unit: studioLinks.translation,
};
