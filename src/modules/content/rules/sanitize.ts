/**
 * What may stand in course HTML: one closed list of elements, attributes and values. It is the last step of every way
 * into a release, so nothing before it needs to be trusted. No script, no style, no frame but known video players, and
 * no element whose text a browser reads raw, so that parsing the result again cannot make new elements of it.
 */
import type { Nodes, Root } from 'hast';
import { type Schema, sanitize } from 'hast-util-sanitize';

/** Before every id of content, so that it never takes the place of one of the page's own. */
export const idPrefix = 'user-content-';

/** Players that may be framed; `src` must match whole. */
export const videoFrame =
  /^https:\/\/(?:www\.youtube(?:-nocookie)?\.com\/embed\/|player\.vimeo\.com\/video\/)[\w-]+(?:\?[\w=&;,.%-]*)?$/;
export const frameSandbox = ['allow-scripts', 'allow-same-origin', 'allow-presentation', 'allow-popups'];

export const codeKinds = [
  'constant',
  'string',
  'comment',
  'keyword',
  'parameter',
  'function',
  'string-expression',
  'punctuation',
  'link',
  'inserted',
  'deleted',
  'changed',
] as const;
export const calloutKinds = ['note', 'tip', 'warning', 'example', 'details'] as const;

const mathAttributes: Record<string, string[]> = {
  mo: [
    'accent',
    'fence',
    'largeop',
    'lspace',
    'maxsize',
    'minsize',
    'movablelimits',
    'rspace',
    'separator',
    'stretchy',
    'symmetric',
  ],
  mspace: ['depth', 'height', 'width'],
  mpadded: ['depth', 'height', 'lspace', 'voffset', 'width'],
  mfrac: ['linethickness'],
  munder: ['accentunder'],
  mover: ['accent'],
  munderover: ['accent', 'accentunder'],
  menclose: ['notation'],
  mtable: ['columnalign', 'columnlines', 'columnspacing', 'rowlines', 'rowspacing', 'width'],
  mtr: ['columnalign'],
  mtd: ['columnalign', 'colSpan', 'rowSpan'],
};
const mathTags = [
  ...[
    'math',
    'semantics',
    'annotation',
    'mrow',
    'mi',
    'mn',
    'mo',
    'ms',
    'mtext',
    'mspace',
    'mpadded',
    'mphantom',
    'mstyle',
    'merror',
  ],
  ...[
    'mfrac',
    'msqrt',
    'mroot',
    'msub',
    'msup',
    'msubsup',
    'munder',
    'mover',
    'munderover',
    'mmultiscripts',
    'mprescripts',
  ],
  ...['menclose', 'mtable', 'mtr', 'mtd'],
];
const mathClass =
  /^(?:tml-[a-z0-9-]+|(?:chr|wbk|ff)-[a-z-]+|math[a-z-]+|[a-z]+strike|sout|menclose|longdiv-[a-z]+|phasor-[a-z]+|circle-pad|textcircle|actuarial|special-fraction)$/;
const everyMath = [
  ['className', mathClass],
  'displaystyle',
  'mathbackground',
  'mathcolor',
  'mathsize',
  ['mathvariant', 'normal'],
  'scriptlevel',
] as const;

const classes = (...names: (string | RegExp)[]): ['className', ...(string | RegExp)[]] => [
  'className',
  ...names,
];
const media = ['height', 'src', 'width'];
const mathRules = Object.fromEntries(
  mathTags.map((tag) => [tag, [...everyMath, ...(mathAttributes[tag] ?? [])]]),
);
const cell = [
  'colSpan',
  'rowSpan',
  'headers',
  ['align', 'left', 'right', 'center'],
  ['scope', 'row', 'col', 'rowgroup', 'colgroup'],
];

