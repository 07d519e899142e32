/** Several people write one unit: at once with script, and by comments and suggestions without. */
import { afterAll, expect, test, vi } from 'vitest';
import { closeRooms } from '#modules/authoring/index.ts';
import { getCourse } from '#modules/catalog/index.ts';
import { readDraft } from '#modules/content/index.ts';
import { studioLinks } from '#screens/studio/outline/index.ts';
import { violationsOf } from '../axe.ts';
import { t } from './answers.ts';
import { type Reader, useBrowser } from './reader.ts';
import { useSite } from './site.ts';

const site = useSite();
const { open } = useBrowser(site);
vi.setConfig({ testTimeout: 90_000 });
afterAll(closeRooms);

const params = { organization: 'harbor', course: 'finding-your-way' };

async function draftOf(file: string): Promise<string> {
  const { id } = await getCourse('harbor', 'finding-your-way');
  return new TextDecoder().decode(await (await readDraft(id)).read(file));
}

async function isSound({ page, complaints }: Reader, width: number): Promise<void> {
  expect(await violationsOf(page)).toEqual([]);
  expect(await page.evaluate(() => document.scrollingElement?.scrollWidth)).toBeLessThanOrEqual(width);
  expect(complaints).toEqual([]);
}

test('two people write at once: each sees the other, and both texts stand in the draft', async () => {
  const [one, two] = [await open({ as: 'owner' }), await open({ as: 'administrator', width: 360 })];
  for (const { page, go } of [one, two]) {
    await go(studioLinks.unit(params, 'trust'));
    await page.locator('.unit-source[data-in-room] .cm-content').waitFor();
  }
  await one.page.locator('.unit-source .cm-content').click();
  await two.page.locator('.unit-source .cm-content').click();
  await one.page.keyboard.press('Control+Home');
  await two.page.keyboard.press('Control+End');
  await Promise.all([
    one.page.keyboard.type('From the first. ', { delay: 20 }),
    two.page.keyboard.type('\n\nFrom the second.', { delay: 20 }),
  ]);
  // Cursors are drawn where they are in sight.
  await one.page.keyboard.press('Control+End');
  for (const { page } of [one, two]) {
    const body = page.locator('textarea[name=body]');
    await expect.poll(() => body.inputValue()).toMatch(/^From the first\. [\s\S]*From the second\.\s*$/);
    await page.locator('.editor-peer').first().waitFor();
    await page.locator('.cm-peer-name').first().waitFor({ state: 'attached' });
    await page.getByText(t('editor.saved'), { exact: true }).waitFor();
  }
  expect(await draftOf('units/satellites/trust.md')).toMatch(/From the first\. [\s\S]*From the second\.\s*$/);
  await isSound(one, 1280);
  await isSound(two, 360);
  for (const { close } of [one, two]) await close();
});

test('without script, on a phone, a block is commented, answered, and a suggestion accepted', async () => {
  const author = await open({ as: 'owner', script: false, width: 360, height: 740 });
  const { page, go } = author;
  await go(studioLinks.unitComments(params, 'compass'));
  const block = page.locator('.commented').first();
  await block.getByText(t('together.say')).click();
  await block.getByLabel(t('together.comment'), { exact: false }).first().fill('Shorter?');
  await block.getByLabel(t('together.replacement'), { exact: false }).fill('A needle points north.');
  await block.getByRole('button', { name: t('together.send'), exact: true }).click();
  const comment = page.locator('.comment').first();
  await comment.getByText('Shorter?').waitFor();
  await comment.getByText(t('together.reply'), { exact: true }).click();
  await comment.getByLabel(t('together.your-reply')).fill('Gladly.');
  await comment.getByRole('button', { name: t('together.send-reply') }).click();
  await comment.getByText('Gladly.').waitFor();
  await go(studioLinks.comments(params));
  await page.getByText('Shorter?').waitFor();
  await page
    .getByRole('button', { name: t('together.do-accepted') })
    .first()
    .click();
  await page.getByText(t('together.flash-accepted')).waitFor();
  await page.locator('.commented-block').first().getByText('A needle points north.').waitFor();
  await author.close();
});
