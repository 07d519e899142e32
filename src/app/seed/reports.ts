/** What the seeded learners wrote about their shadow sticks, and what came of it. Invented. */

export interface Report {
  /** Line by line, as comments are pinned to lines. */
  lines: readonly string[];
  /** Levels of the rubric, in the order of its criteria; fewer: the marker has not come further. */
  levels?: readonly string[];
  comment?: string;
  pins?: readonly { line: number; text: string }[];
  state: 'to-mark' | 'draft' | 'held' | 'released';
}

const careful = [
  'I stood on the flat roof of our house on Saturday 14 March, with a broom stick held upright by a plumb line of thread and a nut.',
  'From 11:40 to 12:45 I marked the tip of the shadow every five minutes with chalk. The shortest shadow was at 12:15: 71.2 cm. The stick is 119.5 cm long.',
  'The height of the Sun is arctan(119.5 / 71.2) = 59.2°. Its declination that day was 2.6° south.',
  'Latitude = 90° − 59.2° − 2.6° = 28.2° north. The map says 28.6°.',
  'The tip of the shadow is blurred over about 1 cm. One centimetre is 0.5° here, so I expected to be off by half a degree, and I was.',
];
const short = [
  'I measured the shadow of a stick in the park at noon. It was 80 cm and the stick was 1 m.',
  'So the Sun stood at 51 degrees and I am at 39 degrees north.',
  'It could be a little wrong because the ground was not quite level and I may have missed the exact moment of noon.',
];
const lost = [
  'Place: the school yard. Date: 20 March. Stick: a ruler of 100 cm, checked with a spirit level on two sides.',
  'Shadow at 12:10: 118.0 cm, at 12:15: 117.5 cm, at 12:20: 117.6 cm, at 12:25: 118.2 cm.',
  'tan h = 100 / 117.5, so h = 40.4°. On 20 March the declination is nearly zero.',
  'Latitude = 40.4°. This is strange, because the map says 49.7°.',
];

export const halfwayReport: Report = {
  lines: lost,
  levels: ['complete', 'mistake', 'silent'],
  comment:
    'A beautiful piece of measuring: four readings on both sides of noon, and a stick that really stands upright.\n\nOne step went wrong after it. You found yourself that something is strange, and that is the best sign of all: follow it.',
  pins: [
    { line: 2, text: 'Four readings around the shortest one. This is how it is done.' },
    {
      line: 4,
      text: 'This is the height of the Sun, not your latitude. At equinox, what is left to 90° is the latitude: 49.6°.',
    },
  ],
  state: 'released',
};
export const halfwayQuestion =
  'Thank you! I see it now: 90° − 40.4° = 49.6°. I do say in the last line that the map disagrees. Is that not a word about how far off it is?';
export const answerToHalfway = 'Is your ruler one metre long from the ground, or from its foot?';

/** By the order of the class. */
export const classReports: readonly Report[] = [
  {
    lines: careful,
    levels: ['complete', 'right', 'estimate'],
    comment: 'Nothing to add. I would trust you with a ship.',
    state: 'released',
  },
  {
    lines: short,
    levels: ['part', 'steps', 'guess'],
    comment: 'The result may well be right, but nobody can check it. Where, when, and which declination?',
    pins: [{ line: 1, text: 'Which park, which day? And how did you know that it was noon?' }],
    state: 'held',
  },
  { lines: careful, levels: ['complete', 'right', 'estimate'], comment: 'Very well done.', state: 'held' },
  { lines: lost, levels: ['complete'], state: 'draft' },
  { lines: short, state: 'to-mark' },
  { lines: careful, state: 'to-mark' },
  { lines: lost, state: 'to-mark' },
  { lines: short, state: 'to-mark' },
];
