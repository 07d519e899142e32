/** Foreign Markdown as the nodes of a unit: boxes by their names, links and pictures resolved, HTML tidied. */
import type { Blockquote, Definition, Nodes, PhrasingContent, Root, RootContent } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import { toString as plain } from 'mdast-util-to-string';
import { parseMarkdown } from '#modules/content/index.ts';
import { htmlToBlocks, htmlToLine } from '../../html-to-markdown.ts';
import { directive } from '../../question-markdown.ts';
import { normalized } from '../wire/dialect.ts';
import { type Box, boxNamed } from './boxes.ts';
import type { PageContext } from './context.ts';

interface Reading extends PageContext {
  source: string;
  /** Added to the rank of headings. */
  shift: number;
  definitions: ReadonlyMap<string, Definition>;
}

/** `{: .challenge}`: classes of the block above. */
function classesOf(node: RootContent | undefined): string[] | null {
  if (node?.type !== 'paragraph') return null;
  const [, words] = /^\{:\s*([^{}]*)\}$/.exec(plain(node).trim()) ?? [];
  return words === undefined ? null : [...words.matchAll(/\.([\w-]+)/g)].map(([, name = '']) => name);
}

const sourceOf = (node: Nodes, { source }: Reading): string =>
  source.slice(node.position?.start.offset, node.position?.end.offset);

