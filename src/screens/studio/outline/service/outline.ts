/** The outline of a draft as its authors see it: what stands where, what it holds, and what is wrong with it. */
import { basename } from 'node:path/posix';
import type { Activity, ActivityDates } from '#modules/content/contract.ts';
import { type CompiledUnit, type SourceProblem, variantLanguage } from '#modules/content/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { Refusal } from '#platform/refusal.ts';
import { checkUnits } from '#screens/studio/quality/index.ts';
import {
  type Category,
  type CourseFile,
  type Dates,
  dateNames,
  readCourseFile,
  type SectionNode,
} from '../rules/course-file.ts';
import { type CourseParams, refusals } from '../schema.ts';
import { checkDraft, countProblems, type ProblemCounts } from './check.ts';
import { type OpenDraft, openDraft } from './open-draft.ts';

export interface UnitLine {
  kind: 'unit';
  key: string;
  file: string;
  title: string;
  category: string | null;
  dates: Dates;
  exam: boolean;
  activities: (Pick<Activity, 'key' | 'type' | 'title' | 'points'> & { dates: Dates })[];
  points: number;
  problems: ProblemCounts;
}

export interface SectionLine {
  kind: 'section';
  key: string;
  title: string;
  category: string | null;
  dates: Dates;
  units: UnitLine[];
  sections: SectionLine[];
}

export interface CourseOutline {
  /** Null: course.yaml cannot be read. */
  sections: SectionLine[] | null;
  categories: Category[];
  /** Of everything. */
  problems: SourceProblem[];
  /** Units that no section names. */
  unlisted: string[];
}

export interface OpenOutline extends OpenDraft, CourseOutline {}

const datesOf = (dates: ActivityDates | null | undefined): Dates =>
  Object.fromEntries(
    dateNames.flatMap((name) => {
      const text = dates?.[name === 'late-until' ? 'lateUntil' : name];
      return text ? [[name, text]] : [];
    }),
  );

/** The key of a unit, as `compileCourse` gives it; that of a file which cannot be read is its name. */
export const unitKeyOf = (file: string, compiled: CompiledUnit | undefined): string =>
  compiled?.unit.key ?? basename(file, '.md');

function unitLine(
  file: string,
  compiled: CompiledUnit | undefined,
  problems: SourceProblem[],
  advice: number,
): UnitLine {
  const activities = (compiled?.activities ?? []).map(({ key, type, title, points, dates }) => ({
    ...{ key, type, title, points, dates: datesOf(dates) },
  }));
  return {
    kind: 'unit',
    key: unitKeyOf(file, compiled),
    file,
    title: compiled?.unit.title ?? file,
    category: compiled?.category ?? null,
    dates: datesOf(compiled?.dates),
    exam: compiled?.unit.exam !== undefined,
    activities,
    points: activities.reduce((sum, { points }) => sum + points, 0),
    problems: { ...countProblems(problems), advice },
  };
}

export async function readOutline({
  draft,
  source,
}: OpenDraft): Promise<CourseOutline & { file: CourseFile | null }> {
  const { problems, units } = await checkDraft(draft, source);
  const text = draft.files.has('course.yaml')
    ? new TextDecoder().decode(await source.read('course.yaml'))
    : '';
  const advice = await checkUnits(units, source);
  const file = readCourseFile(text);
  const ofFile = Map.groupBy(problems, (problem) => problem.file);
  const listed = new Set<string>();
  const sectionLine = ({ units: files, sections, ...section }: SectionNode): SectionLine => ({
    kind: 'section',
    ...section,
    units: files.map((path) => {
      listed.add(path);
      return unitLine(path, units.get(path), ofFile.get(path) ?? [], advice.get(path)?.length ?? 0);
    }),
    sections: sections.map(sectionLine),
  });
  const sections = file?.outline.map(sectionLine) ?? null;
  const unlisted = [...draft.files.keys()]
    .filter((path) => path.startsWith('units/') && path.endsWith('.md') && !listed.has(path))
    .filter((path) => variantLanguage(path, listed) === null);
  return { sections, categories: file?.categories ?? [], problems, unlisted, file };
}

export async function openOutline(call: Call, params: CourseParams): Promise<OpenOutline> {
  const open = await openDraft(call, params, 'course.edit');
  const { file: _, ...outline } = await readOutline(open);
  return { ...open, ...outline };
}

export const refOf = ({ kind, key }: Pick<SectionLine | UnitLine, 'kind' | 'key'>): string =>
  `${kind}:${key}`;

/** Everything in the outline, in the order of reading. */
export function* linesOf(
  sections: readonly SectionLine[],
  above: SectionLine[] = [],
): Generator<{ item: SectionLine | UnitLine; above: SectionLine[] }> {
  for (const section of sections) {
    yield { item: section, above };
    const inside = [...above, section];
    for (const unit of section.units) yield { item: unit, above: inside };
    yield* linesOf(section.sections, inside);
  }
}

/** All units of a part of the outline. */
export const unitsIn = (sections: readonly SectionLine[]): UnitLine[] =>
  [...linesOf(sections)].flatMap(({ item }) => (item.kind === 'unit' ? [item] : []));

export const unitsOf = (item: SectionLine | UnitLine): UnitLine[] =>
  item.kind === 'unit' ? [item] : unitsIn([item]);

export function getItem(sections: readonly SectionLine[] | null, ref: string) {
  for (const line of linesOf(sections ?? [])) if (refOf(line.item) === ref) return line;
  throw new Refusal(refusals['outline-item-gone']);
}
