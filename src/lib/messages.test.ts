import { describe, expect, it } from 'vitest';
import { catalogOf, directionOf, isLocale, translateTo } from './messages.ts';

describe('a message', () => {
  it('counts in the way of its language', () => {
    const t = translateTo('en');
    expect([0, 1, 5].map((count) => t('browse.count', { count }))).toEqual([
      'No courses',
      '1 course',
      '5 courses',
    ]);
  });

  it('comes in English where the language is unknown', () => {
    expect(translateTo('xx')('ui.next')).toBe(catalogOf('en').get('ui.next'));
  });

  it('shows markup of its values as text', () => {
    expect(translateTo('en')('home.hello', { name: '<b>Ada</b>' })).toContain('<b>Ada</b>');
  });

  it('sets words of the other direction apart, so that a name does not turn the date behind it round', () => {
    const said = (locale: string, name: string) =>
      translateTo(locale)('releases.published-by', { name, time: '23/11/2026' });
    expect(said('ar', 'Elena')).toContain('\u2068Elena\u2069،');
    expect(said('ar', 'مريم')).toContain('نشرها مريم،');
    expect(said('en', 'مريم')).toContain('by \u2068مريم\u2069,');
    expect(said('en', 'Elena')).toContain('by Elena,');
  });

  it('chooses by a value as it is', () => {
    expect(translateTo('ar')('moodle.note-broken', { text: 'number' })).toBe('تعذرت قراءة رقم.');
  });

  it('is in a language that the site speaks', () => {
    expect([isLocale('ar'), isLocale('fi'), directionOf('ar'), directionOf('es')]).toEqual([
      true,
      false,
      'rtl',
      'ltr',
    ]);
  });
});
