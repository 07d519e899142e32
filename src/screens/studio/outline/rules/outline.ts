/**
 * Changes of the outline in course.yaml. Sections are named by their keys and units by their files, never by positions:
 * what somebody else has moved meanwhile is found where it is now.
 */
import { type Document, isScalar, type YAMLMap, YAMLSeq } from 'yaml';
import { mapAt, seqAt, setFields } from '#lib/edit-yaml.ts';
import { Refusal } from '#platform/refusal.ts';
import { refusals } from '../schema.ts';

/** Where something stands: before another of its kind, or last. */
export interface Destination {
  /** Key of the section; null: at the top, for sections. */
  into: string | null;
  /** Key of a section or file of a unit that stands there; null: last. */
  before: string | null;
}

interface FoundSection {
  key: string;
  node: YAMLMap;
  list: YAMLSeq;
}

const gone = () => new Refusal(refusals['outline-item-gone']);

const listOf = (node: YAMLMap, name: 'units' | 'sections') => seqAt(node.get(name, true));

/** All sections in the order of reading. */
function listSections(list: YAMLSeq | null): FoundSection[] {
  return (list?.items ?? []).flatMap((item) => {
    const node = mapAt(item);
    if (!node || !list) return [];
    return [{ key: String(node.get('section')), node, list }, ...listSections(listOf(node, 'sections'))];
  });
}

const topOf = (document: Document): YAMLSeq => {
  const top = seqAt(document.get('outline', true));
  if (!top) throw new Refusal(refusals['course-file-broken']);
  return top;
};

export function getSection(document: Document, key: string): FoundSection {
  const found = listSections(topOf(document)).find((section) => section.key === key);
  if (!found) throw gone();
  return found;
}

const isFile = (item: unknown, file: string) => isScalar(item) && item.value === file;

function getUnit(document: Document, file: string) {
  for (const section of listSections(topOf(document))) {
    const list = listOf(section.node, 'units');
    const item = list?.items.find((one) => isFile(one, file));
    if (list && item) return { section, list, item };
  }
  throw gone();
}

/** The list of a section, made where there is none. */
function ensureList(document: Document, node: YAMLMap, name: 'units' | 'sections'): YAMLSeq {
  const found = listOf(node, name);
  if (found) return found;
  const list = new YAMLSeq(document.schema);
  node.set(name, list);
  return list;
}

function take(list: YAMLSeq, item: unknown): void {
  list.items.splice(list.items.indexOf(item), 1);
}

/** An empty list says nothing: the name goes with the last item. */
function dropIfEmpty(node: YAMLMap, name: 'units' | 'sections'): void {
  if (listOf(node, name)?.items.length === 0) node.delete(name);
}

function put(list: YAMLSeq, item: unknown, before: (other: unknown) => boolean): void {
  const at = list.items.findIndex(before);
  list.items.splice(at < 0 ? list.items.length : at, 0, item);
}

export function addSection(
  document: Document,
  section: { key: string; title: string; units?: string[] },
  { into, before }: Destination,
): void {
  const list =
    into === null ? topOf(document) : ensureList(document, getSection(document, into).node, 'sections');
  const { key, title, units } = section;
  const node = document.createNode({ section: key, title, ...(units?.length && { units }) });
  put(list, node, (other) => before !== null && mapAt(other)?.get('section') === before);
}

export function addUnit(document: Document, file: string, { into, before }: Destination): void {
  if (into === null) throw gone();
  const list = ensureList(document, getSection(document, into).node, 'units');
  put(list, document.createNode(file), (other) => before !== null && isFile(other, before));
}

export function moveUnit(document: Document, file: string, { into, before }: Destination): void {
  if (into === null) throw gone();
  if (before === file) return;
  const { section, list, item } = getUnit(document, file);
  const target = ensureList(document, getSection(document, into).node, 'units');
  take(list, item);
  put(target, item, (other) => before !== null && isFile(other, before));
  if (target !== list) dropIfEmpty(section.node, 'units');
}

/** The section that holds another one directly; null: it stands at the top. */
export function parentOf(document: Document, key: string): string | null {
  const { list } = getSection(document, key);
  const parent = listSections(topOf(document)).find(({ node }) => listOf(node, 'sections') === list);
  return parent?.key ?? null;
}

export function moveSection(document: Document, key: string, { into, before }: Destination): void {
  if (before === key) return;
  const { node, list } = getSection(document, key);
  const inside = listSections(listOf(node, 'sections')).map((section) => section.key);
  if (into === key || (into !== null && inside.includes(into)))
    throw new Refusal(refusals['section-into-itself']);
  const from = parentOf(document, key);
  const target =
    into === null ? topOf(document) : ensureList(document, getSection(document, into).node, 'sections');
  take(list, node);
  put(target, node, (other) => before !== null && mapAt(other)?.get('section') === before);
  if (from !== null && target !== list) dropIfEmpty(getSection(document, from).node, 'sections');
}

/** One place up or down; a unit at the end of its section goes on into the next one. */
export function stepUnit(document: Document, file: string, step: 'up' | 'down'): void {
  const { section, list, item } = getUnit(document, file);
  const at = list.items.indexOf(item) + (step === 'up' ? -1 : 1);
  if (at >= 0 && at < list.items.length) {
    take(list, item);
    list.items.splice(at, 0, item);
    return;
  }
  const all = listSections(topOf(document));
  const next = all[all.findIndex(({ node }) => node === section.node) + (step === 'up' ? -1 : 1)];
  if (!next) return;
  const target = ensureList(document, next.node, 'units');
  take(list, item);
  target.items.splice(step === 'up' ? target.items.length : 0, 0, item);
  dropIfEmpty(section.node, 'units');
}

/** One place up or down among the sections beside it. */
export function stepSection(document: Document, key: string, step: 'up' | 'down'): void {
  const { node, list } = getSection(document, key);
  const at = list.items.indexOf(node) + (step === 'up' ? -1 : 1);
  if (at < 0 || at >= list.items.length) return;
  take(list, node);
  list.items.splice(at, 0, node);
}

export function removeUnit(document: Document, file: string): void {
  const { section, list, item } = getUnit(document, file);
  take(list, item);
  dropIfEmpty(section.node, 'units');
}

export function removeSection(document: Document, key: string): void {
  const { node, list } = getSection(document, key);
  if (list === topOf(document) && list.items.length === 1) throw new Refusal(refusals['last-section']);
  const from = parentOf(document, key);
  take(list, node);
  if (from !== null) dropIfEmpty(getSection(document, from).node, 'sections');
}

export const setSection = (
  document: Document,
  key: string,
  fields: Readonly<Record<string, unknown>>,
): void => setFields(getSection(document, key).node, document, fields);
