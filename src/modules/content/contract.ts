/**
 * What a kind of activity gives to the house. Content compiles with it, attempts scores with it, screens draw with
 * it; none of them knows any kind by name. `src/activities/<type>/` implements it, the roof lists the kinds.
 */
import type { RootContent } from 'mdast';
import type { JSX } from 'solid-js';
import type { TSchema } from 'typebox';
import type { Translate } from '#lib/messages.ts';
import type { AuthorForm, Doubt } from './contract/authoring.ts';

export type { AssetUse, AuthorField, AuthorForm, AuthorPart, Doubt } from './contract/authoring.ts';

/** When the right answer and the solution show. */
export type ShowAnswer = 'never' | 'answered' | 'correct' | 'finished';

/**
 * Who judges what is handed in: the kind's own pure `judge`, at once; a runner, soon (a sandbox, a grading service);
 * a person of the staff; fellow learners; nobody (a poll).
 */
export type JudgedBy = 'rule' | 'machine' | 'staff' | 'peers' | 'nobody';

/**
 * Dates as the author wrote them, each a local wall time (`2026-10-05T23:59`) or a duration after the learner's start
 * (`P7D`); the run, cohorts and learners may move them.
 */
export interface ActivityDates {
  opens?: string;
  due?: string;
  lateUntil?: string;
  closes?: string;
}

/** What being late costs; the instants it is reckoned from are the learner's own. */
export interface LatePolicy {
  /** Per cent of the points that each period begun after the due moment takes away. */
  percent: number;
  /** Length of a period, as a duration: `P1D`. */
  per: string;
  /** So long after the due moment nothing is late; a duration, null: none. */
  grace: string | null;
  /** Per cent of the points that late work keeps at least. */
  floor: number;
}

/** When a learner sees a thing: at once, after the deadline (one's own, everybody's), when staff release it … */
export type RevealRule =
  | 'at-once'
  | 'released'
  | 'after-due'
  | 'after-all-due'
  | 'full-points'
  | 'attempts-used'
  | { at: string };

export interface RevealRules {
  score?: RevealRule;
  feedback?: RevealRule;
  answer?: RevealRule;
}

/** A level of a criterion; `share` is its part of the criterion's points, 0 to 1. */
export interface RubricLevel {
  id: string;
  title: string;
  html: string;
  share: number;
}

export interface RubricCriterion {
  id: string;
  title: string;
  html: string;
  points: number;
  /** Best first. */
  levels: RubricLevel[];
}

/** What people judge by. Points of the criteria are scaled to those of the activity. */
export interface Rubric {
  criteria: RubricCriterion[];
}

/** How the questions of a unit are taken together: in a sitting, under a clock. */
export interface Exam {
  /** How long a sitting lasts; null: until the exam closes. */
  minutes: number | null;
  /** How many sittings a learner has; null: as many as wanted. */
  attempts: number | null;
  /** Questions on a page; null: all of them. */
  perPage: number | null;
  order: 'fixed' | 'shuffled';
  /** Any page at any time; each opens after the one before it; each closes when it is left. */
  navigation: 'free' | 'in-order' | 'one-way';
}

/** How fellow learners review what is handed in. */
export interface PeerSettings {
  /** Reviews that each author writes, and is promised. */
  reviews: number;
  /** They are there this many days after the deadline; where there is none, after handing in. */
  days: number;
  /** Samples that a learner judges before the first review. */
  training: number;
  /** Authors judge their own work as well. */
  self: boolean;
  /** Part of the points that writing useful reviews gives, 0 to 1. */
  credit: number;
}

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
  /** Where it is not what the kind does by itself. */
  judgedBy?: JudgedBy;
  dates?: ActivityDates;
  reveal?: RevealRules;
  /** Handed in by groups of this size; absent: alone. Activities of one `set` have the same groups. */
  group?: { min: number; max: number; set?: string };
  rubric?: Rubric;
  /** Where peers judge. */
  peers?: PeerSettings;
  /** Its points come on top: they are earned, never missed. */
  extra?: true;
  /** It is a question of the exam of this key: handed in with the exam and in no other way. */
  exam?: string;
  /** It stands in the pool of this key: only learners who drew it meet it. */
  pool?: string;
  /** Of its texts, where a variant of its unit gave them. */
  language?: string;
}

