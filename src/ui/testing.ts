/** Builders for tests of views: a reader, and a fragment drawn for them. */
import { createComponent, type JSX } from 'solid-js';
import { NoHydration, renderToString } from 'solid-js/web';
import { directionOf, type Locale, translateTo } from '#lib/messages.ts';
import { formFields, type View, ViewProvider } from './view.tsx';

export function testView(overrides: Partial<View> & { locale?: Locale } = {}): View {
  const locale = overrides.locale ?? 'en';
  let keys = 0;
  return {
    t: translateTo(locale),
    locale,
    dir: directionOf(locale),
    timeZone: 'Europe/Helsinki',
    person: { id: '01960000-0000-7000-8000-000000000001', name: 'Ada Lindqvist', email: 'ada@example.org' },
    siteName: 'Lectern',
    links: {
      home: '/',
      search: '/courses',
      signIn: '/sign-in',
      register: '/register',
      signOut: '/sign-out',
      menu: [],
      footer: [],
    },
    nav: [],
    path: '/',
    now: new Date('2026-03-02T09:00:00Z'),
    csrf: () => 'test-token',
    flash: null,
    formFields: () => formFields(overrides.csrf?.() ?? 'test-token', `test-key-${++keys}`),
    ...overrides,
  };
}

/** HTML of a fragment, drawn as inside a page. */
export function renderFragment(draw: () => JSX.Element, view: View = testView()): string {
  return renderToString(() =>
    createComponent(NoHydration, {
      get children() {
        return createComponent(ViewProvider, {
          value: view,
          get children() {
            return draw();
          },
        });
      },
    }),
  );
}
