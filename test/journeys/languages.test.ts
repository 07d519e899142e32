/** A course in several languages: learners choose and change, their results are one; authors translate and keep up. */
import { expect, test } from 'vitest';
import { newSession } from '#modules/accounts/testing.ts';
import { getRun } from '#modules/catalog/index.ts';
import { query } from '#platform/database.ts';
import { violationsOf } from '../axe.ts';
import { activity, choose, submitButton, t } from './answers.ts';
import { run as runKeys, runPath } from './facts.ts';
import { expectNoSidewaysScroll, type Reader, useBrowser } from './reader.ts';
import { people } from './school.ts';
import { useSite } from './site.ts';

const site = useSite();
const { open } = useBrowser(site);
const unit = (key: string) => `/learn/${runPath}/${key}`;
const studio = '/studio/harbor/finding-your-way/translations';

const readIn = ({ page }: Reader, name: string) =>
  page
    .getByRole('navigation', { name: t('languages.menu') })
    .getByRole('link', { name })
    .click();

/** Axe needs scripts. */
async function looksRight({ page }: Reader, width: number, name: string, script = true): Promise<void> {
  await expectNoSidewaysScroll(page, width, name);
  if (script) expect(await violationsOf(page)).toEqual([]);
}

test.each([
  ['with script', true],
  ['without script', false],
])('a learner changes the language in mid course, and their work is one: %s', async (_name, script) => {
  const reader = await open({ as: 'newcomer', script, width: 360 });
  const { page } = reader;
  await reader.go(unit('welcome'));
  await readIn(reader, 'Español');
  const title = page.getByRole('heading', { level: 1 });
  expect(await title.textContent()).toBe('Tres preguntas');
  expect(await title.getAttribute('lang')).toBe('es');
  expect(await page.locator('html').getAttribute('lang')).toBe('en');

  const spanish = await activity(page, 'welcome-rule-out', script);
  await choose(spanish, /^Tu posición/);
  await submitButton(spanish).click();
  await spanish.getByText('¿En qué dirección desde la torre estás?').waitFor();

  // What was chosen is kept: the next page needs no asking.
  await reader.go(unit('welcome'));
  await readIn(reader, 'English');
  const english = await activity(page, 'welcome-rule-out', script);
  expect(await english.getByLabel(/^Your position/).isChecked()).toBe(true);
  await english.getByText('In which direction from the tower are you?').waitFor();
  await choose(english, /^That you are somewhere on a circle/);
  await submitButton(english).click();
  await english.getByText('Right. One measurement gives').waitFor();

  await readIn(reader, 'العربية');
  expect(await page.locator('.unit .prose').first().getAttribute('dir')).toBe('rtl');
  expect(await page.locator('html').getAttribute('dir')).toBe('ltr');
  await page.getByText('صحيح. القياس الواحد').waitFor();
  await looksRight(reader, 360, 'a unit in Arabic', script);

  const { id } = await getRun(runKeys.organization, runKeys.course, runKeys.run);
  const [sent] = await query<{ keys: string[]; scores: number[] }>(
    `select array_agg(distinct activity_key) as keys, array_agg(score order by attempt) as scores
     from attempts.submission where run_id = $1 and activity_key = 'welcome-rule-out'
       and learner_id = (select id from accounts."user" where email = $2)`,
    [id, people.newcomer],
  );
  expect(sent?.keys).toEqual(['welcome-rule-out']);
  expect(sent?.scores.slice(-2)).toEqual([0, 1]);
  await reader.close();
});

test('what is not translated says so, and what is behind its original leads there', async () => {
  const reader = await open({ language: 'ar', width: 360 });
  const { page } = reader;
  // The language of the pages is the first guess.
  await reader.go(unit('latitude-longitude'));
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('شبكة لعالم مستدير');
  const arabic = page.locator('.translation-note');
  await arabic.getByRole('link').click();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('A grid for a round world');
  expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
  expect(await page.locator('.unit .prose').first().getAttribute('dir')).toBe('ltr');
  await looksRight(reader, 360, 'an English unit between Arabic pages');
  await reader.go(`${unit('distances')}?in=es`);
  expect(await page.locator('.translation-note').count()).toBe(1);
  await reader.go(`/courses/${runKeys.organization}/${runKeys.course}`);
  await page.getByRole('heading', { level: 1, name: /^Encontrar el camino/ }).waitFor();
  await looksRight(reader, 360, 'the course page in Spanish');
  await reader.close();
});

test('what is due is named in the language that its course is read in, at home and among one’s dates', async () => {
  const reader = await open({ as: 'learner', language: 'ar', script: false });
  const title = 'اهتدِ إلى طريقك: الملاحة من النجوم إلى الأقمار الصناعية';
  for (const path of ['/', '/dates']) {
    await reader.go(path);
    const due = reader.page.locator(path === '/' ? '.due-list' : 'main table');
    expect(await due.getByText(/^Finding Your Way/).count()).toBe(0);
    expect(await due.getByText(title).count()).toBeGreaterThan(0);
  }
  await reader.close();
});

