/**
 * Whole classes, hour by hour: learners hand in, read, idle, come late, drop out; staff do what is asked of them within
 * half a day. Everything is decided by the rules that the site runs on.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StoredReview, StoredWork } from '../schema.ts';
import { nextWork } from './allocation.ts';
import { lapsesAt, phaseOf, reviewByOf } from './phases.ts';
import { forStaff, meetClaims, poolOf } from './round.ts';
import { counts } from './settle.ts';

const hour = 3_600_000;
const wanted = 3;
const dueAt = new Date('2026-03-10T12:00:00Z');

/** `diligent` read soon; `idle` take works and leave them; `late` begin on the last day; `gone` hand in and never return. */
type Kind = 'diligent' | 'idle' | 'late' | 'gone';

interface Learner {
  id: string;
  kind: Kind;
  handsIn: Date;
}

const review = (at: number, over: Partial<StoredReview>): StoredReview => ({
  ...{ id: `review ${at}`, runId: 'run', activityKey: 'essay', workId: null, sampleId: null, kind: 'peer' },
  ...{ reviewerId: null, state: 'open', version: 0, marks: [], points: null, score: null, comment: '' },
  ...{ lapsesAt: null, doneAt: null, rating: null },
  ...over,
});

class Class {
  works: StoredWork[] = [];
  reviews: StoredReview[] = [];
  /** Times that somebody who wanted to read found nothing. */
  turnedAway = new Map<string, number>();

  private add(over: Partial<StoredReview>): void {
    this.reviews.push(review(this.reviews.length, over));
  }

  handIn({ id: learnerId }: Learner, now: Date): void {
    this.works.push({
      ...{
        id: `work of ${learnerId}`,
        learnerId,
        submissionId: learnerId,
        runId: 'run',
        activityKey: 'essay',
      },
      ...{ attempt: 1, receivedAt: now, reviewBy: reviewByOf(7, dueAt, now), state: 'open' },
    });
  }

  /** Takes the next work, or goes on with the one begun; finishes it where `done`. */
  read({ id }: Learner, now: Date, done: boolean): void {
    const mine = this.reviews.filter(({ reviewerId }) => reviewerId === id);
    if (mine.filter(({ state }) => state === 'done').length >= wanted) return;
    let open = mine.find(({ state }) => state === 'open');
    if (!open) {
      const readable = this.works.filter((work) => phaseOf(work, now) !== 'over');
      const pool = poolOf({ works: readable, reviews: this.reviews, wanted, groups: new Map() });
      const next = nextWork(pool, { author: id, groups: [] });
      const found = readable.find((work) => work.id === next?.id);
      if (!found) {
        this.turnedAway.set(id, (this.turnedAway.get(id) ?? 0) + 1);
        return;
      }
      open = review(this.reviews.length, {
        workId: found.id,
        reviewerId: id,
        lapsesAt: lapsesAt(found, now),
      });
      this.reviews.push(open);
    }
    if (done) Object.assign(open, { state: 'done', score: 0.5, doneAt: now });
  }

  tend(now: Date): void {
    for (const open of this.reviews)
      if (open.state === 'open' && open.lapsesAt && open.lapsesAt <= now) open.state = 'lapsed';
    const standing = () => ({ works: this.works, reviews: this.reviews, wanted, groups: new Map() });
    const { given, forStaff: left } = meetClaims(standing(), now);
    for (const { reviewer, work } of given) this.add({ workId: work, reviewerId: reviewer });
    for (const work of [...left, ...forStaff(standing(), now)]) this.add({ workId: work, kind: 'staff' });
  }

  /** Staff write all that was asked of them. */
  staff(now: Date): void {
    for (const open of this.reviews)
      if (open.kind === 'staff' && open.state === 'open')
        Object.assign(open, { state: 'done', reviewerId: 'staff', score: 0.5, doneAt: now });
  }

  receivedBy(work: StoredWork): number {
    return this.reviews.filter(
      (one) => one.workId === work.id && counts(one) && (one.doneAt ?? new Date(0)) <= work.reviewBy,
    ).length;
  }

  wroteAll = ({ id }: Learner): boolean =>
    this.reviews.filter(
      ({ reviewerId, state, kind }) => reviewerId === id && state === 'done' && kind === 'peer',
    ).length >= wanted;
}

function readsAt({ kind }: Learner, work: StoredWork, now: Date, step: number): boolean | null {
  const left = work.reviewBy.getTime() - now.getTime();
  if (kind === 'gone' || left <= 0) return null;
  if (kind === 'idle') return step % 10 === 0 ? false : null;
  if (kind === 'late') return left < 30 * hour ? true : null;
  return true;
}

function simulate(learners: Learner[]): Class {
  const all = new Class();
  const start = dueAt.getTime() - 3 * 24 * hour;
  const pace = 3 * hour;
  for (let step = 0; step * pace <= 12 * 24 * hour; step += 1) {
    const now = new Date(start + step * pace);
    for (const learner of learners) {
      const own = all.works.find(({ learnerId }) => learnerId === learner.id);
      if (!own) {
        if (now >= learner.handsIn) all.handIn(learner, now);
        continue;
      }
      const done = readsAt(learner, own, now, step);
      if (done !== null) all.read(learner, now, done);
    }
    all.tend(now);
    all.staff(now);
  }
  return all;
}

const kind: fc.Arbitrary<Kind> = fc.constantFrom('diligent', 'diligent', 'diligent', 'idle', 'late', 'gone');
const learnersOf = (size: number): fc.Arbitrary<Learner[]> =>
  fc
    .array(fc.tuple(kind, fc.integer({ min: -70, max: 40 })), { minLength: size, maxLength: size })
    .map((list) =>
      list.map(([of, hours], at) => ({
        id: `learner ${at}`,
        kind: of,
        handsIn: new Date(dueAt.getTime() + hours * hour),
      })),
    );

function expectKept(learners: Learner[]): void {
  const all = simulate(learners);
  for (const learner of learners) {
    const work = all.works.find(({ learnerId }) => learnerId === learner.id);
    if (!work) continue;
    const received = all.receivedBy(work);
    if (all.wroteAll(learner)) expect(received).toBeGreaterThanOrEqual(wanted);
    else expect(received).toBeGreaterThanOrEqual(1);
    // Who wants to read finds something as long as there is a work that they have not read: only small classes have none.
    if (learner.kind === 'diligent' && learners.length > 2 * (wanted + 1) + 8)
      expect(all.turnedAway.get(learner.id) ?? 0).toBeLessThan(24);
    const own = all.reviews.filter(
      ({ reviewerId, workId }) => reviewerId === learner.id && workId === work.id,
    );
    expect(own).toEqual([]);
  }
}

test('whoever wrote their reviews gets as many by the promised moment, and everybody gets one: classes of 2 to 30', () => {
  fc.assert(fc.property(fc.integer({ min: 2, max: 30 }).chain(learnersOf), expectKept), { numRuns: 100 });
});

test.each([2, 3, 4, 7, 80, 500])('a class of %i, half of it careless, keeps the promise', (size) => {
  const [learners] = fc.sample(learnersOf(size), { numRuns: 1, seed: size });
  expectKept(learners ?? []);
});
