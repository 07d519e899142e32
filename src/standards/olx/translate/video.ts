/** Films at YouTube, in the export or in a file at another address play here; of any other a link stays, with its captions to read. */

import { posix } from 'node:path';
import type { RootContent } from 'mdast';
import type { LeafDirective } from 'mdast-util-directive';
import { readMediaAddress } from '#lib/media-address.ts';
import { creditNode } from '../../credits.ts';
import { youtubeOf } from '../../html-frames.ts';
import { htmlToBlocks } from '../../html-to-markdown.ts';
import { childrenNamed, descendants, type XmlElement } from '../../xml.ts';
import type { OlxBlock } from '../wire/blocks.ts';
import { languageName, toWebvtt } from './captions.ts';
import { activityTarget, directive, htmlContext, placeholder, type UnitContext } from './context.ts';
import type { OpenItem } from './ledger.ts';
import { licenseOf } from './license.ts';
import type { HtmlContext } from './notes.ts';
import { noteSettings } from './settings.ts';

const known = [
  ...[
    'youtube',
    'youtube_id_1_0',
    'youtube_id_0_75',
    'youtube_id_1_25',
    'youtube_id_1_5',
    'sub',
    'transcripts',
    'html5_sources',
  ],
  ...[
    'download_video',
    'download_track',
    'edx_video_id',
    'show_captions',
    'from',
    'start_time',
    'end_time',
    'to',
    'track',
    'handout',
    'license',
  ],
  ...['transcript_language', 'client_video_id', 'only_on_web', 'thumbnail'],
];

