/** Reads what the house check needs of one file: its imports, its exports and the texts in it. */
import { posix } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';

export interface Import {
  /** Path from the root of the repository: `src/lib/decimal.ts`. */
  to: string;
  line: number;
  typesOnly: boolean;
}

/** A string, or a template with `?` where a value stands. */
export interface Text {
  text: string;
  line: number;
}

export interface Source {
  path: string;
  lines: number;
  imports: Import[];
  defaultExports: number[];
  starExports: number[];
  texts: Text[];
  /** Where the parser gave up. */
  mistakes: Text[];
}

/** Our own files only; packages are no concern of the house. */
function resolve(from: string, specifier: string): string | null {
  if (!/\.tsx?$/.test(specifier)) return null;
  if (specifier.startsWith('#')) return `src/${specifier.slice(1)}`;
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier);
  return null;
}

/** Offset to line number. */
function lineCounter(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}

/** Walking the tree costs ten times the parsing, so it is done only where it can find something. */
const worthWalking =
  /\bimport\s*\(|\b(insert|update|delete|merge|truncate|from|join|using)\b|(Into|From|Table|[jJ]oin)\(/i;

export function readSource(path: string, code: string): Source {
  const parsed = parseSync(path, code);
  const lineOf = lineCounter(code);
  const source: Source = {
    path,
    lines: code.split('\n').length - (code.endsWith('\n') ? 1 : 0),
    imports: [],
    defaultExports: [],
    starExports: [],
    texts: [],
    mistakes: parsed.errors.map(({ message, labels: [at] }) => ({
      text: message,
      line: lineOf(at?.start ?? 0),
    })),
  };
  const add = (specifier: string, offset: number, typesOnly: boolean) => {
    const to = resolve(path, specifier);
    if (to) source.imports.push({ to, line: lineOf(offset), typesOnly });
  };

  for (const { moduleRequest, entries, start } of parsed.module.staticImports)
    add(moduleRequest.value, start, entries.length > 0 && entries.every(({ isType }) => isType));
  for (const { entries, start } of parsed.module.staticExports) {
    const from = entries.find(({ moduleRequest }) => moduleRequest)?.moduleRequest;
    if (from)
      add(
        from.value,
        start,
        entries.every(({ isType }) => isType),
      );
    for (const { exportName, importName } of entries) {
      if (exportName.kind === 'Default') source.defaultExports.push(lineOf(start));
      if (importName.kind === 'All' || importName.kind === 'AllButDefault')
        source.starExports.push(lineOf(start));
    }
  }
  if (worthWalking.test(code))
    walk(parsed.program, add, (text, offset) => source.texts.push({ text, line: lineOf(offset) }));
  return source;
}

function walk(
  program: Parameters<InstanceType<typeof Visitor>['visit']>[0],
  add: (specifier: string, offset: number, typesOnly: boolean) => void,
  addText: (text: string, offset: number) => void,
): void {
  const textOf = (node: { type: string; value?: unknown }) =>
    node.type === 'Literal' && typeof node.value === 'string' ? node.value : null;
  new Visitor({
    ImportExpression(node) {
      const specifier = textOf(node.source as never);
      if (specifier) add(specifier, node.start, false);
    },
    TSImportType(node) {
      const specifier = textOf(node.source as never);
      if (specifier) add(specifier, node.start, true);
    },
    Literal(node) {
      if (typeof node.value === 'string' && node.value.length > 5) addText(node.value, node.start);
    },
    TemplateLiteral(node) {
      addText(node.quasis.map(({ value }) => value.cooked ?? value.raw).join('?'), node.start);
    },
    CallExpression(node) {
      const {
        callee,
        arguments: [first],
      } = node;
      if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier' || !first) return;
      const table = textOf(first as never);
      const verb = kyselyVerbs[callee.property.name];
      // Kysely's calls read as the statements they become: one rule judges both.
      if (table && verb) addText(`${verb} ${table}`, node.start);
    },
  }).visit(program);
}

const kyselyVerbs: Record<string, string> = {
  insertInto: 'insert into',
  replaceInto: 'insert into',
  mergeInto: 'merge into',
  updateTable: 'update',
  deleteFrom: 'delete from',
  selectFrom: 'from',
  innerJoin: 'join',
  leftJoin: 'join',
  rightJoin: 'join',
  fullJoin: 'join',
  crossJoin: 'join',
};
