/**
 * Terms: the *view* is what every piece of a page may know of its reader: language, direction, person, time. It is
 * given once per page through a scope, so that fragments need no chain of props.
 */
import type { Locale, Translate } from '#lib/messages.ts';
import { createScope } from './scope.ts';

export interface ViewPerson {
  id: string;
  name: string;
  email: string;
}

export interface NavLink {
  href: string;
  label: string;
  /** Of a label that an author wrote. */
  lang?: string;
  current?: boolean;
}

/** Where the shell's own links lead; null hides what the site does not offer. */
export interface SiteLinks {
  home: string;
  /** Takes the query as `q`. */
  search: string | null;
  signIn: string;
  register: string | null;
  /** Takes a POST. */
  signOut: string;
  /** The person's own menu: profile, settings. */
  menu: NavLink[];
  footer: NavLink[];
}

export interface View {
  t: Translate;
  locale: Locale;
  dir: 'ltr' | 'rtl';
  /** IANA zone of the reader; times are shown in it. */
  timeZone: string;
  person: ViewPerson | null;
  siteName: string;
  links: SiteLinks;
  /** Links of the main navigation that this reader may follow. */
  nav: NavLink[];
  /** Address of this page, path and query. */
  path: string;
  now: Date;
  /** For what sends by itself. */
  csrf(): string;
  flash: { text: string; tone: 'success' | 'warning' | 'danger' } | null;
  /** HTML of the fields that every form carries which changes something: its token and a fresh idempotency key. */
  formFields(): string;
}

/** Neither holds a sign that HTML would read. */
export const formFields = (csrf: string, key: string): string =>
  `<input type="hidden" name="_csrf" value="${csrf}"><input type="hidden" name="_key" value="${key}">`;

const views = createScope<View | undefined>(undefined);
export const ViewProvider = views.Provider;

export function useView(): View {
  const view = views.use();
  if (!view) throw new Error('a fragment was drawn outside a page');
  return view;
}
