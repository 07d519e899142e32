/** The whole way of a learner, from the front page to a grade that explains itself; with script and without. */
import { describe, expect, test } from 'vitest';
import { newSession } from '#modules/accounts/testing.ts';
import { query } from '#platform/database.ts';
import { activity, choose, handIn, matchUp, putInOrder, submitButton, t, write } from './answers.ts';
import { runPath } from './facts.ts';
import { holdScripts, type Reader, useBrowser } from './reader.ts';
import { people } from './school.ts';
import { useSite } from './site.ts';

const site = useSite();
const { open } = useBrowser(site);

const secret = 'a quiet lake in June';
const unit = (name: string) => `/learn/${runPath}/${name}`;

async function findTheCourse({ page }: Reader): Promise<void> {
  await page.getByRole('link', { name: t('home.browse') }).click();
  const main = page.locator('main');
  await main.getByLabel(t('browse.search-label')).fill('satellites');
  await main.getByRole('button', { name: t('browse.search') }).click();
  await page.getByText(t('browse.count', { count: 1 })).waitFor();
  await main.getByRole('link', { name: t('browse.all') }).click();
  await main.getByRole('link', { name: /^Earth and space/ }).click();
  expect(await main.getByRole('heading', { level: 2 }).allTextContents()).toEqual([
    'Finding Your Way: navigation from stars to satellites',
  ]);
  await main.getByRole('link', { name: /^Finding Your Way/ }).click();
}

async function readAboutIt({ page }: Reader): Promise<void> {
  await page.getByRole('heading', { level: 1, name: /^Finding Your Way/ }).waitFor();
  await page.getByRole('heading', { name: t('browse.syllabus') }).waitFor();
  await page.getByText('The sky as a map').click();
  expect(await page.getByRole('link', { name: 'CC BY 4.0' }).getAttribute('href')).toContain(
    'creativecommons.org',
  );
  await page.getByText('Sigrún Eldarsdóttir').waitFor();
}

async function readWithoutAccount(reader: Reader): Promise<void> {
  const { page } = reader;
  await page.getByRole('link', { name: t('browse.read') }).click();
  await page.getByRole('link', { name: t('learn.begin') }).click();
  await page.getByRole('heading', { level: 1, name: 'Three questions' }).waitFor();
  await page.getByText(t('learn.closed-anonymous')).first().waitFor();
  expect(await submitButton(page.locator('main')).count()).toBe(0);
  await page.getByRole('link', { name: t('learn.join') }).click();
}

/** From "sign in to enroll" through registering and the mailed link back to the course. */
async function getAnAccount({ page }: Reader, email: string): Promise<void> {
  await page.getByRole('link', { name: t('browse.sign-in-to-enroll') }).click();
  await page
    .locator('main')
    .getByRole('link', { name: t('accounts.register') })
    .click();
  await page.getByLabel(t('accounts.name')).fill('Elcano');
  await page.getByLabel(t('accounts.email')).fill(email);
  await page.getByLabel(t('accounts.password')).fill(secret);
  await page.getByRole('button', { name: t('accounts.register') }).click();
  await page.getByRole('heading', { name: t('accounts.sent-title') }).waitFor();
  await page.getByRole('link', { name: t('accounts.outbox-link') }).click();
  await page.getByRole('row', { name: email }).getByRole('link').click();
  await page
    .locator('main')
    .getByRole('link', { name: /\/verify/ })
    .click();
  await page.getByRole('button', { name: t('accounts.verify-button') }).click();
  await page.getByLabel(t('accounts.email')).fill(email);
  await page.getByLabel(t('accounts.password')).fill(secret);
  await page
    .locator('main')
    .getByRole('button', { name: t('accounts.sign-in') })
    .click();
}

async function beginTheCourse({ page }: Reader): Promise<void> {
  await page.getByRole('button', { name: t('browse.enroll') }).click();
  await page.getByText(t('browse.flash-enrolled')).waitFor();
  await page.getByRole('link', { name: t('learn.begin') }).click();
  await page.getByRole('heading', { level: 1, name: 'Three questions' }).waitFor();
}

