/**
 * From the HTML that Markdown gives to the HTML of a page: ids, captions, colored code, formulas, resolved links. Each
 * element has at most one rule below; what may stand in the result is decided afterwards, by `clean`.
 */
import type { Element, ElementContent, Properties } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { colorCode } from './code.ts';
import { setMath } from './math.ts';
import { frame, image, source } from './media.ts';
import { decoded } from './references.ts';
import { droppedTags, idPrefix } from './sanitize.ts';
import { classesOf, element, type HtmlScope, isBlank, placeOf, type Rule } from './scope.ts';

function unprefixed(id: string): string {
  return id.startsWith(idPrefix) ? id.slice(idPrefix.length) : id;
}

/** Ids and what refers to them get the prefix, once. */
function withIds(node: Element, { prefix, ids }: HtmlScope): Element {
  const {
    name,
    id = node.tagName === 'a' ? name : null,
    headers,
    ariaDescribedBy,
    ariaLabelledBy,
    ...properties
  } = node.properties;
  const list = (value: Properties[string]) =>
    (Array.isArray(value) ? value : String(value).split(/\s+/)).map(
      (part) => prefix + unprefixed(String(part)),
    );
  if (id) {
    ids.add(unprefixed(String(id)));
    properties.id = prefix + unprefixed(String(id));
  }
  if (headers) properties.headers = list(headers);
  if (ariaDescribedBy) properties.ariaDescribedBy = list(ariaDescribedBy);
  if (ariaLabelledBy) properties.ariaLabelledBy = list(ariaLabelledBy);
  return { ...node, properties };
}

const descend = (node: Element, scope: HtmlScope): Element => ({
  ...node,
  children: node.children.flatMap((child) => decorate(child, scope)),
});

const heading: Rule = (node, scope) => {
  if (classesOf(node).includes('footnotes-title')) return [descend(node, scope)];
  const { report, headings, slugger, prefix, ids } = scope;
  const text = textOf(node).trim();
  const place = placeOf(node);
  if (node.tagName === 'h1') {
    const remedy = 'Begin with "##": the title of the unit is the heading of the first rank.';
    report({
      code: 'heading-order',
      message: `"${text}" is a heading of the first rank.`,
      remedy,
      place,
      severity: 'warning',
    });
  }
  const level = Math.max(2, Number(node.tagName[1]));
  const above = headings.at(-1)?.level ?? 1;
  if (level > above + 1 && prefix === idPrefix) {
    const message = `The heading "${text}" skips a rank.`;
    report({
      code: 'heading-order',
      message,
      remedy: `Write "${'#'.repeat(above + 1)} ${text}".`,
      place,
      severity: 'warning',
    });
  }
  const slug = node.properties.id
    ? unprefixed(String(node.properties.id).slice(prefix.length))
    : slugger.slug(text);
  ids.add(slug);
  headings.push({ id: prefix + slug, text, level });
  return [
    descend({ ...node, tagName: `h${level}`, properties: { ...node.properties, id: prefix + slug } }, scope),
  ];
};

/** A picture alone in its paragraph is a figure; its title is the caption. */
const paragraph: Rule = (node, scope) => {
  const [only, ...more] = node.children.filter((child) => !isBlank(child));
  const picture =
    only?.type === 'element' && only.tagName === 'a' ? only.children.find((child) => !isBlank(child)) : only;
  if (
    more.length > 0 ||
    only?.type !== 'element' ||
    picture?.type !== 'element' ||
    picture.tagName !== 'img'
  ) {
    return [descend(node, scope)];
  }
  if (only !== picture && only.children.filter((child) => !isBlank(child)).length > 1)
    return [descend(node, scope)];
  const { title, ...properties } = picture.properties;
  picture.properties = properties;
  const caption = title ? [element('figcaption', {}, [{ type: 'text', value: String(title) }])] : [];
  return [element('figure', {}, [...decorate(only, scope), ...caption])];
};

