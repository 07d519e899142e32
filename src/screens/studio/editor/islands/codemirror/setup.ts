/** CodeMirror for prose: Markdown in colors, long lines wrapped, mistakes marked, Tab free to leave. */
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { defineLanguageFacet, Language, languageDataProp } from '@codemirror/language';
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { ChangeSet, Compartment, EditorState, type Extension } from '@codemirror/state';
import {
  Decoration,
  drawSelection,
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
  MatchDecorator,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';
import { GFM, parser } from '@lezer/markdown';
import { houseLook } from '#ui/codemirror/look.ts';

const data = defineLanguageFacet();
const markdown = new Language(
  data,
  parser.configure([GFM, { props: [languageDataProp.add({ Document: data })] }]),
  [],
  'markdown',
);

const fences = new MatchDecorator({
  regexp: /^[ \t]{0,3}:{2,}.*$/g,
  decoration: Decoration.mark({ class: 'cm-directive' }),
});

/** Directives are no Markdown that the grammar knows. */
const directives = ViewPlugin.define(
  (view) => ({
    decorations: fences.createDeco(view),
    update(this: { decorations: ReturnType<typeof fences.createDeco> }, update: ViewUpdate) {
      this.decorations = fences.updateDeco(update, this.decorations);
    },
  }),
  { decorations: (plugin) => plugin.decorations },
);

const prose = EditorView.theme({
  '&': { height: '100%', maxHeight: 'none' },
  '.cm-content': { paddingBlock: 'var(--space-3)', unicodeBidi: 'plaintext' },
  '.cm-line': { unicodeBidi: 'plaintext' },
  '.cm-directive': { color: 'var(--accent)', fontWeight: '600' },
});

export interface Remark {
  severity: 'error' | 'warning' | 'advice';
  line: number | null;
  message: string;
}

export interface ProseEditor {
  view: EditorView;
  /** Where the room of the unit stands, while there is one. */
  room: Compartment;
  focus(): void;
  text(): string;
  /** Puts text in the place of what is chosen, or around it; one step of undo. */
  wrap(before: string, after: string): void;
  prefix(before: (index: number) => string): void;
  insertBlock(text: string): void;
  /** What came from elsewhere since `sent` was sent goes in beside what was typed meanwhile. */
  takeIn(sent: string, merged: string): void;
  mark(remarks: readonly Remark[]): void;
  goTo(line: number): void;
  /** Line of the cursor, from 1. */
  line(): number;
  /** The first line in sight. */
  topLine(): number;
}

export interface ProseOptions {
  root: ShadowRoot;
  text: string;
  label: string;
  changed(text: string): void;
  scrolled(): void;
  save(): void;
  files(files: FileList): boolean;
  commands: Record<string, () => void>;
}

const filesOf = (transfer: DataTransfer | null, take: ProseOptions['files']) =>
  transfer !== null && transfer.files.length > 0 && take(transfer.files);

function extensionsOf(options: ProseOptions): Extension[] {
  const run = (work: () => void) => () => {
    work();
    return true;
  };
  return [
    lineNumbers(),
    lintGutter(),
    history(),
    drawSelection(),
    highlightActiveLine(),
    EditorView.lineWrapping,
    markdown,
    directives,
    houseLook,
    prose,
    keymap.of([
      { key: 'Mod-s', run: run(options.save) },
      { key: 'Mod-b', run: run(() => options.commands.bold?.()) },
      { key: 'Mod-i', run: run(() => options.commands.italic?.()) },
      { key: 'Mod-k', run: run(() => options.commands.link?.()) },
      ...defaultKeymap,
      ...historyKeymap,
      ...lintKeymap,
    ]),
    EditorView.contentAttributes.of({ 'aria-label': options.label, tabindex: '0', spellcheck: 'true' }),
    EditorView.updateListener.of(
      ({ docChanged, state }) => docChanged && options.changed(state.doc.toString()),
    ),
    EditorView.domEventHandlers({
      scroll: () => options.scrolled(),
      drop: (event) => filesOf(event.dataTransfer, options.files),
      paste: (event) => filesOf(event.clipboardData, options.files),
    }),
  ];
}

/** The one stretch in which two texts differ. */
function change(from: string, to: string): ChangeSet {
  let start = 0;
  while (start < from.length && from[start] === to[start]) start += 1;
  let end = 0;
  const most = Math.min(from.length, to.length) - start;
  while (end < most && from.at(-1 - end) === to.at(-1 - end)) end += 1;
  const edit = { from: start, to: from.length - end, insert: to.slice(start, to.length - end) };
  return ChangeSet.of(edit, from.length);
}

const kinds = { error: 'error', warning: 'warning', advice: 'info' } as const;

export function openProse(options: ProseOptions): ProseEditor {
  const room = new Compartment();
  const extensions = [room.of([]), extensionsOf(options)];
  const state = EditorState.create({ doc: options.text, extensions });
  const view = new EditorView({ state, parent: options.root, root: options.root });
  const text = () => view.state.doc.toString();
  return {
    ...{ view, room, text },
    focus: () => view.focus(),
    wrap(before, after) {
      const { from, to } = view.state.selection.main;
      const chosen = view.state.sliceDoc(from, to);
      view.dispatch({
        changes: { from, to, insert: before + chosen + after },
        selection: { anchor: from + before.length, head: from + before.length + chosen.length },
        userEvent: 'input',
      });
      view.focus();
    },
    prefix(before) {
      const { from, to } = view.state.selection.main;
      const { doc } = view.state;
      const first = doc.lineAt(from).number;
      const lines = Array.from({ length: doc.lineAt(to).number - first + 1 }, (_, at) =>
        doc.line(first + at),
      );
      view.dispatch({
        changes: lines.map((line, at) => ({ from: line.from, insert: before(at) })),
        userEvent: 'input',
      });
      view.focus();
    },
    insertBlock(block) {
      const line = view.state.doc.lineAt(view.state.selection.main.head);
      const lead = line.text.trim() === '' ? '' : '\n\n';
      const insert = `${lead}${block}\n`;
      view.dispatch({
        changes: { from: line.to, insert },
        selection: { anchor: line.to + insert.length },
        userEvent: 'input',
        scrollIntoView: true,
      });
      view.focus();
    },
    takeIn(sent, merged) {
      const theirs = change(sent, merged);
      const mine = change(sent, text());
      view.dispatch({ changes: theirs.map(mine) });
    },
    mark(remarks) {
      const { doc } = view.state;
      const found = remarks.flatMap(({ severity, line, message }): Diagnostic[] => {
        if (line === null || line > doc.lines) return [];
        const { from, to } = doc.line(line);
        return [{ from, to, severity: kinds[severity], message }];
      });
      view.dispatch(setDiagnostics(view.state, found));
    },
    goTo(number) {
      const { from } = view.state.doc.line(Math.max(1, Math.min(number, view.state.doc.lines)));
      view.dispatch({
        selection: { anchor: from },
        effects: EditorView.scrollIntoView(from, { y: 'start', yMargin: 60 }),
      });
      view.focus();
    },
    line: () => view.state.doc.lineAt(view.state.selection.main.head).number,
    topLine() {
      const { top } = view.scrollDOM.getBoundingClientRect();
      const block = view.lineBlockAtHeight(top - view.documentTop);
      return view.state.doc.lineAt(block.from).number;
    },
  };
}
