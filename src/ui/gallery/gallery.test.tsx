/** The pages of the gallery in a real browser: what no test of markup can see. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Locale } from '#lib/messages.ts';
import { violationsOf } from '../../../test/axe.ts';
import { sharedBrowser } from '../../../test/browser.ts';
import { builtClient, type ClientBuild } from '../../../test/client-build.ts';
import type { ManifestEntry } from '../assets.ts';
import { renderDocument } from '../document.tsx';
import { testView } from '../testing.ts';
import { samplePages } from './samples.tsx';

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'";
const nav = ['Home', 'Courses', 'My learning', 'Teaching'].map((label, index) => ({
  href: `/${index}`,
  label,
  current: index === 1,
}));

let browser: Browser;
let client: ClientBuild;

beforeAll(async () => {
  [browser, client] = await Promise.all([sharedBrowser(), builtClient()]);
});

interface Reader {
  width?: number;
  scheme?: 'light' | 'dark';
  locale?: Locale;
  script?: boolean;
}

/** Opens a sample page under the strict policy; whatever the browser complains about is collected. */
async function open(
  name: string,
  { width = 1280, scheme = 'light', locale = 'en', script = true }: Reader = {},
) {
  const sample = samplePages[name];
  if (!sample) throw new Error(`no sample ${name}`);
  const html = renderDocument(sample, testView({ locale, nav }), client.assets).map(String).join('');
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    colorScheme: scheme,
    javaScriptEnabled: script,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.route('**/*', (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') {
      const headers = { 'content-security-policy': policy };
      return route.fulfill({ contentType: 'text/html; charset=utf-8', headers, body: html });
    }
    const file = join(client.folder, pathname.replace('/static/', ''));
    return existsSync(file)
      ? route.fulfill({ path: file })
      : route.fulfill({ contentType: 'image/svg+xml', body: '<svg/>' });
  });
  await page.goto('http://localhost/');
  await page.waitForLoadState('load');
  return { page, complaints, close: () => context.close() };
}

const ready = (page: Page) =>
  page.waitForFunction(
    () => document.querySelectorAll(':is(lectern-island, [data-enhance]):not([data-ready])').length === 0,
  );

const light: Reader = {};
const dark: Reader = { scheme: 'dark' };
const arabicPhone: Reader = { locale: 'ar', width: 360 };

