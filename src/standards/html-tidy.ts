/**
 * From HTML as foreign courses hold it to HTML as a course may: links resolved, formulas marked, scripts and styles gone,
 * boxes without meaning opened. What is lost on the way is noted.
 */
import type { Element, ElementContent, Properties, Root, RootContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toString as textOf } from 'hast-util-to-string';
import { isCredit } from './credits.ts';
import { frameAddress } from './html-frames.ts';
import { withMath } from './html-math.ts';

export const htmlNoteCodes = [
  'styling',
  'script',
  'frame',
  'embedded',
  'image-map',
  'dangling-link',
  'dangling-picture',
  'picture-data',
  'nested',
] as const;
/** What HTML cannot keep. */
export type HtmlNote = (code: (typeof htmlNoteCodes)[number], text?: string) => void;

/** Where addresses lead in the course; null: nowhere, which is noted. */
export interface Links {
  link(href: string, note: HtmlNote): string | null;
  picture(src: string, note: HtmlNote): string | null;
  file(src: string, note: HtmlNote): string | null;
}

export interface HtmlContext {
  links: Links;
  note: HtmlNote;
  /** Added to the rank of headings, so that the highest of a unit is 2. */
  headingShift: number;
  /** Ids that a link of the page leads to; the others say nothing. */
  anchors: ReadonlySet<string>;
}

type Rule = (node: Element, scope: Scope) => ElementContent[];
interface Scope extends HtmlContext {
  /** Inside code, where no formula begins. */
  verbatim: boolean;
}

const element = (tagName: string, properties: Properties, children: ElementContent[]): Element => ({
  type: 'element',
  tagName,
  properties,
  children,
});
const text = (value: string): ElementContent => ({ type: 'text', value });
const stringOf = (value: unknown) =>
  typeof value === 'string' ? value : Array.isArray(value) ? value.join(' ') : '';

/** Attributes that mean something by themselves; links, sizes and the like are kept by the rules of their elements. */
const meaningful = new Set([
  ...[
    'lang',
    'dir',
    'title',
    'colSpan',
    'rowSpan',
    'scope',
    'headers',
    'abbr',
    'align',
    'start',
    'reversed',
    'value',
    'type',
  ],
  ...[
    'span',
    'cite',
    'dateTime',
    'open',
    'hrefLang',
    'ariaLabel',
    'height',
    'width',
    'alt',
    'src',
    'href',
    'poster',
  ],
  ...['controls', 'kind', 'srcLang', 'label', 'media', 'allowFullScreen', 'default'],
]);

function keptProperties(node: Element, scope: Scope): Properties {
  const kept: Properties = {};
  for (const [name, value] of Object.entries(node.properties)) {
    if (meaningful.has(name)) kept[name] = value;
    else if (name === 'id' && scope.anchors.has(stringOf(value))) kept.id = stringOf(value);
    else if (name === 'className' && isCredit(node)) kept.className = ['attribution'];
    else if (name === 'className' || name === 'style') scope.note('styling');
    else if (/^on/i.test(name)) scope.note('script');
  }
  return kept;
}

const descend = (node: Element, scope: Scope) => node.children.flatMap((child) => tidyNode(child, scope));
const keep: Rule = (node, scope) => [
  element(node.tagName, keptProperties(node, scope), descend(node, scope)),
];
const rename =
  (tagName: string): Rule =>
  (node, scope) => [element(tagName, keptProperties(node, scope), descend(node, scope))];
const open: Rule = (node, scope) => {
  keptProperties(node, scope);
  return descend(node, scope);
};
const drop: Rule = () => [];

/** A box stays where it says a language or is a link's target; else its content stands for itself. */
const box: Rule = (node, scope) => {
  const { lang, dir, id } = keptProperties(node, scope);
  const properties = { ...(lang && { lang }), ...(dir && { dir }), ...(id && { id }) };
  const tag = node.tagName === 'span' ? 'span' : 'div';
  const children = descend(node, scope);
  if (Object.keys(properties).length > 0) return [element(tag, properties, children)];
  // The edge of a box is the edge of a paragraph; `html-blocks.ts` takes the marks out again.
  return tag === 'span' ? children : [element('div', {}, children)];
};

