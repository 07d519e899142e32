import { expect, test } from 'vitest';
import { drawActivity, readActivity } from '#activities/testing.ts';
import { poll } from './index.ts';

const { activity } = readActivity(poll, ':::poll{#p}\n- Well\n- Tired\n:::');
const [well = '', tired = ''] = activity.settings.options.map(({ id }) => id);

test('shares are bars that say what they mean, in words and numbers', () => {
  const html = drawActivity(poll, activity, { answer: [well], tally: { [well]: 6, [tired]: 2 } });
  expect(html).toMatch(/<meter[^>]*value="0.75"[^>]*aria-label="Well"[^>]*>75%<\/meter>/);
  expect(html).toContain('25% (2 answers)');
  expect(html).toContain('8 answers so far.');
});

test('without a tally no share shows, but when it will', () => {
  const html = drawActivity(poll, activity, { answer: [well] });
  expect(html).not.toContain('<meter');
  expect(html).toContain('at least 5 people');
});

test('a tally that lacks an option counts it as nobody, and one of strangers is left out', () => {
  const html = drawActivity(poll, activity, { answer: [well], tally: { [well]: 5, gone: 3 } });
  expect(html).toContain('100% (5 answers)');
  expect(html).toContain('0% (0 answers)');
});

test('a marked option is reported: nobody is right in a poll', () => {
  expect(readActivity(poll, ':::poll{#p}\n- [x] A\n- B\n:::').problems).toHaveLength(1);
});
