/**
 * A grader's form inside ours. Its texts go the way of all course content; its controls are made anew from the few
 * attributes that a control needs, so nothing of the grader's markup reaches the page as it is. Pure.
 */
import { randomUUID } from 'node:crypto';
import type { Element, ElementContent, Properties, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import { toString as textOf } from 'hast-util-to-string';
import { compileHtml } from '#modules/content/index.ts';
import { absolute } from './judgement.ts';

export interface FormContext {
  /** Address of the exercise: where links in it lead from. */
  base: string;
  /** Begins every id of the form, so that two forms of a page do not meet. */
  idPrefix: string;
  /** Name of a control here. */
  nameOf(field: string): string;
  /** To fill in; nothing for a field: what the grader filled in. */
  values: Readonly<Record<string, readonly string[]>>;
  disabled: boolean;
}

export interface DrawnForm {
  html: string;
  /** Names of its fields for files. */
  files: string[];
}

const stringOf = (value: unknown): string | undefined =>
  value === null || value === undefined || value === false
    ? undefined
    : Array.isArray(value)
      ? value.join(' ')
      : String(value);

/** Kinds of `input` that people fill in; any other is a line of text. */
const inputTypes = new Set([
  ...['text', 'number', 'checkbox', 'radio', 'email', 'url', 'tel', 'date', 'time', 'datetime-local'],
  ...['month', 'week', 'range', 'color', 'search', 'hidden'],
]);
const plainAttributes = [
  'min',
  'max',
  'step',
  'placeholder',
  'rows',
  'cols',
  'maxLength',
  'multiple',
  'title',
];
const controls = new Set(['input', 'select', 'textarea']);
/** What keeps its content and its place, under a tag that content may hold while it is cleaned. */
const wrappers: Record<string, 'span' | 'div'> = { label: 'span', fieldset: 'div', legend: 'div' };
const dropped = new Set(['button', 'datalist', 'output', 'object']);

interface Slots {
  /** Nobody who writes HTML can know it. */
  mark: string;
  made: Map<string, Element>;
  files: string[];
}

const element = (tagName: string, properties: Properties, children: ElementContent[] = []): Element => ({
  type: 'element',
  tagName,
  properties,
  children,
});

function sharedProperties(node: Element, name: string, context: FormContext): Properties {
  const { properties } = node;
  const kept: Properties = { name: context.nameOf(name), disabled: context.disabled };
  const id = stringOf(properties.id);
  if (id) kept.id = context.idPrefix + id;
  for (const attribute of plainAttributes)
    if (properties[attribute] !== undefined) kept[attribute] = properties[attribute];
  // A control that nothing names is heard by its field.
  if (!id) kept.ariaLabel = stringOf(properties.ariaLabel) ?? name;
  return kept;
}

function inputOf(node: Element, name: string, context: FormContext): Element {
  const given = stringOf(node.properties.type)?.toLowerCase() ?? 'text';
  const type = inputTypes.has(given) ? given : 'text';
  const value = stringOf(node.properties.value);
  const known = context.values[name];
  const shared = { ...sharedProperties(node, name, context), type };
  if (type !== 'checkbox' && type !== 'radio')
    return element('input', { ...shared, value: (type === 'hidden' ? undefined : known?.[0]) ?? value });
  const checked = known ? known.includes(value ?? 'on') : Boolean(node.properties.checked);
  return element('input', { ...shared, value: value ?? 'on', checked });
}

const textareaOf = (node: Element, name: string, context: FormContext): Element =>
  element('textarea', sharedProperties(node, name, context), [
    { type: 'text', value: context.values[name]?.[0] ?? textOf(node) },
  ]);

function optionsIn(node: Element): Element[] {
  return node.children.flatMap((child) => {
    if (child.type !== 'element') return [];
    return child.tagName === 'option' ? [child] : optionsIn(child);
  });
}

function selectOf(node: Element, name: string, context: FormContext): Element {
  const known = context.values[name];
  const options = optionsIn(node).map((option) => {
    const text = textOf(option).trim();
    const value = stringOf(option.properties.value) ?? text;
    const selected = known ? known.includes(value) : Boolean(option.properties.selected);
    return element('option', { value, selected }, [{ type: 'text', value: text }]);
  });
  return element('select', sharedProperties(node, name, context), options);
}

function controlOf(node: Element, context: FormContext, slots: Slots): Element | null {
  const name = stringOf(node.properties.name);
  const type = stringOf(node.properties.type)?.toLowerCase();
  if (!name || ['submit', 'button', 'reset', 'image', 'password'].includes(type ?? '')) return null;
  if (type === 'file') {
    slots.files.push(name);
    return null;
  }
  const make = { input: inputOf, select: selectOf, textarea: textareaOf }[node.tagName];
  return make?.(node, name, context) ?? null;
}

/** Puts a mark where a control or wrapper stood, and keeps what will stand there. */
function setAside(node: ElementContent, context: FormContext, slots: Slots): ElementContent[] {
  if (node.type !== 'element') return [node];
  if (dropped.has(node.tagName)) return [];
  const keep = (tagName: string, made: Element, children: ElementContent[]): ElementContent[] => {
    const id = `${slots.mark}-${slots.made.size}`;
    slots.made.set(id, made);
    return [element(tagName, { id }, children)];
  };
  if (controls.has(node.tagName)) {
    const control = controlOf(node, context, slots);
    return control ? keep('span', control, []) : [];
  }
  const children = node.children.flatMap((child) => setAside(child, context, slots));
  if (node.tagName === 'form') return children;
  const wrapper = wrappers[node.tagName];
  if (!wrapper) return [{ ...node, children }];
  const target = stringOf(node.properties.htmlFor);
  const properties: Properties = {};
  if (target && node.tagName === 'label') properties.htmlFor = [context.idPrefix + target];
  return keep(wrapper, element(node.tagName, properties), children);
}

/** Marks back to what they stand for. */
function putBack(node: ElementContent, slots: Slots, idPrefix: string): ElementContent {
  if (node.type !== 'element') return node;
  const children = node.children.map((child) => putBack(child, slots, idPrefix));
  const id = stringOf(node.properties.id) ?? '';
  const made = slots.made.get(id.slice(id.indexOf(slots.mark)));
  if (!made || !id.includes(slots.mark)) return { ...node, children };
  return { ...made, children: controls.has(made.tagName) ? made.children : children };
}

export function drawForm(part: Root, context: FormContext): DrawnForm {
  const slots: Slots = { mark: `slot-${randomUUID()}`, made: new Map(), files: [] };
  const children = absolute(part, context.base).children.flatMap((child) =>
    child.type === 'doctype' ? [] : setAside(child, context, slots),
  );
  const clean = fromHtml(compileHtml(toHtml({ type: 'root', children })), { fragment: true });
  const drawn = clean.children.map((child) => putBack(child as ElementContent, slots, context.idPrefix));
  return { html: toHtml({ type: 'root', children: drawn }), files: [...new Set(slots.files)] };
}
