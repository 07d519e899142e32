/** Grades out of a table: read, shown with what they would do, applied as a whole. */
import { isUuid } from '#lib/uuid.ts';
import type { Run } from '#modules/catalog/index.ts';
import { findActivity } from '#modules/content/index.ts';
import type { RunReleases } from '#modules/enrollment/index.ts';
import { getPolicies, gradingRefusals, setGrades, suppose } from '#modules/grading/index.ts';
import { transaction } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { readTable } from '../rules/table.ts';
import { type Comparison, type GradeImport, type ImportLine, refusals } from '../schema.ts';
import * as store from '../store/imports.ts';
import { listAllLearners } from '../store/standings.ts';
import { compareRun, type PolicyOf } from './comparing.ts';
import { gradeLearners } from './pages.ts';

/** Everybody's grades; for files. */
export const gradeEverybody = async (run: Run, releases: RunReleases, now: Date) =>
  (await gradeLearners(run, releases, await listAllLearners(run.id), now)).rows;

/** Reads a table and keeps what it would change; nothing counts yet. Gives the import's id. */
export async function readImport(
  call: Call,
  run: Run,
  releases: RunReleases,
  file: { name: string; table: readonly (readonly string[])[] },
): Promise<string> {
  if (call.actor.kind !== 'person') throw new Refusal(commonRefusals['sign-in-required']);
  const rows = await gradeEverybody(run, releases, call.now);
  const reading = readTable(
    file.table,
    rows,
    releases.whole.activities.filter(({ points }) => points > 0),
    (learnerId, { key }) => findActivity(releases.of(learnerId), key),
  );
  if (!reading) throw new Refusal(refusals['import-unreadable']);
  return store.addImport(run.id, file.name, reading, call.actor.id);
}

export async function getImport(run: Run, id: string): Promise<GradeImport> {
  const found = isUuid(id) ? await store.findImport(run.id, id) : null;
  if (!found) throw new Refusal(refusals['import-not-found']);
  return found;
}

/** What the lines would do to everybody's grade. */
export async function compareImport(
  run: Run,
  releases: RunReleases,
  lines: readonly ImportLine[],
  now: Date,
): Promise<Comparison> {
  const policyOf = await getPolicies(run.id);
  const grading: PolicyOf = (release) => policyOf(release).policy;
  const ofLearner = Map.groupBy(lines, ({ learnerId }) => learnerId);
  return compareRun(
    run,
    releases,
    {
      before: { grading, facts: (_, facts) => facts },
      after: {
        grading,
        facts: (id, facts) =>
          suppose(
            facts,
            new Map((ofLearner.get(id) ?? []).map((line) => [line.activityKey, supposedOf(line)])),
          ),
      },
    },
    now,
  );
}

const supposedOf = ({ after }: ImportLine) => (after.excused ? ('excused' as const) : (after.points ?? 0));

/** All lines or none; `overwrite` takes also those that staff changed after the file was made. */
export async function applyImport(
  call: Call,
  run: Run,
  releases: RunReleases,
  id: string,
  overwrite: boolean,
): Promise<number> {
  const found = await getImport(run, id);
  const lines = found.lines.filter(({ conflict }) => overwrite || !conflict);
  const changes = lines.map(({ learnerId, activityKey, version, after }) => ({
    ...{ learnerId, activityKey, after: version, comment: null, ...after },
  }));
  try {
    await transaction(async () => {
      if (!(await store.markApplied(id))) throw new Refusal(refusals['import-changed']);
      if (changes.length > 0) await setGrades(call, run, releases, changes, found.fileName);
    });
  } catch (error) {
    const changed = error instanceof Refusal && error.code === gradingRefusals['grade-changed'].code;
    throw changed ? new Refusal(refusals['import-changed']) : error;
  }
  return changes.length;
}
