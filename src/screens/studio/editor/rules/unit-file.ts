/** A unit's file between its text and the fields of a form. */
import { parse } from 'yaml';
import { headOf } from '#modules/authoring/index.ts';
import { setFront } from '#modules/content/index.ts';
import type { SaveBody } from '../schema.ts';

export interface UnitFile {
  head: string;
  body: string;
}

export function splitFile(text: string): UnitFile {
  const head = headOf(text);
  return { head, body: text.slice(head.length) };
}

export const linesIn = (text: string): number => text.split('\n').length - 1;

export const plainFields = ['title', 'category', 'license', 'opens', 'due', 'late-until', 'closes'] as const;
export const attributionFields = ['title', 'author', 'source'] as const;
export const examFields = ['minutes', 'attempts', 'questions', 'order', 'navigation'] as const;

export type FrontFields = Record<string, string>;

const asText = (value: unknown): string => (value === undefined || value === null ? '' : String(value));
const asMap = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

/** Values by the names of their controls; null: the head cannot be read, only written as a text. */
export function frontFields(head: string): FrontFields | null {
  const inner = head.replace(/^---[ \t]*\r?\n/, '').replace(/---\s*$/, '');
  let front: Record<string, unknown>;
  try {
    front = asMap(parse(inner));
  } catch {
    return null;
  }
  const { attribution, exam } = front;
  return Object.fromEntries([
    ...plainFields.map((name) => [name, asText(front[name])]),
    ...attributionFields.map((name) => [`attribution.${name}`, asText(asMap(attribution)[name])]),
    ['exam', exam ? 'true' : ''],
    ...examFields.map((name) => [`exam.${name}`, asText(asMap(exam)[name])]),
  ]);
}

const asValue = (text: string): string | number => (/^\d+$/.test(text) ? Number(text) : text);

/** The fields under a name as one value; null: nothing is said. */
function mapOf(fields: FrontFields, name: string, names: readonly string[], numbers: boolean) {
  const entries = names.flatMap((one): [string, string | number][] => {
    const value = fields[`${name}.${one}`]?.trim();
    return value ? [[one, numbers ? asValue(value) : value]] : [];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : null;
}

const isOneOf = (names: readonly string[], fields: FrontFields, prefix = '') =>
  names.some((name) => `${prefix}${name}` in fields);

function frontOf(fields: FrontFields): Record<string, unknown> {
  const plain = plainFields
    .filter((name) => name in fields)
    .map((name): [string, string | null] => [name, fields[name]?.trim() || null]);
  const exam = mapOf(fields, 'exam', examFields, true);
  return {
    ...Object.fromEntries(plain),
    ...(isOneOf(attributionFields, fields, 'attribution.') && {
      attribution: mapOf(fields, 'attribution', attributionFields, false),
    }),
    ...(isOneOf(examFields, fields, 'exam.') && { exam: fields.exam ? (exam ?? {}) : null }),
  };
}

/** Browsers send lines with CRLF; a file keeps the ends of lines it had. */
const withEnds = (text: string, before: string): string => {
  const plain = text.replaceAll('\r\n', '\n');
  return before.includes('\r\n') ? plain.replaceAll('\n', '\r\n') : plain;
};

/** The file that a form means; `before` is how it stood. Null: fields cannot go into a head that cannot be read. */
export function textOf({ text, head = '', body = '', fields }: SaveBody, before: string): string | null {
  if (text !== undefined) return withEnds(text, before);
  const whole = withEnds(head, before) + withEnds(body, before);
  return fields && Object.keys(fields).length > 0 ? setFront(whole, frontOf(fields)) : whole;
}
