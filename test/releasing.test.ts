/** From a draft to what learners see, over HTTP: publishing, going back, pilots, plans, reviews, history. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemCall } from '#app/commands/shared.ts';
import { type TestBrowser, useTestSite } from '#app/testing.ts';
import { publishDue } from '#modules/authoring/index.ts';
import { getCourse, getRun, saveOrganization } from '#modules/catalog/index.ts';
import { editDraft, getDraft, listReleases, memorySource } from '#modules/content/index.ts';
import { assignCohort, enrollByStaff, makeCohort } from '#modules/enrollment/index.ts';
import { workOnRegrade } from '#modules/gradebook/index.ts';
import { regradeJob } from '#modules/gradebook/jobs.ts';
import { closeJobs, openJobs } from '#platform/jobs.ts';
import { listOutbox } from '#platform/mail.ts';
import { publishCourse } from '#screens/studio/releases/index.ts';

const site = useTestSite();
const author = { role: 'author', scope: 'organization', target: 'harbor' } as const;
const owner = { role: 'owner', scope: 'organization', target: 'harbor' } as const;
const call = { ...systemCall('test'), actor: { kind: 'system', name: 'test' } } as const;

const page = (text: string, right: 'moon' | 'wind') => `---
title: Why the sea moves
---
${text}

:::choice{#cause points=2 attempts=3}
What raises the tides?

- [${right === 'moon' ? 'x' : ' '}] The Moon {#moon}
- [${right === 'wind' ? 'x' : ' '}] The wind {#wind}
:::
`;
const manifest = (key: string) =>
  `lectern: 1\nkey: ${key}\ntitle: Tides\noutline:\n  - section: s\n    title: Start\n    units: [units/a.md]\n`;

let courses = 0;
interface Course {
  id: string;
  key: string;
  /** Of the studio. */
  at: string;
  learn: string;
}

/** A course of its own, published once with a wrong answer marked as the right one. */
async function newCourse(): Promise<Course> {
  courses += 1;
  const key = `tides-${courses}`;
  const files = { 'course.yaml': manifest(key), 'units/a.md': page('The sea moves slowly.', 'wind') };
  const { courseId } = await publishCourse(call, {
    source: memorySource(new Map(Object.entries(files))),
    organization: { key: 'harbor', name: 'Harbor' },
    ...{ courseKey: key, courseTitle: 'Tides', notes: 'First' },
  });
  return { id: courseId, key, at: `/studio/harbor/${key}`, learn: `/learn/harbor/${key}/open` };
}

async function edit({ id }: Course, content: string | null, path = 'units/a.md'): Promise<number> {
  const { revision } = await getDraft(id);
  const edits = [{ path, content }];
  const edited = await editDraft(call, { courseId: id, base: revision, origin: 'browser', note: '', edits });
  return edited.draft.revision;
}

const publish = (browser: TestBrowser, { at }: Course, fields: Record<string, string>) =>
  browser.post(`${at}/publish`, { notes: '', when: 'now', ...fields });

async function learnerIn(course: Course) {
  const browser = await site.signIn();
  await enrollByStaff(call, await getRun('harbor', course.key, 'open'), [browser.person.id]);
  return browser;
}

async function answer(browser: TestBrowser, { learn }: Course, option: string): Promise<number> {
  await browser.get(`${learn}/a`);
  const sent = await browser.post(`${learn}/a/cause/submissions`, {
    ...{ _key: randomUUID(), 'cause.value': option },
  });
  return sent.statusCode;
}

type SignedIn = Awaited<ReturnType<typeof site.signIn>>;
/** Signing in is slow on purpose: one of each for all tests. */
let browser: SignedIn;
let boss: SignedIn;

beforeAll(async () => {
  await saveOrganization('harbor', 'Harbor');
  await openJobs([regradeJob], { work: false });
  browser = await site.signIn({ name: 'Ana' }, author);
  boss = await site.signIn({}, owner);
});
afterAll(closeJobs);