export const contentSchema = {
  tagNames: [
    ...[
      'a',
      'abbr',
      'audio',
      'b',
      'bdi',
      'bdo',
      'blockquote',
      'br',
      'caption',
      'cite',
      'code',
      'col',
      'colgroup',
      'dd',
      'del',
    ],
    ...[
      'details',
      'dfn',
      'div',
      'dl',
      'dt',
      'em',
      'figcaption',
      'figure',
      'h2',
      'h3',
      'h4',
      'h5',
      'h6',
      'hr',
      'i',
      'iframe',
    ],
    ...[
      'img',
      'input',
      'ins',
      'kbd',
      'li',
      'mark',
      'ol',
      'p',
      'picture',
      'pre',
      'q',
      'rp',
      'rt',
      'ruby',
      's',
      'samp',
      'section',
    ],
    ...[
      'small',
      'source',
      'span',
      'strong',
      'sub',
      'summary',
      'sup',
      'table',
      'tbody',
      'td',
      'tfoot',
      'th',
      'thead',
      'time',
    ],
    ...['tr', 'track', 'u', 'ul', 'var', 'video', 'wbr'],
    ...mathTags,
  ],
  attributes: {
    ...mathRules,
    math: [...everyMath, ['display', 'block', 'inline'], ['tabIndex', 0]],
    mo: [...(mathRules.mo ?? []), ['form', 'prefix', 'infix', 'postfix']],
    annotation: [['encoding', 'application/x-tex']],
    a: [
      'href',
      'dataFootnoteRef',
      'dataFootnoteBackref',
      classes('data-footnote-backref'),
      ['rel', 'noopener'],
      'hrefLang',
    ],
    audio: ['src', 'controls', ['preload', 'none', 'metadata']],
    blockquote: ['cite'],
    code: [classes(/^language-[\w+#.-]+$/, 'math-inline', 'math-display', 'math-error')],
    col: ['span'],
    colgroup: ['span'],
    del: ['cite', 'dateTime'],
    details: ['open', classes('callout', /^callout-[a-z]+$/)],
    div: [
      classes('callout', /^callout-[a-z]+$/, 'table-scroll'),
      ['role', 'note', 'region'],
      ['tabIndex', 0],
    ],
    h2: [classes('footnotes-title')],
    iframe: [
      ['src', videoFrame],
      ['sandbox', ...frameSandbox],
      ['loading', 'lazy'],
      ['referrerPolicy', 'strict-origin-when-cross-origin'],
      'allowFullScreen',
      'height',
      'width',
    ],
    img: [...media, 'alt', ['loading', 'lazy'], ['decoding', 'async']],
    input: [['type', 'checkbox'], ['disabled', true], 'checked'],
    ins: ['cite', 'dateTime'],
    li: ['value', classes('task-list-item')],
    ol: ['start', 'reversed', ['type', '1', 'a', 'A', 'i', 'I'], classes('contains-task-list')],
    p: [classes('callout-title', 'footnotes-title', 'attribution')],
    pre: [classes('code'), ['tabIndex', 0]],
    q: ['cite'],
    section: ['dataFootnotes', classes('footnotes')],
    source: ['src', 'type', 'media'],
    span: [classes(/^code-[a-z-]+$/)],
    summary: [classes('callout-title')],
    td: cell,
    th: [...cell, 'abbr'],
    time: ['dateTime'],
    track: [
      'src',
      'label',
      'srcLang',
      'default',
      ['kind', 'captions', 'subtitles', 'descriptions', 'chapters'],
    ],
    ul: [classes('contains-task-list')],
    video: [...media, 'poster', 'controls', 'playsInline', ['preload', 'none', 'metadata']],
    '*': [
      ['id', new RegExp(`^${idPrefix}`)],
      ['ariaDescribedBy', new RegExp(`^${idPrefix}`)],
      ['ariaLabelledBy', new RegExp(`^${idPrefix}`)],
      'ariaLabel',
      ['ariaHidden', 'true'],
      ['dir', 'ltr', 'rtl', 'auto'],
      'lang',
      'title',
    ],
  },
  ancestors: Object.fromEntries(
    ['caption', 'col', 'colgroup', 'tbody', 'td', 'tfoot', 'th', 'thead', 'tr'].map((tag) => [
      tag,
      ['table'],
    ]),
  ),
  clobber: [],
  clobberPrefix: '',
  protocols: {
    cite: ['http', 'https'],
    href: ['http', 'https', 'mailto', 'tel'],
    poster: ['http', 'https'],
    src: ['http', 'https'],
  },
  required: {
    audio: { controls: true },
    iframe: { sandbox: frameSandbox.join(' ') },
    input: { disabled: true, type: 'checkbox' },
    video: { controls: true },
  },
  // Elements whose text is not for readers.
  strip: [
    ...[
      'annotation-xml',
      'applet',
      'embed',
      'noembed',
      'noframes',
      'noscript',
      'object',
      'script',
      'select',
      'style',
      'svg',
    ],
    ...['template', 'textarea', 'title', 'xmp'],
  ],
  allowComments: false,
  allowDoctypes: false,
} as Schema;

/** Elements that vanish with what they hold. */
export const droppedTags: ReadonlySet<string> = new Set(contentSchema.strip);

/** What is left of classes that were not on the list. */
function dropEmptyClasses(node: Nodes): void {
  if (node.type === 'element') {
    const { className } = node.properties;
    if (Array.isArray(className) && className.length === 0) delete node.properties.className;
  }
  if ('children' in node) for (const child of node.children) dropEmptyClasses(child);
}

/** The tree with nothing in it that is not on the list; a new one. */
export function clean(tree: Nodes): Root {
  const safe = sanitize(tree, contentSchema);
  dropEmptyClasses(safe);
  if (safe.type === 'root') return safe;
  return { type: 'root', children: safe.type === 'doctype' ? [] : [safe] };
}
