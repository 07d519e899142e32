/** Where a comment can be pinned. Pure. */
import type { Anchor, ShownAnswer } from '../schema.ts';

/** A place that the answer has: a line that is there, a region within its sides. */
export function isPlace(anchor: Anchor, answer: ShownAnswer): boolean {
  const named = anchor.file === undefined || answer.files.some(({ name }) => name === anchor.file);
  if (!named) return false;
  if ('from' in anchor)
    return anchor.from <= anchor.to && (anchor.file !== undefined || anchor.to <= answer.lines.length);
  return (
    anchor.x + anchor.width <= 100 && anchor.y + anchor.height <= 100 && anchor.width > 0 && anchor.height > 0
  );
}
