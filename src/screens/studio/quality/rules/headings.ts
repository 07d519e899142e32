/** Headings are how people who listen, and people who skim, find their way. */
import { toString as textOf } from 'mdast-util-to-string';
import { finding, nodesOf, type Rule } from './page.ts';

/** More is a sentence that was set in bold, not a heading. */
const longestHeading = 80;

export const emptyHeadings: Rule = ({ root }) =>
  nodesOf(root, 'heading')
    .filter((heading) => textOf(heading).trim() === '')
    .map((heading) => finding('heading-empty', heading));

/** Two alike cannot be told apart in a list of headings. */
export const repeatedHeadings: Rule = ({ root }) => {
  const seen = new Set<string>();
  return nodesOf(root, 'heading').flatMap((heading) => {
    const text = textOf(heading).trim();
    const name = `${heading.depth} ${text.toLowerCase()}`;
    if (text === '' || !seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [finding('heading-twice', heading, { text })];
  });
};

/** A line in bold looks like a heading and is none for those who do not see it. */
export const boldHeadings: Rule = ({ root }) =>
  root.children.flatMap((node) => {
    if (node.type !== 'paragraph' || node.children.length !== 1) return [];
    const [only] = node.children;
    const text = textOf(node).trim();
    const isHeading = only?.type === 'strong' && text.length <= longestHeading && !/[.!?:…؟。]$/u.test(text);
    return isHeading ? [finding('heading-bold', node, { text })] : [];
  });

/** A heading above nothing: the next one follows at once, or the page ends. */
export const emptySections: Rule = ({ root }) =>
  root.children.flatMap((node, at) => {
    if (node.type !== 'heading') return [];
    const next = root.children.slice(at + 1).find(({ type }) => !type.endsWith('efinition'));
    const isEmpty = !next || (next.type === 'heading' && next.depth <= node.depth);
    return isEmpty ? [finding('section-empty', node, { text: textOf(node).trim() })] : [];
  });
