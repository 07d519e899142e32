/**
 * Terms: a *part* of an activity is the things of one sort in it (its options, its hints); a *row* is one of them as
 * fields of a form. Each kind of part knows its nodes, how a node becomes rows, and how a row is written.
 */
import type { Blockquote, Code, List, ListItem, Nodes, RootContent, Table } from 'mdast';
import type { ContainerDirective, LeafDirective } from 'mdast-util-directive';
import type { AuthorField, AuthorPart } from '#modules/content/contract.ts';
import { type Row, writeAttributes } from './attributes.ts';

/** What a part comes to: its nodes in the source, its rows, and the texts that rows become. */
export interface PartReader {
  nodes(children: readonly RootContent[]): RootContent[];
  rows(nodes: readonly RootContent[], text: string): Row[];
  /** One text a node; `before` are the rows as they were read, with the text of each. */
  write(rows: readonly Row[], before: readonly Written[], old: string): string[];
}

export interface Written {
  row: Row;
  text: string;
}

export const sliceOf = (nodes: readonly Nodes[], text: string): string => {
  const from = nodes[0]?.position?.start.offset ?? 0;
  const to = nodes.at(-1)?.position?.end.offset ?? 0;
  return text.slice(from, to);
};

const isSame = (a: Row, b: Row): boolean =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].every((name) => (a[name] ?? '') === (b[name] ?? ''));

const isFilled = (row: Row): boolean => Object.values(row).some((value) => value.trim());

/** A row that stands in the source keeps its spelling. */
const writtenOr = (row: Row, before: readonly Written[], write: (row: Row) => string): string =>
  before.find((one) => isSame(one.row, row))?.text ?? write(row);

const valuesOf = (
  fields: readonly AuthorField[],
  attributes: Record<string, string | null | undefined>,
): Row =>
  Object.fromEntries(
    fields.map(({ name, kind }) => {
      const value = attributes[name];
      if (kind !== 'flag') return [name, value ?? ''];
      return [name, value === undefined || value === null || value === 'false' ? '' : 'true'];
    }),
  );

export const flagsOf = (fields: readonly AuthorField[]): Set<string> =>
  new Set(fields.flatMap(({ name, kind }) => (kind === 'flag' ? [name] : [])));

export const readAttributes = valuesOf;

const indent = (text: string, by: string): string =>
  text
    .split('\n')
    .map((line, at) => (at === 0 || line === '' ? line : `${by}${line}`))
    .join('\n');

const dedent = (text: string, by: number): string =>
  text
    .split('\n')
    .map((line, at) => (at === 0 ? line : line.slice(Math.min(by, line.search(/\S|$/)))))
    .join('\n');

/** More colons than any fence inside. */
export const colonsAround = (inner: string, least = 3): string => {
  const inside = [...inner.matchAll(/^[ \t]*(:{3,})/gm)].map(([, colons = '']) => colons.length + 1);
  return ':'.repeat(Math.max(least, ...inside));
};

const suffix = /\s*\{\s*(?:#([\w-]{1,40}))?\s*(?:value="?(-?[\d.]+)"?)?\s*\}\s*$/;

function readItem(item: ListItem, text: string): Row {
  const quotes = item.children.filter((child): child is Blockquote => child.type === 'blockquote');
  const body = item.children.filter((child) => child.type !== 'blockquote');
  const [first] = body;
  const box = typeof item.checked === 'boolean' ? 4 : 0;
  const margin = (first?.position?.start.column ?? 1) - 1 - box;
  const whole = dedent(sliceOf(body, text), margin);
  const opening = first ? dedent(sliceOf([first], text), margin) : '';
  const [found = '', id = '', value = ''] = (first?.type === 'paragraph' && suffix.exec(opening)) || [];
  const kept = id || value ? opening.slice(0, opening.length - found.length) : opening;
  const quoted = quotes.map((quote) =>
    dedent(sliceOf([quote], text), margin)
      .split('\n')
      .map((line) => line.replace(/^\s*> ?/, ''))
      .join('\n'),
  );
  return {
    text: kept + whole.slice(opening.length),
    ...{ checked: item.checked ? 'true' : '', id, value, feedback: quoted.join('\n\n') },
  };
}

function writeItem(row: Row, marker: string, boxes: boolean): string {
  const [opening = '', ...others] = (row.text ?? '').trim().split('\n\n');
  const name = [row.id && `#${row.id}`, row.value && `value=${row.value}`].filter(Boolean).join(' ');
  const text = [name ? `${opening} {${name}}` : opening, ...others].join('\n\n');
  const box = boxes ? `[${row.checked ? 'x' : ' '}] ` : '';
  const quote = (row.feedback ?? '')
    .trim()
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
  return indent(
    `${marker}${box}${text}${row.feedback?.trim() ? `\n${quote}` : ''}`,
    ' '.repeat(marker.length),
  );
}

function listPart(part: Extract<AuthorPart, { kind: 'list' }>): PartReader {
  const fits = (list: List) =>
    part.list === 'numbers'
      ? list.ordered === true
      : part.list === 'bullets' || list.children.some(({ checked }) => typeof checked === 'boolean');
  const items = (nodes: readonly RootContent[]) =>
    nodes.flatMap((node) => (node.type === 'list' ? node.children : []));
  return {
    nodes: (children) => children.filter((node) => node.type === 'list' && fits(node)).slice(0, 1),
    rows: (nodes, text) => items(nodes).map((item) => readItem(item, text)),
    write(rows, before, old) {
      const filled = rows.filter((row) => row.text?.trim());
      if (filled.length === 0) return [];
      const numbered = part.list === 'numbers';
      const gap = /\n[ \t]*\n[ \t]*(?:[-*+]|\d+[.)]) /.test(old) ? '\n\n' : '\n';
      // Another sign would begin another list.
      const [, sign = numbered ? '.' : '-'] = /^[ \t]*(?:\d+([.)])|([-*+]))/.exec(old)?.filter(Boolean) ?? [];
      const texts = filled.map((row, at) => {
        const marker = numbered ? `${at + 1}${sign} ` : `${sign} `;
        const text = writtenOr(row, before, (one) => writeItem(one, marker, part.list === 'boxes'));
        // An item that moved gets the number of its new place.
        return numbered ? text.replace(/^\d+([.)])/, `${at + 1}$1`) : text;
      });
      return [texts.join(gap)];
    },
  };
}

