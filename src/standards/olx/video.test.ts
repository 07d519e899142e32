import { expect, test } from 'vitest';
import { compile, importUnit } from './testing.ts';

const film = (sources: string[]) =>
  `<video url_name="f" display_name="Film" download_video="true" transcripts="{&quot;en&quot;: &quot;f.srt&quot;}">${sources
    .map((src) => `<source src="${src}"/>`)
    .join('')}</video>`;
const captions = { 'static/f.srt': '1\n00:00:01,000 --> 00:00:02,000\nHello\n' };

test('a film in a file at another address plays from there, with its captions, and the report says so', async () => {
  const imported = await importUnit(
    film(['https://media.example.org/f.m3u8', 'http://media.example.org/f.mp4']),
    captions,
  );
  expect(imported.unit).toContain('src=https://media.example.org/f.mp4}');
  expect(imported.unit).toContain('::track{src=../../assets/captions/f.en.vtt lang=en');
  expect(imported.unit).not.toContain('download');
  expect(imported.item('video')).toMatchObject({
    fate: 'approximated',
    notes: [{ code: 'film-elsewhere', text: 'https://media.example.org/f.mp4' }],
  });
  expect((await compile(imported)).release?.activities[0]?.type).toBe('video');
});

test('a film in the export is taken before one at another address', async () => {
  const imported = await importUnit(film(['https://media.example.org/f.mp4', '/static/f.mp4']), {
    ...captions,
    'static/f.mp4': '',
  });
  expect(imported.unit).toContain('src=../../assets/f.mp4 download');
  expect(imported.notes('video')).toEqual([]);
});

test.each([['https://media.example.org/f.m3u8'], ['rtmp://media.example.org/f.mp4']])(
  '%s cannot be played here: it stays a link',
  async (source) => {
    const imported = await importUnit(film([source]), captions);
    expect(imported.unit).toContain(':::unsupported{#f title=Film type=video');
    expect(imported.notes('video')).toEqual(['film-address']);
  },
);

test('programs of the course are kept for authors; those that a text links to are for learners', async () => {
  const { files } = await importUnit(
    '<html url_name="h"><![CDATA[<a href="/static/start.py">Start</a>]]></html>',
    {
      'static/python_lib.zip': 'x',
      'static/check.py': 'x',
      'static/start.py': 'x',
    },
  );
  expect([...files.keys()].filter((path) => path.startsWith('assets/'))).toEqual([
    'assets/original/check.py',
    'assets/original/python_lib.zip',
    'assets/start.py',
  ]);
});

test('a film under a license of its own says so', async () => {
  const licensed = film(['/static/f.mp4']).replace(
    '<video ',
    '<video license="creative-commons: ver=4.0 BY SA" ',
  );
  const imported = await importUnit(licensed, { ...captions, 'static/f.mp4': '' });
  expect(imported.unit).toContain('::attribution{license=CC-BY-SA-4.0}');
  expect(imported.notes('video')).toEqual([]);
  expect((await compile(imported)).release?.activities[0]?.prompt).toContain('CC BY-SA 4.0');
});
