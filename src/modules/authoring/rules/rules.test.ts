import fc from 'fast-check';
import type { Element, RootContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toString as textOf } from 'hast-util-to-string';
import { describe, expect, test } from 'vitest';
import { useActivityTypes } from '#modules/content/contract.ts';
import { compileCourse, memorySource, type Release } from '#modules/content/index.ts';
import { manifestText, testTypes } from '#modules/content/testing.ts';
import type { Review } from '../schema.ts';
import { isApproved } from './approval.ts';
import { compareHtml } from './html.ts';
import { compareFacts, compareReleases } from './release.ts';
import { compareText, compareWords } from './text.ts';
import { changesToWork } from './work.ts';

useActivityTypes(testTypes);

test('a fact names things of a list by what they say, and what belongs to them, where the release has ids', () => {
  const settings = (target: string) => ({
    rows: [{ id: 'r1', text: 'Sun and moon in line', target }],
    targets: [
      { id: 't1', text: 'spring tide' },
      { id: 't2', text: 'neap tide' },
    ],
  });
  expect(compareFacts(settings('t2'), settings('t1'))).toEqual([
    {
      ...{ name: 'rows.r1.target', path: ['rows', 'Sun and moon in line', 'target'] },
      ...{ before: 'neap tide', after: 'spring tide' },
    },
  ]);
});

describe('two texts', () => {
  test('that are equal differ in nothing', () => {
    expect(compareText('a\nb\n', 'a\nb\n')).toEqual([]);
  });

  test('are shown by their changed lines, with three around them, and the words that differ', () => {
    const before = 'one\ntwo\nthree\nfour\nthe cat sat here\nsix\nseven\neight\nnine\n';
    const [hunk, ...more] = compareText(before, before.replace('cat', 'dog'));
    expect(more).toEqual([]);
    expect(hunk?.map(({ before: a, after: b }) => [a, b])).toEqual([
      [2, 2],
      [3, 3],
      [4, 4],
      [5, null],
      [null, 5],
      [6, 6],
      [7, 7],
      [8, 8],
    ]);
    expect(hunk?.[4]?.parts).toEqual([
      { standing: 'same', text: 'the ' },
      { standing: 'added', text: 'dog' },
      { standing: 'same', text: ' sat here' },
    ]);
  });

  test('can both be read from the marked words, whatever they are', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const parts = compareWords(before, after);
        const side = (gone: string) =>
          parts
            .filter(({ standing }) => standing !== gone)
            .map(({ text }) => text)
            .join('');
        expect([side('added'), side('removed')]).toEqual([before, after]);
      }),
    );
  });

  test('without anything in common are told in one go, however long they are', () => {
    const lines = (word: string) => Array.from({ length: 20_000 }, (_, at) => `${word} ${at}`).join('\n');
    expect(compareText(lines('a'), lines('b'))[0]).toHaveLength(40_000);
  });
});

const words = fc.array(fc.constantFrom('sea', 'moon', 'tide', 'wind', 'x²'), { minLength: 1, maxLength: 6 });
const running = words.map((list) => list.map((word, at) => (at % 3 ? word : `<em>${word}</em>`)).join(' '));
const element = fc.oneof(
  running.map((text) => `<p>${text}</p>`),
  fc
    .array(running, { minLength: 1, maxLength: 3 })
    .map((items) => `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`),
  fc
    .array(words, { minLength: 1, maxLength: 3 })
    .map(
      (rows) => `<table><tbody>${rows.map((row) => `<tr><td>${row[0]}</td></tr>`).join('')}</tbody></table>`,
    ),
);
const page = fc.array(element, { maxLength: 5 }).map((list) => list.join('\n'));

const without = (nodes: readonly RootContent[], tag: string): RootContent[] =>
  nodes.flatMap((node): RootContent[] =>
    node.type !== 'element'
      ? [node]
      : node.tagName === tag
        ? []
        : [{ ...node, children: without(node.children, tag) } as Element],
  );
const plain = (html: string, tag = '') =>
  textOf({ type: 'root', children: without(fromHtml(html, { fragment: true }).children, tag) }).replace(
    /\s+/g,
    '',
  );

describe('two stretches of HTML', () => {
  test('mark words where a paragraph was changed, and nothing where it was not', () => {
    const before = '<p>The sea <strong>moves</strong> slowly.</p><p>Twice a day.</p>';
    expect(compareHtml(before, before.replace('slowly', 'fast'))).toBe(
      '<p>The sea <strong>moves</strong> <del>slowly</del><ins>fast</ins>.</p>\n<p>Twice a day.</p>',
    );
  });

  test('keep lists and tables whole: what went stands in an item or a cell of its own', () => {
    expect(compareHtml('<ul><li>a</li><li>b</li></ul>', '<ul><li>b</li></ul>')).toBe(
      '<ul><li><del>a</del></li><li>b</li></ul>',
    );
    expect(
      compareHtml(
        '<table><tbody><tr><td>1</td><td>2</td></tr></tbody></table>',
        '<table><tbody><tr><td>1</td><td>3</td></tr></tbody></table>',
      ),
    ).toBe('<table><tbody><tr><td>1</td><td><del>2</del><ins>3</ins></td></tr></tbody></table>');
  });

  test('take a formula, a picture and a program as one word', () => {
    const html = compareHtml('<p>see <math><mi>x</mi></math></p>', '<p>see <math><mi>y</mi></math></p>');
    expect(html).toBe('<p>see <del><math><mi>x</mi></math></del><ins><math><mi>y</mi></math></ins></p>');
  });

  test('carry no id and no link within the course, which would lead nowhere from here', () => {
    const html = compareHtml(
      '',
      '<h2 id="a">A</h2><p><a href="./b">B</a> <a href="https://c.example">C</a></p>',
    );
    expect(html).not.toMatch(/id=|\.\/b/);
    expect(html).toContain('https://c.example');
  });

  test('can both be read from the marked one, whatever they are', () => {
    fc.assert(
      fc.property(page, page, (before, after) => {
        const html = compareHtml(before, after);
        expect(plain(html, 'del')).toBe(plain(after));
        expect([...plain(html, 'ins')].sort()).toEqual([...plain(before)].sort());
      }),
      { numRuns: 60 },
    );
  });
});

