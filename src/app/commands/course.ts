import { access, mkdir, readdir, watch, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command, Option } from 'commander';
import { activityTypes } from '#activities/index.ts';
import { translateTo } from '#lib/messages.ts';
import { getCourse } from '#modules/catalog/index.ts';
import { useActivityTypes } from '#modules/content/contract.ts';
import {
  type Compilation,
  type CourseSource,
  compileCourse,
  getRelease,
  memorySource,
  readSource,
  type SourceProblem,
} from '#modules/content/index.ts';
import { openArchive, zipFiles } from '#platform/archive/index.ts';
import { importFromPath } from '#screens/studio/exchange/index.ts';
import { checkUnits, findingText } from '#screens/studio/quality/index.ts';
import { publishCourse } from '#screens/studio/releases/index.ts';
import {
  type ExportFormat,
  exportCourse,
  exportFormats,
  type ImportedCourse,
  importCourse,
} from '#standards/formats.ts';
import { print, printJson, say, systemCall, withMachines } from './shared.ts';

interface JsonOption {
  json?: boolean;
}

const place = ({ file, line, column }: SourceProblem) =>
  [file, line, column].filter((part) => part !== null).join(':');

function printProblems(problems: readonly SourceProblem[]): void {
  for (const problem of problems)
    print(`${place(problem)}  ${problem.severity}: ${problem.message}\n    ${problem.remedy}`);
}

/** A course in any format that can be read, as our own source with a report. Nothing is written. */
async function openSource(path: string): Promise<ImportedCourse> {
  await access(path).catch(() => {
    throw new Error(`${path} cannot be read.\nName a folder, an archive or a file of questions.`);
  });
  const archive = await openArchive(resolve(path));
  try {
    return await importCourse(archive, { fileName: basename(resolve(path)) });
  } finally {
    await archive.close();
  }
}

interface CheckOptions extends JsonOption {
  watch?: boolean;
  quality?: boolean;
}

/** What readers may stumble over, beside the mistakes. */
async function withFindings(
  problems: readonly SourceProblem[],
  units: Compilation['units'],
  source: CourseSource,
  release: Compilation['release'],
): Promise<SourceProblem[]> {
  const t = translateTo('en');
  const found = await checkUnits(units, source, release?.course.language ?? 'en');
  const warnings = [...found].flatMap(([file, findings]) =>
    findings.map((finding) => ({
      ...{ file, line: finding.line, column: null, severity: 'warning' as const, code: finding.rule },
      ...findingText(t, finding),
    })),
  );
  return [...problems, ...warnings].toSorted(
    (a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || (a.line ?? 0) - (b.line ?? 0),
  );
}

async function checkOnce(path: string, options: CheckOptions): Promise<void> {
  const begun = performance.now();
  const { format, files, report } = await openSource(path);
  const source = memorySource(files);
  const { release, units, problems: mistakes } = await compileCourse(source, activityTypes);
  const problems = options.quality ? await withFindings(mistakes, units, source, release) : mistakes;
  const milliseconds = Math.round(performance.now() - begun);
  if (options.json) {
    const { counts } = report;
    const found = {
      ok: release !== null,
      format,
      release: release?.id ?? null,
      counts,
      problems,
      milliseconds,
    };
    // One line for each check, where there are several.
    if (options.watch) print(JSON.stringify(found));
    else printJson(found);
  } else {
    printProblems(problems);
    const errors = problems.filter(({ severity }) => severity === 'error').length;
    print(
      errors
        ? `${errors} to mend`
        : `Good: ${release?.units.length ?? 0} units, ${release?.activities.length ?? 0} activities (${milliseconds} ms)`,
    );
  }
  process.exitCode = release ? 0 : 1;
}

/** Some editors write a file in several steps. */
const settleMs = 20;

const check = new Command('check')
  .description('check a course and name every mistake with file, line and remedy')
  .argument('<path>', 'folder, archive or file of questions, in any format that can be read')
  .option('--json', 'print JSON')
  .option('--quality', 'also name what readers may stumble over: pictures, links, long sentences, questions')
  .option('--watch', 'check again whenever a file changes, until Ctrl-C')
  .action(async (path: string, options: CheckOptions) => {
    useActivityTypes(activityTypes);
    if (!options.watch) return checkOnce(path, options);
    const changes = watch(path, { recursive: true });
    for (;;) {
      // Asked before checking, so that what changes meanwhile is not missed.
      const change = changes.next();
      await checkOnce(path, options);
      await change;
      await sleep(settleMs);
    }
  });

interface ImportCommandOptions extends JsonOption {
  org: string;
  orgName?: string;
}

const importCommand = new Command('import')
  .description('import a course and publish it; says what became of everything in it. Twice changes nothing')
  .argument('<path>', 'folder, archive or file of questions, in any format that can be read')
  .option('--org <key>', 'organization that owns the course; made where it is missing', 'local')
  .option('--org-name <name>', 'name of a new organization')
  .option('--json', 'print JSON')
  .action((path: string, options: ImportCommandOptions) =>
    withMachines(async (config) => {
      const { published, report, reportId } = await importFromPath(
        systemCall('command line'),
        resolve(path),
        {
          organizationKey: options.org,
          organizationName: options.orgName,
        },
      );
      const { counts, items } = report;
      const course = `${options.org}/${published.release.course.key}`;
      if (options.json)
        return print(JSON.stringify({ course, release: published.release.id, counts, items }));
      print(
        `${published.created ? 'Imported' : 'Nothing has changed since the last import of'} ${report.course} as ${course}`,
      );
      print(`  ${counts.sections} sections, ${counts.units} units, ${counts.activities} activities`);
      print(`  ${counts.exact} exact, ${counts.approximated} approximated, ${counts.dropped} dropped`);
      print(`  Course: ${config.baseUrl}/courses/${course}`);
      print(`  Report: ${config.baseUrl}/studio/imports/${reportId}`);
    }),
  );

interface PublishOptions extends JsonOption {
  org: string;
  notes?: string;
}

const publish = new Command('publish')
  .description('check a course source and publish it as a release')
  .argument('<path>', 'folder, zip or tar.gz')
  .option('--org <key>', 'organization that owns the course', 'local')
  .option('--notes <text>', 'what is new')
  .option('--json', 'print JSON')
  .action(async (path: string, options: PublishOptions) => {
    const source = memorySource((await openSource(path)).files);
    const { release, problems } = await compileCourse(source, activityTypes);
    if (!release) {
      if (options.json) printJson({ ok: false, problems });
      else printProblems(problems);
      process.exitCode = 1;
      return;
    }
    await withMachines(async () => {
      const published = await publishCourse(systemCall('command line'), {
        source,
        organization: { key: options.org },
        courseKey: release.course.key,
        courseTitle: release.course.title,
        notes: options.notes,
      });
      if (options.json)
        printJson({
          ok: true,
          course: published.courseId,
          release: published.release.id,
          created: published.created,
        });
      else
        print(
          published.created
            ? `Published ${release.course.title}: release ${published.release.id.slice(0, 12)}`
            : 'Nothing has changed since the last release.',
        );
    });
  });

/** Writes below the folder only: paths of a stored source were checked when it was stored. */
async function writeSource(source: CourseSource, folder: string): Promise<void> {
  for (const path of source.paths) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, await source.read(path));
  }
}