describe('publishing', () => {
  test('shows beforehand what readers would see and what it does to work handed in; regrading is one step away', async () => {
    const course = await newCourse();
    const learner = await learnerIn(course);
    expect(await answer(learner, course, 'moon')).toBe(303);
    const revision = await edit(course, page('The sea moves twice a day.', 'moon'));
    const browser = boss;

    const before = await browser.get(`${course.at}/publish`);
    expect(before.statusCode).toBe(200);
    expect(before.body).toContain('<del>slowly</del>');
    expect(before.body).toMatch(/1 learner of 1 would have other points/);
    expect((await browser.get(`${course.at}/publish?view=source`)).body).toContain('units/a.md');

    const sent = await publish(browser, course, { revision: String(revision), notes: 'The Moon it is' });
    expect(sent.headers.location).toBe(`${course.at}/releases/2`);
    expect((await learner.get(`${course.learn}/a`)).body).toContain('twice a day');

    const shown = await browser.get(`${course.at}/releases/2`);
    expect(shown.body).toContain('The Moon it is');
    expect(shown.body).toContain(`action="/teach/harbor/${course.key}/open/grades/regrades"`);
    const { releaseId } = (await listReleases(course.id))[0] ?? { releaseId: '' };
    const proposed = await browser.post(`/teach/harbor/${course.key}/open/grades/regrades`, {
      ...{ activity: 'cause', release: releaseId, reason: 'Changed with release 2' },
    });
    const id = String(proposed.headers.location).split('/').at(-1) ?? '';
    while (await workOnRegrade(id));
    const { lines } = (await browser.json('GET', String(proposed.headers.location))).json();
    expect(lines).toMatchObject([{ before: 0, after: 1 }]);
  });

  test('what others saved since is not published unseen: the page comes back with it', async () => {
    const course = await newCourse();
    const seen = await edit(course, page('One.', 'moon'));
    await browser.get(`${course.at}/publish`);
    await edit(course, page('Two words.', 'moon'));
    const refused = await publish(browser, course, { revision: String(seen), notes: 'Kept note' });
    expect(refused.statusCode).toBe(409);
    expect(refused.body).toContain('Somebody has saved the draft');
    expect(refused.body).toContain('Kept note');
    expect(await listReleases(course.id)).toHaveLength(1);
  });

  test('a draft with mistakes names them and offers no form', async () => {
    const course = await newCourse();
    const revision = await edit(course, '---\ntitle: A\n---\n:::choice{points=1}\n:::\n');
    const { body } = await browser.get(`${course.at}/publish`);
    expect(body).toContain(`<a href="${course.at}/units/a"><code>units/a.md:`);
    expect(body).not.toContain('name="revision"');
    expect((await publish(browser, course, { revision: String(revision) })).statusCode).toBe(422);
  });

  test('is for those who may publish; learners do not get into the studio', async () => {
    const course = await newCourse();
    const learner = await learnerIn(course);
    expect((await learner.get(`${course.at}/publish`)).statusCode).toBe(403);
    expect((await publish(learner, course, { revision: '1' })).statusCode).toBe(403);
  });
});

describe('an older release', () => {
  test('is shown again in one step, with the draft left alone or made like it', async () => {
    const course = await newCourse();
    const revision = await edit(course, page('Quite another text.', 'moon'));
    await publish(browser, course, { revision: String(revision) });
    const asked = await browser.get(`${course.at}/releases/1/show`);
    expect(asked.body).toContain('in place of release 2');
    await browser.post(`${course.at}/releases/1/show`);
    expect((await site.visitor().get(`${course.learn}/a`)).body).toContain('moves slowly');
    expect((await getDraft(course.id)).revision).toBe(revision);
    await browser.post(`${course.at}/releases/1/show`, { alsoDraft: 'true' });
    const [newest] = (await browser.json('GET', `${course.at}/history`)).json().revisions;
    expect(newest).toMatchObject({ number: revision + 1, note: 'As in release 1' });
  });
});

describe('a pilot', () => {
  test('shows its release to one cohort alone; everybody follows in one step, or nobody', async () => {
    const course = await newCourse();
    const [early, late] = [await learnerIn(course), await learnerIn(course)];
    const run = await getRun('harbor', course.key, 'open');
    await makeCohort(call, run, { key: 'early', title: 'Early birds' });
    await assignCohort(call, run, [early.person.id], 'early');
    const reads = async (who: TestBrowser) =>
      /The sea [^<]*/.exec((await who.get(`${course.learn}/a`)).body)?.[0];

    const start = async (text: string) => {
      const revision = await edit(course, page(text, 'moon'));
      return publish(browser, course, {
        ...{ revision: String(revision), when: 'pilot', cohort: 'open early' },
      });
    };
    expect((await start('The sea is on trial.')).statusCode).toBe(303);
    expect([await reads(early), await reads(late)]).toEqual([
      'The sea is on trial.',
      'The sea moves slowly.',
    ]);
    // It was never shown to everybody, and has its own way there.
    const own = (await browser.get(`${course.at}/releases/2`)).body;
    expect(own).toContain('/everybody"');
    expect(own).not.toContain('releases/2/show');
    // What is right is right for whoever sees it.
    expect(await answer(early, course, 'moon')).toBe(303);
    expect((await early.json('GET', `${course.learn}/a`)).json().activities[0].standing.lastScore).toBe(1);

    const pilotId = async () =>
      (await browser.json('GET', `${course.at}/releases`))
        .json()
        .pilots.find(({ outcome }: { outcome: string | null }) => outcome === null)?.id;
    await browser.post(`${course.at}/pilots/${await pilotId()}/stop`);
    expect(await reads(early)).toBe('The sea moves slowly.');

    await start('The sea is on trial again.');
    await browser.post(`${course.at}/pilots/${await pilotId()}/everybody`);
    expect([await reads(early), await reads(late)]).toEqual(Array(2).fill('The sea is on trial again.'));
    expect(await pilotId()).toBeUndefined();
  });

  test('ends when everybody gets another release', async () => {
    const course = await newCourse();
    const run = await getRun('harbor', course.key, 'open');
    await makeCohort(call, run, { key: 'early', title: 'Early birds' });
    const pilot = await edit(course, page('One.', 'moon'));
    await publish(browser, course, { revision: String(pilot), when: 'pilot', cohort: 'open early' });
    const revision = await edit(course, page('Two.', 'moon'));
    await publish(browser, course, { revision: String(revision) });
    const { pilots, runs } = (await browser.json('GET', `${course.at}/releases`)).json();
    expect(pilots).toMatchObject([{ outcome: 'replaced' }]);
    expect(runs).toMatchObject([{ pilot: null }]);
  });
});

