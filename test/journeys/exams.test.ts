/** A timed exam from its rules to its review, with script and without; staff beside it; what must not be seen. */
import { describe, expect, test } from 'vitest';
import { query } from '#platform/database.ts';
import { t } from './answers.ts';
import { type Role, signedIn } from './client.ts';
import { runPath } from './facts.ts';
import { expectNoSidewaysScroll, holdScripts, type Reader, useBrowser } from './reader.ts';
import { password, people } from './school.ts';
import { useSite } from './site.ts';

const site = useSite();
const { open } = useBrowser(site);

const exam = `/exams/${runPath}/watch-exam`;
const desk = `/teach/${runPath}/exams/watch-exam`;

/** As if this learner had never taken the exam; the ledger itself forgets nothing, so its guard is lifted here. */
async function startOver(role: Role): Promise<void> {
  const learner = `learner_id = (select id from accounts."user" where email = '${people[role]}')`;
  await query(`delete from exams.sitting where ${learner}`);
  await query('alter table attempts.submission disable trigger submission_append_only');
  await query(`delete from attempts.submission where ${learner} and activity_key like 'watch-%'`);
  await query('alter table attempts.submission enable trigger submission_append_only');
}

const button = ({ page }: Reader, key: Parameters<typeof t>[0]) =>
  page.getByRole('button', { name: t(key), exact: true });

async function begin(reader: Reader): Promise<void> {
  await reader.go(`/learn/${runPath}/watch-exam`);
  expect(reader.path()).toBe(exam);
  await reader.page.getByText(t('exams.before')).waitFor();
  await button(reader, 'exams.begin').click();
  await reader.page.waitForURL(`**${exam}/1/pages/1`);
}

/** Answers whatever stands on the page: the first option, a word, a number. */
async function answerPage({ page }: Reader): Promise<void> {
  for (const section of await page.locator('section.activity').all()) {
    const option = section.locator('input[type=radio], input[type=checkbox]').first();
    const text = section.locator('input[type=text], input:not([type])').first();
    if (await option.count()) await option.check();
    else if (await text.count()) await text.fill('12');
  }
}

/** What is chosen or written on the page; questions come in another order each time, so no question is named. */
const answersOn = ({ page }: Reader) =>
  page
    .locator('section.activity')
    .locator('input:checked, input[type=text], input:not([type])')
    .evaluateAll((inputs) => inputs.map((input) => [input.id, (input as HTMLInputElement).value]));

describe.each([{ script: true }, { script: false }])('an exam, script: $script', ({ script }) => {
  test('is begun, answered page by page, looked over, handed in and reviewed on a phone', async () => {
    await startOver('newcomer');
    const reader = await open({ as: 'newcomer', script, width: 360, height: 740 });
    const { page } = reader;
    await begin(reader);
    await page.getByText(t('exams.page', { page: 1, pages: 2 })).waitFor();
    expect(await page.locator('section.activity').count()).toBe(5);
    await expectNoSidewaysScroll(page, 360, 'questions');
    await answerPage(reader);
    await button(reader, 'exams.next').click();
    await page.getByText(t('exams.page', { page: 2, pages: 2 })).waitFor();
    // Who comes home in the middle of it is told, before all else.
    await reader.go('/');
    await page.locator('.notice', { hasText: t('exams.under-way') }).waitFor();
    await expectNoSidewaysScroll(page, 360, 'home');
    for (let clicks = 0; clicks < 2; clicks += 1)
      await page
        .locator('main')
        .getByRole('link', { name: t('exams.go-on') })
        .first()
        .click();
    await page.getByText(t('exams.page', { page: 2, pages: 2 })).waitFor();
    await button(reader, 'exams.to-summary').click();
    await page.getByRole('heading', { name: t('exams.summary-title') }).waitFor();
    await page.getByText(t('exams.not-answered')).first().waitFor();
    await expectNoSidewaysScroll(page, 360, 'summary');
    await button(reader, 'exams.finish').click();
    await page.waitForURL(`**${exam}/1/review`);
    await page.getByText(t('exams.review-learner')).waitFor();
    await page.getByText(t('exams.review-answers-wait')).waitFor();
    await expectNoSidewaysScroll(page, 360, 'review');
    await page
      .getByRole('link', { name: t('learn.receipt') })
      .first()
      .click();
    await page.getByText(t('learn.receipt-good')).waitFor();
    expect(reader.complaints).toEqual([]);
    await reader.close();
  });

  test('changes its language without losing what was written, and Enter goes on', async () => {
    await startOver('newcomer');
    const reader = await open({ as: 'newcomer', script });
    const { page } = reader;
    await begin(reader);
    await answerPage(reader);
    const before = await answersOn(reader);
    await page.getByRole('button', { name: 'Español' }).click();
    await page.waitForURL('**/1/pages/1?in=es');
    expect(await answersOn(reader)).toEqual(before);
    await page.getByRole('button', { name: 'English' }).click();
    await page.waitForURL('**/1/pages/1?in=en');
    await page
      .locator('section.activity input:not([type]), section.activity input[type=text]')
      .first()
      .press('Enter');
    await page.getByText(t('exams.page', { page: 2, pages: 2 })).waitFor();
    expect(reader.complaints).toEqual([]);
    await reader.close();
  });

  test('goes on where it was on another device', async () => {
    await startOver('newcomer');
    const first = await open({ as: 'newcomer', script });
    await begin(first);
    await answerPage(first);
    const before = await answersOn(first);
    expect(before.length).toBeGreaterThan(1);
    if (script) await first.page.getByText(t('exams.saved')).waitFor();
    else await button(first, 'exams.save').click();
    const second = await open({ as: 'newcomer', script });
    await second.go(exam);
    await second.page.getByRole('link', { name: t('exams.go-on') }).click();
    expect(await answersOn(second)).toEqual(before);
    await first.close();
    await second.close();
  });
});

