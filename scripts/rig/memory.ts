/** Memory of a process and everything below it: proportional set size, so that shared pages count once (proc(5)). */
import { readdirSync, readFileSync } from 'node:fs';

interface ProcessFacts {
  pid: number;
  parent: number;
}

function listProcesses(): ProcessFacts[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
        return [{ pid: Number(name), parent }];
      } catch {
        return [];
      }
    });
}

export function processTree(pid: number): number[] {
  const all = listProcesses();
  const below = (parent: number): number[] =>
    all.filter((p) => p.parent === parent).flatMap((p) => [p.pid, ...below(p.pid)]);
  return [pid, ...below(pid)];
}

/** Bytes; null where the system does not tell. */
export function memoryOf(pids: number[]): number | null {
  let kilobytes = 0;
  for (const pid of new Set(pids)) {
    try {
      kilobytes += Number(
        /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0,
      );
    } catch {
      // It ended between listing and looking.
    }
  }
  return kilobytes === 0 ? null : kilobytes * 1024;
}
