/** Where learners hand in, and answers that each activity takes. */
import type { DemoRun } from '../rig/learners.ts';

export interface Target {
  key: string;
  path: string;
  limit: number | null;
  /** Another one at each call, as far as the activity has several. */
  answer(): unknown;
}

interface Node {
  kind: 'unit' | 'section';
  key: string;
  children?: Node[];
  /** Of what stands in one, everybody meets another part. */
  pools?: { activities: string[] }[];
}

interface Listed {
  key: string;
  type: string;
  attempts: number | null;
}

const unitsBelow = (nodes: readonly Node[]): Node[] =>
  nodes.flatMap((node) => (node.kind === 'unit' ? [node] : unitsBelow(node.children ?? [])));

/** What a form of the page offers to choose from. */
function optionsOf(page: string, activity: string): string[] {
  const fields = [...page.matchAll(/<input\b[^>]*>/g)].map(([tag]) => tag);
  return fields
    .filter((tag) => tag.includes(`name="${activity}.value"`))
    .flatMap((tag) => /value="([^"]*)"/.exec(tag)?.[1] ?? []);
}

const anyOf = (options: readonly string[]) => [options[Math.floor(Math.random() * options.length)]];

/** How to answer this kind of activity; null: not in this run. */
function answerTo(type: string, options: readonly string[]): Target['answer'] | null {
  if (type === 'text-answer') return () => `What I think: ${crypto.randomUUID()}`;
  return (type === 'choice' || type === 'poll') && options.length > 1 ? () => anyOf(options) : null;
}

async function get(url: string): Promise<Response> {
  const reply = await fetch(url);
  if (!reply.ok) throw new Error(`${url} gave ${reply.status}`);
  return reply;
}

export async function findTargets(site: string, run: DemoRun): Promise<Target[]> {
  const root = `/api/v1/learn/${run.path}`;
  const { outline } = (await (await get(site + root)).json()) as { outline: Node[] };
  const found: Target[] = [];
  for (const { key: unit, pools = [] } of unitsBelow(outline)) {
    const drawn = new Set(pools.flatMap((pool) => pool.activities));
    const { activities } = (await (await get(`${site}${root}/${unit}`)).json()) as { activities: Listed[] };
    const page = await (await get(`${site}/learn/${run.path}/${unit}`)).text();
    for (const { key, type, attempts } of activities) {
      const answer = drawn.has(key) ? null : answerTo(type, optionsOf(page, key));
      if (answer) found.push({ key, path: `${root}/${unit}/${key}/submissions`, limit: attempts, answer });
    }
  }
  return found;
}
