/**
 * Terms: a *circle* is a set of files (or screens) each of which uses the others, directly or by way of others. Types
 * count: a circle of types cannot be understood from any end either. Found by Tarjan's algorithm (strongly connected
 * components, 1972).
 */
import type { Finding } from './finding.ts';
import { isTest, placeOf } from './place.ts';
import type { Source } from './source.ts';

type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** Components of more than one node, or of one that uses itself. */
export function circlesOf(graph: Graph): string[][] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  const circles: string[][] = [];

  function visit(node: string): void {
    order.set(node, order.size);
    lowest.set(node, order.size - 1);
    stack.push(node);
    onStack.add(node);
    const low = (value = 0) => lowest.set(node, Math.min(lowest.get(node) ?? 0, value));
    for (const next of graph.get(node) ?? []) {
      if (!order.has(next)) {
        visit(next);
        low(lowest.get(next));
      } else if (onStack.has(next)) low(order.get(next));
    }
    if (lowest.get(node) !== order.get(node)) return;
    const component = stack.splice(stack.indexOf(node));
    for (const member of component) onStack.delete(member);
    if (component.length > 1 || graph.get(node)?.has(node)) circles.push(component);
  }

  for (const node of graph.keys()) if (!order.has(node)) visit(node);
  return circles;
}

/** One way round, for the reader: shortest path back to where it began. */
function wayRound(graph: Graph, circle: readonly string[]): string[] {
  const [start = ''] = circle;
  const inside = new Set(circle);
  const before = new Map<string, string>();
  const queue = [start];
  for (const node of queue) {
    for (const next of graph.get(node) ?? []) {
      if (next === start) {
        const way = [start];
        for (let at = node; at !== start; at = before.get(at) ?? start) way.unshift(at);
        return [start, ...way];
      }
      if (!inside.has(next) || before.has(next)) continue;
      before.set(next, node);
      queue.push(next);
    }
  }
  return [...circle];
}

function graphOf(sources: readonly Source[], nodeOf: (path: string) => string | null): Graph {
  const graph = new Map<string, Set<string>>();
  for (const { path, imports } of sources) {
    const from = nodeOf(path);
    if (from === null) continue;
    const uses = graph.get(from) ?? graph.set(from, new Set()).get(from);
    for (const { to } of imports) {
      const node = nodeOf(to);
      if (node !== null && (node !== from || to === path)) uses?.add(node);
    }
  }
  return graph;
}

const screenOf = (path: string): string | null => {
  const place = placeOf(path);
  return place?.folder === 'screens' && !isTest(path) ? place.part : null;
};

export function findCircles(sources: readonly Source[]): Finding[] {
  const known = new Set(sources.map(({ path }) => path));
  const files = graphOf(sources, (path) => (known.has(path) ? path : null));
  const screens = graphOf(sources, screenOf);
  const remedy = 'Take what both ends need into a file below them, or pass it as an argument.';
  return [
    ...circlesOf(files).map((circle) => {
      const way = wayRound(files, circle);
      const [path = '', next] = way;
      const line =
        sources.find((source) => source.path === path)?.imports.find(({ to }) => to === next)?.line ?? 1;
      return { path, line, what: `Files go round: ${way.join(' → ')}.`, remedy };
    }),
    ...circlesOf(screens).map((circle) => {
      const way = wayRound(screens, circle);
      return {
        path: `src/screens/${way[0]}`,
        line: 1,
        what: `Screens go round: ${way.join(' → ')}.`,
        remedy,
      };
    }),
  ];
}
