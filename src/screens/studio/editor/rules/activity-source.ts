/**
 * An activity between the source and a form. Reading gives values; writing puts back what was changed and leaves every
 * other byte of the file as it was.
 */
import type { Root, RootContent } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import type { AuthorField, AuthorForm, AuthorPart } from '#modules/content/contract.ts';
import { parseMarkdown } from '#modules/content/index.ts';
import { type Row, writeAttributes } from './attributes.ts';
import {
  colonsAround,
  flagsOf,
  type PartReader,
  readAttributes,
  readerOf,
  sliceOf,
  type Written,
} from './parts.ts';

export interface ActivityValues {
  type: string;
  key: string;
  /** By name; '' where it is absent. */
  attributes: Row;
  /** Markdown. */
  prompt: string;
  parts: Record<string, Row[]>;
}

/** Any activity may hold these. */
export const commonParts: readonly AuthorPart[] = ['hint', 'solution', 'rubric'].map((name) => ({
  ...{ name, kind: 'containers', fields: [] },
}));

interface Place {
  node: ContainerDirective;
  /** The pool around it. */
  pool: ContainerDirective | null;
}

const isContainer = (node: RootContent): node is ContainerDirective => node.type === 'containerDirective';

/** The first activity of this key, at the top of the file or in a pool. */
function findPlace(root: Root, key: string, types: ReadonlySet<string>): Place | null {
  for (const node of root.children.filter(isContainer)) {
    if (types.has(node.name) && node.attributes?.id === key) return { node, pool: null };
    const inside =
      node.name === 'pool' &&
      (node.children as RootContent[])
        .filter(isContainer)
        .find((child) => types.has(child.name) && child.attributes?.id === key);
    if (inside) return { node: inside, pool: node };
  }
  return null;
}

/** A group is the prompt or a part: what stands in one run of the form. */
interface Group {
  name: string;
  nodes: RootContent[];
  reader: PartReader;
  rows: Row[];
}

const promptReader = (others: readonly RootContent[]): PartReader => ({
  nodes: (children) => children.filter((node) => !others.includes(node)),
  rows(nodes, text) {
    const whole = nodes.length > 0 ? sliceOf(nodes, text) : '';
    const broken = others.some((other) => {
      const at = other.position?.start.offset ?? 0;
      const [first, last] = [nodes[0]?.position?.start.offset ?? 0, nodes.at(-1)?.position?.end.offset ?? 0];
      return nodes.length > 0 && at > first && at < last;
    });
    return [{ body: broken ? nodes.map((node) => sliceOf([node], text)).join('\n\n') : whole }];
  },
  write: ([row]) => (row?.body?.trim() ? [row.body.replace(/^\n+|\s+$/g, '')] : []),
});

/** Where it was taken from is nothing to fill in: it stays as it is. */
const isOrigin = (node: RootContent): boolean => node.type === 'leafDirective' && node.name === 'origin';

const isLabel = (node: RootContent): boolean =>
  node.type === 'paragraph' && node.data !== undefined && 'directiveLabel' in node.data;

/** Prompt first, then the parts in the order in which they are written. */
function groupsOf(node: ContainerDirective, form: AuthorForm, text: string): Group[] {
  const children = (node.children as RootContent[]).filter((child) => !isLabel(child));
  const parts = [...form.parts, ...commonParts].map((part): Group => {
    const reader = readerOf(part);
    const nodes = reader.nodes(children);
    return { name: part.name, nodes, reader, rows: reader.rows(nodes, text) };
  });
  const reader = promptReader([...parts.flatMap(({ nodes }) => nodes), ...node.children.filter(isOrigin)]);
  const nodes = reader.nodes(children);
  return [{ name: '', nodes, reader, rows: reader.rows(nodes, text) }, ...parts];
}

export interface FormOf {
  form: AuthorForm;
  /** Those of all activities. */
  common: readonly AuthorField[];
  /** Names of all kinds of activity. */
  types: ReadonlySet<string>;
}

const fieldsOf = ({ form, common }: FormOf) => [...common, ...form.attributes];

