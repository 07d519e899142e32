/** A course of A+ as the files of a course source, and what became of everything in it. */
import { posix } from 'node:path';
import type { RootContent } from 'mdast';
import { type FidelityReport, fidelityReportOf, newLedger } from '../../fidelity.ts';
import type { HtmlContext, Links } from '../../html-tidy.ts';
import { keyOf, slugOf, uniqueNames } from '../../keys.ts';
import { writeUnit, writeYaml } from '../../markdown.ts';
import type { AplusCourse, AplusNode } from '../wire/course.ts';
import { type Fields, isFields, numberOf, textOf } from '../wire/localized.ts';
import { exerciseToActivities } from './exercises.ts';
import type { Item, NoteCode, Report } from './notes.ts';
import { chapterToMarkdown, piece } from './page.ts';

export interface Surroundings {
  paths: readonly string[];
  text(path: string): string;
}

export interface Translation {
  files: Map<string, string>;
  /** Path in the archive to path in the course. */
  assets: Map<string, string>;
  report: FidelityReport;
}

/** One page: a chapter, or an exercise that stands in none. */
interface PlannedUnit {
  node: AplusNode;
  key: string;
  file: string;
  category: string | null;
}

interface Writing {
  course: AplusCourse;
  around: Surroundings;
  report: Report;
  assets: Map<string, string>;
  /** Units by the path of their page. */
  pages: Map<string, string>;
  activityKey(wanted: string): string;
  activities: number;
}

/** Statuses of things that learners of A+ do not meet as part of a page. */
const unseen = new Set(['hidden', 'maintenance', 'enrollment', 'enrollment_ext']);

/** Chapters in reading order; those inside others follow them. */
const chaptersOf = (nodes: AplusNode[]): AplusNode[] =>
  nodes.flatMap((node) => [
    node,
    ...(node.exercise ? [] : chaptersOf(node.children.filter(({ exercise }) => !exercise))),
  ]);

const exercisesOf = (node: AplusNode): AplusNode[] =>
  node.exercise ? [node] : node.children.filter(({ exercise }) => exercise);

/** The category of most points on a page: a page is one assignment. */
function categoryOf(node: AplusNode, course: AplusCourse): string | null {
  const points = new Map<string, number>();
  for (const { category, exercise } of exercisesOf(node)) {
    const counts =
      exercise && exercise.maxPoints > 0 && course.categories.get(category)?.status !== 'nototal';
    if (counts) points.set(category, (points.get(category) ?? 0) + exercise.maxPoints);
  }
  return [...points].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}

const pointsOf = (node: AplusNode): number =>
  exercisesOf(node).reduce((sum, { exercise }) => sum + (exercise?.maxPoints ?? 0), 0);

const wallTime = (value: unknown): string | null => {
  const [, date, time] = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d(?::\d\d)?))?/.exec(String(value ?? '')) ?? [];
  return date ? `${date}T${time ? time.padEnd(5, ':00') : '00:00'}` : null;
};

/** Dates of a module; what it says otherwise (durations, gates) is noted. */
function datesOf({ fields }: AplusNode, item: Item): Record<string, string> {
  const [opens, due, late] = [wallTime(fields.open), wallTime(fields.close), wallTime(fields.late_close)];
  if (fields.duration) item.note('duration', String(fields.duration));
  const left = ['read-open', 'requirements', 'late_duration'].filter((name) => fields[name]);
  if (left.length > 0) item.note('settings', left.join(', '));
  if (Number(fields.points_to_pass) > 0) item.note('points-to-pass', String(fields.points_to_pass));
  return {
    ...(opens && { opens }),
    ...(due && { due }),
    ...(late && late > (due ?? '') && { 'late-until': late }),
  };
}