describe('a planned release', () => {
  const plan = async (course: Course, browser: TestBrowser) => {
    const revision = await edit(course, page('Later text.', 'moon'));
    const sent = await publish(browser, course, {
      ...{ revision: String(revision), when: 'at', at: '2099-01-01T08:00' },
    });
    expect(sent.headers.location).toBe(`${course.at}/releases`);
    return (await browser.json('GET', `${course.at}/releases`)).json().plans[0];
  };

  test('comes at its time, with the revision that was planned and in the name of whoever planned it', async () => {
    const course = await newCourse();
    await plan(course, browser);
    // Whoever publishes meanwhile is told that something is to come.
    expect((await browser.get(`${course.at}/publish`)).body).toMatch(/Planned: revision \d+ is released on/);
    const late = await publish(browser, course, { revision: '2', when: 'at', at: '2020-01-01T10:00' });
    expect(late.body).toContain('id="field-at-error"');
    await edit(course, page('Written after planning.', 'moon'));
    await publishDue(new Date('2098-12-31T23:59:00Z'));
    expect(await listReleases(course.id)).toHaveLength(1);
    await publishDue(new Date('2099-01-01T08:00:00Z'));
    const [release] = await listReleases(course.id);
    expect(release).toMatchObject({ number: 2, createdBy: browser.person.id });
    expect((await site.visitor().get(`${course.learn}/a`)).body).toContain('Later text.');
  });

  test('can be called off until then', async () => {
    const course = await newCourse();
    const { id } = await plan(course, browser);
    expect((await browser.get(`${course.at}/releases`)).body).toContain('Call off');
    await browser.post(`${course.at}/plans/${id}/cancel`);
    await publishDue(new Date('2099-01-02T00:00:00Z'));
    expect(await listReleases(course.id)).toHaveLength(1);
    expect((await browser.post(`${course.at}/plans/${id}/cancel`)).statusCode).toBe(404);
  });

  test('needs a time that is still to come', async () => {
    const course = await newCourse();
    const { revision } = await getDraft(course.id);
    for (const [at, status] of [
      ['2001-01-01T08:00', 422],
      ['soon', 422],
    ] as const)
      expect(
        (await publish(browser, course, { revision: String(revision), when: 'at', at })).statusCode,
      ).toBe(status);
  });
});