/** A directive on its way into an activity; offered to `read`. */
export interface ActivitySource {
  /** Attributes that are not common to all activities; a bare attribute has the value ''. */
  attributes: Record<string, string>;
  /** Who judges, where the author says so. */
  judgedBy?: JudgedBy;
  /** Children without hints, solution and rubric. */
  children: RootContent[];
  /** Nodes to sanitized block HTML. */
  html(nodes: RootContent[]): string;
  /** Nodes to sanitized HTML without a surrounding paragraph. */
  inline(nodes: RootContent[]): string;
  /** Nodes to plain text. */
  text(nodes: RootContent[]): string;
  /** Ids of what learners choose or move: as written, else made from the text; in a variant those of the original. */
  ids(pieces: readonly { id?: string; text: string }[]): string[];
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

/** What came of one test of a program. `hidden`: learners see name and status only. */
export interface TestCase {
  name: string;
  status: 'passed' | 'failed' | 'error' | 'skipped';
  points: number;
  max: number;
  output?: string;
  expected?: string;
  /** Milliseconds. */
  duration?: number;
  hidden?: boolean;
}

/** The level that somebody chose for one criterion. */
export interface CriterionMark {
  criterion: string;
  level: string | null;
  /** 0 to the points of the criterion. */
  points: number;
  comment?: string;
}

/** One judgement of an answer: by a pure function of settings and answer, by a runner, by people. */
export interface Judgement {
  /** 0 to 1. */
  score: number;
  parts?: JudgedPart[];
  /** Sanitized HTML, for the answer as a whole. */
  feedback?: string[];
  cases?: TestCase[];
  marks?: CriterionMark[];
}

/** A file of an answer; its bytes are in the object storage under their hash. */
export interface AnswerFile {
  /** Of its upload; where it is read follows from it. */
  id: string;
  name: string;
  sha256: string;
  /** Bytes. */
  size: number;
  /** Media type, found by looking at the bytes. */
  type: string;
}

/** What a runner is asked to do with an answer. `runner` names it; the runner knows the shape of `spec`. */
export interface GradingTask {
  runner: string;
  spec: unknown;
}

/** Form fields of one activity: names without the activity's prefix; repeated names in order. */
export type FormFields = Record<string, string[]>;

/** How a page shows the controls of an activity. */
export interface FormShown {
  /** To fill in. */
  answer: unknown;
  disabled: boolean;
  fieldName(field: string): string;
}

/** Controls that a grading service draws. */
export interface ServedForm {
  /** Another one when it has changed; for what is kept of pages. */
  id: string;
  /** Sanitized HTML, and names of fields for files, which our own page draws. */
  draw(shown: FormShown): { html: string; files: string[] };
}

/** Whose form it is: a service may give everybody another task. */
export interface FormRequest {
  activity: Activity;
  runId: string;
  /** Null: nobody is signed in. */
  learnerId: string | null;
  /** The learner's how many-th try it would be. */
  attempt: number;
  locale: string;
}

/** Null: not to be had now. */
export type FormSource = (request: FormRequest) => Promise<ServedForm | null>;

let formSource: FormSource = async () => null;

/** The roof names who fetches forms, once, at the start. */
export function useFormSource(source: FormSource): void {
  formSource = source;
}

export const serveForm: FormSource = (request) => formSource(request);

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
  /** Of kinds whose controls a service draws (`isServed`). */
  served?: ServedForm | null;
  /** Where files of the answer are read and sent to; absent: nothing can be sent from here. */
  files?: { href(file: AnswerFile): string; upload: string };
}

/** What many answers to one question come to. */
export interface AnswerSummary {
  /** The question, sanitized HTML. */
  asked: string;
  /** How many answered it. */
  answers: number;
  /** By option, in the author's order. */
  shares: { html: string; count: number }[];
  /** Of numbers; null: they are none. */
  mean: number | null;
  /** What was written. */
  texts: string[];
}

