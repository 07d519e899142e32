/**
 * Programs as tokens: the named nodes of the syntax tree, in brackets. Names, comments, spacing and numbers do not
 * count, so that renaming everything changes nothing. The grammars are WebAssembly, built by others.
 */
import { createRequire } from 'node:module';
import { Language, type Node, Parser } from 'web-tree-sitter';
import type { TokenText } from '../schema.ts';
import { readSource } from './words.ts';

/** Language of an activity to the name of its grammar; C is read as C++. */
const grammars: Readonly<Record<string, string>> = {
  python: 'python',
  javascript: 'javascript',
  typescript: 'typescript',
  ruby: 'ruby',
  c: 'cpp',
  cpp: 'cpp',
  java: 'java',
  go: 'go',
  rust: 'rust',
  php: 'php',
  'c-sharp': 'c-sharp',
  bash: 'bash',
};

type Read = (content: string, from?: number) => TokenText;

function readTree(root: Node, from: number): TokenText {
  const text: TokenText = { tokens: [], mapping: [] };
  const put = (token: string, start: Node['startPosition'], end: Node['endPosition']) => {
    text.tokens.push(token);
    text.mapping.push({
      ...{ startRow: from + start.row, startCol: start.column },
      ...{ endRow: from + end.row, endCol: end.column },
    });
  };
  const visit = (node: Node): void => {
    const children = node.namedChildren.filter((child) => child.type !== 'comment');
    // A node stands where its own text begins; what is inside its children is theirs.
    const ownEnd = children[0]?.startPosition ?? node.endPosition;
    put('(', node.startPosition, node.startPosition);
    put(node.type, node.startPosition, ownEnd);
    for (const child of children) visit(child);
    put(')', node.endPosition, node.endPosition);
  };
  visit(root);
  return text;
}

/** Reads programs of one language; one without a grammar is read as words and signs. */
export async function openReader(language: string): Promise<Read> {
  const grammar = grammars[language];
  if (!grammar) return readSource;
  const { resolve } = createRequire(import.meta.url);
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(
    await Language.load(resolve(`@vscode/tree-sitter-wasm/wasm/tree-sitter-${grammar}.wasm`)),
  );
  return (content, from = 0) => {
    const tree = parser.parse(content);
    if (!tree) return readSource(content, from);
    try {
      return readTree(tree.rootNode, from);
    } finally {
      // Its memory is not the collector's.
      tree.delete();
    }
  };
}
