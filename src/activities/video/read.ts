import type { RootContent } from 'mdast';
import type { LeafDirective } from 'mdast-util-directive';
import { Temporal } from 'temporal-polyfill';
import { readFlag, takeLeaves } from '#activities/source.ts';
import { type Cue, readCaptions } from '#lib/captions.ts';
import { readMediaAddress } from '#lib/media-address.ts';
import type { ActivitySource } from '#modules/content/contract.ts';
import { readExternal } from './external.ts';
import { toPassages } from './passages.ts';
import { trackKinds, type VideoSettings } from './settings.ts';

interface ReadTrack {
  track: VideoSettings['tracks'][number];
  cues: Cue[];
}

function readFilm(source: ActivitySource): VideoSettings['film'] {
  const { src = '' } = source.attributes;
  if (src === '') source.problem('The film is not named.', 'Add `src=../assets/film.mp4`.');
  if (!/^[a-z]+:/i.test(src)) return { at: 'here', src: src && source.asset(src) };
  const external = readExternal(src);
  if (external) return external;
  const address = readMediaAddress(src);
  if (address) return { at: 'address', src: address };
  const remedy =
    'Put the film into assets/, or link by https to its page at YouTube or Vimeo, or to an .mp4 or .webm file.';
  source.problem(`"${src}" is not a film that can be shown.`, remedy);
  return { at: 'here', src: '' };
}

function readDuration(source: ActivitySource): number | null {
  const { duration } = source.attributes;
  if (duration === undefined) return null;
  try {
    return Temporal.Duration.from(duration).total('seconds');
  } catch {
    source.problem(`The duration is "${duration}".`, 'Write it as PT2M10S (ISO 8601).');
    return null;
  }
}

const isLanguage = (tag: string): boolean => {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
};

function readTrack(source: ActivitySource, leaf: LeafDirective): ReadTrack[] {
  const { src, lang, label, kind = 'captions' } = leaf.attributes ?? {};
  const known = trackKinds.find((one) => one === kind);
  if (!src || !lang || !isLanguage(lang) || !known) {
    const remedy = `Write ::track{src=film.en.vtt lang=en label=English kind=captions}; kinds: ${trackKinds.join(', ')}.`;
    source.problem('A track lacks its file, its language or a known kind.', remedy, leaf);
    return [];
  }
  if (/\.srt$/i.test(src)) {
    const remedy =
      'Browsers show WebVTT: put "WEBVTT" and an empty line on top, write points in the times, name it .vtt.';
    source.problem(`${src} is SubRip.`, remedy, leaf);
    return [];
  }
  const file = source.assetText(src, leaf);
  if (file === null) return [];
  const { cues, mistakes } = readCaptions(file);
  if (cues.length === 0) {
    const [first] = mistakes;
    const reason = first ? ` (line ${first.line}: ${first.message})` : '';
    source.problem(`${src} holds no captions${reason}.`, 'Save it as WebVTT, in UTF-8.', leaf);
    return [];
  }
  return [{ track: { src: source.asset(src, leaf), lang, label: label || lang, kind: known }, cues }];
}

export function readVideo(source: ActivitySource): { settings: VideoSettings; prompt: RootContent[] } {
  const { leaves, rest } = takeLeaves(source, 'track', ['src', 'lang', 'label', 'kind']);
  const read = leaves.flatMap((leaf) => readTrack(source, leaf));
  const { poster } = source.attributes;
  const settings: VideoSettings = {
    film: readFilm(source),
    poster: poster ? source.asset(poster) : null,
    duration: readDuration(source),
    download: readFlag(source, 'download'),
    tracks: read.map(({ track }) => track),
    transcripts: read
      .filter(({ track }) => track.kind !== 'chapters')
      .map(({ track: { lang, label, kind }, cues }) => ({ lang, label, kind, passages: toPassages(cues) })),
    chapters: read
      .filter(({ track }) => track.kind === 'chapters')
      .slice(0, 1)
      .flatMap(({ cues }) => cues.map(({ start, text }) => ({ start, title: text }))),
    description: source.html(rest),
  };
  return { settings, prompt: [] };
}
