/** The desk of those who mark, in a real browser: by keyboard, with forms only, on a phone; and what its learner reads. */
import { expect, test } from 'vitest';
import { query } from '#platform/database.ts';
import { violationsOf } from '../axe.ts';
import { t } from './answers.ts';
import { runPath } from './facts.ts';
import { expectNoSidewaysScroll, useBrowser } from './reader.ts';
import { useSite } from './site.ts';

const site = useSite();
const { open } = useBrowser(site);

const desk = `/mark/${runPath}`;

const taskIn = async (state: string, nth = 0): Promise<{ id: string; submission: string }> => {
  const rows = await query<{ id: string; submission: string }>(
    `select id, submission_id as submission from marking.task
     where state = $1 and activity_key = 'field-report' order by received_at, id`,
    [state],
  );
  const row = rows[nth];
  if (!row) throw new Error(`the school has no report that is ${state}`);
  return row;
};

test('a marker goes from one submission to the next by keyboard, and nothing typed is lost', async () => {
  const { page, go, path, complaints, close } = await open({ as: 'teacher' });
  const { id } = await taskIn('to-mark');
  await go(`${desk}/next`);
  await page.waitForSelector('.task-page[data-ready]');
  const first = path();
  expect(first).toContain('/tasks/');
  await page.waitForSelector('.judging form[data-ready]');
  for (const key of ['1', '2', '1']) await page.keyboard.press(key);
  await page.getByText(t('marking.saved')).waitFor();
  await page.reload();
  await page.waitForSelector('.task-page[data-ready]');
  await page.waitForSelector('.judging form[data-ready]');
  expect(await page.locator('.criterion input:checked').count()).toBe(3);
  await page.keyboard.press('c');
  await page.keyboard.type('Well done.');
  await page.keyboard.press('Control+Enter');
  await page.getByText(t('marking.flash-held')).waitFor();
  expect(path()).not.toBe(first);
  await page.waitForSelector('.task-page[data-ready]');
  await page.keyboard.press('u');
  await page.getByRole('heading', { name: t('marking.how') }).waitFor();
  const [mark] = await query<{ comment: string }>(
    `select comment from marking.mark m join marking.task t using (learner_id, submission_id) where t.id = $1`,
    [first.split('/tasks/')[1]?.split('?')[0] ?? id],
  );
  expect(mark?.comment).toBe('Well done.');
  expect(complaints).toEqual([]);
  await close();
});

test('a press on the number of a line opens the comment for it; shift takes the lines between', async () => {
  const { page, go, complaints, close } = await open({ as: 'teacher' });
  const { id } = await taskIn('to-mark', 1);
  await go(`${desk}/tasks/${id}`);
  await page.waitForSelector('#pin-form form[data-ready]', { state: 'attached' });
  await page.locator('a[data-line="1"]').click();
  await page.locator('a[data-line="2"]').click({ modifiers: ['Shift'] });
  await page.locator('#pin-body').fill('Both of these are guesses.');
  await page.getByRole('button', { name: t('marking.pin-button') }).click();
  await page.locator('.pin', { hasText: 'Both of these are guesses.' }).waitFor();
  await page.getByText(t('marking.pin-lines', { from: 1, to: 2 })).waitFor();
  expect(complaints).toEqual([]);
  await close();
});

test('without script a phone is enough to mark, pin a comment and release', async () => {
  const width = 360;
  const { page, go, close } = await open({ as: 'teacher', script: false, width, height: 740 });
  const { id, submission } = await taskIn('to-mark', 2);
  await go(`${desk}/tasks/${id}`);
  await expectNoSidewaysScroll(page, width, 'a submission');
  await page.locator('#pin-form > summary').click();
  await page.getByLabel(t('marking.pin-from')).fill('1');
  await page.locator('#pin-body').fill('Where was this?');
  await page.getByRole('button', { name: t('marking.pin-button') }).click();
  await page.locator('.pin', { hasText: 'Where was this?' }).waitFor();
  for (const criterion of await page.locator('.criterion').all())
    await criterion.locator('input[type=radio]').first().check();
  await page.getByRole('button', { name: t('marking.finish'), exact: true }).click();
  await page.getByText(t('marking.flash-held')).waitFor();
  await page.getByRole('button', { name: t('marking.release-one') }).click();
  await page.getByText(t('marking.flash-released', { count: 1 })).waitFor();
  await close();

  const [seen] = await query<{ released: boolean }>(
    `select released_at is not null as released from grading.grading where submission_id = $1 and current`,
    [submission],
  );
  expect(seen?.released).toBe(true);
});

test('a learner finds the filled rubric on the page of the unit and the comments beside their lines', async () => {
  const { page, go, complaints, close } = await open({ as: 'learner' });
  await go(`/learn/${runPath}/field-report`);
  await page.locator('.rubric-chosen').first().waitFor();
  await page.getByRole('link', { name: t('marking.read-feedback') }).click();
  await page.getByRole('heading', { level: 1, name: t('marking.feedback') }).waitFor();
  await page.locator('.pin', { hasText: 'Four readings' }).waitFor();
  await page.getByText(t('marking.marked-by', { name: 'Amara Okafor' })).waitFor();
  await page.getByLabel(t('marking.message')).fill('One more thing.');
  await page.getByRole('button', { name: t('marking.send') }).click();
  await page.getByText('One more thing.').waitFor();
  expect(await violationsOf(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await close();
});

test('in dark, a task that somebody works on has no barrier that axe knows', async () => {
  const { page, go, close } = await open({ as: 'teacher', scheme: 'dark' });
  const { id } = await taskIn('draft');
  await go(`${desk}/tasks/${id}`);
  expect(await violationsOf(page)).toEqual([]);
  await close();
});

test('with script a mark is sent by the first click', async () => {
  const { page, go, close } = await open({ as: 'teacher' });
  const { id } = await taskIn('to-mark');
  await go(`${desk}/tasks/${id}`);
  await page.waitForSelector('form[data-enhance$="mark-form"][data-ready]');
  for (const criterion of await page.locator('.criterion').all())
    await criterion.locator('input[type=radio]').first().check();
  await page.getByRole('button', { name: t('marking.finish'), exact: true }).click();
  await page.getByText(t('marking.flash-held')).waitFor();
  await close();
});

test('a marker whose session ends is told so, keeps what is written, and goes on after signing in', async () => {
  const { page, context, go, close } = await open({ as: 'teacher' });
  const { id } = await taskIn('to-mark');
  await go(`${desk}/tasks/${id}`);
  const form = page.locator('form[data-enhance$="mark-form"][data-ready]');
  await form.waitFor();
  const cookies = await context.cookies();
  await context.clearCookies({ name: 'lectern.session' });
  const comment = form.locator('textarea[name="comment"]');
  await comment.fill('Read the log again.');
  await form.locator('.form-status', { hasText: t('marking.signed-out') }).waitFor();
  await form
    .locator('.form-status')
    .getByRole('link', { name: t('ui.sign-in') })
    .waitFor();
  await context.addCookies(cookies);
  await comment.fill('Read the log again, line by line.');
  await form.locator('.form-status', { hasText: t('marking.saved') }).waitFor();
  await go(`${desk}/tasks/${id}`);
  expect(await comment.inputValue()).toBe('Read the log again, line by line.');
  await close();
});
