/** Letters that fellow learners review: some reviews are written, one is begun, others wait. Invented. */
import { randomUUID } from 'node:crypto';
import { listLatest, submit } from '#modules/attempts/index.ts';
import type { Run } from '#modules/catalog/index.ts';
import { findActivity, type Release } from '#modules/content/index.ts';
import { takeNext, writeReview } from '#modules/peers/index.ts';
import type { Call } from '#platform/endpoint.ts';

const activityKey = 'letter-home';

const letters = [
  'Dear mother, at night I look for the star that does not move. I hold out my hand, and the higher that star stands above the sea, the further north we are. When it sinks from evening to evening, we are sailing south.',
  'My dear ones, at noon the captain measures how high the Sun stands. He has a book that says how high it stands above the equator on that day. From the two numbers he knows how far north or south we are.',
  'Dear sister, we have a clock that keeps the time of home. When the Sun is highest here the clock shows another hour. Each hour of difference is fifteen degrees of longitude, east or west.',
  'Dear friend, near the coast I take the compass and look at the lighthouse and at the church. I draw both lines on the chart from where they stand. We are where the lines cross each other.',
  'Dear grandfather, every hour we throw a log with a knotted line into the water and count the knots. Speed, time and course give a point on the chart, and we go on from point to point.',
];
const comments = [
  'I could follow every step. A word on what could go wrong would make it even better.',
  'Very clear! One thing: you do not say how the angle is measured.',
  'I like the beginning. The last step came too quickly for me.',
];

/** The first two have written theirs, the third has begun one, the others have only handed in. */
export async function seedLetters(learners: readonly Call[], run: Run, release: Release): Promise<void> {
  const activity = findActivity(release, activityKey);
  if (!activity) return;
  const authors = learners.slice(0, letters.length);
  for (const [at, call] of authors.entries()) {
    const { actor } = call;
    if (actor.kind !== 'person') continue;
    const known = await listLatest(actor.id, run.id);
    if (known.some((submission) => submission.activityKey === activityKey)) return;
    await submit(call, { run, activity, id: randomUUID(), answer: letters[at] });
  }
  for (const [at, call] of authors.entries()) {
    const reviews = at < 2 ? 2 : at === 2 ? 1 : 0;
    for (let turn = 0; turn < reviews; turn += 1) {
      const id = await takeNext(call, run, activityKey);
      if (!id) continue;
      const marks = [
        { criterion: 'right', level: at + turn === 1 ? 'slip' : 'all', points: null },
        { criterion: 'clear', level: turn === 0 ? 'every' : 'effort', points: null },
      ];
      const comment = comments[(at + turn) % comments.length] ?? '';
      const input = { version: 0, marks, points: null, comment, reason: '' };
      await writeReview(call, { run, id, input, done: at < 2 });
    }
  }
}
