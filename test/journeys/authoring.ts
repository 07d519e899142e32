/** What an author does in the studio, as a new user would: by the names of links, buttons and fields. */
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { violationsOf } from '../axe.ts';
import { t } from './answers.ts';
import { expectNoSidewaysScroll, type Reader } from './reader.ts';
import { password } from './school.ts';

/** Somebody at a browser; a script only makes things comfortable. */
export interface Author extends Reader {
  script: boolean;
  width: number;
}

const main = ({ page }: Author) => page.locator('main');

export const link = (author: Author, name: string | RegExp) =>
  main(author)
    .getByRole('link', { name, exact: typeof name === 'string' })
    .first();

export const follow = (author: Author, name: string | RegExp) => link(author, name).click();

export const press = (author: Author, name: string | RegExp) =>
  main(author)
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click();

export const shows = (author: Author, text: string | RegExp) =>
  author.page.getByText(text).first().waitFor({ state: 'attached' });

/** Nothing has to be moved sideways; asked of every page that the story comes by. */
export const fits = ({ page, width }: Author, name: string): Promise<void> =>
  expectNoSidewaysScroll(page, width, name);

/** It fits, and axe finds no barrier: for what the pages of `pages.ts` do not show. Axe needs scripts. */
export async function isSound(author: Author, name: string): Promise<void> {
  if (author.script) expect([name, await violationsOf(author.page)]).toEqual([name, []]);
  await fits(author, name);
}

/** The pictures of the documentation are made where `PICTURES` names a folder: `npm run -s pictures`. */
export async function picture({ page, script }: Author, name: string, part?: Locator): Promise<void> {
  const folder = process.env.PICTURES;
  if (!folder || !script) return;
  if (!part) await page.evaluate(() => scrollTo(0, 0));
  // Its own styles, to hide the caret, the policy of the page would complain of.
  await (part ?? page).screenshot({ path: join(folder, `${name}.png`), caret: 'initial' });
}

/** The text of a unit, in the editor that the script brings or in the plain field. */
export async function writeText(author: Author, text: string): Promise<void> {
  if (!author.script) return author.page.getByLabel(t('editor.text')).fill(text);
  await author.page.locator('.unit-source .cm-content').click();
  await author.page.keyboard.press('ControlOrMeta+a');
  await author.page.keyboard.press('Delete');
  await author.page.keyboard.insertText(text);
}

export const textOf = ({ page }: Author): Promise<string> => page.locator('textarea[name=body]').inputValue();

export async function save(author: Author): Promise<void> {
  await press(author, t('editor.save'));
  await (author.script
    ? author.page.getByText(t('editor.saved'), { exact: true }).waitFor()
    : shows(author, t('editor.flash-saved')));
}

/** Nobody adds a picture without saying what it shows. */
export async function addPicture(author: Author, file: string, alt: string): Promise<void> {
  const { page, script } = author;
  if (script) await press(author, t('editor.add-picture'));
  else await follow(author, t('editor.add-picture'));
  const form = script ? page.getByRole('dialog') : main(author);
  const add = form.getByRole('button', { name: t('editor.add-picture') });
  await form.getByLabel(t('editor.picture'), { exact: true }).setInputFiles(file);
  await add.click();
  // The browser holds it back, so that the file stays chosen.
  expect(await form.getByLabel(t('editor.alt')).evaluate((field) => field.matches(':focus:invalid'))).toBe(
    true,
  );
  await form.getByLabel(t('editor.alt')).fill(alt);
  await picture(author, 'picture');
  await add.click();
  if (script) return page.locator('#unit-preview').getByRole('img', { name: alt }).waitFor();
  const line = (await page.locator('.copyable code, .copyable input, .copyable').first().textContent()) ?? '';
  await follow(author, t('editor.to-editor'));
  await writeText(author, `${await textOf(author)}\n${line.trim()}\n`);
}

/** From the editor to the form of a new activity. */
export async function newActivity(author: Author, kind: 'choice' | 'numeric' | 'code'): Promise<void> {
  await follow(author, t('editor.activities'));
  await follow(author, t(`editor.kind-${kind}`));
}

export const row = (author: Author, part: 'options' | 'blocks' | 'hint', number: number): Locator =>
  author.page.getByRole('group', {
    name: t('editor.row', { part: t(`editor.part-${part}`), number }),
    exact: true,
  });

export const addRow = (author: Author, part: 'options' | 'blocks' | 'hint') =>
  press(author, t('editor.row-add', { part: t(`editor.part-${part}`) }));

export async function saveActivity(author: Author): Promise<void> {
  await press(author, t('editor.save'));
  await shows(author, t('editor.flash-activity-saved'));
}

export async function signIn({ page }: Author, email: string): Promise<void> {
  await page.goto('/');
  await page
    .getByRole('link', { name: t('accounts.sign-in') })
    .first()
    .click();
  await page.getByLabel(t('accounts.email')).fill(email);
  await page.getByLabel(t('accounts.password')).fill(password);
  await page
    .locator('main')
    .getByRole('button', { name: t('accounts.sign-in') })
    .click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

/** By the links at the top. */
export const goByHead = ({ page }: Author, name: string) =>
  page.locator('body > header').getByRole('link', { name, exact: true }).first().click();
