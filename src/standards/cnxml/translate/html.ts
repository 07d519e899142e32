/** Text of CNXML as HTML: what stands in a line, lists, tables, figures, code, formulas. */
import { MathMLToLaTeX } from 'mathml-to-latex';
import { creditHtml } from '../../credits.ts';
import { escapeHtml } from '../../question-text.ts';
import {
  childrenNamed,
  descendants,
  elementsOf,
  innerHtml,
  outerHtml,
  textOf,
  type XmlElement,
} from '../../xml.ts';
import { creditOf } from './credit.ts';

export interface ModuleText {
  /** What a link without words of its own says: `Figure 2`, `Table 1`. */
  labels: ReadonlyMap<string, string>;
  /** Ids that a link of the module leads to. */
  linked: ReadonlySet<string>;
}

const quoted = (value: string) => escapeHtml(value).replaceAll('"', '&quot;');
/** Links of CNXML say module and element apart. */
const hrefOf = ({ attributes }: XmlElement): string => {
  const { url, document, resource } = attributes;
  const target = attributes['target-id'];
  if (document) return `module:${document}${target ? `#${target}` : ''}`;
  return url ?? resource ?? (target ? `#${target}` : '');
};

export const childNamed = (element: XmlElement, name: string): XmlElement | undefined =>
  childrenNamed(element, name)[0];
const idOf = ({ attributes }: XmlElement) => (attributes.id ? ` id="${quoted(attributes.id)}"` : '');

const emphasis: Record<string, string> = {
  bold: 'strong',
  underline: 'u',
  smallcaps: 'span',
  normal: 'span',
};

/** A formula as TeX, which authors can mend; as it is where it says more than TeX does. */
function formula(element: XmlElement, display: boolean): string {
  const source = outerHtml(element);
  let tex = '';
  try {
    tex = MathMLToLaTeX.convert(source).trim();
  } catch {
    return source;
  }
  if (tex === '') return source;
  const [open, close] = display ? ['\\[', '\\]'] : ['\\(', '\\)'];
  return escapeHtml(`${open}${tex}${close}`);
}

/** Lines of code as far left as they go: what all have in front is the indentation of the XML. */
function dedented(text: string): string {
  const lines = text
    .replace(/^(?:[ \t]*\n)+/, '')
    .replace(/\s+$/, '')
    .split('\n');
  const filled = lines.filter((line) => line.trim() !== '');
  const depth = Math.min(...filled.map((line) => /^ */.exec(line)?.[0].length ?? 0));
  return lines.map((line) => line.slice(Number.isFinite(depth) ? depth : 0)).join('\n');
}

function code(element: XmlElement, text: ModuleText): string {
  const { display, lang, class: classes = '' } = element.attributes;
  const inside = innerHtml(element, (inner) => (inner.name === 'newline' ? '\n' : html(inner, text)));
  const inline =
    display === 'inline' || classes.includes('inline') || (display !== 'block' && !inside.includes('\n'));
  if (inline && !standsAlone(element)) return `<code>${inside}</code>`;
  const language = lang ? ` class="language-${quoted(lang)}"` : '';
  return `<pre><code${language}>${dedented(inside)}</code></pre>`;
}

const lineHolders = new Set([
  'para',
  'item',
  'entry',
  'title',
  'caption',
  'term',
  'emphasis',
  'link',
  'meaning',
  'code',
]);
const standsAlone = ({ parent }: XmlElement): boolean =>
  !(parent && 'name' in parent && lineHolders.has(String((parent as XmlElement).name)));

function list(element: XmlElement, text: ModuleText): string {
  const type = element.attributes['list-type'];
  const tag = type === 'enumerated' || type === 'ordered' ? 'ol' : 'ul';
  const style = element.attributes['number-style'] ?? '';
  const numbering = { 'lower-alpha': 'a', 'upper-alpha': 'A', 'lower-roman': 'i', 'upper-roman': 'I' }[style];
  const items = childrenNamed(element, 'item').map((item) => `<li>${lineHtml(item, text)}</li>`);
  const title = childNamed(element, 'title');
  const head = title ? `<p><strong>${lineHtml(title, text)}</strong></p>` : '';
  return `${head}<${tag}${idOf(element)}${numbering ? ` type="${numbering}"` : ''}>${items.join('')}</${tag}>`;
}