describe('answers that are given in several places', () => {
  const questions = ({ page }: Reader) => page.locator('section.activity:has(input)');

  /** Answers one question of the page. */
  async function answer(reader: Reader, at: number): Promise<void> {
    const section = questions(reader).nth(at);
    const option = section.locator('input[type=radio], input[type=checkbox]').first();
    if (await option.count()) await option.check();
    else await section.locator('input').first().fill('12');
  }

  const countAnswers = async () => {
    const [sitting] = await query<{ answered: number }>(
      `select (select count(*)::int from jsonb_object_keys(answers)) as answered from exams.sitting s
       join accounts."user" u on u.id = s.learner_id where u.email = $1`,
      [people.newcomer],
    );
    return sitting?.answered;
  };

  test.each([true, false])(
    'a save changes what was answered there, and nothing that another device saved (script %s)',
    async (script) => {
      await startOver('newcomer');
      const first = await open({ as: 'newcomer', script });
      await begin(first);
      const second = await open({ as: 'newcomer', script });
      await second.go(`${exam}/1/pages/1`);
      for (const [at, reader] of [first, second].entries()) {
        await answer(reader, at);
        await button(reader, 'exams.save').click();
        await expect.poll(countAnswers).toBe(at + 1);
      }
      await first.close();
      await second.close();
    },
  );

  test('what was answered before the scripts of a page had come is saved', async () => {
    await startOver('newcomer');
    const reader = await open({ as: 'newcomer' });
    await begin(reader);
    const scripts = await holdScripts(reader.page);
    await reader.page.reload({ waitUntil: 'commit' });
    await answer(reader, 0);
    scripts.letGo();
    await expect.poll(countAnswers).toBe(1);
    await reader.close();
  });

  test('what was answered without a network after a save is there when the page is opened again', async () => {
    await startOver('newcomer');
    const reader = await open({ as: 'newcomer' });
    await begin(reader);
    await answer(reader, 0);
    await reader.page.getByText(t('exams.saved')).waitFor();
    await reader.context.setOffline(true);
    await answer(reader, 1);
    await reader.page.getByText(t('exams.waiting')).waitFor();
    await reader.page.close();
    await reader.context.setOffline(false);
    const again = await reader.context.newPage();
    await again.goto(`${exam}/1/pages/1`);
    await expect.poll(countAnswers).toBe(2);
    await reader.close();
  });
});

