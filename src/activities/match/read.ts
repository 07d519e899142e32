import type { PhrasingContent, RootContent, Table, TableCell } from 'mdast';
import { partialRules } from '#activities/partial.ts';
import { readFlag, readWord } from '#activities/source.ts';
import type { ActivitySource } from '#modules/content/contract.ts';
import type { MatchSettings } from './settings.ts';

const textOf = ({ html, text }: { html: string; text: string }) => text || html;
const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1);

const plainKinds = new Set(['text', 'emphasis', 'strong', 'delete', 'inlineCode', 'break']);
const isPlain = (nodes: PhrasingContent[]): boolean =>
  nodes.every((node) => plainKinds.has(node.type) && (!('children' in node) || isPlain(node.children)));

function readCell(source: ActivitySource, cell: TableCell | undefined) {
  const nodes = cell?.children ?? [];
  return { html: source.inline(nodes), text: source.text(nodes).trim(), plain: isPlain(nodes) };
}

/** GitHub tables need a head; it names the columns and is no row. */
function readPairs(source: ActivitySource, table: Table) {
  return table.children.slice(1).flatMap((row) => {
    const [left, right] = [readCell(source, row.children[0]), readCell(source, row.children[1])];
    if (right.html !== '') return [{ left, right }];
    source.problem('A row has no right side.', 'Fill in what belongs to it, or take the row out.', table);
    return [];
  });
}

export function readMatch(source: ActivitySource): { settings: MatchSettings; prompt: RootContent[] } {
  const table = source.children.find((node): node is Table => node.type === 'table');
  if (!table) source.problem('There is nothing to match.', 'Write a table of two columns.');
  const pairs = table ? readPairs(source, table) : [];
  const asked = pairs.filter(({ left }) => left.html !== '');
  if (table && asked.length < 2) source.problem('There are fewer than two rows.', 'Add rows.', table);
  const ids = source.ids(asked.map(({ left }) => ({ text: textOf(left) })));
  // Equal right cells are one target.
  const rights = new Map(pairs.map(({ right }) => [textOf(right), right] as const));
  const targetIds = source.ids([...rights.keys()].map((text) => ({ text })));
  const targets = [...rights.values()].map((right, index) => ({ id: targetIds[index] ?? '', ...right }));
  const targetOf = ({ right }: (typeof pairs)[number]) =>
    targets.find((target) => textOf(target) === textOf(right))?.id ?? '';
  const settings: MatchSettings = {
    rows: asked.map((pair, index) => ({
      id: ids[index] ?? '',
      html: pair.left.html,
      text: pair.left.text,
      target: targetOf(pair),
    })),
    targets: targets.toSorted(byId),
    shuffle: readFlag(source, 'shuffle'),
    partial: readWord(source, 'partial', partialRules),
  };
  return { settings, prompt: source.children.filter((node) => node !== table) };
}
