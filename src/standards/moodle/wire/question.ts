/**
 * Terms: a question of Moodle in one shape, whether it stands in a file of questions (Moodle XML) or in the tables of a
 * backup. Names are Moodle's own.
 */
import { declareRefusals } from '#platform/refusal.ts';

export const moodleRefusals = declareRefusals({
  'moodle-broken': 'invalid',
  'moodle-empty': 'invalid',
  'moodle-too-much-text': 'too-large',
});

export type MoodleFormat = 'moodle' | 'html' | 'plain' | 'markdown';

export interface MoodleText {
  format: MoodleFormat;
  text: string;
}

export interface MoodleAnswer {
  text: MoodleText;
  /** 0 to 1; below zero it costs. */
  fraction: number;
  feedback: MoodleText;
  tolerance: string;
  tolerancetype: string;
}

export interface MoodleQuestion {
  source: string;
  type: string;
  /** Number in its site, and the one that a teacher gave it. */
  id: string;
  idnumber: string;
  name: string;
  questiontext: MoodleText;
  generalfeedback: MoodleText;
  defaultgrade: number;
  penalty: number;
  hints: MoodleText[];
  tags: string[];
  answers: MoodleAnswer[];
  /** Feedback on the whole answer, graderinfo and responsetemplate, by name. */
  texts: Readonly<Record<string, MoodleText>>;
  /** `single`, `usecase`, `shuffleanswers` … */
  settings: Readonly<Record<string, string>>;
  /** Rows of a matching question. */
  subquestions: { text: MoodleText; answer: MoodleText }[];
  units: { name: string; multiplier: number }[];
  datasets: { name: string; minimum: number; maximum: number; decimals: number }[];
  /** Words to put into gaps, in the order of their numbers. */
  choices: MoodleText[];
  /** As it was written. */
  xml: string;
  /** Path in the course source of a file that its texts name. */
  asset(name: string): string | null;
}

const formats: Record<string, MoodleFormat> = {
  '0': 'moodle',
  '1': 'html',
  '2': 'plain',
  '4': 'markdown',
  html: 'html',
  markdown: 'markdown',
  moodle_auto_format: 'moodle',
  plain_text: 'plain',
};

export const formatOf = (name: string | undefined): MoodleFormat =>
  (Object.hasOwn(formats, name ?? '') ? formats[name ?? ''] : undefined) ?? 'html';

export const noText: MoodleText = { format: 'html', text: '' };
