/** Reads YAML (course.yaml, front matter) against a shape and reports every mistake at its line. */
import { Ajv, type ErrorObject } from 'ajv';
import type { Static, TSchema } from 'typebox';
import { type Document, isMap, isNode, isPair, LineCounter, parseDocument } from 'yaml';
import { type Place, type Report, suggest } from './problems.ts';

export type YamlPath = (string | number)[];

export interface YamlShape<T extends TSchema> {
  schema: T;
  check: { (value: unknown): boolean; errors?: ErrorObject[] | null };
}

// Ajv, because it goes on after the first mistakes; the shapes are plain JSON Schema.
const ajv = new Ajv({ allErrors: true, strict: false, verbose: true });
export const yamlShape = <T extends TSchema>(schema: T): YamlShape<T> => ({
  schema,
  check: ajv.compile(schema),
});

export interface YamlValue<T> {
  value: T;
  /** Where the value at `path` stands, or the nearest one around it. */
  placeOf(path: YamlPath): Place | null;
}

const words: Record<string, (error: ErrorObject) => [message: string, remedy: string]> = {
  type: ({ params }) => [
    `should be a ${params.type}`,
    `Write a ${params.type}; put text in quotes if it looks like something else.`,
  ],
  enum: ({ params }) => ['is none of the known values', `Known are: ${params.allowedValues.join(', ')}.`],
  const: ({ params }) => [`should be ${params.allowedValue}`, `Write ${params.allowedValue}.`],
  minimum: ({ params }) => [`is below ${params.limit}`, `Write ${params.limit} or more.`],
  exclusiveMinimum: ({ params }) => [
    `should be above ${params.limit}`,
    `Write a number above ${params.limit}.`,
  ],
  maximum: ({ params }) => [`is above ${params.limit}`, `Write ${params.limit} or less.`],
  minLength: () => ['is empty', 'Write at least one letter, or remove the line.'],
  maxLength: ({ params }) => ['is too long', `Write at most ${params.limit} characters.`],
  minItems: () => ['is empty', 'Add at least one item.'],
  pattern: ({ parentSchema }) => [
    'is not written as it should be',
    String(parentSchema?.description ?? 'Check its spelling.'),
  ],
};

const pathOf = (pointer: string): YamlPath =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~')));

const nameOf = (path: YamlPath) => {
  const [name, ...above] = path.toReversed();
  return typeof name === 'number'
    ? `Item ${name + 1} of "${above.find((part) => typeof part === 'string')}"`
    : `"${name}"`;
};

function explain(
  error: ErrorObject,
): { path: YamlPath; code: string; message: string; remedy: string } | null {
  const path = pathOf(error.instancePath);
  if (error.keyword === 'additionalProperties') {
    const name: string = error.params.additionalProperty;
    const known = Object.keys((error.parentSchema as { properties?: object })?.properties ?? {});
    return {
      path: [...path, name],
      code: 'unknown-field',
      message: `"${name}" is not known here.`,
      remedy: suggest(name, known),
    };
  }
  if (error.keyword === 'required') {
    const name: string = error.params.missingProperty;
    return { path, code: 'missing-field', message: `"${name}" is missing.`, remedy: `Add "${name}: …".` };
  }
  // Branches of a union are each reported by themselves; the union adds nothing.
  if (error.keyword === 'anyOf' || error.keyword === 'boolean') return null;
  const [message, remedy] = words[error.keyword]?.(error) ?? [
    error.message ?? 'is wrong',
    'Check its spelling.',
  ];
  return {
    path,
    code: 'invalid-field',
    message: `${path.length ? nameOf(path) : 'The file'} ${message}.`,
    remedy,
  };
}

function placeFinder(document: Document, lines: LineCounter, firstLine: number) {
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: line + firstLine - 1, column: col };
  };
  return (path: YamlPath): Place | null => {
    for (let length = path.length; length > 0; length -= 1) {
      const parent = document.getIn(path.slice(0, length - 1), true);
      const name = path[length - 1];
      const pair = isMap(parent)
        ? parent.items.find((item) => String((item.key as { value?: unknown })?.value) === String(name))
        : null;
      const node = isPair(pair) ? pair.key : document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return placeAt(node.range[0]);
    }
    return { line: firstLine, column: 1 };
  };
}

/** The value where the text is well-formed and fits the shape; null after reporting why not. */
export function readYaml<T extends TSchema>(
  text: string,
  shape: YamlShape<T>,
  report: Report,
  firstLine = 1,
): YamlValue<Static<T>> | null {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const placeOf = placeFinder(document, lines, firstLine);
  for (const error of document.errors) {
    const { line, col } = lines.linePos(error.pos[0]);
    const remedy = 'Check the indentation and the quotes; text with ": " or "#" stands in quotes.';
    report({
      code: 'yaml',
      message: `YAML: ${error.message}.`,
      remedy,
      place: { line: line + firstLine - 1, column: col },
    });
  }
  if (document.errors.length > 0) return null;
  let value: unknown;
  try {
    value = document.toJS() ?? {};
  } catch (error) {
    // Aliases that multiply without end, or that name nothing.
    report({
      code: 'yaml',
      message: `YAML: ${(error as Error).message}.`,
      remedy: 'Write the value out.',
      place: placeOf([]),
    });
    return null;
  }
  if (shape.check(value)) return { value: value as Static<T>, placeOf };
  const seen = new Set<string>();
  for (const error of shape.check.errors ?? []) {
    const found = explain(error);
    if (!found || seen.has(`${found.code} ${found.path.join('/')}`)) continue;
    seen.add(`${found.code} ${found.path.join('/')}`);
    report({ ...found, place: placeOf(found.path) });
  }
  return null;
}
