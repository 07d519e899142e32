/** Answering as people do, with script or without: each kind by its own controls. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { translateTo } from '#lib/messages.ts';

/** The texts of the interface, as the pages have them. */
export const t = translateTo('en');

/** The activity on the page; with script its form and lists are awake before they are touched. */
export async function activity(page: Page, key: string, script: boolean): Promise<Locator> {
  const found = page.locator(`section.activity[id="${key}"]`);
  await found.scrollIntoViewIfNeeded();
  if (script) await expect.poll(() => found.locator('[data-enhance]:not([data-ready])').count()).toBe(0);
  return found;
}

export const choose = (of: Locator, text: string | RegExp) => of.getByLabel(text).check();
export const write = (of: Locator, text: string) =>
  of.locator('input[type=text], input:not([type]), textarea').first().fill(text);

/** Gives each item its place; with script the item moves there. */
export async function putInOrder(of: Locator, texts: readonly string[]): Promise<void> {
  for (const [index, text] of texts.entries())
    await of
      .locator('.order-item', { hasText: text })
      .locator('select')
      .selectOption(String(index + 1));
}

export async function matchUp(of: Locator, pairs: Record<string, string>): Promise<void> {
  for (const [asked, target] of Object.entries(pairs))
    await of.locator('.match-row', { hasText: asked }).locator('select').selectOption({ label: target });
}

const buttons = (): RegExp => new RegExp(`^(${t('learn.submit')}|${t('learn.submit-again')})$`);
export const submitButton = (of: Locator): Locator => of.getByRole('button', { name: buttons() });

/** Hands in and waits until the page says this. */
export async function handIn(of: Locator, outcome: string | RegExp): Promise<void> {
  await submitButton(of).click();
  await of.locator('.activity-outcome, .error-summary', { hasText: outcome }).waitFor();
}
