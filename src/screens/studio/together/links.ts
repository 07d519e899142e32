/** Addresses of one comment; those of pages are the studio's. */
import { studioLinks } from '#screens/studio/outline/index.ts';
import type { CourseParams } from './schema.ts';

const one = (params: CourseParams, id: string, rest: string) =>
  `${studioLinks.comments(params)}/${encodeURIComponent(id)}/${rest}`;

export const links = {
  replies: (params: CourseParams, id: string) => one(params, id, 'replies'),
  outcome: (params: CourseParams, id: string) => one(params, id, 'outcome'),
};
export const anchorOf = (id: string): string => `comment-${id}`;
