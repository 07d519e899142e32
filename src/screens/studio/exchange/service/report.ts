/** A fidelity report for its readers: the items of one choice, page by page, each with the way to where it is now. */
import { may } from '#modules/access/index.ts';
import { type Course, findCourseById, listRunsOfCourse, type Run } from '#modules/catalog/index.ts';
import { findActivity, findRelease, getImportReport, type Release } from '#modules/content/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { links as learnLinks } from '#screens/learn/index.ts';
import { authorsOf } from '#screens/teach/index.ts';
import type { FidelityItem, FidelityReport } from '#standards/fidelity.ts';
import type { ReportQuery } from '../schema.ts';

const itemsAPage = 100;

export interface LinkedItem extends FidelityItem {
  href: string | null;
}

export interface OpenedReport {
  id: string;
  format: string;
  fileName: string;
  createdAt: Date;
  author: string;
  course: Course;
  /** What the import holds, whatever is chosen. */
  counts: FidelityReport['counts'];
  title: string;
  kinds: { kind: string; count: number }[];
  items: LinkedItem[];
  /** Items of the choice. */
  total: number;
  page: number;
  pages: number;
  choice: Omit<ReportQuery, 'page'>;
}

/** Where a thing of the course source is read now; null where a later release has it no more. */
function hrefOf(target: string | null, release: Release, to: ReturnType<typeof learnLinks>): string | null {
  if (target === null) return null;
  const [, kind, key = ''] = /^(unit|activity|section):(.+)$/.exec(target) ?? [];
  if (kind === 'unit') return release.units.some((unit) => unit.key === key) ? to.unit(key) : null;
  if (kind === 'section') return to.run;
  if (kind === 'activity') {
    const activity = findActivity(release, key);
    return activity ? `${to.unit(activity.unitKey)}#${activity.key}` : null;
  }
  const unit = release.units.find(({ file }) => file === target);
  if (unit) return to.unit(unit.key);
  const asset = release.assets.find(({ path }) => path === target);
  const name = target.slice(target.lastIndexOf('/') + 1);
  return asset ? `/assets/${asset.sha256}/${encodeURIComponent(name)}` : null;
}

async function linkerOf(
  course: Course,
  [run]: readonly Run[],
): Promise<(target: string | null) => string | null> {
  const release = run && (await findRelease(run.releaseId));
  if (!run || !release) return () => null;
  const to = learnLinks({ organization: course.organization.key, course: course.key, run: run.key });
  return (target) => hrefOf(target, release, to);
}

/** For staff of the course; to anybody else there is no such report. */
async function openCourse(call: Call, courseId: string): Promise<{ course: Course; runs: Run[] }> {
  const [course, runs] = await Promise.all([findCourseById(courseId), listRunsOfCourse(courseId)]);
  const organization = course?.organization.key;
  if (
    !course ||
    !may(call.actor, 'course.view-as-staff', { organization, course: `${organization}/${course.key}` })
  )
    throw new Refusal(commonRefusals['not-found']);
  return { course, runs };
}

export async function openReport(call: Call, id: string, query: ReportQuery): Promise<OpenedReport> {
  const stored = await getImportReport(id);
  const { course, runs } = await openCourse(call, stored.courseId);
  const report = stored.report as FidelityReport;
  const ofFate = report.items.filter(({ fate }) => !query.fate || fate === query.fate);
  const chosen = ofFate.filter(({ kind }) => !query.kind || kind === query.kind);
  const kinds = [...Map.groupBy(report.items, ({ kind }) => kind)]
    .map(([kind, items]) => ({ kind, count: items.length }))
    .sort((a, b) => b.count - a.count || a.kind.localeCompare(b.kind));
  const shown = chosen.slice((query.page - 1) * itemsAPage, query.page * itemsAPage);
  const [link, authorOf] = await Promise.all([linkerOf(course, runs), authorsOf([stored], call.locale)]);
  return {
    id,
    format: stored.format,
    fileName: stored.fileName,
    createdAt: stored.createdAt,
    author: authorOf(stored.createdBy),
    course,
    counts: report.counts,
    title: report.course,
    kinds,
    items: shown.map((item) => ({ ...item, href: link(item.target) })),
    total: chosen.length,
    page: query.page,
    pages: Math.max(1, Math.ceil(chosen.length / itemsAPage)),
    choice: { fate: query.fate, kind: query.kind },
  };
}
