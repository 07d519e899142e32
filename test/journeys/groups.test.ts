/** Handing in together in a browser, on a phone: making a group, joining it, one hands in, all have it. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { violationsOf } from '../axe.ts';
import { activity, handIn, t } from './answers.ts';
import type { Role } from './client.ts';
import { runPath } from './facts.ts';
import { expectNoSidewaysScroll, useBrowser } from './reader.ts';
import { people } from './school.ts';
import { useSite } from './site.ts';

const site = useSite();
const { open } = useBrowser(site);
const unit = `/learn/${runPath}/passage-plan`;
const staffPage = `/teach/${runPath}/groups`;
const width = 360;
const card = (page: Page) => page.locator('section.own-group');
const names = (page: Page) => card(page).locator('.own-group-members > li').allTextContents();
const plan =
  'From the mole 290° for seven miles until the light bears 060°, then 015° for eleven miles to the buoy. Fog: turn to 270°, count the log back, and run for the harbour in the lee of the island until it clears.';

const phone = (as: Role, script: boolean) => open({ as, script, width, height: 740 });

test('without script, a learner makes a group, leaves it, and joins that of a fellow by its code', async () => {
  const first = await phone('learner', false);
  await first.go(unit);
  await expectNoSidewaysScroll(first.page, width, 'the way into a group');
  await card(first.page)
    .getByRole('button', { name: t('groups.make') })
    .click();
  expect(await names(first.page)).toEqual(['Noor Haddad']);
  await card(first.page)
    .locator('summary', { hasText: t('groups.leave') })
    .click();
  await card(first.page)
    .getByRole('button', { name: t('groups.leave') })
    .click();
  await card(first.page)
    .getByRole('button', { name: t('groups.make') })
    .click();
  const code = (await card(first.page).locator('code').textContent()) ?? '';

  const second = await phone('newcomer', false);
  await second.go(unit);
  await second.page.getByLabel(t('groups.code')).fill('abcd-efgh');
  await card(second.page)
    .getByRole('button', { name: t('groups.join') })
    .click();
  await second.page.locator('.field-error', { hasText: t('refusals.group-code-wrong') }).waitFor();
  expect(await second.page.getByLabel(t('groups.code')).inputValue()).toBe('abcd-efgh');
  await expectNoSidewaysScroll(second.page, width, 'a wrong code');
  await second.page.getByLabel(t('groups.code')).fill(code.toUpperCase());
  await card(second.page)
    .getByRole('button', { name: t('groups.join') })
    .click();
  expect(await names(second.page)).toEqual(['Noor Haddad', 'Ines Lindqvist']);
  await first.close();
  await second.close();
});

test('with script, one of them hands in, and the other has it too', async () => {
  const first = await phone('learner', true);
  await first.go(unit);
  const own = await activity(first.page, 'passage-plan', true);
  await own.locator('textarea').first().fill(plan);
  await handIn(own, t('queue.with-staff'));
  await card(first.page).getByText(t('groups.fixed')).waitFor();
  expect(first.complaints).toEqual([]);
  await first.close();

  const mate = await phone('newcomer', true);
  await mate.go(unit);
  await card(mate.page)
    .getByText(t('groups.sent-by', { name: 'Noor Haddad' }))
    .waitFor();
  expect(await mate.page.locator('#passage-plan textarea').first().inputValue()).toBe(plan);
  expect(await violationsOf(mate.page)).toEqual([]);
  await expectNoSidewaysScroll(mate.page, width, 'what a mate has handed in');
  await mate.close();
});

test.each([true, false])(
  'a teacher reads who is with whom, is told of an address of nobody, and puts a learner into a group (script %s)',
  async (script) => {
    const { page, go, path, complaints, close } = await phone('teacher', script);
    await go(staffPage);
    await expectNoSidewaysScroll(page, width, 'groups of a run');
    const row = page.locator('tbody tr', { hasText: 'Kofi Mensah' });
    const member = row.locator('li', { hasText: 'Yuki Tanaka' });
    await row.getByText(t('groups.open')).waitFor();
    await page.getByText(t('groups.place')).first().click();
    await page.getByLabel(t('times.addresses')).fill(`${people.stranger}\nyuki@school.example`);
    await page.getByLabel(t('groups.group')).selectOption({ label: 'Kofi Mensah' });
    await page.getByRole('button', { name: t('groups.place') }).click();
    await page.locator('.field-error', { hasText: people.stranger }).waitFor();
    if (script) expect(await violationsOf(page)).toEqual([]);
    await page.getByLabel(t('times.addresses')).fill('yuki@school.example');
    await page.getByRole('button', { name: t('groups.place') }).click();
    await member.waitFor();
    expect(path()).toBe(staffPage);
    await member.getByRole('button').click();
    await page.getByText(t('groups.flash-removed')).waitFor();
    expect(await member.count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  },
);
