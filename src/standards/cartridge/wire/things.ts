/**
 * What a Common Cartridge may hold, and what Canvas adds to it. Terms: a *thing* is a resource that people meet: a
 * page, an assignment, a quiz, a topic to discuss, a link, a tool of another site, a file.
 */
import type { Assessment } from '../../assessments.ts';

interface Common {
  id: string;
  /** The file that it is read from. */
  source: string;
  title: string;
  /** Learners did not see it. */
  hidden: boolean;
}

export interface Page extends Common {
  kind: 'page';
  html: string;
  /** Canvas links pages by this name. */
  slug: string;
  frontPage: boolean;
}

export interface Assignment extends Common {
  kind: 'assignment';
  html: string;
  points: number | null;
  /** `online_upload`, `online_text_entry` and so on. */
  formats: string[];
  /** Endings of files that are taken. */
  extensions: string[];
  group: string | null;
  rubric: string | null;
  reviews: number;
  inGroups: boolean;
  dates: string[];
}

export interface Quiz extends Common {
  kind: 'quiz';
  html: string;
  /** Null: the file of its questions is missing or broken. */
  assessment: Assessment | null;
  minutes: number | null;
  attempts: number | null;
  shuffle: boolean;
  group: string | null;
  /** Questions that no quiz asks by itself. */
  bank: boolean;
  /** Answers count: it is no survey and no practice. */
  graded: boolean;
  dates: string[];
  settings: string[];
}

export interface Topic extends Common {
  kind: 'discussion' | 'announcement';
  html: string;
  attachments: string[];
}

export interface WebLink extends Common {
  kind: 'link' | 'tool';
  url: string;
}

export interface PackageFile extends Common {
  kind: 'file';
  path: string;
}

/** Of a type that nobody here knows. */
export interface Unknown extends Common {
  kind: 'unknown';
  type: string;
}

export type Thing = Page | Assignment | Quiz | Topic | WebLink | PackageFile | Unknown;

export interface Node {
  id: string;
  title: string;
  hidden: boolean;
  /** Null: a heading, or a folder of what is in it. */
  thing: Thing | null;
  nodes: Node[];
}

export interface AssignmentGroup {
  id: string;
  title: string;
  /** Per cent; 0: groups have no weight. */
  weight: number;
  dropLowest: number;
  dropHighest: number;
}

export interface Criterion {
  title: string;
  text: string;
  points: number;
  ratings: { title: string; text: string; points: number }[];
}

export interface Cartridge {
  title: string;
  code: string;
  language: string | null;
  description: string;
  rights: string;
  version: string;
  isCanvas: boolean;
  things: Thing[];
  outline: Node[];
  groups: AssignmentGroup[];
  rubrics: ReadonlyMap<string, { title: string; criteria: Criterion[] }>;
  /** Letter and lower bound in per cent. */
  letters: [string, number][];
  syllabus: string | null;
  /** Files that describe the course, and what of them is not taken over. */
  settings: { path: string; kind: 'settings' | 'course' | 'grading' | 'outline' | 'rubrics'; left: string }[];
  /** Files that are a part of some thing. */
  parts: ReadonlySet<string>;
}