const cellOf = (value = '') =>
  value
    .trim()
    .replace(/\s*\n\s*/g, ' ')
    .replace(/(?<!\\)\|/g, '\\|');

/** Row 0 is the head: it names the columns. */
const pairsPart: PartReader = {
  nodes: (children) => children.filter((node) => node.type === 'table').slice(0, 1),
  rows: (nodes, text) =>
    nodes
      .filter((node): node is Table => node.type === 'table')
      .flatMap(({ children }) =>
        children.map(({ children: [left, right] }) => ({
          left: left ? sliceOf(left.children, text) : '',
          right: right ? sliceOf(right.children, text) : '',
        })),
      ),
  write(rows, before, old) {
    const [head = {}, ...others] = rows;
    const filled = others.filter(({ left, right }) => left?.trim() || right?.trim());
    if (filled.length === 0) return [];
    const line = (row: Row) =>
      writtenOr(row, before, ({ left, right }) => `| ${cellOf(left)} | ${cellOf(right)} |`);
    const rule = old.split('\n')[1] ?? '|---|---|';
    return [[line(head), rule, ...filled.map(line)].join('\n')];
  },
};

function leavesPart(part: Extract<AuthorPart, { kind: 'leaves' }>): PartReader {
  const isOurs = (node: RootContent): node is LeafDirective =>
    node.type === 'leafDirective' && node.name === part.name;
  const flags = flagsOf(part.fields);
  const write = ({ caption = '', ...row }: Row) =>
    `::${part.name}${caption.trim() ? `[${caption.trim().replace(/\s*\n\s*/g, ' ')}]` : ''}${writeAttributes('', {}, row, flags)}`;
  return {
    nodes: (children) => children.filter(isOurs),
    rows: (nodes, text) =>
      nodes.filter(isOurs).map((node) => ({
        ...(part.label && { caption: sliceOf(node.children, text) }),
        ...valuesOf(part.fields, node.attributes ?? {}),
      })),
    write: (rows, before) => rows.filter(isFilled).map((row) => writtenOr(row, before, write)),
  };
}

function containersPart(part: Extract<AuthorPart, { kind: 'containers' }>): PartReader {
  const isOurs = (node: RootContent): node is ContainerDirective =>
    node.type === 'containerDirective' && node.name === part.name;
  const fields = part.keyed ? [{ name: 'id', kind: 'text' } as const, ...part.fields] : part.fields;
  const flags = flagsOf(fields);
  const write = ({ body = '', ...row }: Row) => {
    const inner = body.replace(/^\n+|\s+$/g, '');
    const colons = colonsAround(inner);
    return `${colons}${part.name}${writeAttributes('', {}, row, flags)}\n${inner}\n${colons}`;
  };
  return {
    nodes: (children) => children.filter(isOurs),
    rows: (nodes, text) =>
      nodes.filter(isOurs).map((node) => ({
        ...valuesOf(fields, node.attributes ?? {}),
        body: sliceOf(node.children, text),
      })),
    write: (rows, before) => rows.filter(isFilled).map((row) => writtenOr(row, before, write)),
  };
}

function fencesPart(part: Extract<AuthorPart, { kind: 'fences' }>): PartReader {
  const wordsOf = ({ meta }: Code): Record<string, string> =>
    Object.fromEntries(
      (meta ?? '').split(/\s+/).flatMap((word): [string, string][] => {
        const [name = '', value = ''] = word.split('=', 2);
        return name ? [[name, value]] : [];
      }),
    );
  const roleOf = (node: Code): string | undefined => {
    const words = wordsOf(node);
    return part.roles.find((role) => role in words) ?? ('file' in words ? part.roles[0] : undefined);
  };
  const isOurs = (node: RootContent): node is Code => node.type === 'code' && roleOf(node) !== undefined;
  const write = ({ language, role, content = '', ...row }: Row) => {
    const inside = [...content.matchAll(/^[ \t]*(`{3,})/gm)].map(([, ticks = '']) => ticks.length + 1);
    const fence = '`'.repeat(Math.max(3, ...inside));
    const words = part.fields.flatMap(({ name, kind }) =>
      row[name] ? [kind === 'flag' ? name : `${name}=${row[name]}`] : [],
    );
    return `${fence}${[language, role, ...words].filter(Boolean).join(' ')}\n${content.replace(/\n$/, '')}\n${fence}`;
  };
  return {
    nodes: (children) => children.filter(isOurs),
    rows: (nodes) =>
      nodes.filter(isOurs).map((node) => ({
        ...{ language: node.lang ?? '', role: roleOf(node) ?? '' },
        ...valuesOf(part.fields, wordsOf(node)),
        content: node.value,
      })),
    write: (rows, before) =>
      rows.filter(({ content, file }) => content?.trim() || file).map((row) => writtenOr(row, before, write)),
  };
}

export function readerOf(part: AuthorPart): PartReader {
  if (part.kind === 'list') return listPart(part);
  if (part.kind === 'pairs') return pairsPart;
  if (part.kind === 'leaves') return leavesPart(part);
  return part.kind === 'containers' ? containersPart(part) : fencesPart(part);
}
