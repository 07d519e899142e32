/**
 * Terms: a *rubric* is what people judge by. In the source a heading is a *criterion*, the list below it holds its
 * *levels*, best first; what stands between is its explanation. Headings and levels may end in `{#id points=4}`.
 */
import type { List, ListItem, PhrasingContent, RootContent } from 'mdast';
import { toString as plain } from 'mdast-util-to-string';
import { contentIds } from '#lib/content-id.ts';
import type { Rubric, RubricCriterion, RubricLevel } from '../contract.ts';
import type { Fragment } from './html.ts';
import { placeOf } from './markdown.ts';
import type { Place, Report } from './problems.ts';

export interface RubricScope {
  report: Report;
  fragment(nodes: RootContent[], inline?: boolean): Fragment;
}

interface Named {
  title: string;
  id: string | null;
  points: number | null;
  share: number | null;
}

const suffix = /\s*\{([^{}]*)\}\s*$/;
const attribute = /^(?:#(?<id>[\w-]{1,40})|(?<name>points|share)="?(?<value>\d+(?:\.\d+)?)"?)$/;
const mostPoints = 10_000;

const wrong = (report: Report, message: string, remedy: string, node: RootContent | ListItem) =>
  report({ code: 'invalid-rubric', message, remedy, place: placeOf(node) });

/** A title, and what stands in braces at its end. */
function readNamed(text: string, node: RootContent | ListItem, report: Report): Named {
  const [found = '', inside = ''] = suffix.exec(text) ?? [];
  const named: Named = {
    title: text.slice(0, text.length - found.length).trim(),
    id: null,
    points: null,
    share: null,
  };
  for (const word of inside.split(/\s+/).filter(Boolean)) {
    const { id, name, value } = attribute.exec(word)?.groups ?? {};
    if (id) named.id = id;
    else if (name) named[name as 'points' | 'share'] = Number(value);
    else wrong(report, `"${word}" means nothing in a rubric.`, 'Write {#id points=4} or {share=0.5}.', node);
  }
  if (!named.title) wrong(report, 'This part of the rubric has no title.', 'Write a few words.', node);
  return named;
}

/** The first line of a paragraph, and the rest of it. */
function cutLine(nodes: PhrasingContent[]): { line: string; rest: PhrasingContent[] } {
  for (const [at, node] of nodes.entries()) {
    const before = () => plain({ type: 'paragraph', children: nodes.slice(0, at) });
    if (node.type === 'break') return { line: before(), rest: nodes.slice(at + 1) };
    const end = node.type === 'text' ? node.value.indexOf('\n') : -1;
    if (node.type !== 'text' || end < 0) continue;
    const after = { ...node, value: node.value.slice(end + 1) };
    return { line: before() + node.value.slice(0, end), rest: [after, ...nodes.slice(at + 1)] };
  }
  return { line: plain({ type: 'paragraph', children: nodes }), rest: [] };
}

function readLevel(item: ListItem, { report, fragment }: RubricScope) {
  const [first, ...others] = item.children;
  const { line, rest } = first?.type === 'paragraph' ? cutLine(first.children) : { line: '', rest: [] };
  const body: RootContent[] = rest.length > 0 ? [{ type: 'paragraph', children: rest }, ...others] : others;
  return { ...readNamed(line, item, report), html: body.length > 0 ? fragment(body).html : '', item };
}
type ReadLevel = ReturnType<typeof readLevel>;

/** The part of the points that a level gives: as written, else in even steps from all to none. */
function shareOf(level: ReadLevel, at: number, of: number, points: number): number {
  if (level.share !== null) return level.share;
  if (level.points !== null) return points > 0 ? level.points / points : 0;
  return of > 1 ? (of - 1 - at) / (of - 1) : 1;
}

function readLevels(lists: List[], points: number, scope: RubricScope): RubricLevel[] {
  const read = lists.flatMap(({ children }) => children.map((item) => readLevel(item, scope)));
  const given = read.filter(({ share, points: own }) => share !== null || own !== null);
  if (given.length > 0 && given.length < read.length) {
    const without = read.find((level) => !given.includes(level));
    if (without)
      wrong(
        scope.report,
        `"${without.title}" has no points, others have.`,
        'Give all or none.',
        without.item,
      );
  }
  const ids = contentIds(read.map(({ title }) => title));
  const levels = read.map((level, at) => {
    const share = shareOf(level, at, read.length, points);
    if (share > 1)
      wrong(
        scope.report,
        `"${level.title}" gives more than the criterion.`,
        `At most ${points}.`,
        level.item,
      );
    return { id: level.id ?? ids[at] ?? '', title: level.title, html: level.html, share: Math.min(1, share) };
  });
  return levels.sort((a, b) => b.share - a.share);
}

/** A heading with all that stands below it. */
function sectionsOf(nodes: RootContent[], report: Report): RootContent[][] {
  const sections: RootContent[][] = [];
  for (const node of nodes) {
    if (node.type === 'heading') sections.push([node]);
    else if (sections.length > 0) sections.at(-1)?.push(node);
    else wrong(report, 'This stands before the first criterion.', 'Begin with a heading: ### Clarity', node);
  }
  return sections;
}

function readCriterion([heading, ...body]: RootContent[], scope: RubricScope) {
  if (heading?.type !== 'heading') throw new Error('a criterion begins with its heading');
  const named = readNamed(plain(heading), heading, scope.report);
  const points = named.points ?? 1;
  if (points <= 0 || points > mostPoints || named.share !== null)
    wrong(scope.report, `"${named.title}" needs points.`, 'Write {points=4}, more than 0.', heading);
  const text = body.filter(({ type }) => type !== 'list');
  const levels = readLevels(
    body.filter((node) => node.type === 'list'),
    points,
    scope,
  );
  return { ...named, points, html: text.length > 0 ? scope.fragment(text).html : '', levels, heading };
}

function reportTwice(things: { id: string }[], place: Place | null, report: Report): void {
  const twice = things.find(({ id }, at) => things.findIndex((other) => other.id === id) !== at);
  if (!twice) return;
  const message = `Two parts of the rubric are called "${twice.id}".`;
  report({ code: 'invalid-rubric', message, remedy: 'Give each its own {#id}.', place });
}

/** Null: there is no criterion, which is reported. */
export function readRubric(nodes: RootContent[], place: Place | null, scope: RubricScope): Rubric | null {
  const read = sectionsOf(nodes, scope.report).map((section) => readCriterion(section, scope));
  if (read.length === 0) {
    const message = 'The rubric has no criterion.';
    scope.report({ code: 'invalid-rubric', message, remedy: 'Write a heading for each: ### Clarity', place });
    return null;
  }
  const ids = contentIds(read.map(({ title }) => title));
  const criteria = read.map(({ id, title, html, points, levels, heading }, at): RubricCriterion => {
    reportTwice(levels, placeOf(heading), scope.report);
    return { id: id ?? ids[at] ?? '', title, html, points, levels };
  });
  reportTwice(criteria, place, scope.report);
  return { criteria };
}
