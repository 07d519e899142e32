/**
 * The house as data: which floor stands on which, which module on which, and which file on which. `npm run check`
 * holds every import, name and SQL statement against it; `node scripts/check-house.ts --print` shows it as text.
 * Changing this file is a decision about the architecture: write it down in `docs/decisions/`.
 *
 * Terms: a *floor* is a set of folders of `src` that may use all floors below it. A *part* is one folder of a floor
 * that holds parts (a module, a kind of activity, a screen). A *step* is a file of a part, or the folder of that name.
 * A *door* is the step through which others may enter a part.
 */

export interface Floor {
  name: string;
  /** Folders and files of `src`. Those of one floor stand side by side: none uses another. */
  folders: readonly string[];
  why: string;
}

/** From the ground up. */
export const floors: readonly Floor[] = [
  {
    name: 'ground',
    folders: ['lib'],
    why: 'Pure code that runs anywhere: it uses nothing of ours, so everything can use it, the browser too.',
  },
  {
    name: 'first',
    folders: ['platform', 'ui'],
    why: 'Machines and pictures. Neither knows a word of learning, nor the other, so each can be replaced alone.',
  },
  {
    name: 'second',
    folders: ['modules'],
    why: 'What the school can do. Modules stand on a ladder, so that each can be understood without those above it.',
  },
  {
    name: 'third',
    folders: ['activities', 'standards'],
    why: 'Kinds of activity and foreign formats plug into the modules; no module knows one by name.',
  },
  {
    name: 'fourth',
    folders: ['screens'],
    why: 'Pages that combine modules. A module that knew its pages could not be used by two of them.',
  },
  {
    name: 'roof',
    folders: ['app', 'cli.ts'],
    why: 'The only place that sees everything: settings, the list of parts, starting and stopping, the command line.',
  },
];

export interface Rung {
  module: string;
  why: string;
}

/** The modules from the bottom up. A module uses those before it, through their door. A new one gets its rung first. */
export const ladder: readonly Rung[] = [
  { module: 'audit', why: 'Who did what. Everything writes to it; it knows only names.' },
  { module: 'accounts', why: 'People and sign-in. What a person may do is not asked here.' },
  { module: 'access', why: 'The one question "may this person?", asked by everything above.' },
  {
    module: 'content',
    why: 'Drafts and releases of courses. It does not know where or when they are taught.',
  },
  { module: 'catalog', why: 'What is offered: organizations, courses, runs. A run shows a release.' },
  { module: 'enrollment', why: 'Who is in which run.' },
  {
    module: 'authoring',
    why: 'From a draft to a release, over time: what changes, who approves, when, and for whom first.',
  },
  {
    module: 'reuse',
    why: 'What courses take from each other, and what has changed there since: libraries, blueprints, parents.',
  },
  { module: 'attempts', why: 'The ledger of what learners hand in. It asks whether they are enrolled.' },
  { module: 'exams', why: 'Sittings: many answers under one clock, handed in to the ledger together.' },
  {
    module: 'grading',
    why: 'What counts: a pure function of release, ledger, gradings, overrides and policy.',
  },
  { module: 'marking', why: 'People judge: the desk of markers, comments, what learner and staff say.' },
  { module: 'peers', why: 'Fellow learners judge; their reviews become gradings.' },
  {
    module: 'gradebook',
    why: 'Grades of a whole run: pages of thousands, proposals of regrading, files in and out.',
  },
  { module: 'similarity', why: 'What looks alike among submissions, for staff only.' },
  {
    module: 'analytics',
    why: 'What answers say about questions. Nobody calls it to get their own work done.',
  },
];

export interface Step {
  name: string;
  /** Steps of the same part that it may use, beside its own folder. */
  uses: readonly string[];
  /** Steps of which it may use types only. */
  types?: readonly string[];
  why: string;
}

export interface Door {
  step: string;
  /**
   * Who may enter. `all`: whoever may use the part at all. `list`: the files that stand beside the parts. `above`: those
   * and the floors above. `roof`: the roof alone.
   */
  open: 'all' | 'above' | 'list' | 'roof';
  why: string;
}

export interface Staircase {
  /** The folder of `src` whose folders are the parts. */
  floor: string;
  /** Folders that only gather parts: `screens/admin/people` is the part. */
  groups?: readonly string[];
  doors: readonly Door[];
  steps: readonly Step[];
}

const testing: Step = {
  name: 'testing',
  uses: ['*'],
  why: 'Builders for tests, also for those of other parts. Used by tests only.',
};
const index = (why: string): Step => ({ name: 'index', uses: ['*'], why });