/** `{python, echo=FALSE}`, `{code-cell} ipython3`, `python title="a.py"`: python. */
function languageOf(info: string | null | undefined, meta: string | null | undefined): string | null {
  const [, directiveName, argument = ''] = /^\{([\w-]+)\}\s*(\S*)/.exec(`${info ?? ''} ${meta ?? ''}`) ?? [];
  if (directiveName && /^code(?:-cell|-block)?$|^sourcecode$/.test(directiveName))
    return argument.replace(/^ipython\d?$/, 'python') || null;
  const name = (directiveName ?? info ?? '').replace(/^[{.=]+|[},=].*$/g, '');
  return /^[\w+#-]+$/.test(name) ? name.toLowerCase() : null;
}

function boxNodes(box: Box, said: string, children: RootContent[], reading: Reading): RootContent[] {
  if (box.kind === null) {
    reading.item.note('for-teachers');
    return [];
  }
  const [first, ...rest] = children;
  // The first heading of a box is its title.
  const headed = !said && first?.type === 'heading';
  const inner = blocks(headed ? rest : children, reading);
  if (box.kind === 'open') return inner;
  const title = said || (headed ? plain(first) : '') || box.title;
  return inner.length > 0 ? [directive(box.kind, { title: title || null }, inner)] : [];
}

/** `> [!NOTE]`, as GitHub marks a quote. */
function quoteNodes(node: Blockquote, classes: string[], reading: Reading): RootContent[] {
  const { t } = reading;
  const named = classes.map((name) => boxNamed(name, t)).find((box) => box !== undefined);
  if (named) return boxNodes(named, '', node.children, reading);
  const [first, ...rest] = node.children;
  const [, alert] =
    first?.type === 'paragraph' ? (/^\[!(\w+)\]\s*/.exec(sourceOf(first, reading)) ?? []) : [];
  const box = alert ? boxNamed(alert.toLowerCase(), t) : undefined;
  if (!box || first?.type !== 'paragraph')
    return [{ ...node, children: blocks(node.children, reading) as Blockquote['children'] }];
  const [lead, ...words] = first.children;
  const text = lead?.type === 'text' ? lead.value.replace(/^\[!\w+\]\s*/, '') : '';
  const paragraph: RootContent = {
    ...first,
    children: [...(text ? [{ type: 'text' as const, value: text }] : []), ...words],
  };
  return boxNodes(box, '', paragraph.children.length > 0 ? [paragraph, ...rest] : rest, reading);
}

function containerNodes(node: ContainerDirective, reading: Reading): RootContent[] {
  const title = node.attributes?.title ?? '';
  const children = node.children as RootContent[];
  const box = boxNamed(node.name, reading.t);
  if (box) return boxNodes(box, title, children, reading);
  reading.item.note('styling', node.name);
  return blocks(children, reading);
}

/** Pairs of tags around Markdown stay where they fold or begin something; boxes without meaning go. */
function htmlNodes(value: string, reading: Reading): RootContent[] {
  if (/^<!--[\s\S]*-->$/.test(value.trim())) return [];
  if (
    /^<\/?(?:details|summary)\b/i.test(value.trim()) &&
    !/<\/details>\s*$/i.test(value.replace(/^<\/details>/i, ''))
  )
    return [{ type: 'html', value: value.trim() }];
  return htmlToBlocks(value, reading.html);
}

function block(node: RootContent, classes: string[], reading: Reading): RootContent[] {
  switch (node.type) {
    case 'yaml':
    case 'definition':
      return [];
    case 'html':
      return htmlNodes(node.value, reading);
    case 'code': {
      const said = classes
        .map((name) => name.replace(/^language-/, ''))
        .find((name) => /^[\w+#-]+$/.test(name));
      const [, name] = /^\{([\w-]+)\}/.exec(node.lang ?? '') ?? [];
      const box = name ? boxNamed(name, reading.t) : undefined;
      // MyST writes boxes as code, too.
      if (box) return boxNodes(box, (node.meta ?? '').trim(), readIn(node.value, reading).children, reading);
      return [{ type: 'code', lang: said ?? languageOf(node.lang, node.meta), value: node.value }];
    }
    case 'blockquote':
      return quoteNodes(node, classes, reading);
    case 'containerDirective':
      return containerNodes(node, reading);
    case 'leafDirective':
      return [{ type: 'paragraph', children: [{ type: 'text', value: sourceOf(node, reading) }] }];
    case 'heading': {
      const depth = Math.min(6, Math.max(2, node.depth + reading.shift)) as typeof node.depth;
      return [{ ...node, depth, children: line(node.children, reading) }];
    }
    case 'paragraph': {
      const children = line(node.children, reading);
      return children.some((child) => child.type !== 'text' || child.value.trim() !== '')
        ? [{ ...node, children }]
        : [];
    }
    case 'list':
    case 'footnoteDefinition':
      return [inside(node, reading)];
    case 'table':
      return [inside(node, reading)];
    default:
      return [node];
  }
}

/** The node with the same done to what it holds. */
function inside<Node extends RootContent>(node: Node, reading: Reading): Node {
  const change = (one: Nodes): Nodes => {
    if (!('children' in one)) return one;
    if (one.type === 'tableCell') return { ...one, children: line(one.children, reading) };
    if (one.type === 'listItem' || one.type === 'footnoteDefinition')
      return { ...one, children: blocks(one.children, reading) as typeof one.children };
    return { ...one, children: one.children.map(change) } as Nodes;
  };
  return change(node) as Node;
}

export function blocks(nodes: RootContent[], reading: Reading): RootContent[] {
  return nodes.flatMap((node, at) => {
    if (classesOf(node)) return [];
    return block(node, classesOf(nodes[at + 1]) ?? [], reading);
  });
}

/** A sum of money is no formula: signs stand close around one, and no digit follows. */
function isFormula(node: Nodes, reading: Reading): boolean {
  const written = sourceOf(node, reading);
  const next = reading.source[node.position?.end.offset ?? 0] ?? '';
  return /^\$\$/.test(written) || (/^\$\S[\s\S]*\S\$$|^\$\S\$$/.test(written) && !/\d/.test(next));
}

function line(nodes: PhrasingContent[], reading: Reading): PhrasingContent[] {
  return nodes.flatMap((node) => lineNode(node, reading));
}

function lineNode(node: PhrasingContent, reading: Reading): PhrasingContent[] {
  const { html, definitions } = reading;
  switch (node.type) {
    case 'link': {
      const url = html.links.link(node.url, html.note);
      const children = line(node.children, reading);
      return url ? [{ ...node, url, children: children as typeof node.children }] : children;
    }
    case 'linkReference': {
      const found = definitions.get(node.identifier);
      if (!found) return [{ type: 'text', value: sourceOf(node, reading) }];
      const { url, title = null } = found;
      return lineNode({ type: 'link', url, title, children: node.children as never }, reading);
    }
    case 'imageReference': {
      const { url = '', title = null } = definitions.get(node.identifier) ?? {};
      return lineNode({ type: 'image', url, title, alt: node.alt ?? '' }, reading);
    }
    case 'image': {
      const url = html.links.picture(node.url, html.note);
      const alt = (node.alt ?? '').trim();
      if (url) return alt ? [{ ...node, url, alt }] : [{ type: 'html', value: `<img src="${url}">` }];
      return alt ? [{ type: 'emphasis', children: [{ type: 'text', value: alt }] }] : [];
    }
    case 'html':
      if (/^<!--/.test(node.value)) return [];
      if (/^<img\b/i.test(node.value)) return htmlToLine(node.value, html);
      return [{ ...node, value: withAddress(node.value, reading) }];
    case 'inlineMath':
      return isFormula(node, reading) ? [node] : [{ type: 'text', value: sourceOf(node, reading) }];
    default:
      return 'children' in node
        ? [{ ...node, children: line(node.children, reading) } as PhrasingContent]
        : [node];
  }
}

const withAddress = (tag: string, { html }: Reading): string =>
  tag.replace(/^(<a\b[^>]*\bhref=)(["'])([^"']*)\2/i, (_, start: string, quote: string, url: string) => {
    const target = html.links.link(url, html.note) ?? '#';
    return `${start}${quote}${target.replace(/^unit:/, 'unit:')}${quote}`;
  });

/** Text inside a block of code that is no code. */
function readIn(text: string, reading: Reading): Root {
  const { text: source } = normalized(text);
  const root = parseMarkdown(source);
  Object.assign(reading, { source });
  return root;
}

const definitionsIn = (node: Nodes): Definition[] =>
  node.type === 'definition' ? [node] : 'children' in node ? node.children.flatMap(definitionsIn) : [];

export interface OpenPage {
  root: Root;
  source: string;
  templates: string[];
  /** Words of a heading that stands above everything. */
  title: string;
}

export function openPage(text: string): OpenPage {
  const { text: source, templates } = normalized(text);
  const root = parseMarkdown(source);
  const [first] = root.children.filter(({ type }) => type !== 'html' && type !== 'yaml');
  return {
    root,
    source,
    templates,
    title: first?.type === 'heading' && first.depth === 1 ? plain(first) : '',
  };
}

/** `title`: the unit's; a heading that only repeats it goes. */
export function pageNodes(page: OpenPage, title: string, context: PageContext): RootContent[] {
  const { root, source, templates } = page;
  for (const template of templates) context.item.note('template', template);
  const isTitle = (node: RootContent) =>
    node.type === 'heading' && node.depth === 1 && plain(node) === page.title;
  const first = root.children.find(({ type }) => type === 'heading');
  const repeats =
    first && isTitle(first) && (page.title === title || root.children.filter(isTitle).length === 1);
  const children = repeats ? root.children.filter((node) => node !== first) : root.children;
  const ranks = children.flatMap((node) => (node.type === 'heading' ? [node.depth] : []));
  const definitions = new Map(
    definitionsIn(root)
      .toReversed()
      .map((one) => [one.identifier, one] as const),
  );
  const shift = ranks.length > 0 ? 2 - Math.min(...ranks) : 0;
  return blocks(children, { ...context, source, shift, definitions });
}
