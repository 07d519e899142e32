/** The gradebook of the demo run: points after a talk, an excuse, a file that waits for a yes, a key that was doubted. */
import type { Run } from '#modules/catalog/index.ts';
import type { Release } from '#modules/content/index.ts';
import { oneRelease } from '#modules/enrollment/index.ts';
import {
  listRegrades,
  readImport,
  refreshStandings,
  startRegrade,
  workOnRegrade,
} from '#modules/gradebook/index.ts';
import { type GradeChange, getCourseGrade, setGrades } from '#modules/grading/index.ts';
import type { Call } from '#platform/endpoint.ts';

export interface GradebookPeople {
  /** Explained the method at the desk: gets the points. */
  spoken: { id: string; email: string };
  /** Was away for the school. */
  excused: { id: string; email: string };
}

const nothing = { points: null, excused: false, comment: null };

export async function seedGradebook(
  teacher: Call,
  run: Run,
  release: Release,
  { spoken, excused }: GradebookPeople,
): Promise<void> {
  const releases = oneRelease(release);
  const { facts } = await getCourseGrade(spoken.id, run, release, 'all', teacher.now);
  const done = facts.get('noon-december')?.override || (await listRegrades(run.id)).length > 0;
  if (!done) {
    const set = (
      change: Partial<GradeChange> & Pick<GradeChange, 'learnerId' | 'activityKey'>,
      why: string,
    ) => setGrades(teacher, run, releases, [{ ...nothing, after: 0, ...change }], why);
    const comment = 'You explained it well at the desk; the slip was in the sign only.';
    await set(
      { learnerId: spoken.id, activityKey: 'noon-december', points: 1.5, comment },
      'Talk after class',
    );
    await set(
      { learnerId: excused.id, activityKey: 'noon-stick', excused: true, comment: 'Away with the choir.' },
      'Away for the school',
    );
    const table = [
      ['email', 'name', 'noon-stick', 'noon-equinox'],
      [spoken.email, '', '0.5', '1'],
      [excused.email, '', '', '0.5'],
      ['somebody.else@school.example', 'Somebody Else', '1', '1'],
    ];
    await readImport(teacher, run, releases, { name: 'sextant-practical.csv', table });
    const doubted = { activityKey: 'noon-equinox', releaseId: run.releaseId };
    const reason = 'Asked in class whether the key is right';
    const { id } = await startRegrade(teacher, run, { ...doubted, reason }, async () => {});
    while (await workOnRegrade(id));
  }
  await refreshStandings(teacher.now);
}