/** Marks by letters: empty ones are icons drawn by styles. */
const mark =
  (tagName: string): Rule =>
  (node, scope) => {
    const properties = keptProperties(node, scope);
    const children = descend(node, scope);
    const empty = children.every((child) => child.type === 'text' && child.value.trim() === '');
    return empty ? children : [element(tagName, properties, children)];
  };

const heading: Rule = (node, scope) => {
  const rank = Math.min(6, Math.max(2, Number(node.tagName[1]) + scope.headingShift));
  const children = descend(node, scope);
  if (textOf({ type: 'root', children }).trim() === '') return children;
  return [element(`h${rank}`, keptProperties(node, scope), children)];
};

const link: Rule = (node, scope) => {
  const { href, ...properties } = keptProperties(node, scope);
  const name = stringOf(node.properties.name);
  const id = scope.anchors.has(name) ? { id: name } : {};
  const children = descend(node, scope);
  const target = href === undefined ? null : scope.links.link(stringOf(href), scope.note);
  if (target) return [element('a', { ...properties, ...id, href: target }, children)];
  const place = properties.id ?? id.id;
  return place ? [element('span', { id: place }, children)] : children;
};

const picture: Rule = (node, scope) => {
  const { src, ...properties } = keptProperties(node, scope);
  const alt = stringOf(properties.alt).replace(/\s+/g, ' ').trim();
  const target = scope.links.picture(stringOf(src), scope.note);
  const size = (value: unknown) => (/^\d+$/.test(stringOf(value)) ? Number(value) : undefined);
  const { width: _, height: __, alt: ___, ...others } = properties;
  const [width, height] = [size(properties.width), size(properties.height)];
  if (!target) return alt ? [element('em', {}, [text(alt)])] : [];
  const described = node.properties.alt === undefined ? {} : { alt };
  return [
    element(
      'img',
      { ...others, ...described, src: target, ...(width && { width }), ...(height && { height }) },
      [],
    ),
  ];
};

const media: Rule = (node, scope) => {
  const { src, ...properties } = keptProperties(node, scope);
  const target = src === undefined ? null : scope.links.file(stringOf(src), scope.note);
  const children = descend(node, scope);
  const sources = children.some((child) => child.type === 'element' && child.tagName === 'source');
  if (!target && (node.tagName === 'source' || node.tagName === 'track' || !sources)) {
    return children.filter((child) => child.type === 'element' && child.tagName !== 'track');
  }
  return [element(node.tagName, { ...properties, ...(target && { src: target }) }, children)];
};

/** Known players stay frames; of others a link stays. */
const frame: Rule = (node, scope) => {
  const src = stringOf(node.properties.src);
  const title = stringOf(node.properties.title).trim();
  const player = frameAddress(src);
  if (player) return [element('iframe', { src: player, ...(title && { title }) }, [])];
  scope.note('frame', src);
  const target = scope.links.link(src, scope.note);
  return target ? [element('p', {}, [element('a', { href: target }, [text(title || src)])])] : [];
};

/** Areas of a picture that can be clicked become a list of links. */
const map: Rule = (node, scope) => {
  scope.note('image-map');
  const items = node.children.flatMap((area) => {
    if (area.type !== 'element' || area.tagName !== 'area') return [];
    const href =
      area.properties.href === undefined
        ? null
        : scope.links.link(stringOf(area.properties.href), scope.note);
    const label = text(stringOf(area.properties.alt) || stringOf(area.properties.title) || (href ?? ''));
    return href ? [element('li', {}, [element('a', { href }, [label])])] : [];
  });
  return items.length > 0 ? [element('ul', {}, items)] : [];
};

