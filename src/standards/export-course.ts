/** A course on its way out: the questions of each unit taken together, and a report of what becomes of everything. */
import type { Activity } from '#modules/content/contract.ts';
import {
  type CourseSource,
  courseTextsPath,
  type OutlineSection,
  type OutlineUnit,
  type Release,
  type Unit,
} from '#modules/content/index.ts';
import type { Assessment, Entry } from './assessments.ts';
import { questionOf, unsaidOf } from './export-question.ts';
import { type FidelityReport, fidelityReportOf, type Ledger, newLedger, type OpenItem } from './fidelity.ts';
import type { Question, QuestionNoteCode } from './questions.ts';

export const exportNoteCodes = [
  'attempts-differ',
  'exam-left',
  'grading-left',
  'languages-left',
  'no-question',
  'read-only',
  'remote-left',
  'not-said',
  'staff-left',
  'unsaid',
] as const;
export type ExportCode = (typeof exportNoteCodes)[number] | QuestionNoteCode;
export type ExportItem = OpenItem<ExportCode>;

/** A course that is published, with the files it is made of. */
export interface ExportInput {
  release: Release;
  source: CourseSource;
}

export interface ExportedUnit {
  unit: Unit;
  /** Activities of the unit that no question says; their text stays on the page. */
  others: ReadonlyMap<string, Activity>;
  /** Null: nothing is asked. */
  assessment: Assessment | null;
  item: ExportItem;
  items: ReadonlyMap<string, ExportItem>;
}

export interface Exported {
  /** The package, by path. */
  files: Map<string, Uint8Array>;
  report: FidelityReport;
}

export const outlineUnits = (sections: readonly (OutlineSection | OutlineUnit)[]): OutlineUnit[] =>
  sections.flatMap((one) => (one.kind === 'unit' ? [one] : outlineUnits(one.children)));

/** Where an asset lies in the package: below `folder`, as in the source. */
export const packagePath = (folder: string, path: string): string =>
  `${folder}${path.replace(/^assets\//, '')}`;

/** What all questions have alike; where they differ, none of them says it elsewhere. */
function attemptsOf(activities: Activity[], items: ReadonlyMap<string, ExportItem>): number | null {
  const [first = null, ...more] = new Set(activities.map(({ attempts }) => attempts));
  if (more.length === 0) return first;
  for (const { key, attempts } of activities)
    if (attempts !== null) items.get(key)?.note('attempts-differ', String(attempts));
  return null;
}

/** Questions in their order; those of a pool are a group of which some are drawn. */
function entriesOf(questions: ReadonlyMap<string, Question>, { pools = [] }: OutlineUnit): Entry[] {
  const poolOf = (key: string) => pools.find(({ activities }) => activities.includes(key));
  const entry = (question: Question): Entry => ({ kind: 'question', question });
  return [...questions].flatMap(([key, question]): Entry[] => {
    const pool = poolOf(key);
    if (!pool) return [entry(question)];
    const inside = pool.activities.flatMap((one) => questions.get(one) ?? []);
    if (inside[0] !== question) return [];
    return [
      {
        kind: 'group',
        group: { title: null, text: null, draw: pool.draw, shuffle: false, entries: inside.map(entry) },
      },
    ];
  });
}

