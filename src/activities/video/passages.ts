/** Cues to passages that read like a text: a new one where another speaks, after a pause, or at a sentence's end. */
import type { Cue } from '#lib/captions.ts';
import type { Passage } from './settings.ts';

/** Seconds of silence that begin a new passage. */
const pause = 3;
/** Characters after which a passage ends with its sentence; twice as many end it anyway. */
const enough = 400;

const endsSentence = (text: string) => /[.!?…。！？؟।]["'”’»)\]]*$/u.test(text);

export function toPassages(cues: readonly Cue[]): Passage[] {
  const passages: Passage[] = [];
  let [length, voice]: [number, string | null] = [0, null];
  for (const { start, end, text, speaker } of cues) {
    if (text === '') continue;
    const open = passages.at(-1);
    const last = open?.cues.at(-1);
    const full = length >= 2 * enough || (length >= enough && endsSentence(last?.text ?? ''));
    const breaks = !last || full || start - last.end >= pause || (speaker !== null && speaker !== voice);
    if (breaks) {
      passages.push({ speaker: speaker === voice ? null : speaker, cues: [{ start, end, text }] });
      length = 0;
    } else open?.cues.push({ start, end, text });
    length += text.length + 1;
    voice = speaker ?? voice;
  }
  return passages;
}
