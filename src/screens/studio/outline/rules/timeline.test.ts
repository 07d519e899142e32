import { expect, it } from 'vitest';
import { timelineOf } from './timeline.ts';

it('dates stand in the order in which they come, those after a start by their length', () => {
  const { calendar, afterStart, wrong } = timelineOf([
    { item: 'unit:b', title: 'B', dates: { due: '2026-10-12T23:59', closes: 'P3W' } },
    { item: 'section:a', title: 'A', dates: { opens: '2026-10-05T08:00', due: 'PT36H', closes: 'soon' } },
    { item: 'activity:c', title: 'C', dates: { due: 'P14D' } },
  ]);
  expect(calendar.map(({ thing, name }) => `${thing.item} ${name}`)).toEqual([
    'section:a opens',
    'unit:b due',
  ]);
  expect(afterStart.map(({ text }) => text)).toEqual(['PT36H', 'P14D', 'P3W']);
  expect(wrong.map(({ text }) => text)).toEqual(['soon']);
});