const languageOf = (node: Element): string | null => {
  const names = Array.isArray(node.properties.className) ? node.properties.className.map(String) : [];
  return names.map((name) => /^(?:lang|language)-([\w+#.-]+)$/.exec(name)?.[1]).find(Boolean) ?? null;
};

const withoutClass = (node: Element): Element => {
  const { className: _, ...properties } = node.properties;
  return { ...node, properties };
};

/** The language of code colors blocks; inside a line it says nothing here. */
const code: Rule = (node, scope) => {
  const bare = languageOf(node) ? withoutClass(node) : node;
  return [element('code', keptProperties(bare, scope), descend(node, { ...scope, verbatim: true }))];
};

const preformatted: Rule = (node, scope) => {
  const bare = languageOf(node) ? withoutClass(node) : node;
  const properties = keptProperties(bare, scope);
  const [only, ...others] = node.children.filter(
    (child) => child.type !== 'text' || child.value.trim() !== '',
  );
  if (only?.type !== 'element' || only.tagName !== 'code' || others.length > 0) {
    return [element('pre', properties, descend(node, { ...scope, verbatim: true }))];
  }
  const language = languageOf(only) ?? languageOf(node);
  const [inner] = code(only, scope) as [Element];
  if (language) inner.properties.className = [`language-${language}`];
  return [element('pre', properties, [inner])];
};

/** MathML that names its TeX is a formula that its author can mend. */
const math: Rule = (node, scope) => {
  const annotation = descendantsOf(node).find(
    ({ tagName, properties }) => tagName === 'annotation' && properties.encoding === 'application/x-tex',
  );
  const tex = annotation ? textOf(annotation).trim() : '';
  if (tex === '') return keep(node, scope);
  const display = node.properties.display === 'block' ? 'math-display' : 'math-inline';
  return [element('code', { className: ['language-math', display] }, [text(tex)])];
};

const descendantsOf = (node: Element): Element[] =>
  node.children.flatMap((child) => (child.type === 'element' ? [child, ...descendantsOf(child)] : []));

const script: Rule = (node, scope) => {
  const type = stringOf(node.properties.type);
  if (type.startsWith('math/tex')) {
    const display = type.includes('mode=display') ? 'math-display' : 'math-inline';
    return [element('code', { className: ['language-math', display] }, [text(textOf(node))])];
  }
  scope.note('script', stringOf(node.properties.src));
  return [];
};

const noted =
  (code: 'script' | 'styling' | 'embedded', rule: Rule): Rule =>
  (node, scope) => {
    scope.note(code);
    return rule(node, scope);
  };
const all = (tags: string[], rule: Rule): Record<string, Rule> =>
  Object.fromEntries(tags.map((tag) => [tag, rule]));

const rules: Record<string, Rule> = {
  ...all(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'], heading),
  ...all(
    [
      'div',
      'section',
      'article',
      'header',
      'footer',
      'main',
      'nav',
      'aside',
      'address',
      'hgroup',
      'center',
      'span',
    ],
    box,
  ),
  ...all(['font', 'big', 'form', 'fieldset', 'legend', 'noindex'], open),
  ...all(['button', 'label'], noted('script', open)),
  ...all(['input', 'select', 'textarea', 'datalist'], noted('script', drop)),
  ...all(['style', 'link'], noted('styling', drop)),
  ...all(['object', 'embed', 'applet', 'svg', 'canvas'], noted('embedded', drop)),
  ...all(['meta', 'title', 'base', 'head', 'template', 'noscript', 'area'], drop),
  ...all(['audio', 'video', 'source', 'track'], media),
  a: link,
  b: mark('strong'),
  strong: mark('strong'),
  i: mark('em'),
  em: mark('em'),
  code,
  iframe: frame,
  img: picture,
  map,
  math,
  pre: preformatted,
  s: rename('del'),
  script,
  strike: rename('del'),
  tt: rename('code'),
};

/** A line of colons alone would read as the end of a directive; an invisible break keeps it a text. */
const withoutFence = (node: ElementContent): ElementContent[] => {
  const parts = node.type === 'text' ? node.value.split(/^([ \t]*:)(?=:{2,}[ \t]*$)/m) : [];
  if (parts.length < 2) return [node];
  return parts.flatMap((part, index) => [
    ...(index > 0 && index % 2 === 0 ? [element('wbr', {}, [])] : []),
    text(part),
  ]);
};

function tidyNode(node: RootContent, scope: Scope): ElementContent[] {
  if (node.type === 'text') return scope.verbatim ? [node] : withMath(node.value).flatMap(withoutFence);
  if (node.type !== 'element') return [];
  return (rules[node.tagName] ?? keep)(node, scope);
}

/** Names that links inside a page lead to. */
export const anchorsOf = (html: string): Set<string> =>
  new Set([...html.matchAll(/href\s*=\s*["']#([^"']+)["']/gi)].map(([, name = '']) => name));

export function tidyHtml(html: string, context: HtmlContext): Root {
  const { children } = fromHtml(html, { fragment: true });
  const scope: Scope = { ...context, verbatim: false };
  return { type: 'root', children: children.flatMap((child) => tidyNode(child, scope)) };
}
