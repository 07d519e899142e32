/** course.yaml with other settings, and which setting a place in it belongs to. */
import {
  type Document,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type YAMLMap,
} from 'yaml';
import { canonicalJson } from '#lib/canonical-json.ts';
import { editYaml } from '#lib/edit-yaml.ts';

/** In the order in which they are added where there are none. */
export const settingNames = [
  ...[
    'title',
    'summary',
    'language',
    'subject',
    'level',
    'pace',
    'effort',
    'cover',
    'license',
    'attribution',
  ],
  ...['staff', 'defaults', 'grading'],
] as const;
export type SettingName = (typeof settingNames)[number];

/** Changes what differs and nothing around it, so that comments stay where they say something. */
function assign(document: Document, map: YAMLMap, name: string, value: unknown): void {
  const before = map.get(name, true);
  const now = isNode(before) ? before.toJS(document) : undefined;
  if (value === null) map.delete(name);
  else if (canonicalJson(now ?? null) === canonicalJson(value)) return;
  else if (isMap(before) && typeof value === 'object' && !Array.isArray(value)) {
    const fields = value as Record<string, unknown>;
    for (const known of Object.keys(now ?? {})) if (!(known in fields)) before.delete(known);
    for (const [inner, one] of Object.entries(fields)) assign(document, before, inner, one);
  } else if (isSeq(before) && Array.isArray(value) && value.length === before.items.length) {
    for (const [index, item] of before.items.entries()) {
      const one: unknown = value[index];
      if (isMap(item) && typeof one === 'object' && one !== null) assignAll(document, item, one);
      else if (canonicalJson(isNode(item) ? item.toJS(document) : null) !== canonicalJson(one))
        before.items[index] = document.createNode(one);
    }
  } else if (map.has(name)) map.set(name, typeof value === 'object' ? document.createNode(value) : value);
  else add(document, map, name, value);
}

/** The outline is long and comes last. */
function add(document: Document, map: YAMLMap, name: string, value: unknown): void {
  const at = map.items.findIndex(({ key }) => isScalar(key) && key.value === 'outline');
  map.items.splice(at < 0 ? map.items.length : at, 0, document.createPair(name, value));
}

function assignAll(document: Document, map: YAMLMap, fields: object): void {
  const known = Object.keys((map.toJS(document) as object) ?? {});
  for (const name of known) if (!(name in fields)) map.delete(name);
  for (const [name, value] of Object.entries(fields)) assign(document, map, name, value);
}

/** Null: it can be changed as a text only. */
export const withSettings = (text: string, settings: Partial<Record<SettingName, unknown>>): string | null =>
  editYaml(text, (document) => {
    if (!isMap(document.contents)) return;
    for (const name of settingNames) {
      if (settings[name] !== undefined) assign(document, document.contents, name, settings[name]);
    }
  });

/** The field that a line and column of course.yaml belongs to; the last one that begins there or before, on that line. */
export function fieldAt(text: string, place: { line: number; column: number }): string | null {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  let found: string | null = null;
  const at = (offset: number | undefined) => (offset === undefined ? null : lines.linePos(offset));
  const look = (offset: number | undefined, path: string) => {
    const here = at(offset);
    if (here && here.line === place.line && here.col <= place.column) found = path;
  };
  const walk = (node: unknown, path: string): void => {
    if (!isCollection(node)) return;
    for (const [index, item] of node.items.entries()) {
      const { key, value } = item as { key?: unknown; value?: unknown };
      const name = isMap(node) ? String((key as { value?: unknown })?.value) : String(index);
      const inner = path ? `${path}.${name}` : name;
      const child = isMap(node) ? value : item;
      const start = isMap(node) ? key : item;
      look(isNode(start) ? start.range?.[0] : undefined, inner);
      walk(child, inner);
    }
  };
  walk(document.contents, '');
  return found;
}
