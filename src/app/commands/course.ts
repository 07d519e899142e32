import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { activityTypes } from '#activities/index.ts';
import { getCourse } from '#modules/catalog/index.ts';
import { useActivityTypes } from '#modules/content/contract.ts';
import {
  type CourseSource,
  compileCourse,
  getRelease,
  memorySource,
  readingLanguages,
  readSource,
} from '#modules/content/index.ts';
import { importFromPath } from '#screens/studio/exchange/index.ts';
import { publishCourse } from '#screens/studio/releases/index.ts';
import { type ExportFormat, exportCourse, exportFormats, packed } from '#standards/formats.ts';
import { checkCommand } from './course-check.ts';
import { type JsonOption, openSource, printProblems } from './course-source.ts';
import { print, printJson, say, systemCall, withMachines } from './shared.ts';

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
  branch?: string;
  folder?: string;
  tokenFile?: string;
}

const tokenIn = async (file: string | undefined): Promise<string | undefined> =>
  file === undefined ? undefined : (await readFile(file, 'utf8')).trim();

const publish = new Command('publish')
  .description('check a course source and publish it as a release')
  .argument('<place>', 'folder, zip, tar.gz, or the address of a git repository (https://…, file://…)')
  .option('--org <key>', 'organization that owns the course', 'local')
  .option('--notes <text>', 'what is new')
  .option('--branch <name>', 'of the repository; its main one where it is not said')
  .option('--folder <path>', 'of the course in the repository')
  .option('--token-file <path>', 'file with an access token for the repository')
  .option('--json', 'print JSON')
  .action(async (place: string, { branch, folder, tokenFile, ...options }: PublishOptions) => {
    const token = await tokenIn(tokenFile);
    const source = memorySource((await openSource(place, { branch, folder, token })).files);
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
  language?: string;
}

async function exportSource(source: CourseSource, folder: string, { json }: JsonOption): Promise<void> {
  const present = await readdir(folder).catch(() => []);
  if (present.length) throw new Error(`${folder} is not empty.\nName a new folder.`);
  await writeSource(source, resolve(folder));
  if (json) return printJson({ format: 'lectern', folder: resolve(folder), files: source.paths });
  say(`Wrote ${source.paths.length} files to ${folder}`);
}

/** One file in a format of others; what it does not say is printed, so that nobody finds out later. */
async function exportPackage(
  format: ExportFormat,
  source: CourseSource,
  releaseId: string,
  options: { file: string; json?: boolean; language?: string },
) {
  const release = await getRelease(releaseId);
  const languages = readingLanguages(release);
  if (options.language && !languages.includes(options.language))
    throw new Error(`This course is not in “${options.language}”.\nIts languages: ${languages.join(', ')}.`);
  const { files, report } = await exportCourse(format, { release, source }, options.language);
  await mkdir(dirname(options.file), { recursive: true });
  await writeFile(options.file, await packed(format, files), { flag: 'wx' });
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
    new Option(
      '--format <format>',
      'lectern (the source), olx (Open edX), imscc (Common Cartridge 1.3), qti (QTI 3.0), html (a site for a stick) or epub',
    )
      .choices(['lectern', ...exportFormats])
      .default('lectern'),
  )
  .option('--language <tag>', 'one of the languages of the course; a package holds one, the source holds all')
  .option('--json', 'print the report as JSON')
  .action((name: string, target: string, { format, json, language }: ExportCommandOptions) =>
    withMachines(async () => {
      useActivityTypes(activityTypes);
      if (!/^[^/]+\/[^/]+$/.test(name))
        throw new Error(
          `“${name}” names no course.\nWrite organization/course, such as harbor/finding-your-way.`,
        );
      const [organization = '', key = ''] = name.split('/');
      const course = await getCourse(organization, key);
      const releaseId = course.releaseId ?? '';
      const source = await readSource(releaseId);
      if (format === 'lectern') return exportSource(source, target, { json });
      return exportPackage(format, source, releaseId, { file: resolve(target), json, language });
    }),
  );

export const courseCommands = new Command('course')
  .description('check, import, publish and export courses')
  .addCommand(checkCommand)
  .addCommand(importCommand)
  .addCommand(publish)
  .addCommand(exportCommand);