export function readActivity(
  text: string,
  key: string,
  formOf: (type: string) => FormOf | null,
  types: ReadonlySet<string>,
  root = parseMarkdown(text),
): ActivityValues | null {
  const place = findPlace(root, key, types);
  const found = place && formOf(place.node.name);
  if (!place || !found) return null;
  const { node } = place;
  const [prompt, ...parts] = groupsOf(node, found.form, text);
  return {
    ...{ type: node.name, key },
    attributes: readAttributes(fieldsOf(found), node.attributes ?? {}),
    prompt: prompt?.rows[0]?.body ?? '',
    parts: Object.fromEntries(parts.map(({ name, rows }) => [name, rows])),
  };
}

interface Edit {
  from: number;
  to: number;
  text: string;
}

const applied = (text: string, edits: readonly Edit[]): string =>
  edits
    .toSorted((a, b) => a.from - b.from)
    .reduceRight((result, { from, to, text: own }) => result.slice(0, from) + own + result.slice(to), text);

const endOf = (node: RootContent | undefined, otherwise: number) => node?.position?.end.offset ?? otherwise;
const startOf = (node: RootContent) => node.position?.start.offset ?? 0;

/** What a group's rows become, each text in the place of a node; what is more is added, what is less goes. */
function editsOf(
  { nodes, reader, rows }: Group,
  after: readonly Row[],
  {
    text,
    children,
    opening,
    anchor,
  }: { text: string; children: RootContent[]; opening: number; anchor: number },
): Edit[] {
  if (JSON.stringify(rows) === JSON.stringify(after)) return [];
  const single = nodes.length === 1 || nodes.length !== rows.length;
  const old = nodes.length > 0 ? sliceOf(nodes, text) : '';
  const before: Written[] = single
    ? rowTexts(nodes, rows, text)
    : rows.map((row, at) => ({ row, text: sliceOf(nodes.slice(at, at + 1), text) }));
  const texts = reader.write(after, before, old);
  const replaced = nodes.slice(0, texts.length).map((node, at) => ({
    ...{ from: startOf(node), to: endOf(node, 0), text: texts[at] ?? '' },
  }));
  const removed = nodes.slice(texts.length).map((node) => {
    const previous = children[children.indexOf(node) - 1];
    return { from: endOf(previous, opening), to: endOf(node, 0), text: '' };
  });
  const added = texts.slice(nodes.length);
  if (added.length === 0) return [...replaced, ...removed];
  const at = endOf(nodes.at(-1), anchor);
  const lead = nodes.length > 0 || at === opening ? '\n' : '\n\n';
  const isLast = /^\s*:{3,}\s*$/.test(text.slice(at, text.indexOf('\n', at + 1) + 1 || undefined));
  const tail = isLast || text.slice(at).startsWith('\n\n') ? '' : '\n';
  return [...replaced, ...removed, { from: at, to: at, text: `${lead}${added.join('\n')}${tail}` }];
}

/** The texts of rows that share one node: items of a list, lines of a table. */
function rowTexts(nodes: readonly RootContent[], rows: readonly Row[], text: string): Written[] {
  const [node] = nodes;
  if (node?.type === 'list')
    return node.children.flatMap((item, at) => {
      const row = rows[at];
      return row ? [{ row, text: sliceOf([item], text) }] : [];
    });
  if (node?.type === 'table')
    return node.children.flatMap((line, at) => {
      const row = rows[at];
      return row ? [{ row, text: sliceOf([line], text) }] : [];
    });
  return rows.map((row) => ({ row, text: node ? sliceOf([node], text) : '' }));
}

/** The fence of a container with so many colons. */
function refenced(source: string, colons: string): string {
  const inner = source.replace(/^:{3,}/, colons);
  return inner.replace(/(\n[ \t]*):{3,}([ \t]*)$/, `$1${colons}$2`);
}

const rowsOf = (values: ActivityValues, { name }: Group): Row[] =>
  name === '' ? [{ body: values.prompt }] : (values.parts[name] ?? []);

