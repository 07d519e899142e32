/** CodeMirror as this kind uses it: colors of the design system, and a Tab key that nobody is caught by. */
import { defaultKeymap, history, historyKeymap, indentLess, indentMore } from '@codemirror/commands';
import {
  bracketMatching,
  indentOnInput,
  indentUnit,
  type LanguageSupport,
  StreamLanguage,
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
import { houseLook } from '#ui/codemirror/look.ts';

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
      houseLook,
      tabKey(),
      keymap.of([...defaultKeymap, ...historyKeymap]),
      EditorView.contentAttributes.of({ 'aria-label': label, dir: 'ltr', tabindex: '0' }),
      EditorView.updateListener.of(({ docChanged, state: { doc } }) => docChanged && changed(doc.toString())),
      grammar ?? [],
    ],
  });
  return new EditorView({ state, parent: root, root });
}