async function answerTheFirstUnit({ page }: Reader, script: boolean): Promise<void> {
  const poll = await activity(page, 'welcome-habit', script);
  await choose(poll, 'I ask somebody');
  await choose(poll, 'I walk and see what happens');
  await handIn(poll, t('learn.verdict-received'));
  await poll.locator('meter').first().waitFor();

  const choice = await activity(page, 'welcome-rule-out', script);
  await choose(choice, 'Your position');
  await handIn(choice, t('learn.verdict-wrong'));
  await choice.getByText('In which direction from the tower are you?').waitFor();
  await choose(choice, 'That you are somewhere on a circle around the tower');
  await handIn(choice, t('learn.verdict-right'));
  await choice.getByText('All points five miles from the tower form a circle.').waitFor();

  await choice.getByRole('link', { name: t('learn.receipt') }).click();
  await page.getByText(t('learn.receipt-good')).waitFor();
  await page.getByText(t('learn.receipt-signed')).waitFor();
  // The way back to what it was given for.
  await page.locator('.facts a[href*="#welcome-rule-out"]').click();
  await choice.getByRole('link', { name: t('learn.receipt') }).waitFor();
  // Who has answered everything is done and need not say so.
  await page.getByRole('link', { name: t('learn.next', { title: 'A grid for a round world' }) }).click();
  await page.getByRole('heading', { level: 1, name: 'A grid for a round world' }).waitFor();
}

async function answerTheSecondUnit({ page }: Reader, script: boolean): Promise<void> {
  const number = await activity(page, 'grid-sydney', script);
  await write(number, 'thirty three');
  await handIn(number, /thirty three/);
  expect(await number.locator('input').last().inputValue()).toBe('thirty three');
  await write(number, '33.5124');
  await handIn(number, 'They are sixtieths, not hundredths.');
  await write(number, '33,8567');
  await handIn(number, t('learn.verdict-right'));

  const match = await activity(page, 'grid-cities', script);
  await match.getByText(t('learn.attempts-left', { left: 3, total: 3 })).waitFor();
  await matchUp(match, { '0.2° S': 'Quito', '1.3° S': 'Nairobi', '64.1° N': 'Oslo', '42.9° S': 'Hobart' });
  await handIn(match, t('learn.verdict-partly'));
  await match.getByText(t('learn.attempts-left', { left: 2, total: 3 })).waitFor();
  await matchUp(match, { '64.1° N': 'Reykjavik' });
  await handIn(match, t('learn.verdict-right'));

  const text = await activity(page, 'grid-reykjavik', script);
  await write(text, 'Reykjavik');
  await handIn(text, 'In Icelandic the last vowel carries an accent.');
  await write(text, 'Reykjavík');
  await handIn(text, 'Exactly so.');
}

async function sayDone({ page }: Reader): Promise<void> {
  await page.locator('.unit-going').getByText('How far is it?').click();
  await page.getByRole('button', { name: t('learn.done-next', { title: 'Flattening an orange' }) }).click();
  await page.getByRole('heading', { level: 1, name: 'Flattening an orange' }).waitFor();
  await page
    .locator('.outline a', { hasText: 'How far is it?' })
    .getByRole('img', { name: t('ui.state-done') })
    .waitFor();
}

async function leaveAndComeBack({ page, go, path }: Reader): Promise<void> {
  await go(unit('polaris'));
  await page.getByRole('heading', { level: 1 }).waitFor();
  // Where a learner is becomes known a moment later.
  await expect
    .poll(async () => {
      await go('/');
      return page.locator('.next-thing').textContent();
    })
    .toContain('The star that stands still');
  await page.getByRole('link', { name: t('home.go-on'), exact: true }).click();
  expect(path()).toBe(unit('polaris'));
}

const voyage = [
  'Before leaving home',
  'Cross the sea',
  'Notice that the board',
  'Turn east or west',
  'See the coast of home',
];

async function useUpTheAttempts({ page }: Reader, script: boolean): Promise<void> {
  const order = await activity(page, 'polaris-steps', script);
  await putInOrder(order, [...voyage].reverse());
  await handIn(order, /./);
  await putInOrder(await activity(page, 'polaris-steps', script), voyage);
  await handIn(order, t('learn.verdict-right'));

  const number = await activity(page, 'polaris-latitude', script);
  for (const [answer, left] of [
    ['49', 2],
    ['7', 1],
    ['8', 0],
  ] as const) {
    expect(await number.getByText('anything from 40.4° to 41.6° is honest').count()).toBe(0);
    await write(await activity(page, 'polaris-latitude', script), answer);
    await handIn(number, t(left > 0 ? 'learn.verdict-wrong' : 'learn.verdict-wrong-last'));
    await number.getByText(t('learn.attempts-left', { left, total: 3 })).waitFor();
    expect(await number.getByText(/attempts? left/i).count(), 'said once').toBe(1);
    expect(await number.getByText(t('learn.verdict-wrong')).count()).toBe(left > 0 ? 1 : 0);
  }
  await number.getByText('anything from 40.4° to 41.6° is honest').waitFor();
  expect(await submitButton(number).count()).toBe(0);
}

