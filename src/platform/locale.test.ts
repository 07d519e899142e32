import { describe, expect, it } from 'vitest';
import { chooseLocale } from './locale.ts';

describe('the language of a reader', () => {
  it('is what was asked for, then what was chosen before, then the account’s, then the browser’s', () => {
    const all = { query: 'ar', cookie: 'es', account: 'en', acceptLanguage: 'es' };
    expect(chooseLocale(all)).toBe('ar');
    expect(chooseLocale({ ...all, query: 'xx' })).toBe('es');
    expect(chooseLocale({ account: 'es', acceptLanguage: 'ar' })).toBe('es');
    expect(chooseLocale({ acceptLanguage: 'fi, ar-EG;q=0.8, en;q=0.9' })).toBe('en');
  });

  it('is English where nothing fits', () => {
    expect(chooseLocale({})).toBe('en');
    expect(chooseLocale({ query: ['es'], acceptLanguage: '*;q=x,,;' })).toBe('en');
  });
});