function row(element: XmlElement, tag: 'td' | 'th', columns: string[], text: ModuleText): string {
  const cells = childrenNamed(element, 'entry').map((entry) => {
    const { namest = '', nameend = '', morerows } = entry.attributes;
    const across = columns.indexOf(nameend) - columns.indexOf(namest) + 1;
    const span = across > 1 && namest ? ` colspan="${across}"` : '';
    const down = Number(morerows) > 0 ? ` rowspan="${Number(morerows) + 1}"` : '';
    // A paragraph alone in a cell is the cell.
    const [only, ...more] = elementsOf(entry);
    const alone = only?.name === 'para' && more.length === 0 && textOf(only) === textOf(entry);
    return `<${tag}${span}${down}>${lineHtml(alone ? only : entry, text)}</${tag}>`;
  });
  return `<tr>${cells.join('')}</tr>`;
}

function table(element: XmlElement, text: ModuleText): string {
  const title = childNamed(element, 'title') ?? childNamed(element, 'caption');
  const caption = title ? `<caption>${lineHtml(title, text)}</caption>` : '';
  const groups = childrenNamed(element, 'tgroup').map((group) => {
    const columns = childrenNamed(group, 'colspec').map(({ attributes }) => attributes.colname ?? '');
    const rows = (name: string, tag: 'td' | 'th') => {
      const part = childNamed(group, name);
      return part
        ? childrenNamed(part, 'row')
            .map((one) => row(one, tag, columns, text))
            .join('')
        : '';
    };
    const [head, body] = [rows('thead', 'th'), rows('tbody', 'td') + rows('tfoot', 'td')];
    return `${head && `<thead>${head}</thead>`}<tbody>${body}</tbody>`;
  });
  return `<table${idOf(element)}>${caption}${groups.join('')}</table>`;
}

/** The words of the nearest title around an element. */
function titleAround({ parent }: XmlElement): string {
  if (!parent || !('name' in parent)) return '';
  const around = parent as XmlElement;
  const title = childNamed(around, 'title');
  return title ? textOf(title) : titleAround(around);
}

function media(element: XmlElement): string {
  const described = (element.attributes.alt ?? '').trim();
  // A name of a file says nothing to a reader.
  const alt = /^[\w.-]+_[\w.-]+$/.test(described) ? titleAround(element) || described : described;
  return elementsOf(element)
    .map((one) => {
      const src = quoted(one.attributes.src ?? one.attributes.url ?? '');
      if (one.name === 'image') return `<img src="${src}" alt="${quoted(alt)}">`;
      if (one.name === 'iframe') return `<iframe src="${src}" title="${quoted(alt)}"></iframe>`;
      if (one.name === 'audio' || one.name === 'video')
        return `<${one.name} controls src="${src}"></${one.name}>`;
      return src ? `<a href="${src}">${escapeHtml(alt || src)}</a>` : '';
    })
    .join('');
}

/** Title and caption where they are mere words; null: there is more in them. */
function plainCaption(element: XmlElement): string | null {
  const words = childrenNamed(element, 'title', 'caption');
  return words.some((one) => elementsOf(one).length > 0) ? null : words.map((one) => textOf(one)).join('. ');
}

/** A picture with a caption of mere words is one line of Markdown, unless it says whose it is. */
function pictureAlone(element: XmlElement, text: ModuleText): string | null {
  const [only, ...more] = childrenNamed(element, 'media', 'subfigure', 'table', 'code');
  const caption = plainCaption(element);
  const picture = only?.name === 'media' ? elementsOf(only) : [];
  if (!only || more.length > 0 || caption === null || text.linked.has(element.attributes.id ?? ''))
    return null;
  if (picture.length !== 1 || picture[0]?.name !== 'image') return null;
  if (creditOf(caption)) return null;
  return `<p>${media(only).replace(/>$/, caption ? ` title="${quoted(caption)}">` : '>')}</p>`;
}

