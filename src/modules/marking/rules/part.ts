/** Who marks which part of a task, what they may see, and where the task then stands. Pure. */
import type { DeskState, Mark, Part, Policy, Task, TaskState } from '../schema.ts';

/** Who looks: `teaches` may mark everything, others what is allotted to them. */
export interface Marker {
  id: string;
  teaches: boolean;
}

type Marks = readonly Pick<Mark, 'part' | 'markerId' | 'state' | 'score' | 'marks'>[];

const find = (marks: Marks, part: Part) => marks.find((mark) => mark.part === part);

export const mayOpen = (task: Pick<Task, 'markerId' | 'secondId'>, marker: Marker): boolean =>
  marker.teaches || task.markerId === marker.id || task.secondId === marker.id;

/** Alike: the same points everywhere. */
export function agree(one: Pick<Mark, 'score' | 'marks'>, other: Pick<Mark, 'score' | 'marks'>): boolean {
  if (Math.abs((one.score ?? 0) - (other.score ?? 0)) > 1e-9) return false;
  return one.marks.every(({ criterion, level, points }) =>
    other.marks.some(
      (mark) => mark.criterion === criterion && mark.level === level && mark.points === points,
    ),
  );
}

/** Where a task stands after a save. Which marks are there decides, not their order. */
export function stateOf({ second }: Pick<Policy, 'second'>, marks: Marks): TaskState {
  if (find(marks, 'agreed')?.state === 'done') return 'marked';
  const done = marks.filter(({ part, state }) => part !== 'agreed' && state === 'done');
  const [one, other] = done;
  if (one && other) return agree(one, other) ? 'marked' : 'differ';
  if (one) return second ? 'second' : 'marked';
  return marks.length > 0 ? 'draft' : 'to-mark';
}

/** The part that this person writes; null: none, others do. */
export function partFor(
  task: Pick<Task, 'markerId' | 'secondId'>,
  { second }: Pick<Policy, 'second'>,
  marks: Marks,
  marker: Marker,
): Part | null {
  const [one, other] = [find(marks, 'first'), find(marks, 'second')];
  if (find(marks, 'agreed') || (one?.state === 'done' && other?.state === 'done')) {
    return marker.teaches || one?.markerId === marker.id || other?.markerId === marker.id ? 'agreed' : null;
  }
  if (!second) return 'first';
  if (one?.markerId === marker.id) return 'first';
  if (other?.markerId === marker.id) return 'second';
  if (task.secondId === marker.id) return other ? null : 'second';
  if (!one && (task.markerId === marker.id || task.markerId === null)) return 'first';
  if (!other && task.secondId === null) return 'second';
  // Who teaches may step in where somebody has not begun.
  if (!marker.teaches) return null;
  return one ? (other ? null : 'second') : 'first';
}

/** Marks of others that this person may see: two who mark apart do not see each other's before both are done. */
export function visibleParts(marks: Marks, own: Part | null): Part[] {
  const apart = own === 'first' || own === 'second';
  const bothDone = find(marks, 'first')?.state === 'done' && find(marks, 'second')?.state === 'done';
  const parts = marks.map(({ part }) => part);
  return apart && !bothDone ? parts.filter((part) => part === own) : parts;
}

/** `marked` is held back until it is released. */
export const deskStateOf = (state: TaskState, releasedAt: Date | null): DeskState =>
  state === 'marked' ? (releasedAt ? 'done' : 'held') : state;
