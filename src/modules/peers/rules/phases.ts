/** When what happens to a work. Pure. */

const hour = 3_600_000;
/** Before the promised moment: first learners who owe reviews are asked, then staff have what remains of it. */
const lead = 24 * hour;
/** A work that somebody took and left lies no longer than this. */
const held = 48 * hour;

export type Phase = 'open' | 'round' | 'staff' | 'over';

const leadOf = ({ receivedAt, reviewBy }: { receivedAt: Date; reviewBy: Date }): number =>
  Math.min(lead, Math.max(0, reviewBy.getTime() - receivedAt.getTime()) / 2);

/** `round`: open claims are given to those who owe reviews. `staff`: they are given to staff. `over`: what is there counts. */
export function phaseOf(work: { receivedAt: Date; reviewBy: Date }, now: Date): Phase {
  const left = work.reviewBy.getTime() - now.getTime();
  if (left <= 0) return 'over';
  if (left <= leadOf(work) / 2) return 'staff';
  return left <= leadOf(work) ? 'round' : 'open';
}

/** When staff take over what learners have not begun or not finished. */
export const staffFrom = (work: { receivedAt: Date; reviewBy: Date }): Date =>
  new Date(work.reviewBy.getTime() - leadOf(work) / 2);

/** Until when a reader may hold a work: two days, and not past the moment when staff take over. */
export const lapsesAt = (work: { receivedAt: Date; reviewBy: Date }, now: Date): Date =>
  new Date(Math.min(now.getTime() + held, Math.max(staffFrom(work).getTime(), now.getTime() + hour)));

/** Reviews are promised `days` after the deadline; where there is none, or it is over, after handing in. */
export function reviewByOf(days: number, dueAt: Date | null, receivedAt: Date): Date {
  const from = Math.max(dueAt?.getTime() ?? 0, receivedAt.getTime());
  return new Date(from + days * 24 * hour);
}
