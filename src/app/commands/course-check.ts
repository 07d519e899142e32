/** `lectern course check`: it runs whenever an author saves, so it loads nothing of the site. */
import { readFile, rename, rm, watch, writeFile } from 'node:fs/promises';
import { getCompileCacheDir } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { activityTypes } from '#activities/index.ts';
import { translateTo } from '#lib/messages.ts';
import { useActivityTypes } from '#modules/content/contract.ts';
import {
  type Compilation,
  type CourseSource,
  compileCourse,
  memorySource,
  packCompiledUnits,
  type SourceProblem,
  unpackCompiledUnits,
} from '#modules/content/index.ts';
import type { KeptFiles } from '#platform/archive/index.ts';
import { type JsonOption, openSource, printProblems } from './course-source.ts';
import { print, printJson } from './output.ts';

interface CheckOptions extends JsonOption {
  watch?: boolean;
  quality?: boolean;
}

/** What readers may stumble over, beside the mistakes. */
async function withFindings(
  problems: readonly SourceProblem[],
  units: Compilation['units'],
  source: CourseSource,
): Promise<SourceProblem[]> {
  // Loaded by whoever asks for it: a plain check is to be quick.
  const { checkUnits, findingText } = await import('#screens/studio/quality/index.ts');
  const t = translateTo('en');
  const found = await checkUnits(units, source);
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

async function checkOnce(path: string, options: CheckOptions, kept?: KeptFiles): Promise<void> {
  const begun = performance.now();
  const { format, files, report } = await openSource(path, { again: kept && { kept, now: new Date() } });
  const source = memorySource(files);
  const { release, units, variants, problems: mistakes } = await compileCourse(source, activityTypes);
  const problems = options.quality
    ? await withFindings(mistakes, new Map([...units, ...variants]), source)
    : mistakes;
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

/**
 * With the units that the last check compiled: a save hook is a process of its own, each time. They stand with what V8 has
 * compiled of this program, which each build throws away.
 */
async function withKeptUnits(check: () => Promise<void>): Promise<void> {
  const folder = getCompileCacheDir();
  if (!folder) return check();
  const file = join(folder, 'checked-units');
  const before = await readFile(file).catch(() => null);
  try {
    if (before) unpackCompiledUnits(activityTypes, before);
  } catch {
    // Another version of Node wrote them: then all is compiled.
  }
  await check();
  const after = packCompiledUnits(activityTypes);
  if (before?.equals(after)) return;
  // Whole or not at all, also where two check at once. An installation that may only be read keeps nothing.
  const written = `${file}-${process.pid}`;
  await writeFile(written, after)
    .then(() => rename(written, file))
    .catch(() => rm(written, { force: true }));
}

/** Some editors write a file in several steps. */
const settleMs = 20;

export const checkCommand = new Command('check')
  .description('check a course and name every mistake with file, line and remedy')
  .argument('<path>', 'folder, archive or file of questions, in any format that can be read')
  .option('--json', 'print JSON')
  .option('--quality', 'also name what readers may stumble over: pictures, links, long sentences, questions')
  .option('--watch', 'check again whenever a file changes, until Ctrl-C')
  .action(async (path: string, options: CheckOptions) => {
    useActivityTypes(activityTypes);
    if (!options.watch) return withKeptUnits(() => checkOnce(path, options));
    const changes = watch(path, { recursive: true });
    const kept: KeptFiles = new Map();
    for (;;) {
      // Asked before checking, so that what changes meanwhile is not missed.
      const change = changes.next();
      await checkOnce(path, options, kept);
      await change;
      await sleep(settleMs);
    }
  });
