/** Addresses of releasing beside those that all of the studio knows. */
import type { CourseParams } from './schema.ts';

const encode = encodeURIComponent;

export function links({ organization, course }: CourseParams) {
  const at = `/studio/${encode(organization)}/${encode(course)}`;
  const release = (number: number, query = '') => `${at}/releases/${number}${query}`;
  return {
    releases: `${at}/releases`,
    publish: (view?: 'source') => `${at}/publish${view ? `?view=${view}` : ''}`,
    release: (number: number, query: { with?: number; view?: string } = {}) => {
      const search = new URLSearchParams();
      for (const [name, value] of Object.entries(query)) if (value) search.set(name, String(value));
      return release(number, search.size > 0 ? `?${search}` : '');
    },
    show: (number: number) => release(number, '/show'),
    cancelPlan: (id: string) => `${at}/plans/${encode(id)}/cancel`,
    pilot: (id: string, step: 'everybody' | 'stop') => `${at}/pilots/${encode(id)}/${step}`,
    history: (before?: number) => `${at}/history${before ? `?before=${before}` : ''}`,
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