function exportUnit(
  release: Release,
  outline: OutlineUnit,
  unit: Unit,
  ledger: Ledger<ExportCode>,
  isPage: boolean,
): ExportedUnit {
  const item = ledger.open(unit.file, 'unit', unit.title);
  const items = new Map<string, ExportItem>();
  const questions = new Map<string, Question>();
  const others = new Map<string, Activity>();
  const activities = release.activities.filter(({ unitKey }) => unitKey === unit.key);
  for (const activity of activities) {
    const own = ledger.open(`${unit.file}#${activity.key}`, activity.type, activity.title ?? '');
    items.set(activity.key, own);
    const question = questionOf(activity);
    const unsaid = unsaidOf(activity);
    if (unsaid.length > 0) own.note('unsaid', unsaid.join(', '));
    if (question) questions.set(activity.key, question);
    else {
      if (!isPage) own.note('no-question', activity.type);
      others.set(activity.key, activity);
    }
  }
  const { exam } = unit;
  const asked = activities.filter(({ key }) => questions.has(key));
  if (exam) item.note('exam-left', `${exam.navigation}, ${exam.perPage ?? '∞'}`);
  const assessment: Assessment | null =
    questions.size === 0
      ? null
      : {
          ...{ source: unit.file, id: unit.key, title: unit.title, text: null, draw: null, notes: [] },
          shuffle: exam?.order === 'shuffled',
          minutes: exam?.minutes ?? null,
          // On pages, and in problems of their own, each says its own.
          attempts: exam ? exam.attempts : isPage ? null : attemptsOf(asked, items),
          entries: entriesOf(questions, outline),
        };
  return { unit, others, assessment, item, items };
}

export interface Opened {
  units: ReadonlyMap<string, ExportedUnit>;
  ledger: Ledger<ExportCode>;
  files: Map<string, Uint8Array>;
  /** Paths of assets in the package, by hash. */
  assets: ReadonlyMap<string, string>;
  /** The same with every name, where equal bytes have several. */
  assetNames: ReadonlyMap<string, string[]>;
}

export interface PackagePlan {
  /** Where assets lie in the package. */
  folder: string;
  /** The file that says what the package is. */
  manifest: string;
  /** Activities are drawn on pages, also those that are no questions. */
  pages?: boolean;
}

/** Files of languages: what one of them says is in the package, and that the others are not is told of the course. */
const translationsIn = ({ course, variants = [] }: Release): string[] => [
  ...variants.flatMap(({ file, language }) => [file, file.replace(`.${language}.md`, '.md')]),
  ...(course.languages ?? []).flatMap((language) => [courseTextsPath(language), `about.${language}.md`]),
];

/** The units of a release and its assets, by a plan of the package. */
export async function openExport(
  { release, source }: ExportInput,
  { folder, manifest, pages = false }: PackagePlan,
): Promise<Opened> {
  const ledger = newLedger<ExportCode>();
  const course = ledger.open('course.yaml', 'course', release.course.title);
  course.place(manifest);
  course.note('grading-left');
  const others = (release.course.languages ?? []).filter((one) => one !== release.course.language);
  if (others.length > 0) course.note('languages-left', others.join(', '));
  const outlines = outlineUnits(release.outline);
  const units = new Map(
    outlines.flatMap((outline) => {
      const unit = release.units.find(({ key }) => key === outline.key);
      return unit ? [[unit.key, exportUnit(release, outline, unit, ledger, pages)] as const] : [];
    }),
  );
  const files = new Map<string, Uint8Array>();
  const assets = new Map(release.assets.map(({ sha256, path }) => [sha256, packagePath(folder, path)]));
  for (const { path } of release.assets) {
    const target = packagePath(folder, path);
    files.set(target, await source.read(path));
    ledger.open(path, 'file', '').place(target);
  }
  const assetNames = new Map(
    [...Map.groupBy(release.assets, ({ sha256 }) => sha256)].map(
      ([sha256, same]) => [sha256, same.map(({ path }) => packagePath(folder, path))] as const,
    ),
  );
  const told = new Set([
    ...[...units.values()].map(({ unit }) => unit.file),
    ...release.assets.map(({ path }) => path),
    'course.yaml',
    'about.md',
    ...translationsIn(release),
  ]);
  for (const path of source.paths.filter((one) => !told.has(one)).toSorted())
    ledger.open(path, 'file', '').note('staff-left');
  return { units, ledger, files, assets, assetNames };
}

export function closeExport(
  format: string,
  { release }: ExportInput,
  { units, ledger, files }: Opened,
): Exported {
  const counts = {
    sections: release.outline.length,
    units: units.size,
    activities: release.activities.length,
  };
  return {
    files: new Map([...files].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    report: fidelityReportOf(format, release.course.title, counts, ledger.items()),
  };
}
