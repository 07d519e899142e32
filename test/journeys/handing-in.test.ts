/** Everything that is handed in beside code and exams: sums of one's own, files, essays, surveys, hidden results. */
import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { query } from '#platform/database.ts';
import { violationsOf } from '../axe.ts';
import { submitButton, t } from './answers.ts';
import { runPath } from './facts.ts';
import { expectNoSidewaysScroll, useBrowser } from './reader.ts';
import { useSite } from './site.ts';

const site = useSite();
const { open } = useBrowser(site);
const page = `/learn/${runPath}/logbook`;
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

test('without script, on a phone: a file is added, a page in disguise is refused, the rest is handed in and read', {
  timeout: 60_000,
}, async () => {
  const reader = await open({ as: 'newcomer', script: false, width: 360, height: 740 });
  await reader.go(page);
  await expectNoSidewaysScroll(reader.page, 360, 'the logbook');
  const card = reader.page.locator('#log-sketch');
  await card
    .locator('input[type=file]')
    .setInputFiles({ name: 'way.png', mimeType: 'image/png', buffer: png });
  await card.getByRole('button', { name: t('tasks.file-add') }).click();
  await card.getByRole('link', { name: 'way.png' }).waitFor();
  const evil = Buffer.from('<html><script>alert(1)</script></html>');
  await card
    .locator('input[type=file]')
    .setInputFiles({ name: 'chart.png', mimeType: 'image/png', buffer: evil });
  await card.locator('button[value=submit]').click();
  await card
    .getByText(/What counts is what the file holds/)
    .first()
    .waitFor();
  await card.getByLabel(t('tasks.file-keep', { name: 'chart.png' })).uncheck();
  await card.getByLabel(t('tasks.comment')).fill('My way to school.');
  await card.locator('button[value=submit]').click();
  await card.locator('.receipt-line').waitFor();
  await card.getByRole('link', { name: 'way.png' }).click();
  await reader.page.getByRole('img', { name: 'way.png' }).waitFor();
  const file = reader.path();
  expect(reader.complaints).toEqual([]);
  await reader.close();

  const other = await open({ as: 'stranger', script: false });
  await other.go(file);
  await other.page.getByText(t('refusals.file-not-found')).first().waitFor();
  await other.close();
});

test('with script, a file of several pieces is sent when it is chosen, and arrives whole', async () => {
  const reader = await open({ as: 'learner' });
  await reader.go(page);
  const card = reader.page.locator('#log-sketch');
  await card.locator('.is-enhanced').waitFor();
  await card.locator('button[value=submit]').click();
  await card.locator('.error-summary').waitFor();
  await card.locator('.is-enhanced').waitFor();
  const large = Buffer.concat([png, randomBytes(9_000_000)]);
  await card
    .locator('input[type=file]')
    .setInputFiles({ name: 'large.png', mimeType: 'image/png', buffer: large });
  await card.getByRole('link', { name: 'large.png' }).waitFor();
  // It said that no file is there.
  expect(await card.locator('.error-summary').count()).toBe(0);
  await card.locator('button[value=submit]').click();
  await card.locator('.receipt-line').waitFor();
  const [row] = await query<{ sha256: string }>(
    "select sha256 from attempts.upload where name = 'large.png'",
  );
  expect(row?.sha256).toBe(createHash('sha256').update(large).digest('hex'));
  expect(reader.complaints).toEqual([]);
  await reader.close();
});

test('an essay is written with tools and previewed, and too few words cost nothing', async () => {
  const reader = await open({ as: 'learner' });
  await reader.go(page);
  const card = reader.page.locator('#log-doubt');
  await card.getByRole('toolbar').waitFor();
  const area = card.locator('textarea');
  await area.fill('lost');
  await area.selectText();
  await card.getByRole('button', { name: t('tasks.editor-bold') }).click();
  expect(await area.inputValue()).toBe('**lost**');
  await card.getByRole('button', { name: t('tasks.editor-preview') }).click();
  await card.locator('.essay-preview strong', { hasText: 'lost' }).waitFor();
  await card.getByRole('button', { name: t('tasks.editor-write') }).click();
  await submitButton(card).click();
  await card
    .getByText(t('tasks.essay-too-short', { count: 1, least: 20 }))
    .first()
    .waitFor();
  expect(await violationsOf(reader.page)).toEqual([]);
  await reader.close();
});

test('each attempt at a sum has numbers of its own; the answer to old ones is asked again at no cost', async () => {
  const reader = await open({ as: 'learner', script: false });
  await reader.go(page);
  const card = reader.page.locator('#log-distance');
  // Of what is drawn with it there are 44 sums, so that two attempts may ask the same one.
  const asked = () => card.locator('input[name$=".seed"]').getAttribute('value');
  const before = await asked();
  await card.locator('input[type=text]').fill('1');
  await submitButton(card).click();
  await card.getByText(/You answered .1 nmi|You answered .1 \(/).waitFor();
  expect(await asked()).not.toBe(before);
  await card.locator('input[type=text]').fill('2');
  await card.locator('input[name$=".seed"]').evaluate((field) => field.setAttribute('value', '7'));
  await submitButton(card).click();
  await card.getByText(t('tasks.new-values')).first().waitFor();
  await card.getByText(t('learn.attempts-left', { left: 2, total: 3 })).waitFor();
  await reader.close();
});

test('a hidden result shows nowhere until staff release it', async () => {
  const reader = await open({ as: 'learner', script: false });
  await reader.go(page);
  const card = reader.page.locator('#log-secret');
  await card.getByLabel('A clock').check();
  await submitButton(card).click();
  await card.getByText(t('tasks.hidden-score')).waitFor();
  const told = await reader.page.request.get(`/api/v1${page}`).then((reply) => reply.json());
  const secret = told.activities.find(({ key }: { key: string }) => key === 'log-secret');
  expect(secret.standing).toMatchObject({ bestScore: null, lastScore: null, judgement: null, reveal: false });
  const { grade } = await reader.page.request
    .get(`/api/v1/progress/${runPath}/log-secret`)
    .then((reply) => reply.json());
  expect(grade.practice.find(({ key }: { key: string }) => key === 'log-secret')).toMatchObject({
    state: 'waiting',
    score: null,
    earned: 0,
    tries: [{ score: null, counted: null }],
  });

  const teacher = await open({ as: 'teacher' });
  await teacher.go(`/teach/${runPath}/results`);
  await teacher.page.getByRole('button', { name: /Show to learners/ }).click();
  await teacher.close();
  await expect
    .poll(async () => {
      await reader.go(page);
      return card.locator('.activity-outcome', { hasText: t('learn.verdict-right') }).count();
    })
    .toBe(1);
  await reader.close();
});

test('an anonymous survey is answered once, and what was answered is shown to nobody alone', async () => {
  const reader = await open({ as: 'learner', script: false, width: 360, height: 740 });
  await reader.go(page);
  const card = reader.page.locator('#log-survey');
  await submitButton(card).click();
  await card.getByLabel('4', { exact: true }).check();
  await card.getByLabel('What should we change?').fill('More tea at night.');
  await submitButton(card).click();
  await card.getByText(t('tasks.survey-given')).waitFor();
  expect(await card.textContent()).not.toContain('More tea at night.');
  const [row] = await query<{ answer: unknown }>(
    "select answer from attempts.submission where activity_key = 'log-survey' order by received_at desc limit 1",
  );
  expect(row?.answer).toEqual({});
  await reader.close();
});
