import { describe, expect, test } from 'vitest';
import { locales } from '#lib/messages.ts';
import { assetsFrom, plainAssets } from './assets.ts';
import { type DocumentPage, renderDocument } from './document.tsx';
import { samplePages } from './gallery/samples.tsx';
import { withLanguage } from './language.tsx';
import { testView } from './testing.ts';

const page = (overrides: Partial<DocumentPage> = {}): DocumentPage => ({
  title: 'Tides',
  body: () => 'Hello',
  ...overrides,
});

describe('a document', () => {
  test('names language, direction and title, and escapes them', () => {
    const html = renderDocument(page({ title: '<Tides>' }), testView({ locale: 'ar' }), plainAssets)
      .map(String)
      .join('');
    expect(html).toMatch(/^<!doctype html><html lang="ar" dir="rtl">/);
    expect(html).toContain('<title>&lt;Tides> · Lectern</title>');
  });

  test('that shows a form again says so first in its title', () => {
    expect(
      renderDocument(page({ status: 422 }), testView(), plainAssets)
        .map(String)
        .join(''),
    ).toContain('<title>Error: Tides');
  });

  test('has no inline script and no inline style, so that the policy can forbid them', () => {
    for (const sample of Object.values(samplePages)) {
      const html = renderDocument(sample, testView(), plainAssets).map(String).join('');
      expect(html).not.toMatch(/<[^>]+\sstyle=/);
      expect(html).not.toMatch(/<[^>]+\son[a-z]+=/);
      expect(html.match(/<script(?![^>]+src=)/g)).toBeNull();
    }
  });

  test('cannot be left through its structured data', () => {
    const html = renderDocument(
      page({ structuredData: [{ name: '</script><script>alert(1)' }] }),
      testView(),
      plainAssets,
    )
      .map(String)
      .join('');
    expect(html).not.toContain('</script><script>alert');
    expect(html).toContain('\\u003c/script>');
  });

  test('offers every language by a plain link to the same page', () => {
    const html = renderDocument(page(), testView({ path: '/courses?q=sea&lang=en' }), plainAssets)
      .map(String)
      .join('');
    for (const locale of locales) expect(html).toContain(`href="/courses?q=sea&amp;lang=${locale}"`);
    expect(withLanguage('/', 'es')).toBe('/?lang=es');
  });

  test('keeps marks of hydration inside islands only', () => {
    const html = renderDocument(samplePages.gallery ?? page(), testView(), plainAssets)
      .map(String)
      .join('');
    const outside = html.replace(/<lectern-island[\s\S]*?<\/lectern-island>/g, '');
    expect(html.match(/<lectern-island/g)).toHaveLength(1);
    expect(outside.match(/<!--|data-hk/g)).toBeNull();
  });

  test('offers signing in to a stranger and signing out, by a form, to a person', () => {
    const stranger = renderDocument(page(), testView({ person: null }), plainAssets)
      .map(String)
      .join('');
    expect(stranger).toContain('href="/sign-in"');
    expect(stranger).not.toContain('/sign-out');
    const person = renderDocument(page(), testView(), plainAssets).map(String).join('');
    expect(person).toMatch(/<form[^>]*action="\/sign-out" method="post"/);
  });

  test('shows each person their own name, as text', () => {
    const drawnFor = (name: string) => {
      const person = { id: name, name, email: `${name.length}@example.org` };
      return renderDocument(page(), testView({ person }), plainAssets).map(String).join('');
    };
    expect(drawnFor('Ben')).toContain('<span class="menu-text">Ben</span>');
    const html = drawnFor('<b>Cy & Co');
    expect(html).toContain('<span class="menu-text">&lt;b>Cy &amp; Co</span>');
    expect(html).toContain('10@example.org');
    expect(html).not.toContain('Ben');
  });
});

test('a client build without the style sheet is refused with what to do', () => {
  expect(() => assetsFrom({})).toThrow('run it again');
});
