/**
 * From the HTML that Markdown gives to the HTML of a page: ids, captions, colored code, formulas, resolved links. Each
 * element has at most one rule below; what may stand in the result is decided afterwards, by `clean`.
 */
import type GithubSlugger from 'github-slugger';
import type { Element, ElementContent, Properties } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import type { Translate } from '#lib/messages.ts';
import type { Asset, Unit } from '../schema.ts';
import { colorCode } from './code.ts';
import { setMath } from './math.ts';
import type { Place, Report } from './problems.ts';
import { addressOf, decoded, type References, schemeOf } from './references.ts';
import { droppedTags, frameSandbox, idPrefix, videoFrame } from './sanitize.ts';

export interface ImageSize {
  width: number;
  height: number;
}

/**
 * What compiling needs from outside. Compiling is a plain function: what it lacks it notes in `wanted`, is given it,
 * and runs again.
 */
export interface Materials {
  /** By sha256; null: not known. */
  sizes: ReadonlyMap<string, ImageSize | null>;
  texts: ReadonlyMap<string, string>;
  wanted: { languages: Set<string>; sizes: Set<Asset>; texts: Set<Asset> };
}

/** One page or one activity: where its parts note what they find. */
export interface HtmlScope {
  report: Report;
  references: References;
  materials: Materials;
  t: Translate;
  /** Before ids; inside an activity it holds the activity's key. */
  prefix: string;
  slugger: GithubSlugger;
  ids: Set<string>;
  anchors: { element: Element; id: string; place: Place | null }[];
  headings: Unit['headings'];
  found: { math: boolean };
}

type Rule = (element: Element, scope: HtmlScope) => ElementContent[];

const element = (tagName: string, properties: Properties, children: ElementContent[] = []): Element => ({
  type: 'element',
  tagName,
  properties,
  children,
});
const placeOf = (node: Element): Place | null => node.position?.start ?? null;
const classesOf = (node: Element): string[] =>
  Array.isArray(node.properties.className) ? node.properties.className.map(String) : [];
const isBlank = (node: ElementContent) => node.type === 'text' && node.value.trim() === '';

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
  if ('nodes' in result) return result.nodes;
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

/** An address of a picture or film: an asset, or one outside. */
function source(url: string, node: Element, scope: HtmlScope): { url: string; asset: Asset | null } | null {
  if (/^(https?:)?\/\//i.test(url) || url.startsWith('/assets/'))
    return { url: url.replace(/^\/\//, 'https://'), asset: null };
  if (schemeOf(url)) {
    const remedy = 'Put the file under assets/ and name it by its path.';
    const message = `The address "${url.slice(0, 40)}" is left out.`;
    scope.report({ code: 'unsafe-link', message, remedy, place: placeOf(node), severity: 'warning' });
    return null;
  }
  const asset = scope.references.asset(url, placeOf(node));
  return { url: asset ? addressOf(asset) : url, asset };
}

const image: Rule = (node, scope) => {
  const { src, srcSet: _, alt, width, height, ...properties } = node.properties;
  const found = src ? source(String(src), node, scope) : null;
  if (alt === undefined || alt === null) {
    const message = `The picture "${src ?? ''}" has no text for those who do not see it.`;
    const remedy = 'Say in the square brackets what it shows: ![what it shows](…).';
    scope.report({ code: 'image-alt', message, remedy, place: placeOf(node), severity: 'warning' });
  }
  const size = found?.asset ? scope.materials.sizes.get(found.asset.sha256) : null;
  if (found?.asset && size === undefined) scope.materials.wanted.sizes.add(found.asset);
  const measures = width || height ? { width, height } : (size ?? {});
  return [
    element('img', {
      src: found?.url,
      alt: alt ?? '',
      ...properties,
      ...measures,
      loading: 'lazy',
      decoding: 'async',
    }),
  ];
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

/** Known players stay, without cookies where they can; any other frame becomes a link to what it framed. */
const frame: Rule = (node, scope) => {
  const { src, title, width, height } = node.properties;
  const url = String(src ?? '').replace(/^\/\//, 'https://');
  if (videoFrame.test(url)) {
    return [
      element('iframe', {
        src: url.replace('//www.youtube.com/', '//www.youtube-nocookie.com/'),
        title: title || scope.t('content.video'),
        ...(width && height ? { width, height } : {}),
        sandbox: [...frameSandbox],
        allowFullScreen: true,
        loading: 'lazy',
        referrerPolicy: 'strict-origin-when-cross-origin',
      }),
    ];
  }
  const remedy = 'Only players of YouTube and Vimeo are framed; link to the rest.';
  scope.report({
    code: 'foreign-frame',
    message: `The frame of "${url}" became a link.`,
    remedy,
    place: placeOf(node),
    severity: 'warning',
  });
  return /^https?:/i.test(url)
    ? [element('a', { href: url, rel: ['noopener'] }, [{ type: 'text', value: String(title || url) }])]
    : [];
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
