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
    [...tokens],
    mapping.map((at) => new RegionOf(at.startRow, at.startCol, at.endRow, at.endCol)),
  );

const placeOf = ({ startRow, startCol, endRow, endCol }: Region) => ({ startRow, startCol, endRow, endCol });

/** One fingerprint: in which works, in their order, and how often in each. */
interface Held {
  places: number[];
  counts: number[];
}

/** Fingerprints that say something, and for each work those that it has, with its place among their holders. */
function heldBy(index: FingerprintIndex, files: readonly TokenizedFile[]) {
  const placeOfFile = new Map(files.map((file, place) => [file, place]));
  const ofWork: { held: Held; at: number }[][] = files.map(() => []);
  const totals = new Uint32Array(files.length);
  for (const fingerprint of index.sharedFingerprints()) {
    if (fingerprint.ignored) continue;
    const held: Held = { places: [], counts: [] };
    for (const file of fingerprint.files()) {
      const place = placeOfFile.get(file) ?? 0;
      const count = fingerprint.occurrencesOf(file).length;
      totals[place] = (totals[place] ?? 0) + count;
      // Most are in one work only: they count for how long it is, and for nothing else.
      if (fingerprint.fileCount() === 1) continue;
      ofWork[place]?.push({ held, at: held.places.length });
      held.places.push(place);
      held.counts.push(count);
    }
  }
  return { ofWork, totals };
}

type Candidate = Omit<FoundPair, 'passages'>;
const mostAlike = (candidates: Candidate[]): Candidate[] =>
  candidates.sort((a, b) => b.similarity - a.similarity).slice(0, mostPairs);

/**
 * The pairs above the least, most alike first; and for each work how alike its nearest is. Work by work, so that it takes
 * memory for one row of the table of all pairs, not for the table.
 */
function rank({ ofWork, totals }: ReturnType<typeof heldBy>) {
  const nearest = new Float64Array(totals.length);
  let candidates: Candidate[] = [];
  const inLeft = new Uint32Array(totals.length);
  const inRight = new Uint32Array(totals.length);
  for (const [left, fingerprints] of ofWork.entries()) {
    const ofLeft = totals[left] ?? 0;
    if (ofLeft < leastFingerprints) continue;
    inLeft.fill(0);
    inRight.fill(0);
    for (const { at, held } of fingerprints) {
      const { places, counts } = held;
      for (let next = at + 1; next < places.length; next += 1) {
        const right = places[next] ?? 0;
        inLeft[right] = (inLeft[right] ?? 0) + (counts[at] ?? 0);
        inRight[right] = (inRight[right] ?? 0) + (counts[next] ?? 0);
      }
    }
    for (let right = left + 1; right < totals.length; right += 1) {
      const ofRight = totals[right] ?? 0;
      if (ofRight < leastFingerprints) continue;
      const [ours, theirs] = [inLeft[right] ?? 0, inRight[right] ?? 0];
      const similarity = (ours + theirs) / (ofLeft + ofRight);
      nearest[left] = Math.max(nearest[left] ?? 0, similarity);
      nearest[right] = Math.max(nearest[right] ?? 0, similarity);
      if (similarity < leastSimilarity) continue;
      candidates.push({ left, right, similarity, leftShare: ours / ofLeft, rightShare: theirs / ofRight });
    }
    if (candidates.length > 20 * mostPairs) candidates = mostAlike(candidates);
  }
  return { candidates: mostAlike(candidates), nearest };
}

function passagesOf(index: FingerprintIndex, left: TokenizedFile, right: TokenizedFile): Passage[] {
  const fragments = index.getPair(left, right).buildFragments();
  return fragments.map((one) => ({ left: placeOf(one.leftSelection), right: placeOf(one.rightSelection) }));
}

/** Works come one by one; then they are compared. */
export interface Comparing {
  add(text: TokenText): void;
  settle(given: readonly TokenText[]): Findings;
}

export function openComparing({ run, window }: Grain): Comparing {
  const index = new FingerprintIndex(run, window, false);
  const files: TokenizedFile[] = [];
  return {
    add(text) {
      const file = fileOf(String(files.length), text);
      index.addFiles([file]);
      files.push(file);
      // The index knows the places of its fingerprints; the tokens of a large class would not fit into memory.
      file.tokens.length = 0;
      file.mapping.length = 0;
    },
    settle(given) {
      // Once for all: the index would go through everybody for each work that comes.
      index.updateMaxFingerprintFileCount(Math.max(common.least, Math.ceil(files.length * common.share)));
      // After the works, so that it takes out of each what it shares with them.
      for (const [place, text] of given.entries()) index.addIgnoredFile(fileOf(`given ${place}`, text));
      const held = heldBy(index, files);
      const { candidates, nearest } = rank(held);
      const long = held.totals.map((total) => Number(total >= leastFingerprints));
      const histogram = Array.from({ length: 10 }, () => 0);
      for (const [place, similarity] of nearest.entries()) {
        const tenth = Math.min(9, Math.floor(similarity * 10));
        if (long[place]) histogram[tenth] = (histogram[tenth] ?? 0) + 1;
      }
      const pairs = candidates.flatMap((pair) => {
        const [left, right] = [files[pair.left], files[pair.right]];
        return left && right ? [{ ...pair, passages: passagesOf(index, left, right) }] : [];
      });
      return { pairs, histogram, tooShort: long.filter((is) => !is).length };
    },
  };
}

export function compareTexts(
  texts: readonly TokenText[],
  given: readonly TokenText[],
  grain: Grain,
): Findings {
  const comparing = openComparing(grain);
  for (const text of texts) comparing.add(text);
  return comparing.settle(given);
}
