/** CodeMirror in the colors of the design system, for every editor of the house. It stands in a shadow root. */
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const colors = HighlightStyle.define([
  { tag: tags.comment, color: 'var(--muted)', fontStyle: 'italic' },
  { tag: [tags.keyword, tags.modifier, tags.operatorKeyword], color: 'var(--accent)', fontWeight: '600' },
  { tag: [tags.string, tags.regexp, tags.special(tags.string)], color: 'var(--success)' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: 'var(--warning)' },
  {
    tag: [tags.function(tags.variableName), tags.definition(tags.variableName)],
    color: 'var(--accent-strong)',
  },
  { tag: [tags.punctuation, tags.bracket, tags.processingInstruction], color: 'var(--muted)' },
  { tag: tags.heading, color: 'var(--accent-strong)', fontWeight: '700' },
  { tag: tags.strong, fontWeight: '700' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: [tags.link, tags.url], color: 'var(--accent)' },
  { tag: tags.monospace, color: 'var(--success)' },
]);

const theme = EditorView.theme({
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
  '.cm-tooltip': {
    background: 'var(--paper-raised)',
    color: 'var(--ink)',
    border: '1px solid var(--line-strong)',
    fontFamily: 'var(--font-ui)',
  },
  '.cm-diagnostic-error': { borderInlineStart: '4px solid var(--danger)' },
  '.cm-diagnostic-warning': { borderInlineStart: '4px solid var(--warning)' },
  '.cm-diagnostic-info': { borderInlineStart: '4px solid var(--accent)' },
});

export const houseLook: Extension = [syntaxHighlighting(colors), theme];