interface ExportCommandOptions extends JsonOption {
  format: 'lectern' | ExportFormat;
}

async function exportSource(source: CourseSource, folder: string): Promise<void> {
  const present = await readdir(folder).catch(() => []);
  if (present.length) throw new Error(`${folder} is not empty.\nName a new folder.`);
  await writeSource(source, resolve(folder));
  say(`Wrote ${source.paths.length} files to ${folder}`);
}

/** One file in a format of others; what it does not say is printed, so that nobody finds out later. */
async function exportPackage(
  format: ExportFormat,
  source: CourseSource,
  releaseId: string,
  options: { file: string; json?: boolean },
) {
  const release = await getRelease(releaseId);
  const { files, report } = await exportCourse(format, { release, source });
  await writeFile(options.file, await zipFiles(files), { flag: 'wx' });
  const { counts, items } = report;
  if (options.json) return printJson({ format, file: options.file, counts, items });
  for (const { source: place, title, notes } of items.filter((item) => item.notes.length > 0))
    print(
      `${place}  ${title}: ${notes.map(({ code, text }) => (text ? `${code} (${text})` : code)).join('; ')}`,
    );
  print(`${counts.exact} exact, ${counts.approximated} approximated, ${counts.dropped} left out`);
  say(`Wrote ${options.file}`);
}

const exportCommand = new Command('export')
  .description('write a published course: its source to a folder, or a package for other systems to a file')
  .argument('<course>', 'organization/course')
  .argument('<target>', 'a new folder; with --format a new file')
  .addOption(
    new Option('--format <format>', 'lectern (the source), imscc (Common Cartridge 1.3) or qti (QTI 3.0)')
      .choices(['lectern', ...exportFormats])
      .default('lectern'),
  )
  .option('--json', 'print the report as JSON')
  .action((name: string, target: string, { format, json }: ExportCommandOptions) =>
    withMachines(async () => {
      useActivityTypes(activityTypes);
      const [organization = '', key = ''] = name.split('/');
      const course = await getCourse(organization, key);
      const releaseId = course.releaseId ?? '';
      const source = await readSource(releaseId);
      if (format === 'lectern') return exportSource(source, target);
      return exportPackage(format, source, releaseId, { file: resolve(target), json });
    }),
  );

export const courseCommands = new Command('course')
  .description('check, import, publish and export courses')
  .addCommand(check)
  .addCommand(importCommand)
  .addCommand(publish)
  .addCommand(exportCommand);
