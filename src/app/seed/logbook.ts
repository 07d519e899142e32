/** Pages of the logbook: sums with numbers of one's own, essays that wait for a reader, charts, an anonymous survey. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SurveySettings } from '#activities/survey/settings.ts';
import { keepFile, listLatest, seedFor, submit } from '#modules/attempts/index.ts';
import type { Run } from '#modules/catalog/index.ts';
import { type Activity, type AnswerFile, activityTypeOf } from '#modules/content/contract.ts';
import { findActivity, type Release } from '#modules/content/index.ts';
import type { PersonActor } from '#platform/actor.ts';
import type { Call } from '#platform/endpoint.ts';
import { sha256Of } from '#platform/storage.ts';

const doubts = [
  'In the fog off Skagen we heard a bell on the wrong side. For an hour I **believed the compass** and not my ears. The sounding lead settled it: eleven meters where the chart said forty. We turned, and I have trusted the lead ever since.',
  'As a child I got lost between two supermarkets. I counted streets, and one street had no name. A woman at a window told me which way the *tram* ran, and from the rails I knew where home was.',
  'On the moor every hill looks like the last. I had walked for two hours before I saw my own footprints in the snow. The wind told me: it had come from the left all morning, and now it came from the right.',
];

const wishes = [
  'More sums with numbers of our own.',
  'Shorter films, please.',
  'The part on **Harrison** could be twice as long.',
  'Nothing. I liked the stars best.',
  'A list of words to print.',
  'More about how birds find their way.',
];

const chart = `A chart of my way to school, 1 cm = 50 m

   N
   ^        [school]
   |           |
           ----+---- Lime Street
               |
  [home]-------+     the corner with the clock
`;

function surveyAnswer({ questions }: SurveySettings, turn: number): Record<string, string[]> {
  const answers = questions.map((question): [string, string[]] => {
    if (question.kind === 'scale') return [question.id, [String(question.from + ((turn + 2) % 5))]];
    if (question.kind === 'text') return [question.id, [wishes[turn % wishes.length] ?? '']];
    const chosen = question.options.filter((_, index) => (turn + index) % 2 === 0);
    return [question.id, chosen.map(({ id }) => id)];
  });
  return Object.fromEntries(answers);
}

async function chartOf(call: Call, run: Run, activity: Activity): Promise<AnswerFile> {
  const folder = await mkdtemp(join(tmpdir(), 'lectern-seed-'));
  const path = join(folder, 'chart');
  try {
    await writeFile(path, chart);
    const upload = { path, name: 'my-way.txt', size: Buffer.byteLength(chart), sha256: sha256Of(chart) };
    return await keepFile(call, run, activity, upload);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Speed times time, by the numbers that this learner is asked. */
function distanceOf(activity: Activity, learnerId: string): unknown {
  const seed = seedFor(activity, learnerId, 1);
  const { values } = activityTypeOf(activity.type).ask?.(activity.settings, seed) ?? {};
  const { v = 0, t = 0 } = (values ?? {}) as { v?: number; t?: number };
  return { value: `${v * t} nmi`, seed };
}

/** What one learner writes on the page; the `turn`-th of them. */
export async function seedLogbook(
  call: Call & { actor: PersonActor },
  run: Run,
  release: Release,
  turn: number,
): Promise<void> {
  const learnerId = call.actor.id;
  const done = new Set((await listLatest(learnerId, run.id)).map(({ activityKey }) => activityKey));
  const hand = async (key: string, answer: (activity: Activity) => unknown) => {
    const activity = done.has(key) ? null : findActivity(release, key);
    if (activity) await submit(call, { run, activity, id: randomUUID(), answer: await answer(activity) });
  };
  await hand('log-survey', ({ settings }) => surveyAnswer(settings as SurveySettings, turn));
  await hand('log-distance', (activity) => distanceOf(activity, learnerId));
  const doubt = doubts[turn];
  if (doubt) await hand('log-doubt', () => doubt);
  if (turn === 0)
    await hand('log-sketch', async (activity) => ({
      files: [await chartOf(call, run, activity)],
      comment: 'Drawn from memory, on the tram.',
    }));
}
