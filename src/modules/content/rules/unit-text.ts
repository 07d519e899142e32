/** Changes of a unit's file that leave all else in it as it was written. */
import { editYaml, mapAt, setFields } from '#lib/edit-yaml.ts';
import { parseMarkdown } from './markdown.ts';

const fence = /^(---[ \t]*\r?\n)((?:[\s\S]*?\r?\n)??)(---[ \t]*(?:\r?\n|$))/;

/** Sets fields of the front matter, takes away those that are null; null: it cannot be read. */
export function setFront(text: string, fields: Readonly<Record<string, unknown>>): string | null {
  const found = fence.exec(text);
  if (!found) return null;
  const [whole, open = '', yaml = '', close = ''] = found;
  const changed = editYaml(yaml, (document) => {
    if (!document.contents) document.contents = document.createNode({}) as never;
    const map = mapAt(document.contents);
    if (map) setFields(map, document, fields);
  });
  return changed === null ? null : `${open}${changed}${close}${text.slice(whole.length)}`;
}

/** A directive as it opens: `:::name[Label]{attributes}`. */
const opening = /^(:{3,}[\w-]+(?:\[(?:\\.|[^\]\\\n])*\])?)(?:\{((?:"[^"\n]*"|'[^'\n]*'|[^}"'\n])*)\})?/;
const attributes = (text: string): string[] => text.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? [];
const keyIn = (attribute: string): string | undefined =>
  /^(?:#|id="|id='|id=)([^.#"'\s]+)/.exec(attribute)?.[1];

interface Opening {
  /** Key of the activity or pool, where it has one. */
  key: string | null;
  start: number;
  end: number;
  head: string;
  attributes: string[];
}

/** Where activities and pools of a unit open: they stand at the top, or in a pool. */
function listOpenings(text: string, isKind: (name: string) => boolean): Opening[] {
  const openings: Opening[] = [];
  const walk = (nodes: readonly { type: string }[]) => {
    for (const node of nodes as ReturnType<typeof parseMarkdown>['children']) {
      const start = node.position?.start.offset;
      if (node.type !== 'containerDirective' || start === undefined) continue;
      if (node.name === 'pool') walk(node.children);
      else if (!isKind(node.name)) continue;
      const found = opening.exec(text.slice(start));
      if (!found) continue;
      const list = attributes(found[2] ?? '');
      openings.push({
        ...{
          key: list.map(keyIn).find((key) => key !== undefined) ?? null,
          start,
          end: start + found[0].length,
        },
        ...{ head: found[1] ?? '', attributes: list },
      });
    }
  };
  walk(parseMarkdown(text).children);
  return openings.sort((a, b) => a.start - b.start);
}

/** Rewrites the openings for which `change` gives other attributes. */
function rewrite(
  text: string,
  isKind: (name: string) => boolean,
  change: (opening: Opening) => string[] | null,
): string {
  let done = 0;
  let result = '';
  for (const one of listOpenings(text, isKind)) {
    const changed = change(one);
    if (!changed) continue;
    result += `${text.slice(done, one.start)}${one.head}{${changed.join(' ')}}`;
    done = one.end;
  }
  return result + text.slice(done);
}

/** Gives activities and pools the keys that `rename` says; one without a key has none to change. */
export const renameKeys = (
  text: string,
  isKind: (name: string) => boolean,
  rename: (key: string) => string,
): string =>
  rewrite(text, isKind, ({ key, attributes: list }) => {
    if (key === null) return null;
    const next = rename(key);
    return list.map((attribute) => (keyIn(attribute) === key ? attribute.replace(key, next) : attribute));
  });

/** Sets attributes of the activities that `chosen` names, in their places; null takes one away. */
export const setAttributes = (
  text: string,
  isKind: (name: string) => boolean,
  chosen: ReadonlySet<string>,
  values: Readonly<Record<string, string | number | null | undefined>>,
): string =>
  rewrite(text, isKind, ({ key, attributes: list }) => {
    if (key === null || !chosen.has(key)) return null;
    let result = list;
    for (const [name, value] of Object.entries(values)) {
      if (value === undefined) continue;
      const says = (one: string) => one === name || one.startsWith(`${name}=`);
      const text = typeof value === 'string' ? `"${value.replaceAll('"', '&quot;')}"` : value;
      const next = `${name}=${text}`;
      if (value === null) result = result.filter((one) => !says(one));
      else if (result.some(says)) result = result.map((one) => (says(one) ? next : one));
      else result = [...result, next];
    }
    return result;
  });
