/**
 * Colors code when the release is made. Pages forbid inline styles, so each piece says by a class what it is
 * (`code-keyword`), and the style sheet has one color a class for light and dark.
 */
import type { ElementContent } from 'hast';
import {
  bundledLanguages,
  bundledLanguagesAlias,
  createCssVariablesTheme,
  createHighlighter,
  type ThemedToken,
} from 'shiki';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import { codeKinds } from './sanitize.ts';

const theme = createCssVariablesTheme({ name: 'classes', variablePrefix: '', fontStyle: false });
const highlighter = await createHighlighter({
  themes: [theme],
  langs: [],
  engine: createJavaScriptRegexEngine({ forgiving: true }),
});
const loaded = new Set<string>();

/** Longer than people read; coloring it would only cost time. */
const longest = 50_000;

const isKnown = (language: string) => language in bundledLanguages || language in bundledLanguagesAlias;

/** Grammars are read when the first text needs them. */
export async function loadLanguage(language: string): Promise<void> {
  await highlighter.loadLanguage(language as keyof typeof bundledLanguages);
  loaded.add(language);
}

const kinds = new Set<string>(codeKinds);
function kindOf({ color = '' }: ThemedToken): string | null {
  const kind = /^var\(token-([a-z-]+)\)$/.exec(color)?.[1];
  return kind && kinds.has(kind) ? kind : null;
}

/** Spans of one line; neighbors of a kind, and white space, join. */
function spansOf(tokens: ThemedToken[]): ElementContent[] {
  const runs: { kind: string | null; value: string }[] = [];
  for (const token of tokens) {
    const last = runs.at(-1);
    const kind = token.content.trim() === '' && last ? last.kind : kindOf(token);
    if (last?.kind === kind) last.value += token.content;
    else runs.push({ kind, value: token.content });
  }
  return runs.map(({ kind, value }): ElementContent => {
    const text = { type: 'text', value } as const;
    return kind
      ? { type: 'element', tagName: 'span', properties: { className: [`code-${kind}`] }, children: [text] }
      : text;
  });
}

/** Colored code; plain text where the language is unknown; null where its grammar must be loaded first. */
export function colorCode(code: string, language: string): ElementContent[] | null {
  if (!isKnown(language) || code.length > longest) return [{ type: 'text', value: code }];
  if (!loaded.has(language)) return null;
  const { tokens } = highlighter.codeToTokens(code, {
    lang: language as keyof typeof bundledLanguages,
    theme: 'classes',
    tokenizeMaxLineLength: 1000,
    // A limit of time would give a busy machine other colors, and the release another id.
    tokenizeTimeLimit: 0,
  });
  return tokens.flatMap((line, index) => [
    ...(index > 0 ? [{ type: 'text', value: '\n' } as const] : []),
    ...spansOf(line),
  ]);
}
