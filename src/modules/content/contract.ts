/**
 * What a kind of activity gives to the house. Content compiles with it, attempts scores with it, screens draw with
 * it; none of them knows any kind by name. `src/activities/<type>/` implements it, the roof lists the kinds.
 */
import type { RootContent } from 'mdast';
import type { JSX } from 'solid-js';
import type { TSchema } from 'typebox';
import type { Translate } from '#lib/messages.ts';

/** When the right answer and the solution show. */
export type ShowAnswer = 'never' | 'answered' | 'correct' | 'finished';

/** An activity as the release holds it. HTML is sanitized when the release is made. */
export interface Activity<Settings = unknown> {
  key: string;
  type: string;
  title: string | null;
  unitKey: string;
  /** Most points it gives. */
  points: number;
  /** How often it may be handed in; null: as often as wanted. */
  attempts: number | null;
  showAnswer: ShowAnswer;
  /** The question, as HTML. */
  prompt: string;
  hints: string[];
  solution: string | null;
  settings: Settings;
}

/** A directive on its way into an activity; offered to `read`. */
export interface ActivitySource {
  /** Attributes that are not common to all activities; a bare attribute has the value ''. */
  attributes: Record<string, string>;
  /** Children without hints and solution. */
  children: RootContent[];
  /** Nodes to sanitized block HTML. */
  html(nodes: RootContent[]): string;
  /** Nodes to sanitized HTML without a surrounding paragraph. */
  inline(nodes: RootContent[]): string;
  /** Nodes to plain text. */
  text(nodes: RootContent[]): string;
  /** Address of an asset named relative to the unit's file; reports a problem and gives '' where it is missing. */
  asset(path: string, node?: RootContent): string;
  /** Text of an asset (captions); null where it is missing, which is reported. */
  assetText(path: string, node?: RootContent): string | null;
  /** Reports a mistake with its remedy; the course does not compile. */
  problem(message: string, remedy: string, node?: RootContent): void;
}

/** What a judgement says about one part of an answer (an option, a row). */
export interface JudgedPart {
  id: string;
  correct: boolean;
  /** Sanitized HTML. */
  feedback?: string;
}

/** One judgement of an answer by a pure function of settings and answer. */
export interface Judgement {
  /** 0 to 1. */
  score: number;
  parts?: JudgedPart[];
  /** Sanitized HTML, for the answer as a whole. */
  feedback?: string[];
}

/** Form fields of one activity: names without the activity's prefix; repeated names in order. */
export type FormFields = Record<string, string[]>;

export interface ActivityViewProps<Settings, Answer> {
  activity: Activity<Settings>;
  /** `name` and id prefix of the controls: `fieldName('value')`. */
  fieldName(field: string): string;
  /** What to show in the controls: the draft, else the last submission. */
  answer: Answer | null;
  /** The judgement of the last submission, where it may be shown. */
  judgement: Judgement | null;
  /** Stable per learner and activity, one of few: decides shuffles. */
  seed: number;
  disabled: boolean;
  /** The right answer may show. */
  reveal: boolean;
  t: Translate;
  locale: string;
  /** Shares of a poll: option id to count; null below the minimum group or before answering. */
  tally: Record<string, number> | null;
}

export interface ActivityType<Settings = unknown, Answer = unknown> {
  /** Name of the directive. */
  name: string;
  /** Attributes `read` knows, beside the common ones; any other is a problem. */
  attributes: readonly string[];
  /** Points where the source names none. */
  defaultPoints: number;
  settings: TSchema;
  /** Shape of an answer; null: nothing is handed in (video, placeholder). */
  answer: TSchema | null;
  /** Source to settings, and the nodes of the question. Reports through `source.problem`, never throws. */
  read(source: ActivitySource): { settings: Settings; prompt: RootContent[] };
  /** Form fields to an answer; null: nothing was filled in. */
  fromForm?(fields: FormFields, settings: Settings): Answer | null;
  /** Why this answer cannot be judged (a number that is none), as a message; null: it can. Costs no attempt. */
  refuse?(answer: Answer, settings: Settings, t: Translate): string | null;
  /** Pure; absent: not judged (polls). */
  judge?(answer: Answer, settings: Settings): Judgement;
  /** The answer as plain text, for receipts and staff. */
  describe?(answer: Answer, settings: Settings): string;
  /** The controls (inside the form), or the thing itself (video). Works without JavaScript. */
  view(props: ActivityViewProps<Settings, Answer>): JSX.Element;
  /** Text for search beside the prompt (options, transcript). */
  searchText?(settings: Settings): string;
}

/** The kinds the roof knows, by name. */
export type ActivityTypes = ReadonlyMap<string, ActivityType>;

let known: ActivityTypes = new Map();

/** The roof names the kinds once, at the start. */
export function useActivityTypes(types: ActivityTypes): void {
  known = types;
}

export const activityTypes = (): ActivityTypes => known;

/** The kind of an activity; a release that names a kind this program has not got cannot be shown. */
export function activityTypeOf(name: string): ActivityType {
  const type = known.get(name);
  if (!type) throw new Error(`no activity type ${name}`);
  return type;
}
