import { describe, expect, test } from 'vitest';
import { drawActivity, elementsOf, readActivity, textOf } from '#activities/testing.ts';
import type { Cue } from '#lib/captions.ts';
import { clockTime } from '#lib/clock-time.ts';
import { readExternal } from './external.ts';
import { video } from './index.ts';
import { toPassages } from './passages.ts';
import { spokenLength } from './time.ts';

const vtt = (text: string) => `WEBVTT\n\n00:01.000 --> 00:03.000\n${text}\n`;
const assets = {
  'film.mp4': '',
  'en.vtt': vtt('Hello'),
  'es.vtt': vtt('Hola'),
  'chapters.vtt': vtt('Start'),
};
const read = (attributes: string, inner = '', more: Record<string, string> = {}) =>
  readActivity(video, `:::video{#v ${attributes}}\n${inner}\n:::`, { ...assets, ...more });

const tracks = `::track{src=en.vtt lang=en label=English}

::track{src=es.vtt lang=es label=Español kind=subtitles}

::track{src=chapters.vtt lang=en label=Chapters kind=chapters}`;

describe('films at other sites', () => {
  test.each([
    [
      'https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=3s',
      'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ',
    ],
    ['https://youtu.be/dQw4w9WgXcQ?si=x', 'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ'],
    ['https://m.youtube.com/shorts/dQw4w9WgXcQ', 'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ'],
    ['https://vimeo.com/76979871', 'https://player.vimeo.com/video/76979871?dnt=1'],
    ['https://vimeo.com/76979871/ab12cd', 'https://player.vimeo.com/video/76979871?dnt=1&h=ab12cd'],
    [
      'https://player.vimeo.com/video/76979871?h=ab12cd',
      'https://player.vimeo.com/video/76979871?dnt=1&h=ab12cd',
    ],
  ])('%s is played in %s', (address, frame) => expect(readExternal(address)?.frame).toBe(frame));

  test.each([
    'http://youtu.be/dQw4w9WgXcQ',
    'https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ',
    'https://www.youtube.com/watch?v=short',
    'https://www.youtube.com/watch?v="onload=x',
    'https://vimeo.com/channels/staffpicks',
    'https://example.org/film.mp4',
    'javascript:alert(1)',
  ])('%s is not taken', (address) => expect(readExternal(address)).toBeNull());

  test('without script it is a plain link, and nothing is fetched from there', () => {
    const html = drawActivity(video, read('src="https://youtu.be/dQw4w9WgXcQ"').activity);
    expect(html).toContain('href="https://www.youtube.com/watch?v=dQw4w9WgXcQ"');
    expect(html).not.toMatch(/<iframe|<script|<img|<link|src="https?:/);
  });
});

describe('captions and transcripts', () => {
  test('every language has its track and its transcript; that of the reader stands open', () => {
    const { activity, problems } = read('src=film.mp4', tracks);
    expect(problems).toEqual([]);
    const html = drawActivity(video, activity, { locale: 'es' });
    expect(html.match(/<track /g)).toHaveLength(3);
    expect(html).toMatch(/<details class="video-transcript"[^>]*><summary>[^<]*English/);
    expect(html).toMatch(/<details class="video-transcript"[^>]*open[^>]*><summary>[^<]*Español/);
    expect(html).toContain('lang="es"');
  });

  test('chapters are links to their time, no transcript', () => {
    const { chapters, transcripts } = read('src=film.mp4', tracks).activity.settings;
    expect(chapters).toEqual([{ start: 1, title: 'Start' }]);
    expect(transcripts.map(({ lang }) => lang)).toEqual(['en', 'es']);
  });

  test('without script a time in the transcript opens the film there', () => {
    expect(drawActivity(video, read('src=film.mp4', tracks).activity)).toContain(
      'href="/assets/0123/film.mp4#t=1"',
    );
  });

  test('captions are searched with the page', () => {
    expect(video.searchText?.(read('src=film.mp4', tracks).activity.settings)).toBe('Start\nHello\nHola');
  });

  test('hostile captions and labels stay text', () => {
    const more = { 'bad.vtt': vtt('&lt;script>alert(1)&lt;/script> <img src=x onerror=alert(2)>') };
    const track = '::track{src=bad.vtt lang=en label="&quot;><script>alert(3)</script>"}';
    const html = drawActivity(video, read('src=film.mp4', track, more).activity);
    expect(elementsOf(html).map(({ tagName }) => tagName)).not.toContain('script');
    expect(elementsOf(html).map(({ tagName }) => tagName)).not.toContain('img');
    expect(textOf(html)).toContain('<script>alert(1)</script>');
  });
});

describe('cues become passages', () => {
  const cue = (start: number, text: string, speaker: string | null = null): Cue => ({
    start,
    end: start + 2,
    speaker,
    text,
  });
  const lengths = (cues: Cue[]) => toPassages(cues).map((passage) => passage.cues.length);

  test('a pause begins a new one', () =>
    expect(lengths([cue(0, 'a'), cue(2, 'b'), cue(9, 'c')])).toEqual([2, 1]));

  test('another speaker begins a new one, named once', () => {
    const passages = toPassages([
      cue(0, 'a', 'Ana'),
      cue(2, 'b', 'Ana'),
      cue(4, 'c', 'Ben'),
      cue(12, 'd', 'Ben'),
    ]);
    expect(passages.map(({ speaker }) => speaker)).toEqual(['Ana', 'Ben', null]);
  });

  test('a long one ends with its sentence', () => {
    const cues = Array.from({ length: 12 }, (_, at) =>
      cue(2 * at, `${'word '.repeat(20)}${at === 5 ? 'end.' : 'and'}`),
    );
    expect(lengths(cues)).toEqual([6, 6]);
  });

  test('empty cues are left out', () => expect(lengths([cue(0, ''), cue(2, 'a')])).toEqual([1]));
});

test('nothing is fetched before it is asked for, where picture and length are known', () => {
  expect(drawActivity(video, read('src=film.mp4').activity)).toContain('preload="metadata"');
  const known = read('src=film.mp4 poster=p.jpg duration=PT1H2M3S', '', { 'p.jpg': '' });
  expect(known.activity.settings.duration).toBe(3723);
  expect(drawActivity(video, known.activity)).toContain('preload="none"');
});

test('a file at another address plays in the same player, and nothing is fetched from there before', () => {
  const { activity, problems } = read('src="https://example.org/a b.MP4?v=1" download', tracks);
  expect(problems).toEqual([]);
  expect(activity.settings.film).toEqual({ at: 'address', src: 'https://example.org/a%20b.MP4?v=1' });
  const html = drawActivity(video, activity);
  expect(html).toMatch(/<video[^>]* preload="none"[^>]* src="https:\/\/example\.org\/a%20b\.MP4\?v=1"/);
  expect(html).toContain('href="https://example.org/a%20b.MP4?v=1#t=1"');
  expect(html.match(/<track /g)).toHaveLength(3);
});

test('times and lengths are told as people do', () => {
  expect([0, 67, 3727].map(clockTime)).toEqual(['0:00', '1:07', '1:02:07']);
  expect(spokenLength(130, 'en')).toBe('2 min, 10 sec');
  expect(spokenLength(3600, 'es')).toBe('1 h');
});

test.each([
  ['', '', /not named/],
  ['src=missing.mp4', '', /no asset/],
  ['src="ftp://example.org/x.mp4"', '', /not a film/],
  ['src="http://example.org/x.mp4"', '', /not a film/],
  ['src="https://example.org/x.avi"', '', /not a film/],
  ['src="https://name:word@example.org/x.mp4"', '', /not a film/],
  ['src="https://example.org/?x.mp4"', '', /not a film/],
  ['src=film.mp4 duration="two minutes"', '', /duration/],
  ['src=film.mp4', '::track{src=en.vtt}', /language/],
  ['src=film.mp4', '::track{src=en.vtt lang=english_}', /language/],
  ['src=film.mp4', '::track{src=en.vtt lang=en kind=lyrics}', /known kind/],
  ['src=film.mp4', '::track{src=empty.vtt lang=en}', /no captions/],
  ['src=film.mp4', '::track{src=film.srt lang=en}', /SubRip/],
])('{%s} %s is reported', (attributes, inner, message) => {
  const more = { 'empty.vtt': 'WEBVTT\n', 'film.srt': '1\n00:00:01,000 --> 00:00:02,000\nHi\n' };
  expect(
    read(attributes, inner, more)
      .problems.map((problem) => problem.message)
      .join(' '),
  ).toMatch(message);
});
