/** SQL of imports: files that were read and wait for a yes. */
import { query } from '#platform/database.ts';
import type { GradeImport, ImportReading } from '../schema.ts';

export async function addImport(
  runId: string,
  fileName: string,
  reading: ImportReading,
  madeBy: string,
): Promise<string> {
  const [row] = await query<{ id: string }>(
    'insert into gradebook.import (run_id, file_name, lines, made_by) values ($1, $2, $3, $4) returning id',
    [runId, fileName, JSON.stringify(reading), madeBy],
  );
  if (!row) throw new Error('an insert returned no row');
  return row.id;
}

export async function findImport(runId: string, id: string): Promise<GradeImport | null> {
  const [row] = await query<Omit<GradeImport, keyof ImportReading> & { lines: ImportReading }>(
    `select id, file_name as "fileName", lines, made_at as "madeAt", applied_at as "appliedAt"
     from gradebook.import where run_id = $1 and id = $2`,
    [runId, id],
  );
  return row ? { ...row, ...row.lines } : null;
}

/** False: somebody else has applied it. */
export async function markApplied(id: string): Promise<boolean> {
  const rows = await query(
    'update gradebook.import set applied_at = clock_timestamp() where id = $1 and applied_at is null returning 1',
    [id],
  );
  return rows.length > 0;
}
