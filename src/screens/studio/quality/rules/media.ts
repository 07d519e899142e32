/** Films and sound in plain HTML: those that are activities are doubted by their kind. */
import type { Html, Nodes } from 'mdast';
import { finding, type Rule } from './page.ts';

const htmlOf = (node: Nodes): Html[] =>
  node.type === 'html' ? [node] : 'children' in node ? node.children.flatMap(htmlOf) : [];

export const captions: Rule = ({ root }) =>
  htmlOf(root)
    .filter(({ value }) => /<video\b/i.test(value) && !/<track\b/i.test(value))
    .map((node) => finding('no-captions', node));
