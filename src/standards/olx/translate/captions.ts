/** Captions in the three forms that exports hold, as WebVTT. */
import { readCaptions, webvttFromSubrip } from '#lib/captions.ts';

interface Sjson {
  start: number[];
  end: number[];
  text: string[];
}

const isSjson = (value: unknown): value is Sjson => {
  const { start, end, text } = (value ?? {}) as Partial<Sjson>;
  return Array.isArray(start) && Array.isArray(end) && Array.isArray(text);
};

const clock = (milliseconds: number): string =>
  new Date(Math.max(0, Math.min(milliseconds, 359_999_999)))
    .toISOString()
    .slice(11, 23)
    .replace(/^00/, String(Math.floor(milliseconds / 3_600_000)).padStart(2, '0'));

function fromSjson(text: string): string | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isSjson(value)) return null;
  const { start, end, text: lines } = value;
  const cues = lines.flatMap((line, index) => {
    const [from, to] = [Number(start[index]), Number(end[index])];
    // An empty line would end the cue.
    const shown = String(line ?? '')
      .replace(/\n\s*\n/g, '\n')
      .trim();
    return shown && Number.isFinite(from) && to > from ? [`${clock(from)} --> ${clock(to)}\n${shown}`] : [];
  });
  return `WEBVTT\n\n${cues.join('\n\n')}\n`;
}

/** WebVTT of a caption file; null: it holds none that could be shown. */
export function toWebvtt(name: string, text: string): string | null {
  const webvtt = name.endsWith('.sjson')
    ? fromSjson(text)
    : /^\ufeff?WEBVTT/.test(text)
      ? text
      : webvttFromSubrip(text);
  return webvtt && readCaptions(webvtt).cues.length > 0 ? webvtt : null;
}

/** The name of a language in itself: "Deutsch". */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
