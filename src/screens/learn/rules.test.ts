import { expect, test } from 'vitest';
import { translateTo } from '#lib/messages.ts';
import { compilePage } from '#modules/content/testing.ts';
import { readyRelease, titlesFor } from './rules.ts';

test('titles of an exam’s questions are told when it was handed in, and not before', async () => {
  const { release } = await compilePage(
    '---\ntitle: Test\nexam: {}\n---\n:::ask{#a title="The secret"}\nQ\n:::\n\n:::ask{#b}\nQ\n:::\n',
  );
  if (!release) throw new Error('it does not compile');
  const titles = (done: string[]) =>
    ['a', 'b'].map(titlesFor(readyRelease(release), new Set(done), translateTo('en')));
  expect(titles([])).toEqual(['Question 1', 'Question 2']);
  expect(titles(['page'])).toEqual(['The secret', 'Question 2']);
});

test('every other activity goes by its title, or by its unit', async () => {
  const { release } = await compilePage(':::ask{#a title="Open"}\nQ\n:::\n\n:::ask{#b}\nQ\n:::\n');
  if (!release) throw new Error('it does not compile');
  expect(['a', 'b'].map(titlesFor(readyRelease(release), new Set(), translateTo('en')))).toEqual([
    'Open',
    'Page',
  ]);
});

test('where several go by their unit, each has its number', async () => {
  const { release } = await compilePage(
    ':::ask{#a}\nQ\n:::\n\n:::ask{#b title="Open"}\nQ\n:::\n\n:::ask{#c}\nQ\n:::\n',
  );
  if (!release) throw new Error('it does not compile');
  expect(['a', 'b', 'c'].map(titlesFor(readyRelease(release), new Set(), translateTo('en')))).toEqual([
    'Page · 1',
    'Open',
    'Page · 2',
  ]);
});
