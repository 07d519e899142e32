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
}

const unitsBelow = (nodes: readonly Node[]): string[] =>
  nodes.flatMap((node) => (node.kind === 'unit' ? [node.key] : unitsBelow(node.children ?? [])));

const answers: Record<string, () => unknown> = {
  'text-answer': () => `What I think: ${crypto.randomUUID()}`,
  choice: () => [Math.random() < 0.5 ? 'a' : 'b'],
  poll: () => [Math.random() < 0.5 ? 'a' : 'b'],
};

async function getJson(url: string): Promise<unknown> {
  const reply = await fetch(url);
  if (!reply.ok) throw new Error(`${url} gave ${reply.status}`);
  return reply.json();
}

export async function findTargets(site: string, run: DemoRun): Promise<Target[]> {
  const root = `/api/v1/learn/${run.path}`;
  const { outline } = (await getJson(site + root)) as { outline: Node[] };
  const found: Target[] = [];
  for (const unit of unitsBelow(outline)) {
    const page = (await getJson(`${site}${root}/${unit}`)) as {
      activities: { key: string; type: string; attempts: number | null }[];
    };
    for (const { key, type, attempts } of page.activities) {
      const answer = answers[type];
      if (answer) found.push({ key, path: `${root}/${unit}/${key}/submissions`, limit: attempts, answer });
    }
  }
  return found;
}
