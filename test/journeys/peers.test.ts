/** Reviews among fellow learners in a browser: with and without script, on a phone. */
import { expect, test } from 'vitest';
import { t } from './answers.ts';
import { runPath } from './facts.ts';
import { expectNoSidewaysScroll, useBrowser } from './reader.ts';
import { useSite } from './site.ts';

const site = useSite();
const { open } = useBrowser(site);

const mine = `/reviews/${runPath}/letter-home`;
const desk = `/teach/${runPath}/reviews`;

test.each([true, false])(
  'on a phone a learner takes one more work, keeps a draft and finishes it (script %s)',
  async (script) => {
    const width = 360;
    const { page, go, path, complaints, close } = await open({ as: 'learner', script, width, height: 740 });
    await go(mine);
    await expectNoSidewaysScroll(page, width, 'reviews of a learner');
    await page.getByRole('button', { name: t('peers.do-done') }).click();
    await page.getByRole('heading', { level: 1, name: t('peers.kind-peer') }).waitFor();
    await expectNoSidewaysScroll(page, width, 'a review');
    await page.getByLabel(t('peers.comment')).fill('A good letter.');
    await page.getByRole('button', { name: t('peers.keep-draft') }).click();
    await page.getByText(t('peers.flash-draft')).waitFor();
    expect(await page.getByLabel(t('peers.comment')).inputValue()).toBe('A good letter.');
    await page.locator('.criterion').first().locator('input[type=radio]').first().check();
    await page.getByRole('button', { name: t('peers.finish') }).click();
    // It says which criterion is missing, and keeps what was chosen.
    const missing = page.locator('.error-summary a');
    expect(await missing.allTextContents()).toEqual([t('marking.not-judged', { criterion: 'Clear' })]);
    const target = page.locator((await missing.getAttribute('href')) ?? '');
    expect(await target.getAttribute('type')).toBe('radio');
    expect(await page.locator('.criterion').first().locator('input:checked').count()).toBe(1);
    for (const criterion of await page.locator('.criterion').all())
      await criterion.locator('input[type=radio]').first().check();
    await page.getByRole('button', { name: t('peers.finish') }).click();
    await page.getByText(t('peers.flash-finished')).waitFor();
    expect(path()).toBe(mine);
    expect(complaints).toEqual([]);
    await close();
  },
);

test('staff come from the desk to one work, which they may review themselves', async () => {
  const { page, go, complaints, close } = await open({ as: 'teacher' });
  await go(desk);
  await page.locator(`a[href="${desk}/letter-home"]`).click();
  await page.locator('tbody tr').first().waitFor();
  await page.locator('tbody a').first().click();
  await page.getByRole('button', { name: t('peers.review-myself') }).waitFor();
  expect(complaints).toEqual([]);
  await close();
});
