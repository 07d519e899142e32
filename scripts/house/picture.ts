/** The house as text. */
import { floors, ladder, staircases } from '../../house.ts';

const line = (name: string, why: string, width: number) => `  ${name.padEnd(width)}  ${why}`;

export function pictureOfHouse(): string {
  const parts = [
    'Floors. A file uses only what stands below it.\n',
    ...[...floors].reverse().map(({ name, folders, why }) => line(`${name}: ${folders.join(', ')}`, why, 29)),
    '\nModules, top to bottom. Each uses only those below it.\n',
    ...[...ladder].reverse().map(({ module, why }) => line(module, why, 12)),
  ];
  for (const { floor, steps, doors } of staircases) {
    parts.push(`\nsrc/${floor}/<name>/, from the bottom up.\n`);
    parts.push(...steps.map(({ name, why }) => line(name, why, 16)));
    parts.push('\n  Doors');
    parts.push(...doors.map(({ step, open, why }) => line(`${step} (${open})`, why, 16)));
  }
  return parts.join('\n');
}
