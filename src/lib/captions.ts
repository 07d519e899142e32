/**
 * Terms: a *cue* is a piece of text with the time it is shown; *captions* are a file of cues in WebVTT or SubRip
 * (`.srt`). WebVTT is read by the W3C's own parser; SubRip becomes WebVTT first.
 */
import webvtt from 'webvtt-parser';

export interface Cue {
  /** Seconds. */
  start: number;
  end: number;
  /** Who speaks, from `<v Name>`. */
  speaker: string | null;
  /** Plain text without markup; one space for a line break. */
  text: string;
}

export interface Captions {
  cues: Cue[];
  /** What the file says wrongly; its cues are kept where they can be. */
  mistakes: { line: number; message: string }[];
}

/** SubRip writes a comma before the milliseconds and numbers its cues. */
export function webvttFromSubrip(text: string): string {
  const body = text
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/^(\d+:\d\d:\d\d)[,.](\d{3}) *--> *(\d+:\d\d:\d\d)[,.](\d{3}).*$/gm, '$1.$2 --> $3.$4')
    .replace(/<\/?font[^>]*>|\{\\an?\d\}/gi, '');
  return `WEBVTT\n\n${body.trim()}\n`;
}

/** Those that captions use; numbers (`&#233;`) are read by the parser itself. */
const entities = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&nbsp;': '\u00a0',
  '&lrm;': '\u200e',
  '&rlm;': '\u200f',
};

type CueNode = webvtt.CueNode;

function plainText(nodes: CueNode[] = []): string {
  return nodes
    .map((node) => {
      if (node.type === 'text') return node.value;
      if (node.type === 'timestamp') return '';
      return node.name === 'rt' ? ` (${plainText(node.children)})` : plainText(node.children);
    })
    .join('');
}

const speakerOf = (nodes: CueNode[] = []): string | null => {
  for (const node of nodes) {
    if (node.type !== 'object') continue;
    const name = node.name === 'v' ? node.value?.trim() : speakerOf(node.children);
    if (name) return name;
  }
  return null;
};

/** Cues in the order of time. Never throws: markup nested without sense is a mistake of the file. */
export function readCaptions(text: string): Captions {
  const source = /^\ufeff?WEBVTT/.test(text) ? text : webvttFromSubrip(text);
  try {
    const { cues, errors } = new webvtt.WebVTTParser(entities).parse(source, 'subtitles');
    return {
      cues: cues.map(({ startTime, endTime, tree }) => ({
        start: startTime,
        end: endTime,
        speaker: speakerOf(tree?.children),
        text: plainText(tree?.children).replace(/\s+/g, ' ').trim(),
      })),
      mistakes: errors.map(({ line, message }) => ({ line, message })),
    };
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    return { cues: [], mistakes: [{ line: 1, message: 'Tags are nested too deeply.' }] };
  }
}