async function askWhy({ page }: Reader): Promise<void> {
  await page
    .getByRole('link', { name: t('learn.progress-title') })
    .first()
    .click();
  await page.getByRole('heading', { level: 1, name: t('learn.progress-title') }).waitFor();
  await page.getByText('Chapter questions').first().waitFor();
  await page.locator('summary', { hasText: 'By night' }).click();
  await page.getByRole('link', { name: 'Sailing home by kamal' }).click();
  await page.getByText(t('grades.why-best', { attempt: 2, of: 2 })).waitFor();
  expect(await page.getByRole('row').count()).toBe(3);
}

async function changeLanguageAndLeave({ page, go }: Reader): Promise<void> {
  await go('/settings');
  await page.getByLabel(t('accounts.locale')).selectOption('es');
  await page
    .locator('main')
    .getByRole('button', { name: t('accounts.save') })
    .first()
    .click();
  await page.locator('html[lang=es]').waitFor({ state: 'attached' });
  await page.locator('.site-person details.menu').last().locator('summary').click();
  await page.locator('.site-person form button').click();
  await go('/settings');
  expect(
    await page
      .locator('main')
      .getByRole('link', { name: /sesión/ })
      .count(),
  ).toBeGreaterThan(0);
}

describe.each([
  ['with script', true],
  ['without script', false],
])('%s', (_name, script) => {
  test('a visitor becomes a learner, answers every kind of activity, and understands the grade', async () => {
    const reader = await open({ script });
    await reader.go('/');
    await findTheCourse(reader);
    await readAboutIt(reader);
    await readWithoutAccount(reader);
    await getAnAccount(reader, `elcano-${script}@school.example`);
    await beginTheCourse(reader);
    await answerTheFirstUnit(reader, script);
    await answerTheSecondUnit(reader, script);
    await sayDone(reader);
    await leaveAndComeBack(reader);
    await useUpTheAttempts(reader, script);
    await askWhy(reader);
    await changeLanguageAndLeave(reader);
    expect(reader.complaints).toEqual([]);
    await reader.close();
  }, 120_000);
});

const submissions = (key: string, email: string) =>
  query<{ id: string; answer: unknown }>(
    `select s.id, s.answer from attempts.submission s join accounts."user" u on u.id = s.learner_id
     where s.activity_key = $1 and u.email like $2 order by attempt`,
    [key, `${email}%`],
  );

