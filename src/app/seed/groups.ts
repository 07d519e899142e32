/** A passage that is planned together: one group has handed in, another waits for a second member. Invented. */
import { randomUUID } from 'node:crypto';
import { submit } from '#modules/attempts/index.ts';
import type { Run } from '#modules/catalog/index.ts';
import { findActivity, type Release } from '#modules/content/index.ts';
import { groupOf, joinGroup, loadTimes, makeGroup } from '#modules/enrollment/index.ts';
import type { PersonActor } from '#platform/actor.ts';
import type { Call } from '#platform/endpoint.ts';

const plan = [
  'From Hafnarfjörður to Akranes, 18 nautical miles, on a day with the tide setting north before noon.',
  'From the harbour 290° true for 7 miles, until the light of Grótta bears 060°. Then 015° for 11 miles to the buoy of Akranes. A bearing of Grótta every half hour; when both towers of Akranes stand in line, we are in the channel.',
  'The skerries off Álftanes: we keep the depth above 20 m until Grótta is abeam. Fog: we turn to 270° and count the log back. If the wind goes north-west over 12 m/s, we run for Reykjavík.',
].join('\n');

type LearnerCall = Call & { actor: PersonActor };

export async function seedGroups(
  people: { sender: LearnerCall; mate: LearnerCall; alone: LearnerCall },
  run: Run,
  release: Release,
): Promise<void> {
  const activity = findActivity(release, 'passage-plan');
  if (!activity) return;
  const findGroup = async ({ actor: { id } }: LearnerCall) =>
    groupOf((await loadTimes(run, [id])).get(id) ?? null, activity);
  const { sender, mate, alone } = people;
  if (await findGroup(sender)) return;
  await makeGroup(sender, run, activity);
  await joinGroup(mate, run, activity, (await findGroup(sender))?.code ?? '');
  await submit(sender, { run, activity, id: randomUUID(), answer: plan });
  await makeGroup(alone, run, activity);
}
