/**
 * Reads XML of strangers: no entity is expanded beyond the five of XML, no DTD is read or fetched, nothing is included.
 * A document type with rules of its own has no honest use in a course and is refused.
 */
import { parseXml, type XmlCdata, type XmlElement, XmlNode, type XmlText } from '@rgrove/parse-xml';
import { declareRefusals, Refusal } from '#platform/refusal.ts';

export type { XmlElement } from '@rgrove/parse-xml';

export const xmlRefusals = declareRefusals({ 'xml-document-type': 'invalid' });

/** Deeper than any course; what follows the tree recursively stays far from the end of the stack. */
const deepest = 200;
const longest = 8 * 1024 ** 2;

const ownRules = /^\ufeff?(?:\s|<\?[\s\S]*?\?>|<!--[\s\S]*?-->)*<!DOCTYPE(?:[^>"'[]|"[^"]*"|'[^']*')*\[/i;

export type XmlReading = { root: XmlElement } | { mistake: string };

export function readXml(text: string, file: string): XmlReading {
  if (ownRules.test(text)) throw new Refusal(xmlRefusals['xml-document-type'], { values: { path: file } });
  if (text.length > longest) return { mistake: `more than ${longest} characters` };
  try {
    const root = parseXml(text, { includeOffsets: true, preserveCdata: true }).root;
    if (!root) return { mistake: 'no element' };
    return depthOf(root) > deepest ? { mistake: `more than ${deepest} levels` } : { root };
  } catch (error) {
    // The parser is recursive: a document of many thousand levels ends its stack, which is a mistake of the document.
    if (error instanceof RangeError) return { mistake: `more than ${deepest} levels` };
    return { mistake: (error as Error).message.split('\n')[0] ?? '' };
  }
}

function depthOf(root: XmlElement): number {
  let level: XmlElement[] = [root];
  let depth = 0;
  for (; level.length > 0 && depth <= deepest; depth += 1) level = level.flatMap(elementsOf);
  return depth;
}

const encodings = new Set([
  'utf-8',
  'utf-16',
  'utf-16le',
  'utf-16be',
  'us-ascii',
  'iso-8859-1',
  'windows-1252',
]);

/** Bytes to text by mark or declaration. Where the two disagree, or the bytes do not fit, readers would differ: null. */
export function decodeXml(bytes: Uint8Array): string | null {
  const mark =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : null;
  const head = new TextDecoder(mark ?? 'windows-1252').decode(bytes.subarray(0, 400));
  const declared = /^[^<]{0,3}<\?xml[^>]*\sencoding\s*=\s*["']([\w-]+)["']/.exec(head)?.[1]?.toLowerCase();
  if (declared && !encodings.has(declared)) return null;
  if (declared && mark && !declared.startsWith('utf-16')) return null;
  if (declared?.startsWith('utf-16') && !mark) return null;
  try {
    return new TextDecoder(mark ?? declared ?? 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

const isElement = (node: XmlNode): node is XmlElement => node.type === XmlNode.TYPE_ELEMENT;
const isText = (node: XmlNode): node is XmlText => node.type === XmlNode.TYPE_TEXT;
const isCdata = (node: XmlNode): node is XmlCdata => node.type === XmlNode.TYPE_CDATA;

export const elementsOf = (element: XmlElement): XmlElement[] => element.children.filter(isElement);
export const childrenNamed = (element: XmlElement, ...names: string[]): XmlElement[] =>
  elementsOf(element).filter((child) => names.includes(child.name));

/** All elements below, in the order of the document. */
export const descendants = (element: XmlElement): XmlElement[] =>
  elementsOf(element).flatMap((child) => [child, ...descendants(child)]);

/** The same tree without prefixes of names (`lom:title`), renamed in place: it belongs to whoever reads it. */
export function withoutPrefixes(element: XmlElement): XmlElement {
  element.name = element.name.replace(/^[^:]*:/, '');
  for (const child of elementsOf(element)) withoutPrefixes(child);
  return element;
}

export const textOf = (element: XmlElement): string => element.text.replace(/\s+/g, ' ').trim();

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const voids = new Set([
  'br',
  'hr',
  'img',
  'input',
  'area',
  'col',
  'source',
  'track',
  'wbr',
  'link',
  'meta',
  'embed',
]);

/** What stands instead of an element; undefined: the element itself. */
export type Replace = (element: XmlElement) => string | undefined;

function nodeHtml(node: XmlNode, replace: Replace): string {
  if (isCdata(node)) return node.text;
  if (isText(node)) return escaped(node.text);
  if (!isElement(node)) return '';
  const other = replace(node);
  if (other !== undefined) return other;
  const attributes = Object.entries(node.attributes)
    .map(([name, value]) => ` ${name}="${escaped(value).replaceAll('"', '&quot;')}"`)
    .join('');
  const open = `<${node.name}${attributes}>`;
  return voids.has(node.name) ? open : `${open}${innerHtml(node, replace)}</${node.name}>`;
}

/** Content of an element as HTML. What stands in CDATA is HTML already. */
export const innerHtml = (element: XmlElement, replace: Replace = () => undefined): string =>
  element.children.map((node) => nodeHtml(node, replace)).join('');
export const outerHtml = (element: XmlElement, replace: Replace = () => undefined): string =>
  nodeHtml(element, replace);
