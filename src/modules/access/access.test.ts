import { describe, expect, test } from 'vitest';
import { createPerson, type Person, suspendPerson } from '#modules/accounts/index.ts';
import { signInForTest, type TestBrowser } from '#modules/accounts/testing.ts';
import { listEntries } from '#modules/audit/index.ts';
import { type Actor, system } from '#platform/actor.ts';
import { query, transaction } from '#platform/database.ts';
import { tellHere } from '#platform/news.ts';
import { countRoundTrips } from '#platform/statements.ts';
import { useTestMachines } from '#platform/testing.ts';
import { findActor, grantRole, listGrants, revokeRole } from './index.ts';

useTestMachines();

const staff = { actor: system('test') as Actor, requestId: 'r', now: new Date() };
let people = 0;
const newPerson = (verified = true): Promise<Person> =>
  createPerson({
    name: 'Ada',
    email: `person${++people}@example.org`,
    password: 'a quiet lake in June',
    verified,
  });
const signIn = ({ email }: Person): Promise<TestBrowser> => signInForTest(email, 'a quiet lake in June');
const who = (browser: TestBrowser, now = new Date()) => findActor(browser.cookie, now);
const days = (count: number) => new Date(Date.now() + count * 86_400_000);
const teacherOf = (personId: string) =>
  ({ personId, role: 'teacher', scope: 'course', target: 'nova/algebra' }) as const;
const adminOf = (personId: string) => ({ personId, role: 'admin', scope: 'site', target: '' }) as const;
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (refusal) => refusal.code ?? refusal,
  );

describe('who asks', () => {
  test('a session names its person with their grants in one round trip, then in none for a while', async () => {
    const person = await newPerson();
    await grantRole(staff, teacherOf(person.id));
    const browser = await signIn(person);
    const trips = { count: 0 };
    const actor = await countRoundTrips(trips, () => who(browser));
    expect(actor).toMatchObject({
      kind: 'person',
      id: person.id,
      emailVerified: true,
      grants: [{ role: 'teacher', scope: 'course', target: 'nova/algebra' }],
    });
    await countRoundTrips(trips, () => who(browser));
    expect(trips.count).toBe(1);
  });

  test('no cookie, and a cookie that nobody signed, is a visitor without a question to the database', async () => {
    const trips = { count: 0 };
    await countRoundTrips(trips, async () => {
      expect((await findActor(undefined, new Date())).kind).toBe('anonymous');
      expect((await findActor('lectern.session=abc.def', new Date())).kind).toBe('anonymous');
    });
    expect(trips.count).toBe(0);
  });

  test('an unused session is over after thirty days, a used one goes on', async () => {
    const [idle, busy] = [await signIn(await newPerson()), await signIn(await newPerson())];
    expect((await who(busy, days(20))).kind).toBe('person');
    tellHere('*');
    expect((await who(idle, days(31))).kind).toBe('anonymous');
    expect((await who(busy, days(31))).kind).toBe('person');
  });

  test('using a session writes at most once an hour', async () => {
    const person = await newPerson();
    const browser = await signIn(person);
    const seen = async () => {
      tellHere('*');
      await who(browser);
      const [row] = await query<{ at: Date }>(
        'select updated_at as at from accounts.session where user_id = $1',
        [person.id],
      );
      return row?.at.getTime();
    };
    expect(await seen()).toBe(await seen());
  });
});

describe('what holds at the next request', () => {
  test('an ended session is dead', async () => {
    const person = await newPerson();
    const browser = await signIn(person);
    await who(browser);
    await suspendPerson(staff, person.id);
    expect((await who(browser)).kind).toBe('anonymous');
  });

  test('a new and a taken role', async () => {
    const person = await newPerson();
    const browser = await signIn(person);
    expect(await who(browser)).toMatchObject({ grants: [] });
    await grantRole(staff, teacherOf(person.id));
    expect(await who(browser)).toMatchObject({ grants: [{ role: 'teacher' }] });
    await revokeRole(staff, teacherOf(person.id));
    expect(await who(browser)).toMatchObject({ grants: [] });
  });

  test('a role that was rolled back was never there', async () => {
    const person = await newPerson();
    const browser = await signIn(person);
    const undone = transaction(async () => {
      await grantRole(staff, teacherOf(person.id));
      throw new Error('no');
    });
    await expect(undone).rejects.toThrow('no');
    expect(await who(browser)).toMatchObject({ grants: [] });
  });

  test('what was read before a change and arrives after it is not kept', async () => {
    const person = await newPerson();
    const browser = await signIn(person);
    const reading = who(browser);
    await Promise.all([reading, suspendPerson(staff, person.id)]);
    expect((await who(browser)).kind).toBe('anonymous');
  });

  test('what another process tells', async () => {
    const person = await newPerson();
    const browser = await signIn(person);
    await who(browser);
    await query('delete from accounts.session where user_id = $1', [person.id]);
    expect((await who(browser)).kind).toBe('person');
    tellHere(`actor:${person.id}`);
    expect((await who(browser)).kind).toBe('anonymous');
  });
});

describe('giving and taking roles', () => {
  test('is written into the log, and twice is once', async () => {
    const person = await newPerson();
    await grantRole(staff, teacherOf(person.id));
    await grantRole(staff, teacherOf(person.id));
    const entries = await listEntries({ subject: `person:${person.id}` }, { limit: 10 });
    expect(entries.map((entry) => [entry.action, entry.details])).toEqual([
      ['access.grant', { role: 'teacher', scope: 'course', target: 'nova/algebra' }],
    ]);
    expect(
      await listGrants({ scope: 'course', target: 'nova/algebra', personIds: [person.id] }),
    ).toHaveLength(1);
  });

  test('a person whose address is not proven becomes no staff', async () => {
    const person = await newPerson(false);
    expect(await codeOf(grantRole(staff, teacherOf(person.id)))).toBe('address-not-proven');
  });

  test('nobody gives what is not below them', async () => {
    const person = await newPerson();
    const browser = await signIn(person);
    const actor = await who(browser);
    expect(await codeOf(grantRole({ ...staff, actor }, adminOf(person.id)))).toBe('not-allowed');
    expect(await codeOf(revokeRole({ ...staff, actor }, teacherOf(person.id)))).toBe('not-allowed');
  });

  test('a role is given only where it can hold', async () => {
    const { id } = await newPerson();
    for (const wrong of [
      { ...adminOf(id), scope: 'course', target: 'nova/algebra' },
      { ...teacherOf(id), target: 'nova' },
      { ...teacherOf(id), scope: 'organization', target: 'nova/algebra' },
      { ...teacherOf(id), scope: 'site', target: '' },
    ] as const)
      expect(await codeOf(grantRole(staff, wrong))).toBe('no-such-place');
  });

  test('of two administrators who remove each other at the same time, one stays', async () => {
    const [one, two] = [await newPerson(), await newPerson()];
    await grantRole(staff, adminOf(one.id));
    expect(await codeOf(revokeRole(staff, adminOf(one.id)))).toBe('last-administrator');
    await grantRole(staff, adminOf(two.id));
    const outcomes = await Promise.all([one, two].map(({ id }) => codeOf(revokeRole(staff, adminOf(id)))));
    expect(outcomes.sort()).toEqual(['done', 'last-administrator']);
    expect(await listGrants({ scope: 'site' })).toHaveLength(1);
  });
});
