/** A draft or a release of a course as a file in any format, and what of it does not go along. */
import { sourceRefusal } from '#modules/authoring/index.ts';
import { activityTypes } from '#modules/content/contract.ts';
import {
  type CourseSource,
  compileCourse,
  getRelease,
  type Publication,
  type Release,
  readSource,
} from '#modules/content/index.ts';
import { zipFiles } from '#platform/archive/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import {
  type CourseParams,
  openDraft,
  readFields,
  type StudioCourse,
} from '#screens/studio/outline/index.ts';
import type { FidelityReport } from '#standards/fidelity.ts';
import { exportCourse, exportFiles, packed } from '#standards/formats.ts';
import type { ExportFileQuery, ExportQuery } from '../schema.ts';

interface Chosen {
  studio: StudioCourse;
  releases: Publication[];
  source: CourseSource;
  /** Hash of a release; null: the draft. */
  releaseId: string | null;
}

async function choose(call: Call, params: CourseParams, of: string): Promise<Chosen> {
  const { source, ...studio } = await openDraft(call, params, 'course.edit');
  const { releases } = studio;
  if (of === 'draft') return { studio, releases, source, releaseId: null };
  const found = releases.find(({ number }) => String(number) === of);
  if (!found) throw new Refusal(commonRefusals['not-found']);
  return { studio, releases, source: await readSource(found.releaseId), releaseId: found.releaseId };
}

/** A draft is compiled as it would be for publishing: with mistakes in it there is nothing to write. */
async function releaseOf({ source, releaseId }: Chosen): Promise<Release> {
  if (releaseId) return getRelease(releaseId);
  const { release, problems } = await compileCourse(source, activityTypes());
  if (!release) throw sourceRefusal(problems);
  return release;
}

async function languagesIn(source: CourseSource): Promise<string[]> {
  const yaml = new TextDecoder().decode(await source.read('course.yaml'));
  const { language, languages } = readFields(yaml) ?? {};
  const named = [language ?? 'en', ...(Array.isArray(languages) ? languages : [])];
  return [...new Set(named.filter((one) => typeof one === 'string'))];
}

export interface OpenExport {
  studio: StudioCourse;
  releases: Publication[];
  /** That it can leave in, its own first. */
  languages: string[];
  query: ExportQuery;
  /** Null: no format is chosen, or nothing can be lost. */
  report: FidelityReport | null;
  /** Mistakes of a draft, which keep it from leaving in a format of others. */
  problems: { path: string; message: string }[];
}

export async function openExport(call: Call, params: CourseParams, query: ExportQuery): Promise<OpenExport> {
  const chosen = await choose(call, params, query.of);
  const { studio, releases } = chosen;
  const languages = await languagesIn(chosen.source);
  const open = { studio, releases, languages, query, report: null, problems: [] };
  if (!query.format || query.format === 'lectern') return open;
  try {
    const input = { release: await releaseOf(chosen), source: chosen.source };
    const { report } = await exportCourse(query.format, input, query.language || undefined);
    return { ...open, report };
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'source-has-errors') throw error;
    return { ...open, problems: error.details.fields ?? [] };
  }
}

export interface ExportFile {
  bytes: Uint8Array;
  name: string;
  type: string;
}

async function sourceZip(source: CourseSource): Promise<Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (const path of source.paths.toSorted()) files.set(path, await source.read(path));
  return zipFiles(files);
}

export async function writeExport(
  call: Call,
  params: CourseParams,
  { format, of, language }: ExportFileQuery,
): Promise<ExportFile> {
  const chosen = await choose(call, params, of);
  const name = `${params.course}-${of === 'draft' ? 'draft' : `release-${of}`}`;
  if (format === 'lectern')
    return { bytes: await sourceZip(chosen.source), name: `${name}.zip`, type: 'application/zip' };
  const input = { release: await releaseOf(chosen), source: chosen.source };
  const { files } = await exportCourse(format, input, language || undefined);
  const { extension, type } = exportFiles[format];
  return { bytes: await packed(format, files), name: `${name}.${extension}`, type };
}
