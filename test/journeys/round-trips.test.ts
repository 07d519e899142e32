/** Every page type: how often it waits for the database, once what seldom changes is in memory. */
import { beforeAll, expect, test } from 'vitest';
import { newSession } from '#modules/accounts/testing.ts';
import type { Role } from './client.ts';
import { type PageVisit, readAddresses, titleOf, visits } from './pages.ts';
import { people } from './school.ts';
import { useSite } from './site.ts';

const site = useSite();

const most = 2;
/** Pages that do more than show what is there. */
const more: Record<string, number> = {
  // Both put what would change beside everybody's grades, which are read a few hundred learners at a time.
  '/teach/:organization/:course/:run/grades/import/:id': 3,
  '/teach/:organization/:course/:run/grades/regrades/:id': 5,
  // Finds whom it was asked about, and writes down that somebody looked.
  '/teach/:organization/:course/:run/view-as': 4,
};

const sessions = new Map<Role, string>();
let addressOf: (visit: PageVisit) => string;
beforeAll(async () => {
  for (const as of new Set(visits.flatMap((visit) => visit.as ?? []))) {
    const { name, value } = await newSession(people[as]);
    sessions.set(as, `${name}=${value}`);
  }
  addressOf = await readAddresses();
});

async function countTrips(visit: PageVisit): Promise<number> {
  const cookie = (visit.as && sessions.get(visit.as)) ?? '';
  const reply = await fetch(site.url + addressOf(visit), { headers: { cookie }, redirect: 'manual' });
  await reply.text();
  return Number(/sql;desc="(\d+)"/.exec(reply.headers.get('server-timing') ?? '')?.[1] ?? 0);
}

test('no page waits for the database more than twice', async () => {
  const over: string[] = [];
  for (const visit of visits) {
    const limit = more[visit.endpoint] ?? most;
    // News of something else may have emptied the memory just now.
    let fewest = Number.POSITIVE_INFINITY;
    for (let turn = 0; turn < 4 && fewest > limit; turn++) fewest = Math.min(fewest, await countTrips(visit));
    if (fewest > limit) over.push(`${titleOf(visit)}: ${fewest}`);
  }
  expect(over).toEqual([]);
}, 120_000);
