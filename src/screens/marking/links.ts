/** Addresses of the desk. Built from the paths of the endpoints, which a test compares. */
import type { DeskQuery, RunParams } from './schema.ts';

const encode = encodeURIComponent;

/** What the reader looks at, as far as it is not the usual. */
export function deskQuery(query: Partial<DeskQuery> & { page?: number } = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const usual = name === 'state' ? 'to-mark' : name === 'page' ? 1 : '';
    if (value !== undefined && value !== usual) search.set(name, String(value));
  }
  const text = search.toString();
  return text && `?${text}`;
}

type Query = Parameters<typeof deskQuery>[0];

export function links(params: RunParams) {
  const run = `${encode(params.organization)}/${encode(params.course)}/${encode(params.run)}`;
  const desk = `/mark/${run}`;
  const task = (id: string) => `${desk}/tasks/${encode(id)}`;
  return {
    desk: (query?: Query) => desk + deskQuery(query),
    next: (query?: Query) => `${desk}/next${deskQuery(query)}`,
    bulk: (query?: Query) => `${desk}/bulk${deskQuery(query)}`,
    demand: `${desk}/demand`,
    policy: (activity: string) => `${desk}/activities/${encode(activity)}`,
    allot: (activity: string) => `${desk}/activities/${encode(activity)}/allot`,
    release: (activity: string) => `${desk}/activities/${encode(activity)}/release`,
    replies: `${desk}/replies`,
    removeReply: (id: string) => `${desk}/replies/${encode(id)}/remove`,
    task: (id: string, query?: Query) => task(id) + deskQuery(query),
    draft: (id: string) => `${task(id)}/draft`,
    releaseTask: (id: string, query?: Query) => `${task(id)}/release${deskQuery(query)}`,
    pins: (id: string, query?: Query) => `${task(id)}/pins${deskQuery(query)}`,
    removePin: (id: string, pin: string, query?: Query) =>
      `${task(id)}/pins/${encode(pin)}/remove${deskQuery(query)}`,
    messages: (id: string, query?: Query) => `${task(id)}/messages${deskQuery(query)}`,
    progress: `/progress/${run}`,
    unit: (unit: string, activity: string) => `/learn/${run}/${encode(unit)}#${encode(activity)}`,
  };
}
export type DeskLinks = ReturnType<typeof links>;

/** What is known of a file, and how it looks where that is harmless. */
export const fileLink = (id: string): string => `/files/${encode(id)}`;
export const pictureLink = (id: string): string => `/files/${encode(id)}/picture`;

export const feedbackLink = (submissionId: string): string => `/feedback/${encode(submissionId)}`;
export const feedbackMessagesLink = (submissionId: string): string =>
  `${feedbackLink(submissionId)}/messages`;
