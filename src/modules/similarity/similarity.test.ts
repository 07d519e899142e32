/** What is found alike, and what is not. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clustersOf } from './rules/clusters.ts';
import { compareTexts, grains } from './rules/compare.ts';
import { linesOf } from './rules/document.ts';
import { segmentsOf } from './rules/segments.ts';
import { openReader } from './rules/syntax.ts';
import { readProse } from './rules/words.ts';
import { compareApart } from './service/apart.ts';

const original = `def course(lat, lon, to_lat, to_lon):
    north = (to_lat - lat) * 60
    east = (to_lon - lon) * 60
    distance = (north ** 2 + east ** 2) ** 0.5
    if distance == 0:
        return None
    angle = degrees(atan2(east, north))
    if angle < 0:
        angle = angle + 360
    return angle, distance
`;
const renamed = original
  .replace(/\bnorth\b/g, 'dy')
  .replace(/\beast\b/g, 'dx')
  .replace(/\bdistance\b/g, 'd')
  .replace('    dy =', '    # up\n    dy =');
const other = `class Position:
    def __init__(self, places):
        self.places = {name: tuple(place) for name, place in places.items()}

    def names(self):
        for name in sorted(self.places, key=lambda one: self.places[one][0]):
            yield name.title()

    def nearest(self, wanted):
        best = min(self.places.values(), key=lambda place: abs(place[0] - wanted))
        with open("log.txt", "w") as log:
            print(f"{best}", file=log)
        return [place for place in self.places if self.places[place] == best]
`;

const compareProse = (texts: string[], given: string[] = []) =>
  compareTexts(
    texts.map((text) => readProse(text)),
    given.map((text) => readProse(text)),
    grains.prose,
  );
const words = (seed: number, count: number) =>
  Array.from({ length: count }, (_, at) => `w${(seed * 7919 + at * 104_729) % 99_991}`).join(' ');

describe('programs', () => {
  test('with other names and comments are the same; another program is not', async () => {
    const read = await openReader('python');
    const texts = [original, renamed, other].map((text) => read(text));
    const { pairs } = compareTexts(texts, [], grains.program);
    expect(pairs.map(({ left, right }) => [left, right])).toEqual([[0, 1]]);
    expect(pairs[0]?.similarity).toBe(1);
    expect(pairs[0]?.passages.length).toBeGreaterThan(0);
  });

  test.each(['python', 'javascript', 'ruby', 'c', 'cpp', 'sql'])('of %s are read', async (language) => {
    const { tokens, mapping } = (await openReader(language))('x = 1;\ny = x + 2;\n', 5);
    expect(tokens.length).toBeGreaterThan(4);
    expect(mapping).toHaveLength(tokens.length);
    expect(Math.min(...mapping.map(({ startRow }) => startRow))).toBe(5);
  });

  test('that are no programs are read all the same', async () => {
    const read = await openReader('python');
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 80 }), async (text) => {
        const one = read(text);
        compareTexts([one, one], [], grains.program);
      }),
    );
  });

  test('what the author gave is nobody’s', async () => {
    const read = await openReader('python');
    const texts = [`${original}${other}`, original].map((text) => read(text));
    expect(compareTexts(texts, [read(original)], grains.program).pairs).toEqual([]);
  });
});

describe('prose', () => {
  test('eight equal words in a row are found, in other case and punctuation too', () => {
    const copied = 'the shadow was shortest when the sun stood highest over the yard';
    const loud = copied.toUpperCase().replaceAll(' ', ', ');
    const { pairs } = compareProse([`${words(1, 4)} ${copied} ${words(2, 4)}`, `${words(3, 4)} ${loud}`]);
    expect(pairs).toHaveLength(1);
    expect(pairs[0]?.passages).toHaveLength(1);
  });

  test('without anything in common no pair is found, and a text too short to say anything is counted', () => {
    const { pairs, tooShort, histogram } = compareProse([words(1, 60), words(2, 60), 'too short']);
    expect([pairs, tooShort]).toEqual([[], 1]);
    expect(histogram.reduce((sum, count) => sum + count, 0)).toBe(2);
  });

  test('what most have is what the task asks for', () => {
    const shared = words(500, 40);
    const texts = Array.from({ length: 30 }, (_, at) => `${shared} ${words(at, 60)}`);
    expect(compareProse(texts).pairs).toEqual([]);
  });
});

test('pairs are between 0 and 1 and each pair stands once, whatever the texts', () => {
  const text = fc.array(fc.constantFrom('sun', 'star', 'moon', 'sea'), { maxLength: 60 });
  fc.assert(
    fc.property(fc.array(text, { maxLength: 8 }), (texts) => {
      const { pairs, histogram, tooShort } = compareProse(texts.map((one) => one.join(' ')));
      for (const { left, right, similarity, leftShare, rightShare } of pairs) {
        expect(left).toBeLessThan(right);
        for (const share of [similarity, leftShare, rightShare]) {
          expect(share).toBeGreaterThan(0);
          expect(share).toBeLessThanOrEqual(1);
        }
      }
      expect(new Set(pairs.map(({ left, right }) => `${left} ${right}`)).size).toBe(pairs.length);
      expect(histogram.reduce((sum, count) => sum + count, tooShort)).toBe(texts.length);
    }),
  );
});

test('marked lines are the text itself', () => {
  const row = fc.nat(5);
  const region = fc.record({ startRow: row, startCol: fc.nat(12), endRow: row, endCol: fc.nat(12) });
  fc.assert(
    fc.property(
      fc.array(fc.string({ maxLength: 10 }), { maxLength: 5 }),
      fc.array(region),
      (lines, regions) => {
        const cut = segmentsOf(lines, regions).map((line) => line.map(({ text }) => text).join(''));
        expect(cut).toEqual(lines);
      },
    ),
  );
});

test('a line of a work is that of the files one after the other', () => {
  expect(linesOf({ 'a.py': 'one\r\ntwo', 'b.py': 'three' })).toEqual(['one', 'two', 'three']);
});

test('who hangs together by pairs is one cluster; two alone are none', () => {
  const pair = (leftLearner: string, rightLearner: string) => ({ leftLearner, rightLearner });
  const clusters = clustersOf([
    pair('a', 'b'),
    pair('c', 'd'),
    pair('b', 'e'),
    pair('d', 'f'),
    pair('x', 'y'),
    pair('e', 'g'),
  ]);
  expect(clusters.map(({ members }) => members.toSorted())).toEqual([
    ['a', 'b', 'e', 'g'],
    ['c', 'd', 'f'],
  ]);
});

test('apart from the program, in batches: progress is told, findings are those of all', async () => {
  async function* batches() {
    yield [{ 'a.py': original }, { 'a.py': other }];
    yield [{ 'a.py': renamed }];
  }
  const heard: number[] = [];
  const { pairs } = await compareApart({ language: 'python', given: [] }, batches(), async (works) => {
    heard.push(works);
  });
  expect(heard).toEqual([2, 3]);
  expect(pairs.map(({ left, right }) => [left, right])).toEqual([[0, 2]]);
});