describe('with script, work is not lost', () => {
  test('what is typed and not handed in is there after a reload, and says what it is', async () => {
    const { page, go, close } = await open({ as: 'newcomer' });
    await go(unit('latitude-longitude'));
    const before = await activity(page, 'grid-reykjavik', true);
    await write(before, 'Reykja');
    await before.getByText(t('learn.draft-saved')).waitFor();
    await page.reload();
    const after = await activity(page, 'grid-reykjavik', true);
    expect(await after.locator('input[name$=".value"]').inputValue()).toBe('Reykja');
    await after.getByText(t('learn.draft')).waitFor();
    await close();
  });

  test('a draft is kept of what was typed before the scripts of the page had come', async () => {
    const { page, close } = await open({ as: 'newcomer' });
    const scripts = await holdScripts(page);
    await page.goto(unit('latitude-longitude'), { waitUntil: 'commit' });
    const text = page.locator('#grid-reykjavik');
    await text.locator('input[name$=".value"]').fill('Reykjaví');
    scripts.letGo();
    await text.getByText(t('learn.draft-saved')).waitFor();
    await close();
  });

  test('a draft says that it is not saved without a network, and is saved when there is one', async () => {
    const { page, context, go, close } = await open({ as: 'newcomer' });
    await go(unit('latitude-longitude'));
    const text = await activity(page, 'grid-reykjavik', true);
    await write(text, 'Reyk');
    await text.getByText(t('learn.draft-saved')).waitFor();
    await context.setOffline(true);
    await write(text, 'Reykjav');
    await text.getByText(t('learn.draft-unsaved')).waitFor();
    await context.setOffline(false);
    await text.getByText(t('learn.draft-saved')).waitFor();
    await close();
  });

  test('an answer sent without a network is kept, and arrives once when there is one', async () => {
    const { page, context, go, close } = await open({ as: 'newcomer' });
    await go(unit('latitude-longitude'));
    const number = await activity(page, 'grid-sydney', true);
    await write(number, '33.8567');
    await context.setOffline(true);
    await submitButton(number).click();
    await number.getByText(t('learn.waiting')).waitFor();
    expect(await submissions('grid-sydney', 'ines')).toEqual([]);
    await context.setOffline(false);
    await number.locator('.activity-outcome', { hasText: t('learn.verdict-right') }).waitFor();
    expect(await submissions('grid-sydney', 'ines')).toHaveLength(1);
    await close();
  });

  test('an answer whose reply was lost is one submission, however often it is sent', async () => {
    const { page, go, close } = await open({ as: 'newcomer' });
    await go(unit('latitude-longitude'));
    const match = await activity(page, 'grid-cities', true);
    await matchUp(match, {
      '0.2° S': 'Quito',
      '1.3° S': 'Nairobi',
      '64.1° N': 'Reykjavik',
      '42.9° S': 'Hobart',
    });
    let sent = 0;
    await page.route('**/submissions', async (route) => {
      sent += 1;
      if (sent > 2) return route.continue();
      await route.fetch();
      return route.abort();
    });
    await submitButton(match).click();
    await match.locator('.activity-outcome', { hasText: t('learn.verdict-right') }).waitFor();
    expect(sent).toBe(3);
    expect(await submissions('grid-cities', 'ines')).toHaveLength(1);
    await close();
  });

  test('an answer that waits is sent when the page is opened again, by the person who wrote it only', async () => {
    const reader = await open({ as: 'newcomer' });
    const { page, context, go, close } = reader;
    await go(unit('polaris'));
    await write(await activity(page, 'polaris-fists', true), '330');
    await context.setOffline(true);
    await submitButton(page.locator('#polaris-fists')).click();
    await page.getByText(t('learn.waiting')).waitFor();
    const session = await context.cookies();
    await context.clearCookies();
    await context.setOffline(false);
    // Without its session the answer is refused and stays on this device.
    await expect
      .poll(() =>
        page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('lectern:waiting'))),
      )
      .toHaveLength(1);
    await go(unit('polaris'));
    expect(await submissions('polaris-fists', 'ines')).toEqual([]);
    await context.addCookies(session);
    await go(unit('polaris'));
    await page.locator('#polaris-fists .activity-outcome', { hasText: t('learn.verdict-right') }).waitFor();
    expect(await submissions('polaris-fists', 'ines')).toHaveLength(1);
    await close();
  });
});

test('a film that is opened by itself plays, and its page may run nothing of ours', async () => {
  const { page, go, close } = await open();
  await go(unit('polaris'));
  const film = await page.locator('video a').first().getAttribute('href');
  await go(film ?? '');
  await expect
    .poll(() => page.locator('video').evaluate((film: HTMLVideoElement) => film.readyState))
    .toBeGreaterThan(0);
  const { headers } = await fetch(page.url());
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  await close();
});

test.each([
  '/',
  '/courses',
  `/courses/${runPath.replace(/\/[^/]+$/, '')}`,
  `/learn/${runPath}`,
  unit('distances'),
  `/exams/${runPath}/watch-exam`,
  `/progress/${runPath}`,
  '/dates',
  '/settings',
])('%s costs at most two round trips to the database, once its releases are in memory', async (path) => {
  const { name, value } = await newSession(people.learner);
  const trips = async () => {
    const reply = await fetch(site.url + path, { headers: { cookie: `${name}=${value}` } });
    expect(reply.status).toBe(200);
    return Number(/sql;desc="(\d+)"/.exec(reply.headers.get('server-timing') ?? '')?.[1]);
  };
  await trips();
  expect(await trips()).toBeLessThanOrEqual(2);
});
