/** A program handed in: run before, judged live, shown without script too, and what staff do where no machine can. */
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { programs } from '#app/seed/programs.ts';
import { openWorker, type Worker } from '#modules/grading/index.ts';
import { query } from '#platform/database.ts';
import { closeSandbox } from '#platform/sandbox/index.ts';
import { violationsOf } from '../axe.ts';
import { activity, submitButton, t } from './answers.ts';
import { runPath } from './facts.ts';
import { expectNoSidewaysScroll, type Reader, useBrowser } from './reader.ts';
import { useSite } from './site.ts';

const site = useSite();
const { open } = useBrowser(site);

const key = 'reckoning-course';
const page = `/learn/${runPath}/dead-reckoning`;
const list = `/teach/${runPath}/gradings`;
const right = programs[key]?.right[0]?.['steering.py'] ?? '';
const wrong = programs[key]?.wrong['steering.py'] ?? '';

let worker: Worker | null = null;
const startWorker = () => {
  worker ??= openWorker({ slots: 2, pollMs: 100 });
};
async function stopWorker(): Promise<void> {
  await worker?.stop();
  worker = null;
}
/** What the school has handed in before is not waited for. */
beforeAll(async () => {
  await query(`update grading.grading set state = 'replaced' where state = 'waiting'`);
});
afterAll(async () => {
  await stopWorker();
  closeSandbox();
});

/** A picture of what stands there, where somebody wants to look. */
async function picture({ page: shown }: Reader, name: string): Promise<void> {
  const folder = process.env.PICTURES;
  if (folder) await shown.screenshot({ path: join(folder, `${name}.png`), fullPage: true, caret: 'initial' });
}
async function pictureOf(part: Locator, name: string): Promise<void> {
  const folder = process.env.PICTURES;
  if (folder) await part.screenshot({ path: join(folder, `${name}.png`), caret: 'initial' });
}

test('without script a program is tried, handed in and judged by looking again', async () => {
  await stopWorker();
  const reader = await open({ as: 'newcomer', script: false, width: 360, height: 740 });
  await reader.go(page);
  const card = await activity(reader.page, key, false);
  const field = card.getByLabel(t('code.file', { name: 'steering.py' }));
  await field.fill(wrong);
  await card.getByRole('button', { name: t('queue.trial-run') }).click();
  await card.getByText(t('queue.trial-waiting')).waitFor();
  expect(await field.inputValue()).toBe(wrong);
  startWorker();
  await expect
    .poll(
      async () => {
        await card.getByRole('link', { name: t('queue.refresh') }).click();
        return card.getByText(t('queue.trial-done')).count();
      },
      { timeout: 90_000, interval: 1_000 },
    )
    .toBe(1);
  await stopWorker();
  await card.getByText(t('code.passed-of', { passed: 2, total: 3 })).waitFor();
  await expectNoSidewaysScroll(reader.page, 360, 'a trial');
  await pictureOf(card, 'phone-trial');
  await field.fill(right);
  await submitButton(card).click();
  await card.getByText(t('queue.waiting')).waitFor();
  await card.getByRole('link', { name: t('learn.receipt') }).waitFor();
  await pictureOf(card, 'phone-waiting');
  startWorker();
  await expect
    .poll(
      async () => {
        await reader.go(page);
        return card.getByText(t('learn.verdict-right'), { exact: true }).count();
      },
      { timeout: 90_000, interval: 1_000 },
    )
    .toBe(1);
  await card.getByText(t('code.passed-of', { passed: 5, total: 5 })).waitFor();
  expect(await card.getByText('test_meridians').count()).toBe(1);
  expect(await reader.page.content()).not.toContain('leads_back_to(');
  await expectNoSidewaysScroll(reader.page, 360, 'a result');
  await pictureOf(card, 'phone-result');
  await reader.close();
}, 240_000);

test('with script the editor colors, Tab lets go, and results come by themselves', async () => {
  startWorker();
  const reader = await open({ as: 'learner', scheme: 'dark' });
  await reader.go(page);
  const card = await activity(reader.page, key, true);
  const editor = card.getByRole('textbox', { name: /steering\.py/ });
  await card.locator('.code-editor').waitFor();
  await editor.focus();
  await reader.page.keyboard.press('Tab');
  expect(await card.locator('.code-editor').evaluate((host) => host.matches(':focus-within'))).toBe(false);
  await editor.click();
  await reader.page.keyboard.press('ControlOrMeta+a');
  await reader.page.keyboard.press('Delete');
  await reader.page.keyboard.insertText(wrong);
  expect(reader.complaints).toEqual([]);
  await pictureOf(card, 'dark-editor');
  await card.getByRole('button', { name: t('queue.trial-run') }).click();
  await card.getByText(t('queue.trial-done')).waitFor({ timeout: 90_000 });
  expect(await editor.innerText()).toContain('degrees(atan2(east, north))');
  expect(await violationsOf(reader.page)).toEqual([]);
  await pictureOf(card, 'dark-trial');
  await submitButton(card).click();
  await card.getByText(t('learn.verdict-partly'), { exact: true }).waitFor({ timeout: 90_000 });
  await card.locator('.code-editor').waitFor();
  await card.getByText(t('code.hidden'), { exact: true }).first().waitFor();
  expect(await violationsOf(reader.page)).toEqual([]);
  await pictureOf(card, 'dark-result');
  expect(reader.complaints).toEqual([]);
  await reader.close();
}, 240_000);

test('staff try again what machines could not judge, or judge it themselves', async () => {
  await stopWorker();
  const reader = await open({ as: 'teacher' });
  await reader.go(list);
  const row = reader.page.getByRole('row', { name: /Yuki Tanaka/ });
  await row.getByText('no space left').waitFor();
  expect(await violationsOf(reader.page)).toEqual([]);
  await picture(reader, 'stuck');
  await row.getByRole('button', { name: /^Try again/ }).click();
  await reader.page.getByText(t('queue.retried', { count: 1 })).waitFor();
  await reader.page.getByText(t('queue.none')).waitFor();
  await picture(reader, 'stuck-none');
  await reader.close();
  const phone = await open({ as: 'teacher', script: false, width: 360, height: 740 });
  await phone.go(list);
  await expectNoSidewaysScroll(phone.page, 360, 'the list of gradings');
  await phone.close();
}, 60_000);
