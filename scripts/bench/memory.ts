import { postmasterPid } from '../rig/database.ts';
import { memoryOf, processTree } from '../rig/memory.ts';
import { atMost, type Row, told } from '../rig/rows.ts';
import type { Site } from '../rig/site.ts';

/** Server, workers and PostgreSQL together. */
export async function measureMemory(name: string, site: Site, limitMegabytes: number): Promise<Row> {
  const pids = [...processTree(site.process.pid ?? 0), ...processTree(await postmasterPid(site.dataFolder))];
  const bytes = memoryOf(pids);
  return bytes === null
    ? told(`${name} (this system does not tell)`, 0, 'MB')
    : atMost(name, bytes / 1e6, 'MB', limitMegabytes);
}
