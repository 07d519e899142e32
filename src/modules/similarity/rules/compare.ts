/**
 * What works have in common: fingerprints of runs of tokens, chosen by winnowing (S. Schleimer, D. Wilkerson, A. Aiken,
 * "Winnowing: local algorithms for document fingerprinting", SIGMOD 2003). The index is that of Dolos (R. Maertens et
 * al., 2022). What the author gave counts for nobody; nor does what very many have, since the task asks for it.
 */
import { File, FingerprintIndex, type Region, Region as RegionOf, TokenizedFile } from '@dodona/dolos-core';
import type { Findings, FoundPair, Passage, TokenText } from '../schema.ts';
import { leastSimilarity } from './least.ts';

/** A passage is found for certain from `run + window - 1` tokens on; none shorter than `run` is. */
export interface Grain {
  run: number;
  window: number;
}
/** Every node of a program is three tokens; a word is one. */
export const grains = { program: { run: 23, window: 17 }, prose: { run: 5, window: 4 } } as const;

/** More would be looked at by nobody. */
const mostPairs = 1_000;
/** Fingerprints: with fewer, chance decides. */
const leastFingerprints = 4;
const common = { share: 0.4, least: 10 };

const fileOf = (name: string, { tokens, mapping }: TokenText) =>
  new TokenizedFile(
    new File(name, ''),
    tokens,
    mapping.map((at) => new RegionOf(at.startRow, at.startCol, at.endRow, at.endCol)),
  );

const placeOf = ({ startRow, startCol, endRow, endCol }: Region) => ({ startRow, startCol, endRow, endCol });

/** Row by row: how many fingerprints of the one are in the other as well. */
function countShared(index: FingerprintIndex, places: ReadonlyMap<TokenizedFile, number>) {
  const size = places.size;
  const totals = new Uint32Array(size);
  const shared = new Uint16Array(size * size);
  for (const fingerprint of index.sharedFingerprints()) {
    if (fingerprint.ignored) continue;
    const holders = fingerprint
      .files()
      .map((file) => ({ place: places.get(file) ?? 0, count: fingerprint.occurrencesOf(file).length }));
    for (const { place, count } of holders) {
      totals[place] = (totals[place] ?? 0) + count;
      for (const other of holders) {
        const cell = place * size + other.place;
        if (other.place !== place) shared[cell] = (shared[cell] ?? 0) + count;
      }
    }
  }
  return { totals, shared };
}

type Candidate = Omit<FoundPair, 'passages'>;

/** All pairs above the least, most alike first; and for each work how alike its nearest is. */
function rank({ totals, shared }: ReturnType<typeof countShared>) {
  const size = totals.length;
  const nearest = new Float64Array(size);
  const candidates: Candidate[] = [];
  for (let left = 0; left < size; left += 1) {
    const ofLeft = totals[left] ?? 0;
    if (ofLeft < leastFingerprints) continue;
    for (let right = left + 1; right < size; right += 1) {
      const ofRight = totals[right] ?? 0;
      if (ofRight < leastFingerprints) continue;
      const inLeft = shared[left * size + right] ?? 0;
      const inRight = shared[right * size + left] ?? 0;
      const similarity = (inLeft + inRight) / (ofLeft + ofRight);
      nearest[left] = Math.max(nearest[left] ?? 0, similarity);
      nearest[right] = Math.max(nearest[right] ?? 0, similarity);
      if (similarity >= leastSimilarity)
        candidates.push({
          left,
          right,
          similarity,
          leftShare: inLeft / ofLeft,
          rightShare: inRight / ofRight,
        });
    }
  }
  candidates.sort((a, b) => b.similarity - a.similarity);
  return { candidates, nearest };
}

function passagesOf(index: FingerprintIndex, left: TokenizedFile, right: TokenizedFile): Passage[] {
  const fragments = index.getPair(left, right).buildFragments();
  return fragments.map((one) => ({ left: placeOf(one.leftSelection), right: placeOf(one.rightSelection) }));
}

export function compareTexts(
  texts: readonly TokenText[],
  given: readonly TokenText[],
  { run, window }: Grain,
): Findings {
  const most = Math.max(common.least, Math.ceil(texts.length * common.share));
  const index = new FingerprintIndex(run, window, false, most);
  for (const [place, text] of given.entries()) index.addIgnoredFile(fileOf(`given ${place}`, text));
  const files = texts.map((text, place) => fileOf(String(place), text));
  index.addFiles(files);
  const counted = countShared(index, new Map(files.map((file, place) => [file, place])));
  const { candidates, nearest } = rank(counted);
  const long = counted.totals.map((total) => Number(total >= leastFingerprints));
  const histogram = Array.from({ length: 10 }, () => 0);
  for (const [place, similarity] of nearest.entries()) {
    const tenth = Math.min(9, Math.floor(similarity * 10));
    if (long[place]) histogram[tenth] = (histogram[tenth] ?? 0) + 1;
  }
  const pairs = candidates.slice(0, mostPairs).flatMap((pair) => {
    const [left, right] = [files[pair.left], files[pair.right]];
    return left && right ? [{ ...pair, passages: passagesOf(index, left, right) }] : [];
  });
  return { pairs, histogram, tooShort: long.filter((is) => !is).length };
}
