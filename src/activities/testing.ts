/** Builders for tests of kinds of activity: source to activity, an activity drawn, its form as a browser sends it. */
import type { Element, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { defaultSchema, sanitize } from 'hast-util-sanitize';
import { toHtml } from 'hast-util-to-html';
import { toString as textOfHast } from 'hast-util-to-string';
import type { PhrasingContent, RootContent } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import { toHast } from 'mdast-util-to-hast';
import { toString as textOfMdast } from 'mdast-util-to-string';
import remarkDirective from 'remark-directive';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { contentIds } from '#lib/content-id.ts';
import { directionOf, isLocale, translateTo } from '#lib/messages.ts';
import type {
  Activity,
  ActivitySource,
  ActivityType,
  ActivityViewProps,
  FormFields,
} from '#modules/content/contract.ts';
import { renderFragment, testView } from '#ui/testing.ts';

const fieldPrefix = 'answer.';

export interface FoundProblem {
  message: string;
  remedy: string;
  line: number | null;
}

export interface ParsedDirective {
  source: ActivitySource;
  problems: FoundProblem[];
  key: string;
  name: string;
}

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkMath).use(remarkDirective);

function blockHtml(nodes: RootContent[]): string {
  return toHtml(sanitize(toHast({ type: 'root', children: nodes }), defaultSchema));
}

/** A paragraph's HTML without the paragraph. */
function inlineHtml(nodes: RootContent[]): string {
  const inner = nodes.flatMap((node) => (node.type === 'paragraph' ? node.children : [node]));
  const html = blockHtml([{ type: 'paragraph', children: inner as PhrasingContent[] }]);
  return html.replace(/^<p>|<\/p>$/g, '');
}

/** The first container directive of a text, as the compiler offers it. `assets`: path to text. */
export function parseDirective(markdown: string, assets: Record<string, string> = {}): ParsedDirective {
  const tree = parser.parse(markdown);
  const found = tree.children.find((node): node is ContainerDirective => node.type === 'containerDirective');
  if (!found) throw new Error('the text holds no container directive');
  const problems: FoundProblem[] = [];
  const { id: key = '', ...attributes } = found.attributes ?? {};
  const isAside = (node: RootContent) =>
    node.type === 'containerDirective' && (node.name === 'hint' || node.name === 'solution');
  const known = (path: string) => {
    const text = assets[path];
    if (text === undefined) problems.push({ message: `no asset ${path}`, remedy: 'Add it.', line: null });
    return text;
  };
  const source: ActivitySource = {
    attributes: Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, value ?? ''])),
    children: (found.children as RootContent[]).filter((node) => !isAside(node)),
    html: blockHtml,
    inline: inlineHtml,
    text: (nodes) => nodes.map((node) => textOfMdast(node)).join('\n'),
    ids: (pieces) => {
      const made = contentIds(pieces.map(({ text }) => text));
      return pieces.map(({ id }, at) => id || (made[at] ?? ''));
    },
    asset: (path) => (known(path) === undefined ? '' : `/assets/0123/${path.split('/').at(-1)}`),
    assetText: (path) => known(path) ?? null,
    problem: (message, remedy, node) =>
      problems.push({ message, remedy, line: node?.position?.start.line ?? null }),
  };
  return { source, problems, key: key ?? '', name: found.name };
}

/** Reads a source and fills in what the compiler would. */
export function readActivity<Settings, Answer>(
  type: ActivityType<Settings, Answer>,
  markdown: string,
  assets: Record<string, string> = {},
): { activity: Activity<Settings>; problems: FoundProblem[] } {
  const { source, problems, key } = parseDirective(markdown, assets);
  const { settings, prompt } = type.read(source);
  const activity: Activity<Settings> = {
    key,
    type: type.name,
    title: null,
    unitKey: 'unit',
    points: type.defaultPoints,
    attempts: null,
    showAnswer: 'finished',
    prompt: source.html(prompt),
    hints: [],
    solution: null,
    settings,
  };
  return { activity, problems };
}

/** HTML of an activity as a reader of that language gets it. */
export function drawActivity<Settings, Answer>(
  type: ActivityType<Settings, Answer>,
  activity: Activity<Settings>,
  shown: Partial<ActivityViewProps<Settings, Answer>> = {},
): string {
  const locale = isLocale(shown.locale) ? shown.locale : 'en';
  const props: ActivityViewProps<Settings, Answer> = {
    activity,
    fieldName: (field) => `${fieldPrefix}${field}`,
    answer: null,
    judgement: null,
    seed: 7,
    disabled: false,
    reveal: false,
    t: translateTo(locale),
    locale,
    tally: null,
    ...shown,
  };
  return renderFragment(() => type.view(props), testView({ locale, dir: directionOf(locale) }));
}

/** An element and everything in it, in the order of the page. */
const withInner = (element: Element): Element[] => [element, ...innerElements(element)];
const innerElements = (node: Root | Element): Element[] =>
  node.children.flatMap((child) => (child.type === 'element' ? withInner(child) : []));

/** All elements of a piece of HTML, in its order. */
export const elementsOf = (html: string): Element[] => innerElements(fromHtml(html, { fragment: true }));

/** Its text, without tags. */
export const textOf = (html: string): string => textOfHast(fromHtml(html, { fragment: true }));

export const textContent = (element: Element): string => textOfHast(element);

const isDisabled = ({ properties }: Element) => properties.disabled === true;

function sentValue(control: Element): string | null {
  const { type, checked, value } = control.properties;
  if (control.tagName === 'textarea') return textContent(control);
  if (control.tagName === 'select') {
    const options = innerElements(control).filter(({ tagName }) => tagName === 'option');
    const chosen = options.find(({ properties }) => properties.selected) ?? options[0];
    return chosen ? String(chosen.properties.value ?? textContent(chosen)) : null;
  }
  if (type === 'checkbox' || type === 'radio') return checked ? String(value ?? 'on') : null;
  return String(value ?? '');
}

const controlNames = new Set(['input', 'select', 'textarea']);

/** The form as a browser without scripts sends it: names and values in order, nothing of what is disabled. */
export function formOf(html: string, prefix = fieldPrefix): FormFields {
  const all = elementsOf(html);
  const off = new Set(all.filter(isDisabled).flatMap(withInner));
  const fields: FormFields = {};
  for (const control of all) {
    const { name } = control.properties;
    if (!controlNames.has(control.tagName) || typeof name !== 'string' || off.has(control)) continue;
    const value = sentValue(control);
    const field = name.slice(prefix.length);
    if (value !== null) fields[field] = [...(fields[field] ?? []), value];
  }
  return fields;
}
