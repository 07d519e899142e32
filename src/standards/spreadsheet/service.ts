/** Tables as files: rows of cells out, rows of texts in. */
import { open, readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { readSheet } from 'read-excel-file/node';
import writeExcelFile from 'write-excel-file/node';
import { openArchive } from '#platform/archive/index.ts';
import { declareRefusals, Refusal } from '#platform/refusal.ts';

export type Cell = string | number | null;
export type TableFormat = 'csv' | 'xlsx';

export const refusals = declareRefusals({
  'table-unreadable': 'invalid',
  'table-too-large': 'too-large',
});

/** What a gradebook of a very large course needs, and what a machine reads in a second. */
const most = { rows: 20_000, columns: 1_000, unpackedBytes: 64 * 1024 ** 2 };

/** A text that begins like this is a formula to some spreadsheet: behind blanks, in full width, in a comment of DDE. */
const formula = /^\s*[=+\-@\t\r\n|%＝＋－＠]/u;

/** Spreadsheets take what follows an apostrophe for text. */
const asText = (cell: Cell): Cell => (typeof cell === 'string' && formula.test(cell) ? `'${cell}` : cell);

export function writeCsv(rows: readonly (readonly Cell[])[]): Buffer {
  const safe = rows.map((row) => row.map(asText));
  return Buffer.from(stringify(safe, { bom: true, record_delimiter: 'windows' }));
}

/** The library finds texts in a plain object, where each of these names stands for something: readers trim the blank. */
const distinct = (text: string): string => (text in Object.prototype ? `${text} ` : text);

/** Texts are cells of the kind "string": no program reads a formula there. */
export const writeXlsx = (rows: readonly (readonly Cell[])[]): Promise<Buffer> =>
  writeExcelFile(
    rows.map((row, at) =>
      row.map((cell) =>
        cell === null
          ? null
          : typeof cell === 'number'
            ? { type: Number, value: cell }
            : { type: String, value: distinct(cell), ...(at === 0 && { fontWeight: 'bold' as const }) },
      ),
    ),
    { stickyRowsCount: 1, stickyColumnsCount: 3 },
  ).toBuffer();

export const writeTable = async (
  rows: readonly (readonly Cell[])[],
  format: TableFormat,
): Promise<{ file: Buffer; type: string }> =>
  format === 'csv'
    ? { file: writeCsv(rows), type: 'text/csv; charset=utf-8' }
    : {
        file: await writeXlsx(rows),
        type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      };

async function startsLikeZip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.readUInt32BE(0) === 0x504b0304;
  } finally {
    await file.close();
  }
}

/** The archive is measured before anything of it is read as a sheet. */
async function readXlsx(path: string): Promise<unknown[][]> {
  const limits = { totalBytes: most.unpackedBytes, fileBytes: most.unpackedBytes, entries: 500, ratio: 200 };
  const archive = await openArchive(path, limits);
  await archive.close();
  return readSheet(path);
}

/** Commas, semicolons and tabs separate, whichever stands most often in the head. */
function readCsv(text: string): string[][] {
  const [head = ''] = text.split(/\r?\n/, 1);
  const [delimiter] = [',', ';', '\t'].sort((a, b) => head.split(b).length - head.split(a).length);
  return parse(text, {
    bom: true,
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    to: most.rows + 2,
  });
}

const textOf = (cell: unknown): string => {
  const text = cell instanceof Date ? cell.toISOString() : String(cell ?? '');
  const trimmed = text.trim();
  return trimmed.startsWith("'") && formula.test(trimmed.slice(1)) ? trimmed.slice(1) : trimmed;
};

/** Rows of trimmed texts; the first is the head. */
export async function readTable(path: string): Promise<string[][]> {
  const rows = await (async () => {
    if (await startsLikeZip(path)) return readXlsx(path);
    return readCsv(new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path)));
  })().catch((error: unknown) => {
    if (error instanceof Refusal) throw error;
    throw new Refusal(refusals['table-unreadable']);
  });
  if (rows.length > most.rows || rows.some((row) => row.length > most.columns))
    throw new Refusal(refusals['table-too-large'], { values: { rows: most.rows, columns: most.columns } });
  return rows.map((row) => row.map(textOf));
}