const list = (json: string | undefined): unknown[] => {
  try {
    const value: unknown = JSON.parse(json ?? '[]');
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
};
const record = (json: string | undefined): [string, string][] => {
  try {
    const value: unknown = JSON.parse(json ?? '{}');
    return Object.entries(value ?? {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    );
  } catch {
    return [];
  }
};

/** `1.00:abc,0.75:def`: the id at normal speed. */
const idAtSpeed = (youtube: string | undefined): string | undefined =>
  /(?:^|,)\s*1(?:\.0+)?:([\w-]+)/.exec(youtube ?? '')?.[1];

function youtubeId(block: OlxBlock): string | null {
  const encoded = descendants(block.element).find(
    ({ name, attributes }) => name === 'encoded_video' && attributes.profile === 'youtube',
  );
  const id =
    block.attributes.youtube_id_1_0 || idAtSpeed(block.attributes.youtube) || encoded?.attributes.url;
  return id && /^[\w-]{11}$/.test(id) ? id : null;
}

/** Addresses of the film: those that every browser plays first, of them the finest. */
function sourcesOf(block: OlxBlock): string[] {
  const encoded = descendants(block.element)
    .filter(({ name, attributes }) => name === 'encoded_video' && attributes.profile !== 'audio_mp3')
    .toSorted((a, b) => Number(b.attributes.bitrate) - Number(a.attributes.bitrate))
    .map(({ attributes }) => attributes.url ?? '');
  const named = [
    ...list(block.attributes.html5_sources).map(String),
    ...childrenNamed(block.element, 'source').map(({ attributes }) => attributes.src ?? ''),
    block.attributes.source ?? '',
    ...encoded,
  ];
  const rank = (url: string) => (/\.mp4(?:$|\?)/.test(url) ? 0 : /\.webm(?:$|\?)/.test(url) ? 1 : 2);
  return [...new Set(named.filter(Boolean))].toSorted((a, b) => rank(a) - rank(b));
}

interface CaptionFile {
  language: string;
  names: string[];
}

function captionFiles(block: OlxBlock, courseLanguage: string): CaptionFile[] {
  const { sub, transcripts, edx_video_id: id } = block.attributes;
  const inElements = childrenNamed(block.element, 'transcript').map((one): [string, string] => [
    one.attributes.language ?? courseLanguage,
    one.attributes.src ?? '',
  ]);
  const inAsset = descendants(block.element)
    .filter((one: XmlElement) => one.name === 'transcript' && one.attributes.language_code)
    .map((one): [string, string] => [
      one.attributes.language_code ?? '',
      `${id}-${one.attributes.language_code}.srt`,
    ]);
  const files = new Map<string, string[]>();
  for (const [language, name] of [...record(transcripts), ...inElements, ...inAsset]) {
    if (name) files.set(language, [...(files.get(language) ?? []), name]);
  }
  const youtube = youtubeId(block);
  for (const name of [sub, youtube]) {
    if (!name) continue;
    const old = [`subs_${name}.srt.sjson`, `subs_${name}.srt`, `${name}.srt`];
    files.set(courseLanguage, [
      ...(files.get(courseLanguage) ?? []),
      ...(name === sub ? old : old.slice(0, 1)),
    ]);
  }
  const stem = sub || youtube;
  return [...files].map(([language, names]) => ({
    language,
    names: [...new Set([...names, ...(stem ? [`${language}_subs_${stem}.srt.sjson`] : [])])],
  }));
}

/** Tracks as leaves, and the files they name. */
function tracksOf(
  block: OlxBlock,
  item: OpenItem,
  unit: UnitContext,
): { leaf: LeafDirective; path: string; label: string }[] {
  return captionFiles(block, unit.course.language).flatMap(({ language, names }) => {
    const found = names
      .map((name) => ({ name, text: unit.course.staticText(name) }))
      .find(({ text }) => text !== null);
    const webvtt = found?.text ? toWebvtt(found.name, found.text) : null;
    if (!webvtt) {
      // A film's id alone promises no captions.
      if (!names.every((name) => /^(?:\w+_)?subs_/.test(name)) || block.attributes.sub)
        item.note('captions', names.join(', '));
      return [];
    }
    const path = unit.course.keep(
      `assets/captions/${posix.basename(found?.name ?? '').replace(/\.[\w.]+$/, '')}.${language}.vtt`,
      webvtt,
    );
    const label = languageName(language);
    const attributes = {
      src: posix.relative(posix.dirname(unit.file), path),
      lang: language,
      label,
      kind: 'captions',
    };
    return [
      {
        leaf: { type: 'leafDirective', name: 'track', attributes, children: [] },
        path: attributes.src,
        label,
      },
    ];
  });
}

function durationOf(block: OlxBlock): string | null {
  const asset = childrenNamed(block.element, 'video_asset')[0];
  const seconds = Math.round(Number(asset?.attributes.duration));
  if (!(seconds > 0)) return null;
  const minutes = Math.floor(seconds / 60);
  return `PT${minutes > 0 ? `${minutes}M` : ''}${seconds % 60 > 0 ? `${seconds % 60}S` : ''}`;
}

export function translateVideo(block: OlxBlock, item: OpenItem, unit: UnitContext): RootContent[] {
  const html = htmlContext(unit, item.note);
  noteSettings(block.attributes, known, item.note);
  const { start_time: from, end_time: to } = block.attributes;
  if (isSet(from) || isSet(to)) item.note('film-part', `${from ?? ''}–${to ?? ''}`);
  const key = unit.course.activityKey(block.id);
  const tracks = tracksOf(block, item, unit);
  item.place(activityTarget(unit, key));
  const youtube = youtubeId(block);
  const sources = sourcesOf(block);
  const here = sources
    .map((url) => html.links.file(url, () => {}))
    .find((url) => url && !/^https?:/.test(url));
  const outside = sources.map((url) => youtubeOf(url)).find(Boolean);
  const id = youtube ?? outside;
  const elsewhere = id || here ? null : sources.map(atAddress).find((url) => url !== null);
  if (elsewhere) item.note('film-elsewhere', elsewhere);
  const src = id ? `https://www.youtube.com/watch?v=${id}` : (here ?? elsewhere);
  if (!src) return [linked(block, key, sources, tracks, item, unit)];
  const download = block.attributes.download_video === 'true' && src === here ? '' : null;
  const attributes = { id: key, title: block.title || null, src, duration: durationOf(block), download };
  const content = [...tracks.map(({ leaf }) => leaf), ...handout(block, html), ...ownLicense(block, item)];
  return [directive('video', attributes, content)];
}

/** A film may be under another license than its course. */
function ownLicense({ attributes }: OlxBlock, item: OpenItem): RootContent[] {
  const words = (attributes.license ?? '').replaceAll('"', '').trim();
  if (words === '' || words === 'null') return [];
  const license = licenseOf(words);
  if (!license) item.note('settings', 'license');
  return license ? [creditNode({ license })] : [];
}

/** Players of pages that came by https asked for files by https too, whatever the address said. */
const atAddress = (url: string): string | null =>
  readMediaAddress(url.trim().replace(/^(?:http:)?\/\//i, 'https://'));

const isSet = (time: string | undefined) =>
  time !== undefined && !/^"?(?:0+(?::00)*(?:\.0+)?|None|null|)"?$/.test(time);

/** A file that went with the film. */
function handout(block: OlxBlock, html: HtmlContext): RootContent[] {
  const address = block.attributes.handout ?? childrenNamed(block.element, 'handout')[0]?.attributes.src;
  const name = address
    ?.split('/')
    .at(-1)
    ?.replace(/^.*block@/, '');
  return address && name
    ? htmlToBlocks(
        `<p><a href="${address.replaceAll('"', '')}">${name.replaceAll('<', '&lt;')}</a></p>`,
        html,
      )
    : [];
}

/** What cannot be played here can be opened there. */
function linked(
  block: OlxBlock,
  key: string,
  sources: string[],
  tracks: { path: string; label: string }[],
  item: OpenItem,
  unit: UnitContext,
): RootContent {
  item.note('film-address', sources[0] ?? '');
  const web = sources.filter((url) => /^https?:\/\//.test(url)).slice(0, 1);
  const link = (url: string, text: string): RootContent => ({
    type: 'paragraph',
    children: [{ type: 'link', url, children: [{ type: 'text', value: text }] }],
  });
  const name = (url: string) => decodeURIComponent(url.split(/[?#]/)[0]?.split('/').at(-1) ?? url);
  const links = [
    ...web.map((url) => link(url, block.title || name(url))),
    ...tracks.map(({ path, label }) => link(path, `${label} (WebVTT)`)),
  ];
  return placeholder(unit, block, key, 'video', [...links, ...handout(block, htmlContext(unit, item.note))]);
}
