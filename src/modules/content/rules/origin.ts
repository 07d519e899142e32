/**
 * Where something was taken from. Terms: an *origin* names the release of another course of this site that a block, a
 * unit or a whole course was copied from: `::origin{course="org/key" block=key release=3}` in a block, `origin:` in the
 * front matter of a unit, the newest of `based-on:` in course.yaml. It is written for authors and for the studio, which
 * offers what changed since; whose a work is, `::attribution` tells the learners.
 */
import { posix } from 'node:path';
import type { Nodes } from 'mdast';
import type { LeafDirective } from 'mdast-util-directive';
import { Type } from 'typebox';
import { parseDocument } from 'yaml';
import type { SourceOrigin } from '../schema.ts';
import { checkAttributes } from './attributes.ts';
import { isContainer, parseMarkdown, placeOf } from './markdown.ts';
import { keyPattern, type Report } from './problems.ts';

const coursePattern = /^[a-z0-9][a-z0-9-]{0,62}\/[a-z0-9][a-z0-9-]{0,62}$/;

/** A course of this site as `org/key`. */
export const courseField = Type.String({
  pattern: coursePattern.source,
  description: 'Write the keys of its organization and its own: "harbor/tides".',
});

export const OriginFront = Type.Object(
  {
    course: courseField,
    unit: Type.String({ pattern: keyPattern.source }),
    release: Type.Integer({ minimum: 1 }),
  },
  { additionalProperties: false },
);

export const isOrigin = (node: Nodes): node is LeafDirective =>
  node.type === 'leafDirective' && node.name === 'origin';

type From = SourceOrigin['from'];

/** Null: it says too little. */
function fromOf(course: unknown, key: unknown, release: unknown): From | null {
  const number = Number(release);
  const names = typeof course === 'string' && coursePattern.test(course) && typeof key === 'string';
  return names && Number.isInteger(number) && number > 0 ? { course, key, release: number } : null;
}

const fromOfBlock = ({ attributes }: LeafDirective): From | null =>
  attributes?.block ? fromOf(attributes.course, attributes.block, attributes.release) : null;

export function checkOrigin(node: LeafDirective, report: Report): void {
  checkAttributes(node, ['course', 'block', 'release'], report);
  if (fromOfBlock(node)) return;
  const remedy =
    'Write ::origin{course="org/key" block=key release=3}, or take it away: the block is yours then.';
  const message = 'The origin does not say which block of which release it is.';
  report({ code: 'invalid-origin', message, remedy, place: placeOf(node) });
}

/** Nothing of a broken file: compiling says what is wrong with it. */
function fieldsOf(yaml: string): Record<string, unknown> {
  const document = parseDocument(yaml, { prettyErrors: false });
  try {
    const value: unknown = document.errors.length > 0 ? null : document.toJS();
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function inCourseFile(path: string, text: string): SourceOrigin[] {
  const parents = fieldsOf(text)['based-on'];
  const parent = Array.isArray(parents) ? (parents.at(-1) as Record<string, unknown> | null) : null;
  const from = fromOf(parent?.course, '', parent?.release);
  return from ? [{ path, kind: 'course', key: '', from }] : [];
}

const front = /^---[ \t]*\r?\n([\s\S]*?\r?\n)---/;

function inFront(path: string, text: string): SourceOrigin[] {
  const fields = fieldsOf(front.exec(text)?.[1] ?? '');
  const origin = fields.origin as Record<string, unknown> | null | undefined;
  const from = origin?.unit ? fromOf(origin.course, origin.unit, origin.release) : null;
  const key = typeof fields.key === 'string' ? fields.key : posix.basename(path, '.md');
  return from ? [{ path, kind: 'unit', key, from }] : [];
}

function inBlocks(path: string, text: string): SourceOrigin[] {
  const found: SourceOrigin[] = [];
  const walk = (node: Nodes, key: string) => {
    const from = isOrigin(node) ? fromOfBlock(node) : null;
    if (from && key) found.push({ path, kind: 'block', key, from });
    const inner = isContainer(node) ? (node.attributes?.id ?? key) : key;
    if ('children' in node) for (const child of node.children) walk(child, inner);
  };
  walk(parseMarkdown(text), '');
  return found;
}

/** The origins that a file of a draft names. */
export function originsIn(path: string, text: string): SourceOrigin[] {
  if (path === 'course.yaml') return text.includes('based-on') ? inCourseFile(path, text) : [];
  if (!path.endsWith('.md')) return [];
  return [
    ...(/^origin:/m.test(text) ? inFront(path, text) : []),
    ...(text.includes('::origin{') ? inBlocks(path, text) : []),
  ];
}
