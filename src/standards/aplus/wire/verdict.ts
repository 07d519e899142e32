/** What a grading service says became of a submission: by the metas of its page, or by the fields of a later call. */
import type { GraderPage } from './page.ts';

export type Verdict =
  /** `max` null: in points of the exercise. */
  | { kind: 'graded'; points: number; max: number | null }
  /** It will call. */
  | { kind: 'accepted'; wait: boolean }
  /** The answer cannot be graded; no attempt is used. */
  | { kind: 'rejected' }
  /** The service is at fault; `reason` is for staff. */
  | { kind: 'error'; reason: string };

/** A number of points; null: none, or one that cannot be (NaN, infinite, below zero). */
export function readPoints(text: string | undefined): number | null {
  if (text === undefined || text.trim() === '') return null;
  const points = Number(text);
  return Number.isFinite(points) && points >= 0 ? points : null;
}

function graded(points: number | null, max: number | null, said: string): Verdict {
  if (points === null) return { kind: 'error', reason: `The points are no number: "${said.slice(0, 80)}".` };
  if (max !== null && points > max) return { kind: 'error', reason: `It gave ${points} points of ${max}.` };
  // Nothing of nothing says nothing about the answer.
  if (max === 0) return { kind: 'graded', points: 0, max: 1 };
  return { kind: 'graded', points, max };
}

export function verdictOfPage({ metas }: Pick<GraderPage, 'metas'>): Verdict {
  const points = metas.get('points');
  const most = metas.get('max-points') ?? metas.get('max_points');
  if (points !== undefined) {
    const max = readPoints(most);
    if (most !== undefined && max === null)
      return { kind: 'error', reason: `The most points are no number: "${most.slice(0, 80)}".` };
    return graded(readPoints(points), max, points);
  }
  const status = metas.get('status');
  if (status === 'accepted') return { kind: 'accepted', wait: metas.has('wait') };
  if (status === 'rejected') return { kind: 'rejected' };
  return {
    kind: 'error',
    reason: status
      ? `It answered with status "${status.slice(0, 80)}".`
      : 'It named no points and no status.',
  };
}

export type Fields = Record<string, string | undefined>;

const isTrue = (text: string | undefined) => text !== undefined && /^(?:true|yes|on|1)$/i.test(text.trim());

export function verdictOfCall(fields: Fields): Verdict {
  if (isTrue(fields.error)) return { kind: 'error', reason: 'It reported an error.' };
  const max = readPoints(fields.max_points);
  if (fields.max_points !== undefined && fields.max_points !== '' && max === null)
    return { kind: 'error', reason: `max_points is no number: "${fields.max_points.slice(0, 80)}".` };
  return graded(readPoints(fields.points), max, fields.points ?? '');
}
