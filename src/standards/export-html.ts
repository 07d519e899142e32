/** HTML of a release as other systems may show it: addresses lead into the package, and what only our pages know is gone. */
import type { Element, ElementContent, Properties, Root, RootContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';

/** Where addresses of a release lead in the package; null: nowhere. */
export interface ExportLinks {
  /** By the hash of the asset. */
  asset(sha256: string): string | null;
  unit(key: string): string | null;
}

const idPrefix = /^user-content-/;

/** Null: the link goes and its words stay. */
function address(url: string, links: ExportLinks): string | null {
  const [, sha256] = /^\/assets\/([0-9a-f]{64})\//.exec(url) ?? [];
  if (sha256) return links.asset(sha256);
  const [, key, anchor = ''] = /^\.\/([^/#?]+)(?:#(.*))?$/.exec(url) ?? [];
  const unit = key ? links.unit(decodeURIComponent(key)) : null;
  if (key && unit === null) return null;
  const fragment = anchor && `#${anchor.replace(idPrefix, '')}`;
  if (unit) return unit + fragment;
  return url.startsWith('#') ? `#${url.slice(1).replace(idPrefix, '')}` : url;
}

/** Of our own pages: focus of what is moved sideways, footnotes, loading. */
const ours = new Set(['tabIndex', 'dataFootnoteRef', 'dataFootnoteBackref', 'loading', 'decoding', 'srcSet']);
const addresses = new Set(['href', 'src', 'poster']);

function portableProperties(properties: Properties, links: ExportLinks): Properties {
  const kept = Object.entries(properties).filter(([name]) => !ours.has(name));
  return Object.fromEntries(
    kept.map(([name, value]) => {
      if (addresses.has(name)) return [name, address(String(value), links)];
      return [name, name === 'id' ? String(value).replace(idPrefix, '') : value];
    }),
  );
}

const classesOf = ({ properties }: Element) =>
  Array.isArray(properties.className) ? properties.className.map(String) : [];

function portableNode(node: RootContent, links: ExportLinks): ElementContent[] {
  if (node.type === 'text') return [node];
  if (node.type !== 'element') return [];
  const children = node.children.flatMap((child) => portableNode(child, links));
  const isColor = node.tagName === 'span' && classesOf(node).some((name) => name.startsWith('code-'));
  if (isColor) return children;
  const inMath = /^(?:m[a-z]+|semantics|annotation)$/.test(node.tagName) && node.tagName !== 'mark';
  const { className, ...others } = node.properties;
  const properties = portableProperties(inMath ? others : node.properties, links);
  return [{ ...node, properties, children }];
}

export function portable(html: string, links: ExportLinks): Root {
  const { children } = fromHtml(html, { fragment: true });
  return { type: 'root', children: children.flatMap((child) => portableNode(child, links)) };
}

export const portableHtml = (html: string, links: ExportLinks): string => toHtml(portable(html, links));

export const escapeXml = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML has no way to write these
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

const attributeNames: Record<string, string> = { className: 'class', htmlFor: 'for' };
const attributeName = (name: string): string =>
  attributeNames[name] ??
  (/^(?:aria|data)[A-Z]/.test(name) ? name.replace(/^(aria|data)/, '$1-').toLowerCase() : name.toLowerCase());

function attributeXml(name: string, value: Properties[string]): string {
  if (value === false || value === null || value === undefined) return '';
  const text = Array.isArray(value) ? value.join(' ') : value === true ? attributeName(name) : String(value);
  return ` ${attributeName(name)}="${escapeXml(text)}"`;
}

function nodeXml(node: RootContent): string {
  if (node.type === 'text') return escapeXml(node.value);
  if (node.type !== 'element') return '';
  const { tagName, properties, children } = node;
  const own = tagName === 'math' ? ' xmlns="http://www.w3.org/1998/Math/MathML"' : '';
  const attributes = Object.entries(properties)
    .map(([name, value]) => attributeXml(name, value))
    .join('');
  const inner = children.map(nodeXml).join('');
  return inner ? `<${tagName}${own}${attributes}>${inner}</${tagName}>` : `<${tagName}${own}${attributes}/>`;
}

/** A tree as well-formed XML. */
export const xmlOf = ({ children }: Root): string => children.map(nodeXml).join('');

/** The same as well-formed XML, as QTI 3 holds it. */
export const portableXml = (html: string, links: ExportLinks): string => xmlOf(portable(html, links));
