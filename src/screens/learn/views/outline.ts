/** The run's outline as items of navigation. */
import type { OutlineSection, OutlineUnit } from '#modules/content/index.ts';
import { type Done, isComplete } from '#modules/grading/index.ts';
import type { OutlineItem } from '#ui/outline.tsx';
import { progressOf } from '../rules.ts';

export interface OutlineOptions {
  /** Null: an anonymous reader, for whom nothing is done. */
  state: Done | null;
  unitHref(key: string): string;
  /** The unit that is open, with the keys of the sections above it. */
  current?: { unit: string; above: string[] };
  /** Only the sections above the open unit show their units: keeps the pages of long courses light. */
  short?: boolean;
}

function unitItem(unit: OutlineUnit, options: OutlineOptions): OutlineItem {
  return {
    label: unit.title,
    href: options.unitHref(unit.key),
    current: options.current?.unit === unit.key,
    state: options.state ? (isComplete(unit, options.state) ? 'done' : 'new') : undefined,
  };
}

const firstUnit = (node: OutlineSection | OutlineUnit): OutlineUnit | null => {
  if (node.kind === 'unit') return node;
  for (const child of node.children) {
    const unit = firstUnit(child);
    if (unit) return unit;
  }
  return null;
};

function sectionItem(section: OutlineSection, options: OutlineOptions): OutlineItem {
  const progress = options.state ? progressOf(section.children, options.state) : null;
  const item: OutlineItem = {
    label: section.title,
    note: progress ? `${progress.complete}/${progress.total}` : undefined,
  };
  const first = firstUnit(section);
  if (options.short && first && !options.current?.above.includes(section.key))
    return { ...item, href: options.unitHref(first.key) };
  return { ...item, children: outlineItems(section.children, options) };
}

export function outlineItems(
  nodes: (OutlineSection | OutlineUnit)[],
  options: OutlineOptions,
): OutlineItem[] {
  return nodes.map((node) => (node.kind === 'unit' ? unitItem(node, options) : sectionItem(node, options)));
}