function formula(tex: string, display: boolean, node: Element, scope: HtmlScope): ElementContent[] {
  scope.found.math = true;
  const result = setMath(tex, display);
  // It stands where its source does, not where it stood when it was set.
  if ('nodes' in result) return result.nodes.map((one) => ({ ...one, position: node.position }));
  const remedy = 'Mend the TeX; until then its source is shown.';
  scope.report({
    code: 'math',
    message: `Formula: ${result.mistake}.`,
    remedy,
    place: placeOf(node),
    severity: 'warning',
  });
  return [element('code', { className: ['math-error'] }, [{ type: 'text', value: tex }])];
}

const code: Rule = (node, scope) =>
  classesOf(node).some((name) => name === 'math-inline' || name === 'math-display')
    ? formula(textOf(node), classesOf(node).includes('math-display'), node, scope)
    : [descend(node, scope)];

const pre: Rule = (node, scope) => {
  const [inner] = node.children;
  if (inner?.type !== 'element' || inner.tagName !== 'code')
    return [descend({ ...node, properties: { tabIndex: 0 } }, scope)];
  if (classesOf(inner).includes('math-display')) return formula(textOf(inner), true, inner, scope);
  const language = classesOf(inner)
    .find((name) => name.startsWith('language-'))
    ?.slice('language-'.length)
    .toLowerCase();
  const colored = language ? colorCode(textOf(inner).replace(/\n$/, ''), language) : null;
  if (language && !colored) scope.materials.wanted.languages.add(language);
  const properties = language ? { className: [`language-${language}`] } : {};
  // A long line scrolls; the keyboard must reach it.
  const children = colored ?? descend(inner, scope).children;
  return [element('pre', { className: ['code'], tabIndex: 0 }, [element('code', properties, children)])];
};

const table: Rule = (node, scope) => [
  element('div', { className: ['table-scroll'], role: 'region', tabIndex: 0 }, [descend(node, scope)]),
];
/** HTML that was compiled before keeps its one wrapper. */
const box: Rule = (node, scope) => {
  if (!classesOf(node).includes('table-scroll')) return [descend(node, scope)];
  return node.children.flatMap((child) => decorate(child, scope));
};

const media: Rule = (node, scope) => {
  const properties = { ...node.properties };
  for (const name of ['src', 'poster'] as const) {
    if (typeof properties[name] === 'string') properties[name] = source(properties[name], node, scope)?.url;
  }
  return [descend({ ...node, properties: { ...properties, srcSet: undefined } }, scope)];
};

const link: Rule = (node, scope) => {
  const { href, rel: _, ...properties } = node.properties;
  const result = descend({ ...node, properties }, scope);
  if (typeof href !== 'string') return [result];
  if (href.startsWith('#')) {
    scope.anchors.push({ element: result, id: unprefixed(decoded(href.slice(1))), place: placeOf(node) });
    return [result];
  }
  const target = scope.references.link(href, placeOf(node));
  if (target === null) return [result];
  result.properties = {
    ...properties,
    href: target,
    ...(/^https?:/i.test(target) ? { rel: ['noopener'] } : {}),
  };
  return [result];
};

const rules: Record<string, Rule> = {
  ...Object.fromEntries(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((tag) => [tag, heading])),
  ...Object.fromEntries(['audio', 'video', 'source', 'track'].map((tag) => [tag, media])),
  a: link,
  code,
  div: box,
  iframe: frame,
  img: image,
  math: (node, scope) => {
    scope.found.math = true;
    return [descend(node, scope)];
  },
  p: paragraph,
  pre,
  table,
};

export function decorate(node: ElementContent, scope: HtmlScope): ElementContent[] {
  if (node.type !== 'element') return [node];
  if (droppedTags.has(node.tagName)) {
    const message = `The element <${node.tagName}> is left out.`;
    const remedy = 'Say it in Markdown, or use an activity.';
    scope.report({ code: 'dropped-element', message, remedy, place: placeOf(node), severity: 'warning' });
    return [];
  }
  const own = withIds(node, scope);
  return rules[own.tagName]?.(own, scope) ?? [descend(own, scope)];
}

/** Links inside the page: to the fragment's own ids first, else to the page's. */
export function settleAnchors({ anchors, ids, prefix }: HtmlScope): void {
  for (const { element, id } of anchors) {
    element.properties = { ...element.properties, href: `#${ids.has(id) ? prefix : idPrefix}${id}` };
  }
}
