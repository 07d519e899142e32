/** Reads the files of an archive that are GIFT, and writes them as one course. */
import type { Archive } from '#platform/archive/index.ts';
import { Refusal } from '#platform/refusal.ts';
import type { FidelityReport } from '../fidelity.ts';
import { titleFromFile, writeBank } from '../question-bank.ts';
import { type LeftOut, mostQuestions, questionRefusals } from '../questions.ts';
import { translateGift } from './translate.ts';
import { type GiftItem, isGift, readGift } from './wire.ts';

export interface Imported {
  /** A course source, by path. */
  files: Map<string, Uint8Array>;
  report: FidelityReport;
}

export type Source = Pick<Archive, 'paths' | 'read'>;

/** Beside other things a text is one of them; alone, or beside files that say so, it may be GIFT. */
const textsIn = (paths: string[]): string[] =>
  paths.length === 1 || paths.some((path) => /\.gift$/i.test(path))
    ? paths.filter((path) => /\.(?:gift|txt)$/i.test(path))
    : [];
/** Thousands of questions have a tenth of it. */
const mostBytes = 8 * 1024 ** 2;
const mostFiles = 500;

/** What the files of GIFT hold, by path; null: none is GIFT. */
export async function readGiftFiles(archive: Source): Promise<Map<string, GiftItem[]> | null> {
  const read = new Map<string, GiftItem[]>();
  let total = 0;
  for (const path of textsIn(archive.paths).toSorted().slice(0, mostFiles)) {
    const bytes = await archive.read(path);
    total += bytes.length;
    if (total > mostBytes) return null;
    const items = readGift(new TextDecoder().decode(bytes));
    if (items.length > mostQuestions)
      throw new Refusal(questionRefusals['too-many-questions'], { values: { limit: mostQuestions } });
    if (isGift(items)) read.set(path, items);
  }
  return read.size > 0 ? read : null;
}

export async function importGift(
  archive: Source,
  gift: ReadonlyMap<string, GiftItem[]>,
  fileName: string | undefined,
): Promise<Imported> {
  const alone = archive.paths.length === 1;
  const read = [...gift].map(([path, items]) =>
    translateGift(items, alone ? (fileName ?? path) : path, alone ? [] : [titleFromFile(path)]),
  );
  const others = archive.paths
    .filter((path) => !gift.has(path))
    .map(
      (source): LeftOut => ({ source, type: 'file', title: '', note: { code: 'not-questions', text: '' } }),
    );
  const { files, report } = await writeBank({
    format: 'gift',
    title: titleFromFile(fileName),
    categories: read.flatMap(({ categories }) => categories),
    left: () => [...read.flatMap(({ left }) => left), ...others],
  });
  const encoder = new TextEncoder();
  return { files: new Map([...files].map(([path, text]) => [path, encoder.encode(text)])), report };
}
