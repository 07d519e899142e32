import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { gunzipSync } from 'node:zlib';
import { extract } from 'tar-stream';
import { describe, expect, test } from 'vitest';
import { readCaptions } from './captions.ts';

const one = (text: string) => readCaptions(text).cues;

test('cues lose their markup; speakers and times are kept', () => {
  const text =
    'WEBVTT - title\n\nNOTE a remark\n\n1\n00:01.000 --> 01:00:02.500 align:start\n<v.loud Ana>Hi <i>there</i>,\n&lt;you&gt;\n';
  expect(one(text)).toEqual([{ start: 1, end: 3602.5, speaker: 'Ana', text: 'Hi there, <you>' }]);
});

test('ruby text stands in brackets, karaoke times vanish, a byte order mark does no harm', () => {
  const text =
    '\ufeffWEBVTT\r\n\r\n00:00.000 --> 00:02.000\r\n<ruby>漢<rt>かん</rt></ruby> <00:01.000>word\r\n';
  expect(one(text).map((cue) => cue.text)).toEqual(['漢 (かん) word']);
});

test('SubRip is read as well', () => {
  const text =
    '1\r\n00:00:01,000 --> 00:00:02,500\r\n<font color="red">Hello</font>\r\n<b>you</b>\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000 X1:1\r\n{\\an8}Bye\r\n';
  expect(one(text)).toEqual([
    { start: 1, end: 2.5, speaker: null, text: 'Hello you' },
    { start: 3, end: 4, speaker: null, text: 'Bye' },
  ]);
});

test('hostile cues stay text', () => {
  const text =
    'WEBVTT\n\n00:00.000 --> 00:02.000\n<script>alert(1)</script><img src=x onerror=alert(1)>&lt;b&gt;\n';
  expect(one(text).map((cue) => cue.text)).toEqual(['alert(1)<b>']);
});

test('tags nested without end are a mistake of the file, not a crash', () => {
  const text = `WEBVTT\n\n00:00.000 --> 00:02.000\n${'<b>'.repeat(200_000)}x\n`;
  expect(readCaptions(text).mistakes.length).toBeGreaterThan(0);
});

test('what is no caption file has no cues and names the line', () => {
  expect(readCaptions('hello').cues).toEqual([]);
  expect(readCaptions('WEBVTT\n\nhello\n').mistakes).toEqual([
    expect.objectContaining({ line: expect.any(Number) }),
  ]);
});

/** More than two digits are hours, which need minutes and seconds behind them: the suite is laxer than the standard. */
const beyondTheStandard = ['min-top-digits.vtt', 'minimum-spots-over-sixty.vtt'];

const suite = new URL('../../../shared/real/webvtt/vttjs-cue-times.tar.gz', import.meta.url);

async function suiteFiles(): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const archive = extract();
  archive.on('entry', async (header, stream, next) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of stream) chunks.push(chunk as Uint8Array);
    files.set(header.name, Buffer.concat(chunks).toString());
    next();
  });
  archive.end(gunzipSync(await readFile(suite)));
  await finished(archive);
  return files;
}

describe.skipIf(!existsSync(suite))(
  'cue times of the vtt.js suite (skipped without the folder of real files)',
  () => {
    test('every file gives the cues that the suite expects', async () => {
      const files = await suiteFiles();
      const expected = (name: string): { startTime: number; endTime: number; text: string }[] | null => {
        const text = files.get(name.replace(/\.vtt$/, '.json'));
        return text === undefined ? null : JSON.parse(text).cues;
      };
      let compared = 0;
      for (const [name, text] of files) {
        const strict = name.endsWith('.vtt') && !beyondTheStandard.some((other) => name.endsWith(other));
        const cues = strict ? expected(name) : null;
        if (!cues) continue;
        compared += 1;
        expect([name, one(text).map(({ start, end }) => [start, end])]).toEqual([
          name,
          cues.map(({ startTime, endTime }) => [startTime, endTime]),
        ]);
      }
      expect(compared).toBeGreaterThan(5);
    });
  },
);
