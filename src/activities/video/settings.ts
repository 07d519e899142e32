/**
 * Terms: a *track* is a caption file that goes with the film; a *transcript* is its cues as a text to read, grouped
 * into *passages*; an *external* film is at a site with a player of its own and is loaded only when asked for; one *at
 * another address* is a file that our player takes from there.
 */
import { type Static, Type } from 'typebox';

const text = Type.String();
const optional = Type.Union([Type.String(), Type.Null()]);

const cue = Type.Object({ start: Type.Number(), end: Type.Number(), text });
const passage = Type.Object({ speaker: optional, cues: Type.Array(cue) });

export const trackKinds = ['captions', 'subtitles', 'descriptions', 'chapters'] as const;

export const videoSettings = Type.Object({
  film: Type.Union([
    Type.Object({ at: Type.Enum(['here', 'address']), src: text }),
    Type.Object({
      at: Type.Enum(['youtube', 'vimeo']),
      /** The page that shows it. */
      page: text,
      /** The frame that plays it, without cookies where the site offers that. */
      frame: text,
    }),
  ]),
  poster: optional,
  /** Seconds. */
  duration: Type.Union([Type.Number(), Type.Null()]),
  download: Type.Boolean(),
  tracks: Type.Array(Type.Object({ src: text, lang: text, label: text, kind: Type.Enum(trackKinds) })),
  transcripts: Type.Array(
    Type.Object({ lang: text, label: text, kind: Type.Enum(trackKinds), passages: Type.Array(passage) }),
  ),
  chapters: Type.Array(Type.Object({ start: Type.Number(), title: text })),
  /** Sanitized HTML, shown where the film cannot be played. */
  description: text,
});
export type VideoSettings = Static<typeof videoSettings>;
export type Transcript = VideoSettings['transcripts'][number];
export type Passage = Static<typeof passage>;
