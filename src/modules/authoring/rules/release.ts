/** What two releases differ in, as their readers see it. */
import { fromHtml } from 'hast-util-from-html';
import { toString as textOf } from 'hast-util-to-string';
import type { Activity } from '#modules/content/contract.ts';
import type { Block, Release, Unit } from '#modules/content/index.ts';
import type { BlockDiff, Change, Fact, ReleaseDiff, UnitDiff } from '../schema.ts';
import { compareHtml, elementsOf } from './html.ts';
import { compareLists } from './text.ts';

/** A paragraph, a list, a figure or an activity: what is compared as one. */
type Piece = { kind: 'text'; html: string } | { kind: 'activity'; activity: Activity };

const piecesOf = (blocks: readonly Block[], activities: ReadonlyMap<string, Activity>): Piece[] =>
  blocks.flatMap((block): Piece[] => {
    if (block.kind === 'html') return elementsOf(block.html).map((html) => ({ kind: 'text', html }));
    const activity = activities.get(block.key);
    return activity ? [{ kind: 'activity', activity }] : [];
  });

/** An activity is found again by its key, whatever was changed of it. */
const keyOf = (piece: Piece): string => (piece.kind === 'text' ? piece.html : `#${piece.activity.key}`);

interface Leaf {
  path: string[];
  text: string;
}

const plain = (text: string): string => (/<\w/.test(text) ? textOf(fromHtml(text)) : text);

/** Every value inside by its name; things of a list are named by their own name where they have one. */
function leavesOf(value: unknown, name = '', path: string[] = []): [name: string, leaf: Leaf][] {
  if (value === null || value === undefined) return [];
  // Fifteen digits of a bound that was reckoned say nothing to an author.
  if (typeof value === 'number') return [[name, { path, text: String(Number(value.toPrecision(12))) }]];
  if (typeof value !== 'object') return [[name, { path, text: plain(String(value)) }]];
  return Object.entries(value).flatMap(([key, inner]) => {
    const own = Array.isArray(value) ? (inner?.id ?? inner?.key ?? Number(key) + 1) : key;
    const said = Array.isArray(value) ? inner?.text || inner?.title || inner?.name || own : key;
    return leavesOf(inner, name ? `${name}.${own}` : String(own), [...path, plain(String(said))]);
  });
}

/** What stands where an id stands for it: the right place of a row is a target, which has a text. */
function spelledOut(leaves: [string, Leaf][]): Map<string, Leaf> {
  const named = new Map(leaves);
  const texts = new Map(
    leaves.flatMap(([name, { text }]): [string, string][] => {
      const said = name.endsWith('.id') ? named.get(name.replace(/id$/, 'text')) : undefined;
      return said ? [[text, said.text]] : [];
    }),
  );
  const isReference = (name: string) => /\.(target|sequence\.\d+)$/.test(name);
  return new Map(
    leaves.map(([name, leaf]) => [
      name,
      isReference(name) ? { ...leaf, text: texts.get(leaf.text) ?? leaf.text } : leaf,
    ]),
  );
}

export function compareFacts(before: unknown, after: unknown): Fact[] {
  const [old, now] = [spelledOut(leavesOf(before)), spelledOut(leavesOf(after))];
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((name) => ({
      name,
      path: (now.get(name) ?? old.get(name))?.path ?? [],
      ...{ before: old.get(name)?.text ?? null, after: now.get(name)?.text ?? null },
    }))
    .filter(({ before: a, after: b }) => a !== b);
}

/** What a learner reads of an activity. */
const readOf = ({ prompt, hints, solution }: Activity): string =>
  [prompt, ...hints, solution ?? ''].join('\n');

/** What decides about answers to it; its text and its place are compared apart. */
function factsOf({ key: _k, unitKey: _u, prompt: _p, hints: _h, solution: _s, ...facts }: Activity): object {
  return facts;
}

function activityDiff(
  before: Activity | null,
  after: Activity | null,
): (BlockDiff & { kind: 'activity' }) | null {
  const shown = after ?? before;
  if (!shown) return null;
  const { key, type, title } = shown;
  const change = before ? (after ? 'changed' : 'removed') : 'added';
  const html = compareHtml(before ? readOf(before) : '', after ? readOf(after) : '');
  const facts = compareFacts(before && factsOf(before), after && factsOf(after));
  if (before && after && facts.length === 0 && readOf(before) === readOf(after)) return null;
  return { kind: 'activity', change, key, type, title, html, facts: before && after ? facts : [] };
}

function diffOf(before: Piece | null, after: Piece | null): BlockDiff {
  const [old, now] = [before?.kind === 'text' ? before.html : '', after?.kind === 'text' ? after.html : ''];
  if (before?.kind === 'activity' || after?.kind === 'activity') {
    const diff = activityDiff(
      before?.kind === 'activity' ? before.activity : null,
      after?.kind === 'activity' ? after.activity : null,
    );
    return diff ?? { kind: 'same', count: 1 };
  }
  const change = before ? (after ? 'changed' : 'removed') : 'added';
  return { kind: 'text', change, html: compareHtml(old, now) };
}

