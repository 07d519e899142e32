/**
 * A course of A+: `aplus-json`, which graders and platforms exchange, and what the course builder leaves beside it: an
 * index with the same tree, a settings file for each exercise, and a page for each chapter. Either may be missing.
 */
import { posix } from 'node:path';
import { parse } from 'yaml';
import { declareRefusals, Refusal } from '#platform/refusal.ts';
import { type Fields, isFields, listOf, localized, numberOf, textOf } from './localized.ts';

export const aplusRefusals = declareRefusals({ 'aplus-no-course': 'invalid' });

export interface AplusNode {
  key: string;
  title: string;
  status: string;
  category: string;
  /** As it stands in the source. */
  fields: Fields;
  children: AplusNode[];
  /** Null: a chapter, which is only read. */
  exercise: AplusExercise | null;
  /** Path of the chapter's page in the archive; null: it is not in it. */
  page: string | null;
}

export interface AplusExercise {
  /** At its grading service; null: the source does not say. */
  url: string | null;
  maxPoints: number;
  /** 0: as often as wanted. */
  maxSubmissions: number;
  /** `exercise_info.form_spec`: the fields, in the course's language. */
  form: Fields[];
  /** Its settings file; null: it is not in the archive. */
  config: Fields | null;
  /** Handed to another tool (LTI). */
  lti: boolean;
}

export interface AplusCourse {
  /** What it was read from: path of the JSON, or of the index. */
  source: string;
  title: string;
  language: string;
  /** All that it has texts in, its own first. */
  languages: string[];
  fields: Fields;
  categories: Map<string, Fields>;
  modules: AplusNode[];
  /** Folder of the pages, with its slash; null: there are none. */
  pages: string | null;
}

const isIndex = (path: string) => /(?:^|\/)(?:yaml\/)?index\.(?:yaml|json)$/.test(path);

/** A course of A+ says so by `modules` beside `categories`; a name alone says nothing. */
function isCourse(value: unknown): value is Fields {
  return isFields(value) && Array.isArray(value.modules) && isFields(value.categories);
}

function readAny(text: string): unknown {
  try {
    return text.trimStart().startsWith('{') ? JSON.parse(text) : parse(text, { maxAliasCount: 0 });
  } catch {
    return null;
  }
}

/** Files that may be the course itself. */
export const courseFiles = (paths: readonly string[]): string[] =>
  paths.filter((path) => isIndex(path) || /aplus-json(?:\.json)?$/.test(path) || path === 'file.json');

interface Sources {
  json: Fields | null;
  jsonPath: string;
  index: Fields | null;
  indexPath: string;
}

export function findSources(texts: ReadonlyMap<string, string>): Sources {
  const found: Sources = { json: null, jsonPath: '', index: null, indexPath: '' };
  for (const [path, text] of texts) {
    const value = readAny(text);
    if (!isCourse(value)) continue;
    if (/\.ya?ml$/.test(path) || isIndex(path)) Object.assign(found, { index: value, indexPath: path });
    else Object.assign(found, { json: value, jsonPath: path });
  }
  return found;
}

/** Children of the index by key: they know their files. */
function byKey(nodes: Fields[], found = new Map<string, Fields>(), above = ''): Map<string, Fields> {
  for (const node of nodes) {
    const key = `${above}/${String(node.key)}`;
    found.set(key, node);
    byKey(listOf(node.children), found, key);
  }
  return found;
}

interface Reading {
  language: string;
  /** Of the course. */
  own: string;
  index: Map<string, Fields>;
  /** Folders of pages and of settings files, with their slash. */
  pages: string | null;
  configs: string | null;
  paths: ReadonlySet<string>;
  readConfig(path: string): Fields | null;
}

/** `form_spec` names its texts by keys that `form_i18n` gives in each language. */
function formOf(fields: Fields, language: string): Fields[] {
  const info = isFields(fields.exercise_info) ? fields.exercise_info : {};
  const texts = isFields(info.form_i18n) ? info.form_i18n : {};
  const said = (value: unknown): unknown =>
    typeof value === 'string' && value in texts ? localized(texts[value], language) : value;
  return listOf(info.form_spec).map((field) => ({
    ...field,
    title: said(field.title),
    description: said(field.description),
    titleMap: isFields(field.titleMap)
      ? Object.fromEntries(Object.entries(field.titleMap).map(([value, text]) => [value, said(text)]))
      : {},
  }));
}

function exerciseOf(fields: Fields, known: Fields, reading: Reading): AplusExercise | null {
  if (fields.max_submissions === undefined && known.config === undefined) return null;
  const config =
    typeof known.config === 'string' && reading.configs !== null
      ? reading.readConfig(posix.join(reading.configs, known.config))
      : null;
  // Each language may have an address of its own; what is answered is judged at one.
  const url = localized(fields.url, reading.own);
  return {
    url: /^https?:\/\//.test(url) ? url : null,
    maxPoints: numberOf(fields.max_points) ?? numberOf(config?.max_points) ?? 100,
    maxSubmissions: numberOf(fields.max_submissions) ?? numberOf(config?.max_submissions) ?? 0,
    form: formOf(fields, reading.language),
    config,
    lti: Boolean(fields.lti ?? fields.lti1p3),
  };
}

function nodeOf(fields: Fields, reading: Reading, above: string): AplusNode {
  const key = String(fields.key ?? '');
  const path = `${above}/${key}`;
  const known = reading.index.get(path) ?? {};
  const exercise = exerciseOf(fields, known, reading);
  const title =
    textOf(fields, 'name', reading.language) ||
    textOf(fields, 'title', reading.language) ||
    textOf(exercise?.config ?? {}, 'title', reading.language);
  const content = localized(known.static_content, reading.language);
  const page = content && reading.pages !== null ? posix.join(reading.pages, content) : null;
  return {
    key,
    title: title || key,
    status: String(fields.status ?? 'ready'),
    category: String(fields.category ?? ''),
    fields,
    children: listOf(fields.children).map((child) => nodeOf(child, reading, path)),
    exercise,
    page: page !== null && reading.paths.has(page) ? page : null,
  };
}

/** `text`: the text of a file of the archive. */
export function readCourse(
  paths: readonly string[],
  text: (path: string) => string,
  wanted?: string,
): AplusCourse {
  const sources = findSources(new Map(courseFiles(paths).map((path) => [path, text(path)])));
  const { json, jsonPath, index, indexPath } = sources;
  const fields = json ?? index;
  if (!fields) throw new Refusal(aplusRefusals['aplus-no-course']);
  const configs = index ? `${posix.dirname(indexPath)}/`.replace(/^\.\//, '') : null;
  const pages = configs === null ? null : posix.join(configs, '..', 'html/');
  const languages = [fields.lang ?? 'en'].flat().map(String);
  const [own = 'en'] = languages;
  const language = wanted ?? own;
  const reading: Reading = {
    ...{ language, own },
    index: byKey(listOf(index?.modules)),
    pages,
    configs,
    paths: new Set(paths),
    readConfig(path) {
      const value = paths.includes(path) ? readAny(text(path)) : null;
      return isFields(value) ? value : null;
    },
  };
  const categories = Object.entries(fields.categories as Fields).filter((one): one is [string, Fields] =>
    isFields(one[1]),
  );
  return {
    source: json ? jsonPath : indexPath,
    title: textOf(fields, 'name', language) || 'A+',
    ...{ language, languages },
    fields,
    categories: new Map(categories),
    modules: listOf(fields.modules).map((module) => nodeOf(module, reading, '')),
    pages,
  };
}