/** The file with the activity as the form says; null where there is no such activity. */
export function writeActivity(
  text: string,
  key: string,
  values: ActivityValues,
  found: FormOf,
  root = parseMarkdown(text),
): string | null {
  const place = findPlace(root, key, found.types);
  if (!place) return null;
  const { node, pool } = place;
  const [from, to] = [startOf(node), endOf(node, text.length)];
  const lineEnd = text.indexOf('\n', from);
  const opening = lineEnd < 0 || lineEnd > to ? to : lineEnd;
  const children = (node.children as RootContent[]).filter((child) => !isLabel(child));
  const groups = groupsOf(node, found.form, text);
  const edits: Edit[] = [];
  let anchor = opening;
  for (const group of groups) {
    edits.push(...editsOf(group, rowsOf(values, group), { text, children, opening, anchor }));
    anchor = Math.max(anchor, endOf(group.nodes.at(-1), 0));
  }
  const head = headOf(text.slice(from, opening), node, values, found);
  if (head !== text.slice(from, opening)) edits.push({ from, to: opening, text: head });
  if (edits.length === 0) return text;
  const grown = applied(text, edits);
  const own = grown.slice(from, to + grown.length - text.length);
  const inner = own.slice(own.indexOf('\n') + 1, own.lastIndexOf('\n'));
  const fence = /^:{3,}/.exec(own)?.[0] ?? ':::';
  const colons = colonsAround(inner, fence.length);
  const refit = text.slice(0, from) + refenced(own, colons) + text.slice(to);
  return pool ? widened(refit, startOf(pool), endOf(pool, 0) + refit.length - text.length) : refit;
}

/** A pool whose activity got a longer fence gets a longer one, too. */
function widened(text: string, from: number, to: number): string {
  const own = text.slice(from, to);
  const inner = own.slice(own.indexOf('\n') + 1, own.lastIndexOf('\n'));
  const fence = /^:{3,}/.exec(own)?.[0] ?? ':::';
  return text.slice(0, from) + refenced(own, colonsAround(inner, fence.length)) + text.slice(to);
}

function headOf(head: string, node: ContainerDirective, values: ActivityValues, found: FormOf): string {
  const fields = fieldsOf(found);
  const before = { ...readAttributes(fields, node.attributes ?? {}), id: node.attributes?.id ?? '' };
  const after = { ...before, ...values.attributes, id: values.key };
  if (Object.entries(after).every(([name, value]) => value === before[name as keyof typeof before]))
    return head;
  const [, start = '', braces = ''] = /^([^{]*?(?:\[.*\])?)(\{.*\})?\s*$/.exec(head) ?? [];
  return start + writeAttributes(braces.slice(1, -1), before, after, flagsOf(fields));
}

/** A new activity as Markdown. */
export function newActivity(values: ActivityValues, found: FormOf): string {
  const parts = [...found.form.parts, ...commonParts].flatMap((part) =>
    readerOf(part)
      .write(values.parts[part.name] ?? [], [], '')
      .join('\n'),
  );
  const inner = [values.prompt.trim(), ...parts].filter(Boolean).join('\n\n');
  const colons = colonsAround(inner);
  const attributes = { id: values.key, ...values.attributes };
  const head = writeAttributes('', {}, attributes, flagsOf(fieldsOf(found)));
  return `${colons}${values.type}${head}\n${inner}\n${colons}\n`;
}

/** The file with a new activity: below the block that holds a line, else at its end. */
export function insertBlock(text: string, block: string, line?: number): string {
  const root = parseMarkdown(text);
  const node = root.children.findLast(({ position, type }) => {
    const start = position?.start.line ?? 0;
    return type !== 'yaml' && line !== undefined && start <= line;
  });
  if (!node) return `${text.replace(/\n*$/, '\n')}\n${block}`;
  const at = endOf(node, text.length);
  const rest = text.slice(at).replace(/^\n+/, '');
  return `${text.slice(0, at)}\n\n${block}${rest ? `\n${rest}` : ''}`;
}
