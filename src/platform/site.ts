/** The site's own name and address, for links that leave it (mail) and for cookies. Never taken from a request. */

export interface Site {
  name: string;
  /** Without a slash at its end. */
  baseUrl: string;
  /** IANA zone of visitors who have not chosen one. */
  timeZone: string;
}

let current: Site = { name: 'Lectern', baseUrl: 'http://localhost:8080', timeZone: 'UTC' };

/** Set once at the start. */
export function openSite(site: Site): void {
  current = site;
}

export const site = (): Site => current;
export const isHttps = (): boolean => current.baseUrl.startsWith('https:');
export const absoluteUrl = (path: string): string => `${current.baseUrl}${path}`;