export interface ActivityType<Settings = unknown, Answer = unknown> {
  /** Name of the directive. */
  name: string;
  /** Attributes `read` knows, beside the common ones; any other is a problem. */
  attributes: readonly string[];
  /** The same for the forms of the studio. Absent: written as Markdown only. */
  form?: AuthorForm;
  /** Doubts of an experienced author. Pure. */
  doubts?(settings: Settings): Doubt[];
  /** Points where the source names none. */
  defaultPoints: number;
  settings: TSchema;
  /** What a variant says in its own words (`options.*.html`). All else is equal, unless there is no answer. */
  words?: readonly string[];
  /** The first settings, so that what is right in the words of the others is right in them as well. */
  pool?(first: Settings, others: readonly Settings[]): Settings;
  /** Shape of an answer; null: nothing is handed in (video, placeholder). */
  answer: TSchema | null;
  /** Source to settings, and the nodes of the question. Reports through `source.problem`, never throws. */
  read(source: ActivitySource): { settings: Settings; prompt: RootContent[] };
  /** Form fields to an answer; null: nothing was filled in. */
  fromForm?(fields: FormFields, settings: Settings): Answer | null;
  /** Why this answer cannot be judged (a number that is none), as a message; null: it can. Costs no attempt. */
  refuse?(answer: Answer, settings: Settings, t: Translate, seed: number): string | null;
  /** Pure, at once; absent: not judged by rule. `seed` is that of the view. */
  judge?(answer: Answer, settings: Settings, seed: number): Judgement;
  /** Who may judge, the usual one first. Absent: `rule` where the kind has `judge`, else `nobody`. */
  judgedBy?: readonly JudgedBy[];
  /** A service draws the controls: who shows the page asks for them before (`serveForm`). */
  isServed?(settings: Settings): boolean;
  /** What a runner is to do with an answer; kinds that machines judge have it. Pure. */
  task?(answer: Answer, settings: Settings, seed: number): GradingTask;
  /** Learners may have an answer run before they hand it in: what is judged then is what they may know. Pure. */
  trial?: {
    isOffered(settings: Settings): boolean;
    task(answer: Answer, settings: Settings, seed: number): GradingTask;
  };
  /** What may be sent as a file of an answer; kinds with `files` have it. */
  uploads?(settings: Settings): { maxBytes: number };
  /** The files of an answer, for storage and staff. */
  files?(answer: Answer): AnswerFile[];
  /** What a program needs to answer (options and their ids, values of the variant), without what is right. */
  ask?(settings: Settings, seed: number): Record<string, unknown>;
  /** Variants of the question: one a learner, or a new one each attempt. Absent: the seed decides shuffles only. */
  variants?(settings: Settings): 'learner' | 'attempt';
  /** HTML of the author (prompt, hint, solution) with the values of a variant. */
  fill?(html: string, settings: Settings, seed: number, locale: string): string;
  /** Nobody may tie an answer to its learner: the ledger keeps that one was given, the answer is stored apart. */
  anonymous?(settings: Settings): boolean;
  /** What many answers come to; kinds that nobody judges have it. */
  summarize?(answers: readonly Answer[], settings: Settings): AnswerSummary[];
  /** Learners who have answered see the shares of all. */
  tallied?: true;
  /** Kinds whose answers are a work of one's own: they are compared with those of fellow learners. */
  compare?: {
    isOffered(settings: Settings): boolean;
    /** The programming language; null: prose. */
    language(settings: Settings): string | null;
    /** Texts that the author gave: nobody copied them. */
    given(settings: Settings): string[];
    /** By name of the file; one text has the name ''. */
    texts(answer: Answer): Record<string, string>;
  };
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

export const judgedBy = (activity: Activity): JudgedBy => {
  const type = activityTypeOf(activity.type);
  return activity.judgedBy ?? type.judgedBy?.[0] ?? (type.judge ? 'rule' : 'nobody');
};

/** The kind of an activity; a release that names a kind this program has not got cannot be shown. */
export function activityTypeOf(name: string): ActivityType {
  const type = known.get(name);
  if (!type) throw new Error(`no activity type ${name}`);
  return type;
}