test.for<[string, string, Reader]>([
  ['gallery', 'light', light],
  ['gallery', 'dark', dark],
  ['gallery', 'right to left on a phone', arabicPhone],
  ['catalog', 'dark', dark],
  ['reading', 'light', light],
  ['reading', 'dark', dark],
  ['reading-arabic', 'right to left on a phone', arabicPhone],
  ['gradebook', 'light', light],
  ['sign-in', 'dark', dark],
  ['empty', 'light', light],
])('the page "%s" has no barrier that axe knows, in %s', async ([name, , reader]) => {
  const { page, complaints, close } = await open(name, reader);
  await ready(page);
  expect(await violationsOf(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await close();
});

test.for(Object.keys(samplePages))('the page "%s" fits a phone of 360 pixels', async (name) => {
  for (const locale of ['en', 'ar'] as const) {
    const { page, close } = await open(name, { width: 360, locale });
    expect(await page.evaluate(() => document.scrollingElement?.scrollWidth)).toBeLessThanOrEqual(360);
    await close();
  }
});

describe('the keyboard', () => {
  test('goes skip link, brand, navigation, search, language, person, content', async () => {
    const { page, close } = await open('catalog');
    const stops: unknown[] = [];
    for (let stop = 0; stop < 10; stop++) {
      await page.keyboard.press('Tab');
      stops.push(
        await page.evaluate(() => {
          const element = document.activeElement;
          const heard = element?.cloneNode(true) as Element | undefined;
          for (const unheard of heard?.querySelectorAll('[aria-hidden]') ?? []) unheard.remove();
          const name = element?.getAttribute('name') ?? heard?.textContent?.trim();
          return element?.closest('main') ? `main ${name}` : name;
        }),
      );
    }
    expect(stops).toEqual([
      'Skip to the content',
      'Lectern',
      ...nav.map((link) => link.label),
      'q',
      'Language: English',
      'Account: Ada Lindqvist',
      'main subject',
    ]);
    await close();
  });

  test('skips to the content', async () => {
    const { page, close } = await open('catalog', { script: false });
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('subject');
    await close();
  });

  test('reaches the search by "/", but types it into a field', async () => {
    const { page, close } = await open('gallery');
    await page.keyboard.press('/');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('site-search');
    await page.locator('#field-nickname').press('/');
    expect(await page.locator('#field-nickname').inputValue()).toBe('/');
    await close();
  });

  test('moves through the rows of a desk by "j" and "k"', async () => {
    const { page, close } = await open('gradebook');
    await ready(page);
    for (const key of ['j', 'j', 'j', 'k']) await page.keyboard.press(key);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('/teach/learner-1');
    await close();
  });

  test('leaves a menu by Escape, with the focus back on it', async () => {
    const { page, close } = await open('catalog');
    const menu = page.locator('details.menu').first();
    await menu.locator('summary').click();
    await menu.locator('a').first().focus();
    await page.keyboard.press('Escape');
    expect(await menu.getAttribute('open')).toBeNull();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('SUMMARY');
    await close();
  });
});

describe('the script', () => {
  test('takes an island over without drawing it again', async () => {
    const { page, complaints, close } = await open('gallery');
    const button = page.locator('lectern-island button');
    await ready(page);
    await page.context().grantPermissions(['clipboard-write', 'clipboard-read']);
    expect(await page.locator('lectern-island button').count()).toBe(1);
    await button.click();
    await expect.poll(() => button.textContent()).toBe('Copied');
    expect(complaints).toEqual([]);
    await close();
  });

  test('opens a question over the page; without it the link leads to a page of its own', async () => {
    const { page, close } = await open('gallery');
    await page.getByText('Leave the course').click();
    expect(await page.locator('dialog#leave').evaluate((dialog: HTMLDialogElement) => dialog.open)).toBe(
      true,
    );
    await page.locator('dialog#leave').getByLabel('Close').click();
    expect(await page.locator('dialog#leave').evaluate((dialog: HTMLDialogElement) => dialog.open)).toBe(
      false,
    );
    await close();
  });
});

test('a form that is shown again puts the focus on what is wrong', async () => {
  const { page, close } = await open('sign-in', { script: false });
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('error-summary');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('field-email');
  await close();
});

test('the outline of a course stands open beside the text and folds on a phone', async () => {
  const wide = await open('reading');
  expect(await wide.page.getByRole('link', { name: 'What the Sun adds' }).first().isVisible()).toBe(true);
  await wide.close();
  const phone = await open('reading', { width: 360, script: false });
  const unit = phone.page.locator('.reading-aside').getByRole('link', { name: 'What the Sun adds' });
  expect(await unit.isVisible()).toBe(false);
  await phone.page.locator('.reading-aside > details > summary').click();
  expect(await unit.isVisible()).toBe(true);
  await phone.close();
});

test('a page to read prints as its text alone', async () => {
  const { page, close } = await open('reading');
  await page.emulateMedia({ media: 'print' });
  for (const selector of ['.site-header', '.reading-aside', '.site-footer', '.previous-next']) {
    expect(await page.locator(selector).isVisible()).toBe(false);
  }
  expect(await page.locator('.prose').isVisible()).toBe(true);
  await close();
});

test('what a page loads stays within its budget', () => {
  const weigh = (file: string) => gzipSync(readFileSync(join(client.folder, file))).byteLength;
  const { styles, script } = client.assets;
  expect(weigh(styles.replace('/static/', ''))).toBeLessThan(16_000);
  expect(weigh(script.replace('/static/', ''))).toBeLessThan(4_000);
  const chunks: Record<string, ManifestEntry> = JSON.parse(
    readFileSync(join(client.folder, 'manifest.json'), 'utf8'),
  );
  // The editor of code, its languages, and what the unit editor adds come where somebody writes; plain fields are there
  // before. A chunk that only they load may weigh as much as they do.
  const editor = 'src/activities/code/islands/editor.ts';
  const languages = new Set(chunks[editor]?.dynamicImports);
  const heavy = new Set([
    editor,
    ...languages,
    'src/screens/studio/editor/islands/codemirror/setup.ts',
    'src/screens/studio/editor/islands/together/show.ts',
  ]);
  const loadedBy = (key: string) =>
    Object.keys(chunks).filter((other) => chunks[other]?.imports?.includes(key));
  const ofEditors = (key: string): boolean =>
    heavy.has(key) || (loadedBy(key).length > 0 && loadedBy(key).every(ofEditors));
  for (const [key, { file }] of Object.entries(chunks).filter(([, { file }]) => file.endsWith('.js'))) {
    const most = languages.has(key) ? 40_000 : ofEditors(key) ? 100_000 : 15_000;
    expect(weigh(file), key).toBeLessThan(most);
  }
});