function figure(element: XmlElement, text: ModuleText): string {
  const alone = pictureAlone(element, text);
  if (alone) return alone;
  const inner = childrenNamed(element, 'media', 'subfigure', 'table', 'code').map((one) =>
    one.name === 'subfigure' ? childrenNamed(one, 'media').map(media).join('') : html(one, text),
  );
  const words = childrenNamed(element, 'title', 'caption').map((one) => lineHtml(one, text));
  const said = creditOf(plainCaption(element) ?? '');
  const lines = said
    ? `${said.rest && `<p>${escapeHtml(said.rest)}</p>`}${creditHtml(said.credit)}`
    : words.join('. ');
  const caption = words.length > 0 ? `<figcaption>${lines}</figcaption>` : '';
  return `<figure${idOf(element)}>${inner.join('')}${caption}</figure>`;
}

const rules: Record<string, (element: XmlElement, text: ModuleText) => string> = {
  para: (element, text) => `<p${idOf(element)}>${lineHtml(element, text)}</p>`,
  emphasis: (element, text) => {
    const tag = emphasis[element.attributes.effect ?? ''] ?? 'em';
    return `<${tag}>${lineHtml(element, text)}</${tag}>`;
  },
  term: (element, text) => `<strong${idOf(element)}>${lineHtml(element, text)}</strong>`,
  foreign: (element, text) => `<em>${lineHtml(element, text)}</em>`,
  'cite-title': (element, text) => `<cite>${lineHtml(element, text)}</cite>`,
  link: (element, text) => {
    const words =
      lineHtml(element, text) || escapeHtml(text.labels.get(element.attributes['target-id'] ?? '') ?? '');
    const href = hrefOf(element);
    return `<a href="${quoted(href)}">${words || escapeHtml(href)}</a>`;
  },
  footnote: (element, text) => ` (${lineHtml(element, text)})`,
  newline: () => '<br>',
  space: () => ' ',
  math: (element) => formula(element, false),
  equation: (element, text) =>
    `<div${idOf(element)}>${elementsOf(element)
      .map((one) => (one.name === 'math' ? formula(one, true) : html(one, text)))
      .join('')}</div>`,
  code,
  preformat: code,
  list,
  table,
  media,
  image: (element) => `<img src="${quoted(element.attributes.src ?? '')}" alt="">`,
  figure,
  quote: (element, text) => `<blockquote>${lineHtml(element, text)}</blockquote>`,
  definition: (element, text) => {
    const [term, ...meanings] = childrenNamed(element, 'term', 'meaning');
    const words = meanings.map((one) => `<dd>${lineHtml(one, text)}</dd>`);
    return `<dl><dt>${term ? lineHtml(term, text) : ''}</dt>${words.join('')}</dl>`;
  },
  title: (element, text) => `<p><strong>${lineHtml(element, text)}</strong></p>`,
  label: () => '',
};

/** Elements of HTML of the same name and sense. */
const same = new Set(['sub', 'sup', 'kbd', 'br', 'u', 'span', 'div']);

export function html(element: XmlElement, text: ModuleText): string {
  const rule = rules[element.name];
  if (rule) return rule(element, text);
  const inner = lineHtml(element, text);
  return same.has(element.name) ? `<${element.name}>${inner}</${element.name}>` : inner;
}

/** What stands inside an element. */
export const lineHtml = (element: XmlElement, text: ModuleText): string =>
  innerHtml(element, (inner) => html(inner, text));

const labelled = ['figure', 'table', 'equation', 'example'] as const;
export type Labelled = (typeof labelled)[number];

/** Figures, tables, equations and examples of a module, numbered as a reader counts them. */
export function labelsOf(content: XmlElement, word: (kind: Labelled) => string): Map<string, string> {
  const counts = new Map<string, number>();
  const labels = new Map<string, string>();
  for (const element of descendants(content)) {
    const kind = labelled.find((name) => name === element.name);
    if (!element.attributes.id) continue;
    const title = childNamed(element, 'title');
    if (!kind) {
      if (title) labels.set(element.attributes.id, textOf(title));
      continue;
    }
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    labels.set(element.attributes.id, `${word(kind)} ${count}`);
  }
  return labels;
}