/** Where links and pictures of a page lead. */
function linksOf(unit: PlannedUnit, { assets, pages, around }: Writing): Links {
  const relative = (target: string) => posix.relative(posix.dirname(unit.file), target);
  const inArchive = (address: string): string | null => {
    const [path = ''] = address.split(/[?#]/);
    if (path === '' || /^[a-z][a-z+.-]*:|^\/\//i.test(address)) return null;
    return posix.join(posix.dirname(unit.node.page ?? 'index.html'), decodeURI(path));
  };
  const asset = (address: string): string | null => {
    const path = inArchive(address);
    if (path === null || !around.paths.includes(path) || !/\/_(?:images|downloads)\//.test(path)) return null;
    const name = keyOf(posix.basename(path).replace(/\.[^.]*$/, ''));
    const target = assets.get(path) ?? `assets/${name}${posix.extname(path)}`;
    assets.set(path, target);
    return relative(target);
  };
  const outside = (address: string) => (/^(?:https?:|mailto:|tel:)/i.test(address) ? address : null);
  return {
    link(href, note) {
      if (href.startsWith('#')) return href;
      const page = pages.get(inArchive(href) ?? '');
      const target = page ? `unit:${page}` : (asset(href) ?? outside(href));
      if (!target) note('dangling-link', href);
      return target;
    },
    picture(src, note) {
      const target = asset(src) ?? outside(src);
      if (!target) note('dangling-picture', src);
      return target;
    },
    file(src, note) {
      const target = asset(src) ?? outside(src);
      if (!target) note('dangling-link', src);
      return target;
    },
  };
}

const contextOf = (unit: PlannedUnit, writing: Writing, item: Item): HtmlContext => ({
  links: linksOf(unit, writing),
  note: item.note,
  headingShift: 0,
  anchors: new Set(),
});

/** Writes an exercise, or says why it is none here. */
function writeExercise(node: AplusNode, inner: string, unit: PlannedUnit, writing: Writing): RootContent[] {
  const item = writing.report.open(node.key, 'exercise', node.title);
  if (unseen.has(node.status)) {
    item.note('hidden', node.status);
    return [];
  }
  if (node.exercise?.lti) {
    item.note('lti');
    return [];
  }
  const key = writing.activityKey(keyOf(node.key));
  const { language } = writing.course;
  const nodes = exerciseToActivities(node, inner, {
    language,
    key,
    item,
    html: contextOf(unit, writing, item),
  });
  writing.activities += nodes.filter(
    (one) => one.type === 'containerDirective' && one.attributes?.id !== undefined,
  ).length;
  return nodes;
}

function writeChapter(unit: PlannedUnit, writing: Writing): string {
  const { node } = unit;
  const item = writing.report.open(node.page ?? node.key, 'chapter', node.title);
  item.place(`unit:${unit.key}`);
  const waiting = exercisesOf(node);
  const html = node.page ? writing.around.text(node.page) : '';
  if (!node.page && !node.exercise) item.note('no-page');
  const next = (inner: string): RootContent[] => {
    const exercise = waiting.shift();
    return exercise ? writeExercise(exercise, inner, unit, writing) : [];
  };
  const nodes = html === '' ? [] : chapterToMarkdown(html, next, contextOf(unit, writing, item));
  while (waiting.length > 0) nodes.push(...next(''));
  const front = { title: unit.node.title, key: unit.key, ...(unit.category && { category: unit.category }) };
  return writeUnit(front, nodes);
}

interface PlannedSection {
  module: AplusNode;
  key: string;
  units: PlannedUnit[];
}

function plan(course: AplusCourse, categories: ReadonlyMap<string, string>): PlannedSection[] {
  const [sections, units, files] = [uniqueNames(), uniqueNames(), uniqueNames()];
  const seen = (nodes: AplusNode[]) => nodes.filter(({ status }) => !unseen.has(status));
  return seen(course.modules).map((module) => ({
    module,
    key: sections(keyOf(module.key)),
    units: seen(chaptersOf(module.children)).map((node) => {
      const key = units(keyOf(`${module.key}-${node.key}`));
      const file = `${files(`units/${keyOf(module.key)}/${slugOf(node.title, key)}`)}.md`;
      const category = categoryOf(node, course);
      return { node, key, file, category: category === null ? null : (categories.get(category) ?? null) };
    }),
  }));
}

/** A+ adds points up; here categories have weights, so each weighs as many as there are points in it. */
function gradingOf(
  course: AplusCourse,
  sections: PlannedSection[],
  categories: Map<string, string>,
  item: Item,
) {
  const units = sections.flatMap(({ units }) => units);
  const total = units.reduce((sum, unit) => sum + (unit.category ? pointsOf(unit.node) : 0), 0);
  const used = [...categories].flatMap(([name, key]) => {
    const points = units.reduce((sum, unit) => sum + (unit.category === key ? pointsOf(unit.node) : 0), 0);
    if (points === 0 || total === 0) return [];
    const title = textOf(course.categories.get(name) ?? {}, 'name', course.language) || name;
    return [{ key, title, weight: Math.round((points / total) * 1e4) / 100 }];
  });
  if (used.length > 0) item.note('weights');
  const penalty = course.modules
    .map(({ fields }) => numberOf(fields.late_penalty))
    .find((one) => one !== null);
  const hasLate = course.modules.some(({ fields }) => fields.late_close);
  if (hasLate) item.note('late-penalty', String(penalty ?? 0.5));
  const percent = Math.round((penalty ?? 0.5) * 100);
  return {
    ...(used.length > 0 && { categories: used }),
    ...(hasLate && { late: { percent, per: 'P9999D', floor: 100 - percent } }),
  };
}

const settingsLeft = (fields: Fields): string[] =>
  Object.keys(fields).filter(
    (name) => !/^(?:name|lang|categories|modules|start|end|course_description|errors|success)$/.test(name),
  );

export function translateCourse(course: AplusCourse, around: Surroundings): Translation {
  const report = newLedger<NoteCode>();
  const item = report.open(course.source, 'course', course.title);
  item.place('course.yaml');
  const left = settingsLeft(course.fields);
  if (left.length > 0) item.note('settings', left.join(', '));
  const unique = uniqueNames();
  const categories = new Map(
    [...course.categories.keys()].map((name) => [name, unique(keyOf(name).toLowerCase())]),
  );
  const sections = plan(course, categories);
  const pages = new Map(
    sections.flatMap(({ units }) =>
      units.flatMap(({ node, key }) => (node.page ? [[node.page, key] as const] : [])),
    ),
  );
  const writing: Writing = {
    ...{ course, around, report, pages, assets: new Map(), activities: 0 },
    activityKey: uniqueNames(),
  };
  const files = new Map<string, string>();
  const outline = sections.map(({ module, key, units }) => {
    const moduleItem = report.open(module.key, 'module', module.title);
    moduleItem.place(`section:${key}`);
    for (const unit of units) files.set(unit.file, writeChapter(unit, writing));
    return {
      section: key,
      title: module.title,
      ...datesOf(module, moduleItem),
      units: units.map(({ file }) => file),
    };
  });
  for (const module of course.modules.filter(({ status }) => unseen.has(status)))
    report.open(module.key, 'module', module.title).note('hidden', module.status);
  const grading = gradingOf(course, sections, categories, report.open(course.source, 'grading', ''));
  const description = textOf(course.fields, 'course_description', course.language);
  const shown = outline.filter(({ units }) => units.length > 0);
  files.set(
    'course.yaml',
    writeYaml({
      lectern: 1,
      key: keyOf(course.title).toLowerCase().replaceAll('_', '-'),
      title: course.title,
      language: course.language,
      ...(course.languages.length > 1 && { languages: course.languages }),
      pace: 'scheduled',
      ...(Object.keys(grading).length > 0 && { grading }),
      outline: shown,
    }),
  );
  if (description && isFields(course.fields)) files.set('about.md', writeAbout(description));
  const counts = { sections: shown.length, units: pages.size, activities: writing.activities };
  counts.units = shown.reduce((sum, { units }) => sum + units.length, 0);
  return {
    files,
    assets: writing.assets,
    report: fidelityReportOf('aplus', course.title, counts, report.items()),
  };
}

function writeAbout(html: string): string {
  const nothing: Links = {
    link: (href) => (/^https?:/.test(href) ? href : null),
    picture: () => null,
    file: () => null,
  };
  const context: HtmlContext = { links: nothing, note: () => {}, headingShift: 0, anchors: new Set() };
  return writeUnit({}, piece(html, context)).replace(/^---[\s\S]*?---\n/, '');
}
