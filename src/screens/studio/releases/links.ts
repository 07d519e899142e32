/** Addresses of releasing beside those that all of the studio knows. */
import { withQuery } from '#lib/query.ts';
import type { CourseParams } from './schema.ts';

const encode = encodeURIComponent;

export function links({ organization, course }: CourseParams) {
  const at = `/studio/${encode(organization)}/${encode(course)}`;
  const release = (number: number, rest = '') => `${at}/releases/${number}${rest}`;
  return {
    releases: `${at}/releases`,
    publish: (view?: 'source') => withQuery(`${at}/publish`, { view }),
    release: (number: number, query?: { with?: number; view?: string }) => withQuery(release(number), query),
    show: (number: number) => release(number, '/show'),
    cancelPlan: (id: string) => `${at}/plans/${encode(id)}/cancel`,
    pilot: (id: string, step: 'everybody' | 'stop') => `${at}/pilots/${encode(id)}/${step}`,
    history: (before?: number) => withQuery(`${at}/history`, { before }),
    revision: (number: number) => `${at}/history/${number}`,
    restore: (number: number) => `${at}/history/${number}/restore`,
    reviews: `${at}/reviews`,
    review: (id: string) => `${at}/reviews/${encode(id)}`,
    previews: `${at}/previews`,
    revokePreview: (id: string) => `${at}/previews/${encode(id)}/revoke`,
    approval: `${at}/approval`,
  };
}
export type ReleaseLinks = ReturnType<typeof links>;

export const previewLink = (token: string, unit?: string): string =>
  `/studio/preview/${encode(token)}${unit ? `/${encode(unit)}` : ''}`;