async function releaseOf(units: Record<string, string>, manifest = ''): Promise<Release> {
  const files = Object.entries(units).map(([key, body]): [string, string] => [`units/${key}.md`, body]);
  const paths = files.map(([path]) => path);
  const source = memorySource(new Map([['course.yaml', manifestText(paths, manifest)], ...files]));
  const { release, problems } = await compileCourse(source, testTypes);
  if (!release) throw new Error(JSON.stringify(problems));
  return release;
}
const titled = (title: string, body: string) => `---\ntitle: ${title}\n---\n${body}`;
const ask = (key: string, text: string, attributes = '') => `:::ask{#${key} ${attributes}}\n${text}\n:::\n`;

describe('two releases', () => {
  test('name units that came, went, moved and got another title', async () => {
    const before = await releaseOf({
      a: titled('A', 'One.'),
      b: titled('B', 'Two.'),
      e: titled('E', 'Five.'),
      c: titled('C', 'Three.'),
    });
    const after = await releaseOf({
      c: titled('C', 'Three.'),
      a: titled('First', 'One.'),
      e: titled('E', 'Five.'),
      d: titled('D', 'Four.'),
    });
    const { units, unchanged } = compareReleases(before, after);
    expect(Object.fromEntries(units.map(({ key, changes }) => [key, changes]))).toEqual({
      a: ['renamed'],
      b: ['removed'],
      c: ['moved'],
      d: ['added'],
    });
    expect(unchanged).toBe(1);
  });

  test('fold what stayed and find an activity by its key, whatever was changed of it', async () => {
    const before = await releaseOf({
      a: titled('A', `One.\n\nTwo.\n\n${ask('q', 'Why?', 'points=2')}\nEnd.`),
    });
    const after = await releaseOf({
      a: titled('A', `One.\n\nTwo.\n\n${ask('q', 'Why so?', 'points=3')}\nEnd.`),
    });
    const [unit] = compareReleases(before, after).units;
    expect(unit?.blocks.map(({ kind }) => kind)).toEqual(['same', 'activity', 'same']);
    expect(unit?.blocks[1]).toMatchObject({
      change: 'changed',
      facts: [{ name: 'points', before: '2', after: '3' }],
    });
  });

  test('that are one differ in nothing', async () => {
    const release = await releaseOf({ a: titled('A', `One.\n\n${ask('q', 'Why?')}`) });
    expect(compareReleases(release, release)).toEqual({ course: [], about: null, units: [], unchanged: 1 });
  });
});

describe('work handed in', () => {
  const change = async (before: string, after: string) =>
    changesToWork(
      await releaseOf({ a: titled('A', before) }),
      await releaseOf({ a: titled('A', after) }),
    ).map(({ kind, before: from, after: to }) => [kind, from, to]);

  test('is told of activities that went, of points, attempts, dates and another judging', async () => {
    expect(await change(ask('q', 'Why?'), 'Nothing.')).toEqual([['removed', null, null]]);
    expect(await change(ask('q', 'Why?'), ask('q', 'Why?', 'points=5'))).toEqual([['points', '1', '5']]);
    expect(await change(ask('q', 'Why?'), ask('q', 'Why?', 'attempts=1'))).toEqual([['attempts', null, '1']]);
    expect(await change(ask('q', 'Why?'), ask('q', 'Why?', 'due=P7D'))).toEqual([['dates', '', 'due P7D']]);
    expect(await change(ask('q', 'Why?'), ask('q', 'Why?', 'shuffle'))).toEqual([['judging', null, null]]);
  });

  test('is not touched by another wording, nor by moving to another unit', async () => {
    expect(await change(ask('q', 'Why?'), ask('q', 'Why, then?'))).toEqual([]);
    const before = await releaseOf({ a: titled('A', ask('q', 'Why?')), b: titled('B', 'Text.') });
    const after = await releaseOf({ a: titled('A', 'Text.'), b: titled('B', ask('q', 'Why?')) });
    expect(changesToWork(before, after)).toEqual([]);
  });

  test('gets the dates of the unit where the activity says none', async () => {
    const of = (due: string) => releaseOf({ a: `---\ntitle: A\ndue: ${due}\n---\n${ask('q', 'Why?')}` });
    expect(changesToWork(await of('P7D'), await of('P9D'))).toMatchObject([
      { kind: 'dates', before: 'due P7D', after: 'due P9D' },
    ]);
  });
});

describe('an approval', () => {
  const said = (reviewerId: string, verdict: Review['verdict'], revision = 3) =>
    ({ reviewerId, verdict, revision }) as Review;

  test('counts for this revision alone, and not from whoever publishes', () => {
    expect(isApproved([said('ben', 'approved')], 3, 'ana')).toBe(true);
    expect(isApproved([said('ben', 'approved', 2)], 3, 'ana')).toBe(false);
    expect(isApproved([said('ana', 'approved')], 3, 'ana')).toBe(false);
    expect(isApproved([said('ben', null)], 3, 'ana')).toBe(false);
  });

  test('is not enough as long as somebody else wants a change', () => {
    expect(isApproved([said('ben', 'approved'), said('cy', 'changes')], 3, 'ana')).toBe(false);
  });
});
