/** What all rules look at: the unit's nodes with their lines, its activities as they compiled, and its language. */
import type { Heading, Image, Link, Nodes, Paragraph, Root, RootContent } from 'mdast';
import type { Activity } from '#modules/content/contract.ts';
import type { Finding } from '../schema.ts';

export interface Page {
  root: Root;
  /** Primary part of the tag: `en`. */
  language: string;
  activities: readonly { activity: Activity; line: number }[];
}

export type Rule = (page: Page) => Finding[];

interface Known {
  heading: Heading;
  image: Image;
  link: Link;
  paragraph: Paragraph;
}

/** All nodes of a type, in the order of the text. */
export function nodesOf<Type extends keyof Known>(root: Nodes, type: Type): Known[Type][] {
  const own = root.type === type ? [root as Known[Type]] : [];
  return 'children' in root ? [...own, ...root.children.flatMap((child) => nodesOf(child, type))] : own;
}

export const lineOf = (node: RootContent | Nodes): number => node.position?.start.line ?? 1;

export const finding = (rule: string, node: Nodes, values: Finding['values'] = {}): Finding => ({
  ...{ rule, line: lineOf(node), values },
});
