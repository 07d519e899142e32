/** Shapes of content: problems of a source, the outline and the release. Browser-safe. */
import { declareRefusals } from '#platform/refusal.ts';
import type { Activity, ActivityDates, Exam, LatePolicy } from './contract.ts';

/** A mistake in a course source: where, what, and how to mend it. */
export interface SourceProblem {
  file: string;
  line: number | null;
  column: number | null;
  severity: 'error' | 'warning';
  /** Stable code: `unknown-attribute`, `dangling-link`. */
  code: string;
  message: string;
  remedy: string;
}

export interface License {
  /** SPDX id, or `all-rights-reserved`. */
  id: string;
  title?: string;
  author?: string;
  source?: string;
  /** What was changed of the work. */
  changes?: string;
}

/** A course that this one was made of. */
export interface ParentCourse extends License {
  title: string;
  /** Its release: a number or a name. */
  release?: string;
  /** Of this site: `org/key`. */
  course?: string;
}

export interface StaffMember {
  name: string;
  title?: string;
  bio?: string;
  picture?: string;
}

export interface GradingCategory {
  key: string;
  title: string;
  /** Per cent; the weights of the categories that have assignments are scaled to 100. */
  weight: number;
  /** How many of the lowest assignments do not count. */
  drop: number;
  /** How many of the highest do not. */
  dropHighest?: number;
  /** Comes on top: its weight lifts the total and takes nothing from the other categories. */
  extra?: boolean;
  /** Per cent that must be reached here, besides the pass mark of the course. */
  pass?: number;
}

export type CountingAttempt = 'best' | 'last' | 'first' | 'average';

export interface GradingPolicy {
  /** Per cent; null: nobody passes or fails. */
  pass: number | null;
  /** Lower bounds in per cent, highest first. */
  letters: { letter: string; from: number }[];
  /** Which attempt counts; of `average`, the mean of all. */
  counts: CountingAttempt;
  categories: GradingCategory[];
  /** Decimals to which the total is rounded, half up, before letters and pass mark; absent: never. */
  rounding?: number;
  /** What being late costs; absent: nothing. */
  late?: LatePolicy;
}

export interface CourseInfo {
  key: string;
  title: string;
  summary: string;
  language: string;
  subject: string | null;
  level: 'introductory' | 'intermediate' | 'advanced' | null;
  pace: 'self' | 'scheduled';
  effort: string | null;
  /** Address of the picture, where there is one. */
  cover: string | null;
  license: License;
  /** What it was made of, the newest last. */
  basedOn?: ParentCourse[];
  staff: StaffMember[];
  /** Sanitized HTML of about.md. */
  about: string;
  /** All it can be read in, its own first; absent: that one only. */
  languages?: string[];
}

/** What the course itself says in another language, as far as it was translated. */
export interface CourseTexts {
  title?: string;
  summary?: string;
  effort?: string;
  /** Titles by key. */
  sections?: Record<string, string>;
  categories?: Record<string, string>;
  /** By name. */
  staff?: Record<string, Pick<StaffMember, 'title' | 'bio'>>;
  /** Sanitized HTML. */
  about?: string;
}

/** Activities of which each learner meets `draw`; `drawnFor` says which. */
export interface Pool {
  key: string;
  draw: number;
  activities: string[];
}

export interface OutlineUnit {
  kind: 'unit';
  key: string;
  title: string;
  /** The category it is an assignment of. */
  category: string | null;
  /** Activities in it that give points or can be handed in; those of its pools too. */
  activities: string[];
  pools?: Pool[];
  /** Of all activities in it that say nothing else. */
  dates?: ActivityDates;
}

export interface OutlineSection {
  kind: 'section';
  key: string;
  title: string;
  category: string | null;
  children: (OutlineSection | OutlineUnit)[];
  dates?: ActivityDates;
}

/** A stretch of prose or one activity, in the order of the page. */
export type Block = { kind: 'html'; html: string } | { kind: 'activity'; key: string };

export interface Unit {
  key: string;
  title: string;
  /** Sections above it, outermost first. */
  path: { key: string; title: string }[];
  blocks: Block[];
  /** Where it differs from the course's. */
  license: License | null;
  /** Whose its blocks are, as far as they say so. */
  credits?: License[];
  /** Headings with ids, for the page's own table of contents. */
  headings: { id: string; text: string; level: number }[];
  /** Plain text, for search. */
  text: string;
  /** Words of prose; reading time follows from it. */
  words: number;
  /** Path of its file in the source. */
  file: string;
  hasMath: boolean;
  /** Its questions are an exam: shown and answered in a sitting only. */
  exam?: Exam;
  /** Of its texts, where the course is read in another one (`inLanguage`). */
  language?: string;
  /** The original has changed since. */
  stale?: true;
}