/** Neighbors that stayed are told as a number. */
function folded(blocks: readonly BlockDiff[]): BlockDiff[] {
  const result: BlockDiff[] = [];
  for (const block of blocks) {
    const last = result.at(-1);
    if (block.kind === 'same' && last?.kind === 'same') last.count += block.count;
    else result.push({ ...block });
  }
  return result;
}

/** Texts that went and texts that came in their place are compared together: that finds what became of which. */
function replaced(gone: readonly Piece[], come: readonly Piece[]): BlockDiff[] {
  const htmlOf = (pieces: readonly Piece[]) =>
    pieces.map((piece) => (piece.kind === 'text' ? piece.html : '')).join('');
  const texts = htmlOf(gone) && htmlOf(come);
  const apart = (pieces: readonly Piece[], side: 'gone' | 'come') =>
    pieces
      .filter((piece) => piece.kind === 'activity' || !texts)
      .map((piece) => (side === 'gone' ? diffOf(piece, null) : diffOf(null, piece)));
  const together: BlockDiff[] = texts
    ? [{ kind: 'text', change: 'changed', html: compareHtml(htmlOf(gone), htmlOf(come)) }]
    : [];
  return [...apart(gone, 'gone'), ...together, ...apart(come, 'come')];
}

function compareBlocks(before: readonly Piece[], after: readonly Piece[]): BlockDiff[] {
  const old = new Map(before.map((piece) => [keyOf(piece), piece]));
  const stretches = compareLists(before, after, keyOf);
  const result: BlockDiff[] = [];
  for (let at = 0; at < stretches.length; at += 1) {
    const [stretch, next] = [stretches[at], stretches[at + 1]];
    if (!stretch) continue;
    const { standing, items } = stretch;
    if (standing === 'same') result.push(...items.map((piece) => sameOrChanged(old, piece)));
    else if (standing === 'removed' && next?.standing === 'added') {
      result.push(...replaced(items, next.items));
      at += 1;
    } else
      result.push(
        ...items.map((piece) => (standing === 'added' ? diffOf(null, piece) : diffOf(piece, null))),
      );
  }
  return folded(result);
}

const sameOrChanged = (old: ReadonlyMap<string, Piece>, piece: Piece): BlockDiff =>
  piece.kind === 'text' ? { kind: 'same', count: 1 } : diffOf(old.get(keyOf(piece)) ?? null, piece);

const pathOf = (unit: Unit): string => unit.path.map(({ title }) => title).join(' › ');

interface Side {
  units: Map<string, Unit>;
  activities: Map<string, Activity>;
}
const sideOf = ({ units, activities }: Release): Side => ({
  units: new Map(units.map((unit) => [unit.key, unit])),
  activities: new Map(activities.map((activity) => [activity.key, activity])),
});

function unitDiff(key: string, sides: { before: Side; after: Side }, moved: boolean): UnitDiff | null {
  const [before, after] = [sides.before.units.get(key), sides.after.units.get(key)];
  const shown = after ?? before;
  if (!shown) return null;
  const blocks = compareBlocks(
    before ? piecesOf(before.blocks, sides.before.activities) : [],
    after ? piecesOf(after.blocks, sides.after.activities) : [],
  );
  const changes: Change[] = before
    ? after
      ? [
          ...(before.title === after.title ? [] : (['renamed'] as const)),
          ...(moved || pathOf(before) !== pathOf(after) ? (['moved'] as const) : []),
          ...(blocks.some(({ kind }) => kind !== 'same') ? (['changed'] as const) : []),
        ]
      : ['removed']
    : ['added'];
  if (changes.length === 0) return null;
  return {
    ...{ key, title: shown.title, path: pathOf(shown), changes, blocks },
    formerTitle: before && before.title !== shown.title ? before.title : null,
    formerPath: before && pathOf(before) !== pathOf(shown) ? pathOf(before) : null,
  };
}

/** Units in the order of the newer release; those that are gone stand where they were. */
export function compareReleases(before: Release, after: Release): ReleaseDiff {
  const sides = { before: sideOf(before), after: sideOf(after) };
  const stretches = compareLists([...sides.before.units.keys()], [...sides.after.units.keys()], (key) => key);
  const units = stretches.flatMap(({ standing, items }) =>
    items.flatMap((key) => {
      const both = sides.before.units.has(key) && sides.after.units.has(key);
      // Of a unit that moved, the new place counts.
      if (both && standing === 'removed') return [];
      return unitDiff(key, sides, both && standing === 'added') ?? [];
    }),
  );
  const { about: oldAbout, ...oldCourse } = before.course;
  const { about, ...course } = after.course;
  return {
    course: compareFacts({ ...oldCourse, grading: before.grading }, { ...course, grading: after.grading }),
    about: about === oldAbout ? null : compareHtml(oldAbout, about),
    units,
    unchanged: after.units.length - units.filter(({ changes }) => !changes.includes('removed')).length,
  };
}
