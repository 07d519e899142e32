/** A tidy tree as a list of blocks: stray text becomes paragraphs, boxes without meaning give way to what they hold. */
import type { Element, ElementContent, Root } from 'hast';

const blockTags = new Set([
  ...[
    'p',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'ul',
    'ol',
    'dl',
    'table',
    'blockquote',
    'pre',
    'figure',
    'details',
    'hr',
    'div',
  ],
]);
/** Elements that hold blocks; text alone in them needs no paragraph. */
const holders = new Set([
  'li',
  'td',
  'th',
  'dd',
  'dt',
  'blockquote',
  'figcaption',
  'details',
  'div',
  'caption',
  'summary',
]);

const isBlank = (node: ElementContent) => node.type === 'text' && node.value.trim() === '';
const isElement = (node: ElementContent): node is Element => node.type === 'element';
const isBare = (node: ElementContent) =>
  isElement(node) && node.tagName === 'div' && Object.keys(node.properties).length === 0;
const isDisplayMath = (node: ElementContent): boolean =>
  isElement(node) &&
  node.tagName === 'code' &&
  String(node.properties.className ?? '').includes('math-display');
const isBlock = (node: ElementContent) =>
  (isElement(node) && blockTags.has(node.tagName)) || isDisplayMath(node);

const paragraph = (children: ElementContent[]): Element => ({
  type: 'element',
  tagName: 'p',
  properties: {},
  children,
});
const displayMath = (children: ElementContent[]): Element => ({
  type: 'element',
  tagName: 'pre',
  properties: {},
  children,
});

/** Text loses its edges, so that a paragraph does not begin or end with white space. */
function trimmed(run: ElementContent[]): ElementContent[] {
  const from = run.findIndex((node) => !isBlank(node));
  return from < 0 ? [] : run.slice(from, run.findLastIndex((node) => !isBlank(node)) + 1);
}

function toBlocks(nodes: ElementContent[]): Element[] {
  const blocks: Element[] = [];
  let run: ElementContent[] = [];
  const close = () => {
    const children = trimmed(run);
    if (children.length > 0 && !children.every((node) => isElement(node) && node.tagName === 'br')) {
      blocks.push(paragraph(children));
    }
    run = [];
  };
  for (const node of nodes) {
    if (!isBlock(node)) {
      run.push(inside(node));
      continue;
    }
    close();
    blocks.push(...asBlocks(node as Element));
  }
  close();
  return blocks;
}

function asBlocks(node: Element): Element[] {
  if (isDisplayMath(node)) return [displayMath([node])];
  if (isBare(node)) return toBlocks(node.children);
  // A formula on its own line ends the paragraph around it.
  if (node.tagName === 'p')
    return toBlocks(node.children).map((block) => ({
      ...block,
      properties: block.tagName === 'p' ? node.properties : block.properties,
    }));
  return [inside(node) as Element];
}

/** The element with the same done to what it holds. */
function inside(node: ElementContent): ElementContent {
  if (!isElement(node) || node.tagName === 'pre') return node;
  const blocky = node.children.some((child) => isBlock(child));
  if (holders.has(node.tagName) && blocky && node.tagName !== 'summary') {
    const [first, ...rest] = node.children.filter((child) => !isBlank(child));
    // The summary of a folded text is no paragraph of it.
    if (first && isElement(first) && first.tagName === 'summary')
      return { ...node, children: [inside(first), ...toBlocks(rest)] };
    return { ...node, children: toBlocks(node.children) };
  }
  return {
    ...node,
    children: node.children
      .flatMap((child) => (isBare(child) ? (child as Element).children : [child]))
      .map(inside),
  };
}

export const blocksOf = (tree: Root): Element[] => toBlocks(tree.children as ElementContent[]);