/** A unit in another language of the course. */
export interface UnitVariant
  extends Pick<
    Unit,
    'key' | 'title' | 'blocks' | 'headings' | 'text' | 'words' | 'file' | 'hasMath' | 'stale'
  > {
  language: string;
  /** Those whose translation fits; the others are read as they are in the original. */
  activities: Activity[];
}

/** An asset of the release: its address is `/assets/<sha256>/<name>`. */
export interface Asset {
  path: string;
  sha256: string;
  size: number;
  type: string;
}

/** One immutable published version; `id` is the hash of everything in it. */
export interface Release {
  id: string;
  course: CourseInfo;
  grading: GradingPolicy;
  outline: OutlineSection[];
  /** Units in reading order. */
  units: Unit[];
  activities: Activity[];
  assets: Asset[];
  /** By language, in reading order; absent: it is written in one. */
  variants?: UnitVariant[];
  /** By language. */
  translations?: Record<string, CourseTexts>;
}

/** A file of a source: which bytes, and how many. */
export interface FileFacts {
  sha256: string;
  size: number;
}

/** Path to what stands there. */
export type FileTree = ReadonlyMap<string, FileFacts>;

/** What the authors of a course are working on. */
export interface Draft {
  courseId: string;
  /** How often it was saved; an edit says which revision it began with. */
  revision: number;
  updatedAt: Date;
  updatedBy: string;
  files: FileTree;
}

/** A draft without its files, beside what was released of it. */
export interface DraftState extends Omit<Draft, 'files'> {
  /** The revision that learners see; null: none, or nobody knows. */
  releasedRevision: number | null;
}

/** By path; null: there is no such file. */
export type DraftChanges = Record<string, { before: FileFacts | null; after: FileFacts | null }>;

/** That something in a draft is a copy of what a release of another course holds. */
export interface SourceOrigin {
  /** The file that says so. */
  path: string;
  kind: 'course' | 'unit' | 'block';
  /** Of the copy; of a whole course, ''. */
  key: string;
  /** The course as `org/key`, what in it, and the number of the release that was taken last. */
  from: { course: string; key: string; release: number };
}

/** What the authors of a course may not change, since another course decides it. */
export interface DraftLock {
  /** That course, as `org/key`. */
  holder: string;
  /** `all`, `outline`, `grading`, `dates`, or `unit:<path>`. */
  parts: string[];
}

/** The door through which an edit came. */
export type Origin = 'browser' | 'api' | 'git' | 'import';

/** One saving of a draft. */
export interface Revision {
  courseId: string;
  /** From 1. */
  number: number;
  changes: DraftChanges;
  note: string;
  origin: Origin;
  createdAt: Date;
  createdBy: string;
  /** Who wrote it together with them. */
  alsoBy: string[];
}

/** A file that two people changed in ways that do not go together; null: the file is missing there, or is no text. */
export interface DraftConflict {
  path: string;
  base: string | null;
  mine: string | null;
  theirs: string | null;
  /** The stretches that clash; none where one side removed the file or it is no text. */
  clashes: { base: string; mine: string; theirs: string }[];
}

/** That a course published a release; numbered from 1 within the course. */
export interface Publication {
  courseId: string;
  number: number;
  releaseId: string;
  /** Of the draft it was made of, where it was made of one. */
  revision: number | null;
  notes: string;
  createdAt: Date;
  /** The person's id, or the name of the part of the program. */
  createdBy: string;
}

/** A unit found by its words. */
export interface UnitHit {
  unitKey: string;
  title: string;
  /** Escaped HTML; the words found stand in `mark`. */
  snippet: string;
}

/** What came of an import: how much was taken over, and what was not. The importer knows the shape of `report`. */
export interface ImportReport {
  id: string;
  courseId: string;
  format: string;
  fileName: string;
  report: unknown;
  createdAt: Date;
  createdBy: string;
}

export const refusals = declareRefusals({
  'release-not-found': 'missing',
  'draft-not-found': 'missing',
  'revision-not-found': 'missing',
  'asset-not-found': 'missing',
  'import-report-not-found': 'missing',
  'bad-source-path': 'invalid',
  'draft-locked': 'conflict',
});
