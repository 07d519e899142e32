/**
 * What a copy says in the place of what was copied: its own key, its files below a folder that is named for where they
 * come from, whose it is, and its origin. The same is done to both releases before they are merged into a copy, so that
 * nothing of it looks like a change.
 */
import { posix } from 'node:path';
import type { RootContent } from 'mdast';
import {
  parseMarkdown,
  pathsIn,
  renameKeys,
  renameReferences,
  setAttributes,
  setFront,
} from '#modules/content/index.ts';
import { type BlockOrigin, withAttribution, withOrigin } from './blocks.ts';

/** The release that is copied from, and the file that is copied into. */
export interface Copying {
  /** `org/key` */
  course: string;
  release: number;
  /** Paths of the release. */
  paths: readonly string[];
  /** File of the course that the copy stands in. */
  into: string;
  /** Whose it is, where it does not say so itself; null: nothing needs to be said. */
  credit: Readonly<Record<string, string>> | null;
  /** Another key, where the course has the key already. */
  rename(key: string): string;
}

/** A file that comes along: its path in the release, and in the course. */
export interface Companion {
  from: string;
  to: string;
}

export interface Copy {
  text: string;
  companions: Companion[];
}

const folderOf = ({ course }: Copying) => course.split('/')[1] ?? course;

const assetTo = (path: string, copying: Copying) =>
  `assets/${folderOf(copying)}/${path.slice('assets/'.length)}`;

/** `renameReferences` writes paths from the file it reads; the copy stands in another folder. */
const seenFrom = (file: string, { into }: Copying, to: string) =>
  posix.join(posix.dirname(file), posix.relative(posix.dirname(into), to));

function withAssets(text: string, file: string, copying: Copying): Copy {
  const assets = pathsIn(
    text,
    file,
    copying.paths.filter((path) => path.startsWith('assets/')),
  );
  const companions = assets.map((from) => ({ from, to: assetTo(from, copying) }));
  const moved = companions.reduce(
    (all, { from, to }) => renameReferences(all, file, from, seenFrom(file, copying, to)),
    text,
  );
  return { text: moved, companions };
}

const anyName = () => true;

/** Names of rubrics that activities share, by the keys of those that name them. */
function rubricsIn(text: string): Map<string, string> {
  const named = new Map<string, string>();
  const walk = (nodes: readonly RootContent[]) => {
    for (const node of nodes) {
      if (node.type !== 'containerDirective') continue;
      const { id, rubric } = node.attributes ?? {};
      if (id && rubric) named.set(id, rubric);
      if (node.name === 'pool') walk(node.children);
    }
  };
  walk(parseMarkdown(text).children);
  return named;
}

/** Shared rubrics come along under names of their own. */
function withRubrics({ text, companions }: Copy, copying: Copying): Copy {
  let renamed = text;
  const files: Companion[] = [];
  for (const [key, name] of rubricsIn(text)) {
    const from = `rubrics/${name}.md`;
    if (!copying.paths.includes(from)) continue;
    const rubric = `${folderOf(copying)}-${name}`;
    renamed = setAttributes(renamed, anyName, new Set([key]), { rubric });
    files.push({ from, to: `rubrics/${rubric}.md` });
  }
  return { text: renamed, companions: [...companions, ...files] };
}

const withFiles = (text: string, file: string, copying: Copying): Copy =>
  withRubrics(withAssets(text, file, copying), copying);

export function copyBlock(block: { key: string; file: string; text: string }, copying: Copying): Copy {
  const { course, release, credit, rename } = copying;
  const origin: BlockOrigin = { course, block: block.key, release };
  const { text, companions } = withFiles(block.text, block.file, copying);
  const renamed = renameKeys(text, anyName, rename);
  return { text: withOrigin(withAttribution(renamed, credit), origin), companions };
}

/** A category is the course's own; the key is the name of the file. Null: its front matter cannot be read. */
export function copyUnit(unit: { key: string; file: string; text: string }, copying: Copying): Copy | null {
  const { course, release, credit, rename } = copying;
  const { text, companions } = withFiles(unit.text, unit.file, copying);
  const saysWhose = /^(license|attribution):/m.test(/^---\n[\s\S]*?\n---/.exec(text)?.[0] ?? '');
  const { license, ...attribution } = (!saysWhose && credit) || {};
  const fields = {
    ...(license && { license }),
    ...(Object.keys(attribution).length > 0 && { attribution }),
    ...{ origin: { course, unit: unit.key, release }, key: null, category: null },
  };
  const written = setFront(renameKeys(text, anyName, rename), fields);
  return written === null ? null : { text: written, companions };
}
