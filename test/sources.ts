/** What the rules of the repository read: files as text, and what the parser finds in them. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';

export const root = join(import.meta.dirname, '..');
export const readText = (path: string): string => readFileSync(join(root, path), 'utf8');
export const listFiles = (...patterns: string[]): string[] =>
  globSync(patterns, { cwd: root, exclude: ['**/node_modules/**'] }).sort();

/** Files of the program, without tests and what is made for them. */
export const programFiles = (): string[] =>
  listFiles('src/**/*.{ts,tsx}').filter((path) => !/\.test\.tsx?$|testing\.tsx?$|\.gen\.ts$/.test(path));

export interface Found {
  /** Every string in the program. */
  strings: Set<string>;
  /** Templates, each as the pieces between its values. */
  templates: string[][];
  /** First arguments of `t(…)` that are strings, with their file. */
  translated: { key: string; path: string }[];
  /** Codes given to `declareRefusals`. */
  refusals: Set<string>;
}

interface Node {
  type: string;
  name?: string;
  value?: unknown;
  property?: Node;
}

const stringOf = (node: Node | undefined): string | null =>
  node?.type === 'Literal' && typeof node.value === 'string' ? node.value : null;
const calledName = (callee: Node): string | undefined =>
  callee.type === 'MemberExpression' ? callee.property?.name : callee.name;

/** Reads the whole program once. */
export function readProgram(): Found {
  const found: Found = { strings: new Set(), templates: [], translated: [], refusals: new Set() };
  for (const path of programFiles()) {
    new Visitor({
      Literal(node) {
        const text = stringOf(node as Node);
        if (text !== null) found.strings.add(text);
      },
      TemplateLiteral({ quasis }) {
        found.templates.push(quasis.map(({ value }) => value.cooked ?? value.raw));
      },
      CallExpression({ callee, arguments: [first] }) {
        const name = calledName(callee as Node);
        const key = stringOf(first as Node | undefined);
        if (name === 't' && key !== null) found.translated.push({ key, path });
        if (name !== 'declareRefusals' || first?.type !== 'ObjectExpression') return;
        for (const property of first.properties) {
          if (property.type !== 'Property') continue;
          const code = stringOf(property.key as Node) ?? (property.key as Node).name;
          if (code) found.refusals.add(code);
        }
      },
    }).visit(parseSync(path, readText(path)).program);
  }
  return found;
}