export const staircases: readonly Staircase[] = [
  {
    floor: 'modules',
    doors: [
      { step: 'index', open: 'all', why: 'What a module offers is one list of names that can be read.' },
      {
        step: 'contract',
        open: 'all',
        why: 'What others implement for it; browser-safe, so kept apart from the rest.',
      },
      { step: 'routes', open: 'roof', why: 'Endpoints are mounted by the roof and called by nobody.' },
      { step: 'jobs', open: 'roof', why: 'Jobs are run by the roof and called by nobody.' },
    ],
    steps: [
      { name: 'contract', uses: [], why: 'Types that others implement for this module.' },
      {
        name: 'schema',
        uses: ['contract'],
        why: 'Shapes of input and output, and refusal codes. Browser-safe.',
      },
      {
        name: 'rules',
        uses: ['contract', 'schema'],
        why: 'Decisions as pure functions of data, actor and time, so that they are tested without a database.',
      },
      {
        name: 'store',
        uses: ['contract', 'schema', 'rules'],
        why: "All SQL of the module. It writes the module's own PostgreSQL schema only.",
      },
      {
        name: 'service',
        uses: ['contract', 'schema', 'rules', 'store'],
        why: 'Use cases, one verb each: allow, load, decide, write, announce.',
      },
      {
        name: 'islands',
        uses: ['contract', 'schema'],
        why: 'What runs in the browser must not bring the server with it.',
      },
      {
        name: 'views',
        uses: ['contract', 'schema', 'rules', 'islands'],
        types: ['service', 'store'],
        why: 'HTML as a function of props: whatever is shown was loaded before.',
      },
      {
        name: 'jobs',
        uses: ['contract', 'schema', 'rules', 'store', 'service'],
        why: 'Work after the answer, as data.',
      },
      {
        name: 'routes',
        uses: ['contract', 'schema', 'rules', 'service', 'views', 'islands', 'jobs'],
        types: ['store'],
        why: 'Endpoints as data: who may, which verb, how the answer looks.',
      },
      index('The door: explicit names, no more than others need.'),
      testing,
    ],
  },
  {
    floor: 'activities',
    doors: [
      { step: 'index', open: 'list', why: 'A kind is one value; only the list beside the kinds takes it.' },
      { step: 'settings', open: 'roof', why: 'The seed makes answers in the shape of each kind.' },
    ],
    steps: [
      { name: 'settings', uses: [], why: 'Shape of the settings and of an answer. Browser-safe.' },
      { name: 'form', uses: ['settings'], why: 'What authors fill in, and how the source writes it.' },
      { name: 'rules', uses: ['settings'], why: 'Pure decisions that reading and drawing share.' },
      { name: 'judge', uses: ['settings', 'rules'], why: 'Points of an answer, as a pure function.' },
      { name: 'read', uses: ['settings', 'rules', 'judge'], why: 'From the course source to settings.' },
      {
        name: 'islands',
        uses: ['settings', 'rules'],
        why: 'Comfort in the browser; everything works without it.',
      },
      {
        name: 'views',
        uses: ['settings', 'rules', 'judge', 'islands'],
        why: 'The controls of the question.',
      },
      index('The kind, as the contract of content asks for it.'),
    ],
  },
  {
    floor: 'standards',
    doors: [
      { step: 'index', open: 'above', why: 'Foreign formats are used by screens and the command line only.' },
      { step: 'routes', open: 'roof', why: 'Endpoints of a protocol are mounted by the roof.' },
    ],
    steps: [
      { name: 'wire', uses: [], why: 'The foreign format and nothing of ours.' },
      { name: 'translate', uses: ['wire'], why: 'Between the foreign shapes and ours, pure.' },
      { name: 'store', uses: ['wire'], why: 'SQL of what a protocol must remember.' },
      { name: 'service', uses: ['wire', 'translate', 'store'], why: 'Files in, files out; calls to others.' },
      { name: 'jobs', uses: ['wire', 'translate', 'service'], why: 'Imports that take long.' },
      {
        name: 'routes',
        uses: ['wire', 'translate', 'service', 'jobs'],
        why: 'Where the standard is a protocol.',
      },
      index('The door.'),
      testing,
    ],
  },
  {
    floor: 'screens',
    groups: ['admin', 'studio'],
    doors: [
      {
        step: 'index',
        open: 'all',
        why: 'Endpoints for the roof, addresses and pieces of pages for other screens.',
      },
      { step: 'routes', open: 'roof', why: 'Endpoints are mounted by the roof.' },
    ],
    steps: [
      { name: 'schema', uses: [], why: 'Shapes of forms and pages. Browser-safe.' },
      { name: 'links', uses: ['schema'], why: 'Addresses that views need before the endpoints exist.' },
      { name: 'rules', uses: ['schema', 'links'], why: 'Pure decisions about what is shown.' },
      { name: 'format', uses: ['schema', 'rules'], why: 'Values of this screen as text.' },
      { name: 'islands', uses: ['schema'], why: 'What runs in the browser.' },
      {
        name: 'views',
        uses: ['schema', 'links', 'rules', 'format', 'islands'],
        types: ['service'],
        why: 'HTML as a function of props.',
      },
      {
        name: 'structured-data',
        uses: ['schema', 'links', 'rules', 'format'],
        types: ['views', 'service'],
        why: 'The same for search engines.',
      },
      {
        name: 'service',
        uses: ['schema', 'links', 'rules', 'format'],
        types: ['views'],
        why: 'Asks the modules for what a page needs. It has no tables.',
      },
      {
        name: 'routes',
        uses: ['schema', 'links', 'rules', 'format', 'service', 'views', 'islands', 'structured-data'],
        why: 'Endpoints as data.',
      },
      index('The door.'),
      testing,
    ],
  },
];

/** Files of a part whose own name says more than a step's would; each stands on the step it is given. */
export const namedSteps: Readonly<Record<string, string>> = {
  'src/activities/exercise/files.tsx': 'views',
  'src/activities/video/external.ts': 'rules',
  'src/activities/video/passages.ts': 'rules',
  'src/activities/video/time.ts': 'rules',
  'src/standards/grader/check.ts': 'service',
};

/** Folders of `src` that islands may use beside their own part: everything in them runs in a browser. */
export const browserFolders: readonly string[] = ['lib', 'ui'];

/** Names that say nothing. A file of such a name collects what has no place. */
export const emptyNames: readonly string[] = [
  'utils',
  'util',
  'misc',
  'helpers',
  'helper',
  'common',
  'stuff',
];

/** Lines of a file that is written by hand. Beyond it, it is two things. */
export const longestFile = 400;

/** PostgreSQL schemas that are no module's. */
export const platformSchemas: readonly string[] = ['platform'];

/** And those of standards that must remember something. */
export const standardSchemas: readonly string[] = ['aplus'];
