/** Files of a course that a field of an activity can take, as its unit names them. */
import { posix } from 'node:path';
import type { AssetUse } from '#modules/content/contract.ts';

const endings: Record<AssetUse, RegExp> = {
  film: /\.(?:mp4|m4v|webm|ogv|mov|mp3|m4a|oga|ogg|wav)$/i,
  picture: /\.(?:png|jpe?g|gif|webp|avif|svg)$/i,
  captions: /\.vtt$/i,
};

export const assetsFor = (use: AssetUse, paths: readonly string[], unitFile: string): string[] =>
  paths
    .filter((path) => path.startsWith('assets/') && endings[use].test(path))
    .map((path) => posix.relative(posix.dirname(unitFile), path));
