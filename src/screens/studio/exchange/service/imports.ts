/** An import before it is taken: how far it is, what was found, and each unit beside what it was made from. */
import { LRUCache } from 'lru-cache';
import { may, placesWith } from '#modules/access/index.ts';
import {
  type CourseImport,
  getImport,
  getImportContent,
  type ImportContent,
} from '#modules/authoring/index.ts';
import {
  type Course,
  findCourseById,
  listCoursesIn,
  listOrganizations,
  type Organization,
} from '#modules/catalog/index.ts';
import { activityTypes } from '#modules/content/contract.ts';
import {
  type Compilation,
  compileCourse,
  listImportReports,
  storedSource,
  type Unit,
} from '#modules/content/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { storage } from '#platform/storage.ts';
import { readyRelease } from '#screens/learn/index.ts';
import type { FidelityItem, FidelityReport } from '#standards/fidelity.ts';
import { itemsByUnit, type Original, originalOf, placesOf, type SortedItems } from '../rules/originals.ts';

/** A page is looked at after the other: the course is compiled once for all of them. */
const compiled = new LRUCache<string, Promise<Compilation>>({ max: 3, ttl: 15 * 60_000 });

function compileImport(id: string, { files }: ImportContent): Promise<Compilation> {
  const known = compiled.get(id) ?? compileCourse(storedSource(files), activityTypes());
  compiled.set(id, known);
  return known;
}

export interface ImportedUnit {
  unit: Unit;
  items: FidelityItem[];
}

export interface FoundCourse {
  problems: Compilation['problems'];
  /** In reading order; none where the course has mistakes. */
  units: ImportedUnit[];
  others: FidelityItem[];
  /** Where it may go. */
  organizations: Organization[];
  courses: Course[];
  mayPublish: boolean;
}

export interface OpenImport {
  row: CourseImport;
  /** Null: it is not ready. */
  found: FoundCourse | null;
  /** Where it went. */
  course: Course | null;
  /** What became of each part, where the reader may see it. */
  reportId: string | null;
}

const none: SortedItems = { units: new Map(), others: [] };

async function foundIn(call: Call, row: CourseImport): Promise<FoundCourse> {
  const { actor } = call;
  const [content, all, { courses }] = await Promise.all([
    getImportContent(call, row.id),
    listOrganizations(),
    listCoursesIn(placesWith(actor, 'course.edit'), { q: '', page: 1 }),
  ]);
  const { release, problems } = await compileImport(row.id, content);
  const { items } = content.report as FidelityReport;
  const sorted = release ? itemsByUnit(items, release) : { ...none, others: items };
  const organizations = all.filter(({ key }) => may(actor, 'course.create', { organization: key }));
  const places = placesWith(actor, 'course.publish');
  return {
    problems,
    units: (release?.units ?? []).map((unit) => ({ unit, items: sorted.units.get(unit.key) ?? [] })),
    ...{ others: sorted.others, organizations, courses },
    mayPublish: places === 'everywhere' || places.organizations.length + places.courses.length > 0,
  };
}

/** The newest of this file: whoever looks has just taken it. */
async function reportOf({ actor }: Call, course: Course, fileName: string): Promise<string | null> {
  const { organization, key } = course;
  const place = { organization: organization.key, course: `${organization.key}/${key}` };
  if (!may(actor, 'course.view-as-staff', place)) return null;
  const reports = await listImportReports(course.id);
  return reports.find((report) => report.fileName === fileName)?.id ?? null;
}

export async function openImport(call: Call, id: string): Promise<OpenImport> {
  const row = await getImport(call, id);
  const course = row.courseId ? await findCourseById(row.courseId) : null;
  return {
    row,
    found: row.state === 'ready' ? await foundIn(call, row) : null,
    course,
    reportId: course ? await reportOf(call, course, row.fileName) : null,
  };
}

export interface OpenImportUnit {
  row: CourseImport;
  course: ReturnType<typeof readyRelease>;
  unit: Unit;
  items: FidelityItem[];
  originals: Original[];
}

const decoder = new TextDecoder();
/** A page made of more than these is looked at in its own program. */
const mostOriginals = 30;

export async function openImportUnit(call: Call, id: string, key: string): Promise<OpenImportUnit> {
  const [row, content] = await Promise.all([getImport(call, id), getImportContent(call, id)]);
  const { release } = await compileImport(id, content);
  const course = release && readyRelease(release);
  const unit = course?.units.get(key);
  if (!course || !unit) throw new Refusal(commonRefusals['not-found']);
  const { items: all } = content.report as FidelityReport;
  const items = itemsByUnit(all, course.release).units.get(key) ?? [];
  const places = placesOf(items, new Set(content.originals.keys())).slice(0, mostOriginals);
  const originals = await Promise.all(
    places.map(async (place) => {
      const bytes = await storage().get(content.originals.get(place) ?? '');
      return originalOf(place, decoder.decode(bytes), content.files);
    }),
  );
  // What can be read comes before what only points to it.
  const shown = originals.toSorted((a, b) => Number(b.plain || !!b.html) - Number(a.plain || !!a.html));
  return { row, course, unit, items, originals: shown };
}