test('a search finds what is read: Spanish words in Spanish, and no unit twice', async () => {
  const reader = await open({ script: false });
  await reader.go(`/search/${runPath}?q=guardián&in=es`);
  const hits = reader.page.locator('.search-hits li');
  expect(await hits.locator('h2').allTextContents()).toEqual(['Tres preguntas']);
  await reader.go(`/search/${runPath}?q=guardián&in=en`);
  expect(await hits.count()).toBe(0);
  await reader.close();
});

test('a unit in the language that was chosen costs no round trip more', async () => {
  const { name, value } = await newSession(people.newcomer);
  const tripsFor = async (path: string) => {
    const reply = await fetch(site.url + path, { headers: { cookie: `${name}=${value}` } });
    expect(reply.status).toBe(200);
    return Number(/sql;desc="(\d+)"/.exec(reply.headers.get('server-timing') ?? '')?.[1]);
  };
  await tripsFor(`${unit('welcome')}?in=ar`);
  expect(await tripsFor(unit('welcome'))).toBeLessThanOrEqual(2);
  // What they did; who asks is in memory as soon as the news of their choice has come back.
  await expect.poll(() => tripsFor(unit('welcome')), { timeout: 10_000 }).toBeLessThanOrEqual(1);
});

test('an author sees what is stale and what changed, and brings it up to date', async () => {
  const reader = await open({ as: 'owner', script: false, width: 360 });
  const { page } = reader;
  await reader.go(studio);
  const cell = page.getByRole('row', { name: /A grid for a round world/ }).getByRole('link');
  await expectNoSidewaysScroll(reader.page, 360, 'translations of a course');
  expect(await cell.nth(0).textContent()).toContain(t('languages.state-ready'));
  expect(await cell.nth(1).textContent()).toContain(t('languages.state-stale'));
  await cell.nth(1).click();

  const changed = page.locator('.translation-changed');
  expect(await changed.locator('ins').allTextContents()).toContain('Five');
  expect(await changed.locator('del').allTextContents()).toContain('Four');
  await expectNoSidewaysScroll(reader.page, 360, 'translating a unit');
  const example = page.locator('.translation-changed', { hasText: 'How many decimals' }).locator('textarea');
  await example.fill((await example.inputValue()).replace('أربع منازل', 'خمس منازل'));
  await page.getByLabel(t('languages.done')).check();
  await page.getByRole('button', { name: t('languages.save') }).click();
  await page.getByText(t('languages.flash-saved')).waitFor();
  expect(await page.locator('.translation-changed').count()).toBe(0);

  await reader.go(studio);
  expect(await cell.nth(1).textContent()).toContain(t('languages.state-ready'));
  await reader.close();
});

test('an author begins a translation in another language; a mistake in it is told where it stands', async () => {
  const reader = await open({ as: 'owner' });
  const { page } = reader;
  await reader.go(studio);
  await page.getByText(t('languages.not-listed')).click();
  await page.getByLabel(t('languages.tag')).fill('no such thing');
  await page.getByRole('button', { name: t('languages.add') }).click();
  await page.locator('.error-summary').waitFor();
  await page.getByLabel(t('languages.add-label')).selectOption('fi');
  await page.getByLabel(t('languages.tag')).fill('');
  await page.getByRole('button', { name: t('languages.add') }).click();
  await page.getByRole('columnheader', { name: 'Suomi' }).waitFor();
  await expectNoSidewaysScroll(reader.page, 1280, 'translations of a course');

  await reader.go(`${studio}/fi/welcome`);
  await page.getByLabel(t('languages.title'), { exact: true }).fill('Kolme kysymystä');
  await expectNoSidewaysScroll(reader.page, 1280, 'translating a unit');
  await page.getByRole('button', { name: t('languages.save') }).click();
  // Nobody said yet that it is done; the original has not changed.
  await page.getByText(t('languages.begun-here')).waitFor();
  expect(await page.getByText(t('languages.stale-here')).count()).toBe(0);
  const row = page.locator('.translation-row', { hasText: 'A lighthouse keeper' });
  const question = row.locator('textarea');
  const text = await question.inputValue();
  await question.fill(text.replace('- [x]', '- [ ]'));
  await page.getByLabel(t('languages.done')).check();
  await page.getByRole('button', { name: t('languages.save') }).click();
  await row.getByText('units/where/welcome.md in more than words').waitFor();
  expect(await question.getAttribute('aria-invalid')).toBe('true');
  await question.fill(text);
  await page.getByRole('button', { name: t('languages.save') }).click();
  await page.getByText(t('languages.flash-saved')).waitFor();
  expect(await page.getByText('in more than words').count()).toBe(0);
  expect(await submitButton(page.locator('main')).count()).toBe(0);
  await reader.close();
});
