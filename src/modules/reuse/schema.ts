/** Shapes of what courses take from each other. Browser-safe. */
import { declareRefusals } from '#platform/refusal.ts';

export const refusals = declareRefusals({
  'shared-block-not-found': 'missing',
  'update-not-found': 'missing',
  'update-clashes': 'conflict',
  'updates-moved-on': 'conflict',
  'taken-license-does-not-fit': 'invalid',
  'not-a-child': 'missing',
  'blueprint-of-itself': 'invalid',
  'child-has-blueprint': 'conflict',
});

/** A block of a release that others can take: it has a key. */
export interface SharedBlock {
  key: string;
  /** Name of its directive: `choice`, `figure`, `note`. */
  kind: string;
  title: string;
  unit: { key: string; title: string };
  file: string;
  /** Where it stands in its file. */
  from: number;
  to: number;
  text: string;
}

export interface SharedUnit {
  key: string;
  title: string;
  file: string;
  text: string;
}

/** What an update does to one file of the draft. */
export type FileOutcome =
  /** `content` null: the file goes. */
  | { kind: 'taken'; content: string | { sha256: string; size: number } | null }
  | { kind: 'clash'; parts: (string | Clash)[] }
  /** No text, or one side took the file away: one of the two stays as a whole. */
  | { kind: 'whole'; theirs: string | { sha256: string; size: number } | null };

export interface Clash {
  base: string;
  mine: string;
  theirs: string;
}

export interface FileUpdate {
  path: string;
  /** Before and after, as the release has them; null: no such file, or no text. */
  before: string | null;
  after: string | null;
  outcome: FileOutcome;
}

/** What has changed, since it was taken, in what a course took from another one. */
export interface Update {
  /** `course`, `unit:<key>` or `block:<key>`; of the copy. */
  id: string;
  kind: 'course' | 'unit' | 'block';
  title: string;
  /** File of the copy. */
  path: string;
  from: {
    id: string;
    /** `org/key`, and the part of it. */
    course: string;
    key: string;
    title: string;
    kind: 'course' | 'library';
    release: number;
    newest: number;
  };
  /** The newest release has it no more. */
  gone: boolean;
  files: FileUpdate[];
  clashes: number;
}

export const choices = ['mine', 'theirs', 'both'] as const;
export type Choice = (typeof choices)[number];

/**
 * `take`: merged with one's own changes; `keep`: this release is passed over, one's own text stays; `own`: it is a copy
 * no more, and nothing is offered again.
 */
export const ways = ['take', 'keep', 'own'] as const;
export type Way = (typeof ways)[number];

export interface Wish {
  id: string;
  /** The release that was shown. */
  release: number;
  way: Way;
  /** One for each clash, in order. */
  choices: readonly Choice[];
}

/**
 * How far a release of a blueprint goes by itself. `offer`: the authors of a child are asked; `draft`: it is put into
 * their draft where nothing clashes; `release`: and released, where nothing else of theirs waits for it.
 */
export const pushes = ['offer', 'draft', 'release'] as const;
export type Push = (typeof pushes)[number];

export interface BlueprintSettings {
  push: Push;
  /** What its children may not change: `all`, `outline`, `grading`, `dates`, `unit:<path>`. */
  locked: string[];
}

export interface Blueprint extends BlueprintSettings {
  courseId: string;
}

export interface Child {
  courseId: string;
  blueprintId: string;
}