describe('others', () => {
  test('see the draft by a preview link without an account, until it is withdrawn', async () => {
    const course = await newCourse();
    await edit(course, page('Not released yet.', 'moon'));
    const made = (await browser.json('POST', `${course.at}/previews`, { note: 'Ben', days: 3 })).json();
    const path = new URL(made.link).pathname;
    const visitor = site.visitor();
    const outline = await visitor.get(path);
    expect(outline.statusCode).toBe(200);
    expect(outline.body).toContain('content="noindex');
    const unit = await visitor.get(`${path}/a`);
    expect(unit.body).toContain('Not released yet.');
    expect(unit.body).toContain('nothing can be handed in');
    expect(unit.body).not.toMatch(/submissions"/);
    expect((await visitor.get(`${path.slice(0, -4)}AAAA`)).statusCode).toBe(404);
    await browser.post(`${course.at}/previews/${made.id}/revoke`);
    expect((await visitor.get(`${path}/a`)).statusCode).toBe(404);
  });

  test('are asked by their address, get a mail, and say what they think', async () => {
    const course = await newCourse();
    await edit(course, page('Look at this.', 'moon'));
    const teacher = await site.signIn(
      {},
      { role: 'teacher', scope: 'course', target: `harbor/${course.key}` },
    );
    await site.signIn({ email: 'nobody@example.org' });
    await browser.get(`${course.at}/reviews`);
    const unknown = await browser.post(`${course.at}/reviews`, {
      address: 'nobody@example.org',
      message: '',
    });
    expect(unknown.statusCode).toBe(422);
    expect(unknown.body).toContain('nobody@example.org');
    await browser.post(`${course.at}/reviews`, { address: teacher.person.email, message: 'Is it clear?' });
    const [mail] = await listOutbox({ limit: 1 });
    expect(mail).toMatchObject({ to: teacher.person.email });
    const path = /\/studio\/\S+/.exec(mail?.text ?? '')?.[0] ?? '';
    expect((await teacher.get(`${course.at}/publish`)).statusCode).toBe(403);
    const asked = await teacher.get(path);
    expect(asked.body).toContain('Is it clear?');
    expect((await browser.post(path, { verdict: 'approved', comment: '' })).statusCode).toBe(403);
    await teacher.post(path, { verdict: 'changes', comment: 'Say why.' });
    expect((await browser.get(`${course.at}/reviews`)).body).toContain('Say why.');
  });

  test('must approve this very draft where the course asks for it, whatever the door', async () => {
    const course = await newCourse();
    const revision = await edit(course, page('Needs a second look.', 'moon'));
    expect(
      (await browser.post(`${course.at}/approval`, { scope: 'course', wanted: 'true' })).statusCode,
    ).toBe(403);
    await boss.get(`${course.at}/reviews`);
    await boss.post(`${course.at}/approval`, { scope: 'course', wanted: 'true' });
    expect((await browser.get(`${course.at}/publish`)).body).toContain('Somebody else must approve');
    expect((await publish(browser, course, { revision: String(revision) })).statusCode).toBe(409);

    await browser.post(`${course.at}/reviews`, { address: boss.person.email, message: '' });
    const { reviews } = (await browser.json('GET', `${course.at}/reviews`)).json();
    await boss.post(`${course.at}/reviews/${reviews[0].id}`, { verdict: 'approved', comment: '' });
    expect((await publish(browser, course, { revision: String(revision) })).statusCode).toBe(303);
    const next = await edit(course, page('And a third.', 'moon'));
    expect((await publish(browser, course, { revision: String(next) })).statusCode).toBe(409);
  });
});

describe('the history', () => {
  test('says who saved what through which door, and makes one file or all as they were', async () => {
    const course = await newCourse();
    const second = await edit(course, page('Second text.', 'moon'));
    await edit(course, 'A note.\n', 'notes.txt');
    const head = await edit(course, page('Fourth text.', 'moon'));
    const list = await browser.get(`${course.at}/history`);
    expect(list.body).toContain('notes.txt');
    expect(list.body).toContain('The studio');
    const one = await browser.get(`${course.at}/history/${second}`);
    expect(one.body).toMatch(/<del>slowly<\/del>|<ins>Second/);
    const file = { base: String(head), path: 'units/a.md' };
    expect((await browser.post(`${course.at}/history/${second}/restore`, file)).statusCode).toBe(303);
    const draft = await getDraft(course.id);
    expect(draft.revision).toBe(head + 1);
    expect([...draft.files.keys()]).toContain('notes.txt');
    await browser.post(`${course.at}/history/${second}/restore`, { base: String(head + 1) });
    expect([...(await getDraft(course.id)).files.keys()]).not.toContain('notes.txt');
  });

  test('does not run over what somebody saved since the page was drawn', async () => {
    const course = await newCourse();
    const seen = await edit(course, page('Second text.', 'moon'));
    const head = await edit(course, page('Third text.', 'moon'));
    const newest = await edit(course, page('Fourth and newer words.', 'moon'));
    const sent = await browser.post(`${course.at}/history/${seen}/restore`, { base: String(head) });
    expect(sent.statusCode).toBe(409);
    expect((await getDraft(course.id)).revision).toBe(newest);
  });
});

test('the first release of a course makes its run, open to everybody only where that is said', async () => {
  courses += 1;
  const key = `tides-${courses}`;
  const browser = boss;
  const course = { at: `/studio/harbor/${key}` } as Course;
  const made = await browser.json('POST', '/studio/new', {
    ...{ organization: 'harbor', key, title: 'Fresh' },
  });
  expect(made.statusCode).toBeLessThan(300);
  const { id } = await getCourse('harbor', key);
  expect((await browser.get(`${course.at}/publish`)).body).toContain('The first release');
  const { revision } = await getDraft(id);
  const sent = await publish(browser, course, { revision: String(revision) });
  expect(sent.headers.location).toBe(`${course.at}/releases/1`);
  expect((await getRun('harbor', key, 'open')).open).toBe(false);
});
