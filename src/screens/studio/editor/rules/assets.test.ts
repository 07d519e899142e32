import { expect, test } from 'vitest';
import { assetsFor } from './assets.ts';

test('a field for a file offers those of its sort, named as the unit names them', () => {
  const paths = ['course.yaml', 'assets/a.mp4', 'assets/cover.PNG', 'assets/talks/a.en.vtt', 'units/b.mp4'];
  expect(assetsFor('film', paths, 'units/moon.md')).toEqual(['../assets/a.mp4']);
  expect(assetsFor('picture', paths, 'units/sky/moon.md')).toEqual(['../../assets/cover.PNG']);
  expect(assetsFor('captions', paths, 'moon.md')).toEqual(['assets/talks/a.en.vtt']);
});