test('with script, time hands in what stands on the page', async () => {
  await startOver('newcomer');
  const reader = await open({ as: 'newcomer' });
  await begin(reader);
  await answerPage(reader);
  await query(
    `update exams.sitting set ends_at = clock_timestamp() + interval '2 seconds' where finished_at is null`,
  );
  await reader.page.reload();
  await answerPage(reader);
  await reader.page.waitForURL(`**${exam}/1/review`, { timeout: 20_000 });
  const [sitting] = await query<{ answered: number }>(
    `select (select count(*) from jsonb_object_keys(answers)) as answered from exams.sitting s
     join accounts."user" u on u.id = s.learner_id where u.email = $1`,
    [people.newcomer],
  );
  expect(sitting?.answered).toBeGreaterThan(0);
  await reader.close();
});

test('neither page nor program shows a question before its page opens, or to who has not begun', async () => {
  await startOver('newcomer');
  const newcomer = await signedIn(site, 'newcomer', password);
  const words = ['You measure Polaris', '6 knots', 'A lighthouse bears', 'Lead line', 'running fix'];
  const told = async (url: string) => {
    const { body } = await newcomer.get(url);
    return words.filter((word) => body.includes(word));
  };
  expect(await told(`/api/v1/learn/${runPath}/watch-exam`)).toEqual([]);
  expect(await told(`/api/v1${exam}`)).toEqual([]);
  expect(await told(exam)).toEqual([]);
  expect(await told(`/search/${runPath}?q=lighthouse+bears`)).toEqual([]);
  const sent = await newcomer.post(`/learn/${runPath}/watch-exam/watch-polaris/submissions`, {
    _key: crypto.randomUUID(),
  });
  expect(words.filter((word) => sent.body.includes(word))).toEqual([]);

  expect((await newcomer.json('POST', exam)).statusCode).toBe(201);
  const page = await newcomer.json('GET', `${exam}/1/pages/1`);
  expect(page.json<{ questions: object[] }>().questions).toHaveLength(5);
  expect(page.body).not.toMatch(/"(correct|solution|accepted|ranges)"/);
  expect((await newcomer.json('GET', `${exam}/1/pages/2`)).json()).toMatchObject({ code: 'page-not-open' });
  expect((await newcomer.get(`${exam}/1/pages/2`)).headers.location).toBe(exam);
  expect((await newcomer.json('GET', `${exam}/1/review`)).json()).toMatchObject({
    code: 'sitting-under-way',
  });
  const summary = await newcomer.json('GET', `${exam}/1/summary`);
  expect(words.filter((word) => summary.body.includes(word))).toEqual([]);
});

test('nobody sees a sitting of another; teachers of another school see none', async () => {
  const stranger = await signedIn(site, 'stranger', password);
  expect((await stranger.json('GET', `${exam}/1/pages/1`)).statusCode).toBe(404);
  expect((await stranger.json('POST', exam)).json()).toMatchObject({ code: 'not-enrolled' });
  const elsewhere = await signedIn(site, 'elsewhere', password);
  expect((await elsewhere.get(desk)).statusCode).toBe(403);
  expect((await elsewhere.post(`${desk}/time`, { minutes: '10' })).statusCode).toBe(403);
});

test('a teacher sees who is in, gives time, ends and opens again', async () => {
  const reader = await open({ as: 'teacher' });
  const { page } = reader;
  await reader.go(`/teach/${runPath}/exams`);
  await page.getByRole('link', { name: 'On watch' }).click();
  const noor = page.getByRole('row', { name: /Noor Haddad/ });
  await noor.getByText(t('exams.state-under-way')).waitFor();
  await noor.getByText(t('exams.act')).click();
  await noor.getByLabel(t('exams.minutes')).fill('20');
  await page.getByRole('button', { name: t('exams.give-time-name', { name: 'Noor Haddad' }) }).click();
  await page.getByText(t('exams.flash-time', { learners: 1 })).waitFor();
  await noor.getByText(t('exams.act')).click();
  await page.getByRole('button', { name: t('exams.end-name', { name: 'Noor Haddad' }) }).click();
  await page.getByText(t('exams.flash-ended')).waitFor();
  await noor.getByText(t('exams.by-staff')).waitFor();
  await noor.getByText(t('exams.act')).click();
  await page.getByRole('button', { name: t('exams.reopen-name', { name: 'Noor Haddad' }) }).click();
  await page.getByText(t('exams.flash-reopened')).waitFor();
  await noor.getByText(t('exams.state-under-way')).waitFor();
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page, 360, 'sittings');
  expect(reader.complaints).toEqual([]);
  await reader.close();
});
