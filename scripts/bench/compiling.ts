/**
 * What compiling costs, as authors meet it: `lectern course check --watch` on a course of 1,500 blocks, the first time and
 * after one edit; and without, as a hook calls it. A block is a piece of prose with its heading, or a question.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { node, program } from '../prepare.mjs';
import { atMost, type Row } from '../rig/rows.ts';

const units = 150;
const blocksOfUnit = 10;

/** What prose has beside its words, in turn. */
const extras = [
  (unit: number) =>
    `- Read the table twice before you leave.\n- Ask whoever came in last; \`tide(${unit})\` says the same.`,
  (unit: number) => `| hour | height |\n|-----:|-------:|\n| 6 | ${unit}.5 |\n| 12 | ${unit}.1 |`,
  (unit: number) => `$$h = ${unit} + \\tfrac{1}{2}\\sin(\\omega t)$$`,
  (unit: number) => `\`\`\`python\ndef height(hour):\n    return ${unit} + 0.5 * sin(omega * hour)\n\`\`\``,
  (unit: number) =>
    `:::note\nNobody is early by mistake.[^${unit}]\n:::\n\n[^${unit}]: As the harbor master says.`,
];

const prose = (unit: number, block: number) => `## Part ${block} of lesson ${unit}

The tide of *harbor ${unit}* turns every **six hours and twelve minutes**, and a boat that lies at anchor swings with it.
Whoever comes late waits for the next one, and the [tables](https://example.org/tides/${unit}) say when that is.

The height at noon is $h_{${block}} = ${unit}$ meters, as on every day of the week.

${extras[block % extras.length]?.(unit)}
`;

const question = (unit: number, block: number) => `::::choice{#q-${unit}-${block} shuffle}
When does the water of harbor ${unit} stand highest after ${block} hours?

- [x] At $t = ${block}$
  > It does.
- [ ] Six hours later
- [ ] Never

:::hint
Look at the **table**.
:::
::::
`;

const unitText = (unit: number, edit = '') =>
  `---\ntitle: Lesson ${unit}\n---\n\n${Array.from({ length: blocksOfUnit }, (_, block) =>
    block % 3 === 2 ? question(unit, block) : prose(unit, block),
  ).join('\n')}${edit}`;

const fileOf = (unit: number) => `units/lesson-${unit}.md`;

function longCourse(): Map<string, string> {
  const all = Array.from({ length: units }, (_, unit) => unit);
  const outline = Array.from({ length: units / 10 }, (_, section) => {
    const files = all.slice(section * 10, section * 10 + 10).map((unit) => `      - ${fileOf(unit)}\n`);
    return `  - section: s${section}\n    title: Week ${section}\n    units:\n${files.join('')}`;
  });
  const manifest = `lectern: 1\nkey: harbors\ntitle: Harbors\nlanguage: en\noutline:\n${outline.join('')}`;
  return new Map([['course.yaml', manifest], ...all.map((unit) => [fileOf(unit), unitText(unit)] as const)]);
}

const check = (folder: string) => [...program, 'course', 'check', folder];

/** What the command line says of each check, and an end of it. */
function watchCourse(folder: string) {
  const running = spawn(node, [...check(folder), '--watch', '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: running.stdout })[Symbol.asyncIterator]();
  return {
    async checked(): Promise<number> {
      const { value = '{}' } = await lines.next();
      const { ok, milliseconds } = JSON.parse(value) as Checked;
      if (!ok) throw new Error('The course of the measurement has mistakes.');
      return milliseconds;
    },
    stop: () => running.kill(),
  };
}
interface Checked {
  ok: boolean;
  milliseconds: number;
}

/** Milliseconds of the whole process, after an edit of one unit. */
async function hookAfterEdit(folder: string, turn: number): Promise<number> {
  await writeFile(join(folder, fileOf(turn)), unitText(turn, `\nA word for the hook, number ${turn}.\n`));
  const begun = performance.now();
  execFileSync(node, check(folder), { stdio: ['ignore', 'ignore', 'inherit'] });
  return performance.now() - begun;
}

const middleOf = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;

/** From nothing, then after edits, of a course in a folder of its own. */
async function measureOne() {
  const folder = await mkdtemp(join(tmpdir(), 'lectern-course-'));
  const course = longCourse();
  await mkdir(join(folder, 'units'));
  for (const [path, text] of course) await writeFile(join(folder, path), text);
  const { checked, stop } = watchCourse(folder);
  try {
    const first = await checked();
    const again: number[] = [];
    for (let turn = 0; turn < 9; turn++) {
      await writeFile(join(folder, fileOf(turn)), unitText(turn, `\nOne more word, number ${turn}.\n`));
      again.push(await checked());
    }
    stop();
    await hookAfterEdit(folder, 0);
    const hooks: number[] = [];
    for (let turn = 1; turn < 6; turn++) hooks.push(await hookAfterEdit(folder, turn));
    return { first, again: middleOf(again), hook: middleOf(hooks) };
  } finally {
    stop();
    await rm(folder, { recursive: true });
  }
}

/** The middle of three courses, by themselves: where an author compiles, no site is under load. */
export async function measureCompiling(): Promise<Row[]> {
  const found = [await measureOne(), await measureOne(), await measureOne()];
  const middle = (what: keyof (typeof found)[number]) => middleOf(found.map((one) => one[what]));
  return [
    atMost('compiling a course of 1,500 blocks from nothing', middle('first'), 'ms', 2_000),
    atMost('the check after one edit', middle('again'), 'ms', 100),
    atMost('a check by a hook after one edit, the whole process', middle('hook'), 'ms', 1_500),
  ];
}
