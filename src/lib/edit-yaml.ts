/**
 * Changes values of a YAML text and leaves the rest as its author wrote it: comments, order, quotes, brackets. The
 * library's document keeps comments and order but writes all of it in one style; so what the change did to the text in
 * that style is merged into the text as it was.
 */
import { diff3Merge } from 'node-diff3';
import { type Document, isAlias, isMap, isSeq, parseDocument, visit, type YAMLMap, type YAMLSeq } from 'yaml';
import { canonicalJson } from '#lib/canonical-json.ts';

/** Long lines stay lines: a title that is folded anew would be a change that nobody made. */
const style = { lineWidth: 0 } as const;

const linesOf = (text: string) => text.split(/(?<=\n)/);

/** Null: the text is no YAML that can be changed without changing its meaning. */
export function openYaml(text: string): Document | null {
  const document = parseDocument(text, { prettyErrors: false });
  if (document.errors.length > 0) return null;
  let named = false;
  visit(document, (_key, node) => {
    if (isAlias(node)) named = true;
  });
  return named ? null : document;
}

/** Lines that the change left alone, as they were written; `style` and `written` are the same lines before it. */
function restyled(changed: string[], style: string[], written: string[]): string[] {
  if (style.length !== written.length) return changed;
  const before = new Map(style.map((line, index) => [line, written[index] ?? line]));
  return changed.map((line) => before.get(line) ?? line);
}

/** `change` gets the document; null: it cannot be changed here, only as a text. */
export function editYaml(text: string, change: (document: Document) => void): string | null {
  const document = openYaml(text);
  if (!document) return null;
  const before = document.toString(style);
  change(document);
  const after = document.toString(style);
  const merged = diff3Merge(linesOf(after), linesOf(before), linesOf(text), { excludeFalseConflicts: true })
    .flatMap(({ ok, conflict }) => ok ?? (conflict ? restyled(conflict.a, conflict.o, conflict.b) : []))
    .join('');
  // Lines that are alike can be taken for each other; then the change counts and the style does not.
  const same = openYaml(merged);
  return same && canonicalJson(same.toJS()) === canonicalJson(document.toJS()) ? merged : after;
}

export const mapAt = (node: unknown): YAMLMap | null => (isMap(node) ? node : null);
export const seqAt = (node: unknown): YAMLSeq | null => (isSeq(node) ? node : null);

/** Sets what is given and takes away what is null; what is undefined stays. */
export function setFields(map: YAMLMap, document: Document, fields: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    if (value === null) map.delete(name);
    else if (canonicalJson(map.toJSON()?.[name] ?? null) !== canonicalJson(value))
      // A plain value goes into the node that is there, which keeps its quotes and its comment.
      map.set(name, typeof value === 'object' ? document.createNode(value) : value);
  }
}
