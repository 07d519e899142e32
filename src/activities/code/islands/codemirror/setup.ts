/** CodeMirror as this kind uses it: colors of the design system, and a Tab key that nobody is caught by. */
import { defaultKeymap, history, historyKeymap, indentLess, indentMore } from '@codemirror/commands';
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  indentUnit,
  type LanguageSupport,
  StreamLanguage,
  syntaxHighlighting,
} from '@codemirror/language';
import { EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';

export interface EditorOptions {
  root: ShadowRoot;
  text: string;
  language: string;
  label: string;
  changed(text: string): void;
}

type Loaded = LanguageSupport | Extension;

/** Grammars are fetched when a page needs them. */
const grammars: Record<string, () => Promise<Loaded>> = {
  python: async () => (await import('@codemirror/lang-python')).python(),
  javascript: async () => (await import('@codemirror/lang-javascript')).javascript(),
  c: async () => (await import('@codemirror/lang-cpp')).cpp(),
  cpp: async () => (await import('@codemirror/lang-cpp')).cpp(),
  sql: async () => (await import('@codemirror/lang-sql')).sql(),
  ruby: async () => StreamLanguage.define((await import('@codemirror/legacy-modes/mode/ruby')).ruby),
};

const colors = HighlightStyle.define([
  { tag: tags.comment, color: 'var(--muted)', fontStyle: 'italic' },
  { tag: [tags.keyword, tags.modifier, tags.operatorKeyword], color: 'var(--accent)', fontWeight: '600' },
  { tag: [tags.string, tags.regexp, tags.special(tags.string)], color: 'var(--success)' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: 'var(--warning)' },
  {
    tag: [tags.function(tags.variableName), tags.definition(tags.variableName)],
    color: 'var(--accent-strong)',
  },
  { tag: [tags.punctuation, tags.bracket], color: 'var(--muted)' },
]);

const look = EditorView.theme({
  '&': {
    background: 'var(--paper-raised)',
    color: 'var(--ink)',
    fontSize: 'var(--text-control)',
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--radius)',
    minHeight: 'calc(var(--editor-lines, 8) * 1.5em)',
    maxHeight: '80vh',
  },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '1px' },
  '.cm-scroller': { fontFamily: 'var(--font-code)', lineHeight: '1.5', overflow: 'auto' },
  '.cm-content': { caretColor: 'var(--ink)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-gutters': {
    background: 'var(--paper-sunk)',
    color: 'var(--muted)',
    borderInlineEnd: '1px solid var(--line)',
  },
  '.cm-activeLine, .cm-activeLineGutter': { background: 'var(--accent-tint)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    background: 'color-mix(in srgb, var(--accent) 30%, transparent)',
  },
  '.cm-matchingBracket': { background: 'var(--accent-tint)', outline: '1px solid var(--accent)' },
});

/**
 * Tab indents once something was typed. Who only passes through by keyboard comes out again with Tab; who has typed,
 * with Escape and then Tab.
 */
function tabKey(): Extension {
  let typed = false;
  const when = (command: (view: EditorView) => boolean) => (view: EditorView) => typed && command(view);
  return [
    keymap.of([{ key: 'Tab', run: when(indentMore), shift: when(indentLess) }]),
    EditorView.updateListener.of((update) => {
      typed = (typed || update.docChanged) && update.view.hasFocus;
    }),
  ];
}

export async function openEditor({
  root,
  text,
  language,
  label,
  changed,
}: EditorOptions): Promise<EditorView> {
  const grammar = await grammars[language]?.();
  const state = EditorState.create({
    doc: text,
    extensions: [
      lineNumbers(),
      history(),
      drawSelection(),
      indentOnInput(),
      bracketMatching(),
      highlightActiveLine(),
      highlightActiveLineGutter(),
      indentUnit.of(language === 'python' ? '    ' : '  '),
      EditorState.tabSize.of(4),
      syntaxHighlighting(colors),
      look,
      tabKey(),
      keymap.of([...defaultKeymap, ...historyKeymap]),
      EditorView.contentAttributes.of({ 'aria-label': label, dir: 'ltr', tabindex: '0' }),
      EditorView.updateListener.of(({ docChanged, state: { doc } }) => docChanged && changed(doc.toString())),
      grammar ?? [],
    ],
  });
  return new EditorView({ state, parent: root, root });
}
