/** The kinds in a real browser: barriers, small screens, and what the browser part of each adds. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { For } from 'solid-js';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Locale } from '#lib/messages.ts';
import { renderDocument } from '#ui/document.tsx';
import { Html } from '#ui/html.tsx';
import { testView } from '#ui/testing.ts';
import { violationsOf } from '../../test/axe.ts';
import { sharedBrowser } from '../../test/browser.ts';
import { builtClient, type ClientBuild } from '../../test/client-build.ts';
import { samples } from './samples.ts';
import { drawActivity, readActivity } from './testing.ts';

const policy = [
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self' https:",
  'frame-src https://www.youtube-nocookie.com https://player.vimeo.com',
].join('; ');

let browser: Browser;
let client: ClientBuild;

beforeAll(async () => {
  [browser, client] = await Promise.all([sharedBrowser(), builtClient()]);
});

/** Half a minute of silence: a film without pictures is enough to play, seek and stop. */
function silence(): Buffer {
  const [rate, seconds] = [8000, 30];
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + rate * seconds, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(rate * seconds, 40);
  return Buffer.concat([head, Buffer.alloc(rate * seconds, 128)]);
}

/** Browsers seek only where a server answers with parts. */
function filmAnswer(range = 'bytes=0-') {
  const film = silence();
  const from = Number(/bytes=(\d+)/.exec(range)?.[1] ?? 0);
  const headers = {
    'accept-ranges': 'bytes',
    'content-range': `bytes ${from}-${film.length - 1}/${film.length}`,
  };
  return { status: 206, contentType: 'audio/wav', headers, body: film.subarray(from) };
}

type State = 'open' | 'judged' | 'revealed';

/** Every sample on one page, in a state a learner can meet. */
function pageOf(state: State, locale: Locale): string {
  const parts = samples.map(({ type, source, assets, wrong, right }, index) => {
    const { activity } = readActivity(type, source, assets);
    const answer = state === 'open' ? null : ((wrong ?? right)?.(activity.settings) ?? null);
    const html = drawActivity(type, activity, {
      answer,
      locale,
      judgement: answer === null ? null : (type.judge?.(answer, activity.settings, 0) ?? null),
      tally: type.name === 'poll' && answer !== null ? { [(answer as string[])[0] ?? '']: 6 } : null,
      disabled: state === 'revealed',
      reveal: state === 'revealed',
      fieldName: (field) => `a${index}.${field}`,
    });
    return { name: type.name, prompt: activity.prompt, id: `field-a${index}-prompt`, html };
  });
  const body = () => (
    <form id="all">
      <h1>Activities</h1>
      <For each={parts}>
        {(part) => (
          <section aria-label={part.id}>
            <div id={part.id} innerHTML={part.prompt} />
            <Html html={part.html} class={`sample-${part.name}`} />
          </section>
        )}
      </For>
    </form>
  );
  return renderDocument({ title: 'Activities', body }, testView({ locale }), client.assets)
    .map(String)
    .join('');
}

interface Reader {
  width?: number;
  scheme?: 'light' | 'dark';
  locale?: Locale;
  script?: boolean;
}

async function open(
  state: State,
  { width = 1000, scheme = 'light', locale = 'en', script = true }: Reader = {},
) {
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    colorScheme: scheme,
    javaScriptEnabled: script,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  const html = pageOf(state, locale);
  const strangers: string[] = [];
  await page.route('**/*', (route) => {
    const { pathname, host } = new URL(route.request().url());
    if (host !== 'lectern.test') {
      strangers.push(host);
      return route.fulfill({ contentType: 'text/html', body: '<title>Player</title>' });
    }
    if (pathname === '/') {
      const headers = { 'content-security-policy': policy };
      return route.fulfill({ contentType: 'text/html; charset=utf-8', headers, body: html });
    }
    if (pathname.endsWith('.mp4')) return route.fulfill(filmAnswer(route.request().headers().range));
    if (pathname.endsWith('.vtt')) return route.fulfill({ contentType: 'text/vtt', body: 'WEBVTT\n' });
    const file = join(client.folder, pathname.replace('/static/', ''));
    return existsSync(file)
      ? route.fulfill({ path: file })
      : route.fulfill({ contentType: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg"/>' });
  });
  await page.goto('http://lectern.test/');
  await page.waitForLoadState('load');
  return { page, complaints, strangers, close: () => context.close() };
}

/** Browser parts wake when they come into view. */
async function awake(page: Page, selector: string): Promise<Locator> {
  const found = page.locator(selector).first();
  await found.scrollIntoViewIfNeeded();
  await page.waitForSelector(`${selector}[data-ready]`);
  return found;
}

const readers: [string, Reader][] = [
  ['light', {}],
  ['dark', { scheme: 'dark' }],
  ['right to left on a phone', { locale: 'ar', width: 360 }],
];

describe.for(['open', 'judged', 'revealed'] as const)('all kinds, %s', (state) => {
  test.for(readers)('have no barrier that axe knows and fit the screen, in %s', async ([, reader]) => {
    const { page, complaints, strangers, close } = await open(state, reader);
    if (state !== 'revealed') for (const kind of ['.order', '.match', '.video']) await awake(page, kind);
    expect(await violationsOf(page)).toEqual([]);
    expect(await page.evaluate(() => document.scrollingElement?.scrollWidth)).toBeLessThanOrEqual(
      reader.width ?? 1000,
    );
    expect(complaints).toEqual([]);
    expect(strangers).toEqual([]);
    await close();
  });
});

describe('order', () => {
  const texts = (order: Locator) =>
    order
      .locator('.order-item')
      .evaluateAll((items) => items.map((item) => (item as HTMLElement).dataset.text));
  const places = (order: Locator) =>
    order.locator('select').evaluateAll((menus) => menus.map((menu) => (menu as HTMLSelectElement).value));

  test('an untouched list fills in nothing', async () => {
    const { page, close } = await open('open');
    expect(await places(await awake(page, '.order'))).toEqual(['', '', '', '']);
    await close();
  });

  test('buttons and arrow keys move an item, keep the focus and say where it went', async () => {
    const { page, close } = await open('open');
    const order = await awake(page, '.order');
    const before = await texts(order);
    const down = order.locator('.order-item').first().locator('[data-move=down]');
    await down.click();
    expect(await texts(order)).toEqual([before[1], before[0], before[2], before[3]]);
    expect(await places(order)).toEqual(['1', '2', '3', '4']);
    expect(await order.locator('[data-announce]').textContent()).toBe(`${before[0]} is now in place 2 of 4.`);
    await page.keyboard.press('ArrowDown');
    expect(await texts(order)).toEqual([before[1], before[2], before[0], before[3]]);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      `Move down: ${before[0]}`,
    );
    await close();
  });

  test('a place chosen in the menu moves the item there', async () => {
    const { page, close } = await open('open');
    const order = await awake(page, '.order');
    const before = await texts(order);
    await order.locator('select').first().selectOption('4');
    expect(await texts(order)).toEqual([before[1], before[2], before[3], before[0]]);
    expect(await places(order)).toEqual(['1', '2', '3', '4']);
    await close();
  });

  test('an item can be dragged by its grip', async () => {
    const { page, close } = await open('open');
    const order = await awake(page, '.order');
    const before = await texts(order);
    const grip = await order.locator('[data-grip]').first().boundingBox();
    const last = await order.locator('.order-item').last().boundingBox();
    if (!grip || !last) throw new Error('the list has no box');
    await page.mouse.move(grip.x + 5, grip.y + 5);
    await page.mouse.down();
    await page.mouse.move(grip.x + 5, last.y + last.height, { steps: 8 });
    await page.mouse.up();
    expect(await texts(order)).toEqual([before[1], before[2], before[3], before[0]]);
    expect(await places(order)).toEqual(['1', '2', '3', '4']);
    await close();
  });
});

describe('match', () => {
  const chosen = (match: Locator) =>
    match
      .locator('select')
      .evaluateAll((menus) =>
        menus.map((menu) => (menu as HTMLSelectElement).selectedOptions[0]?.textContent),
      );

  test('a target goes to a row by drag, and the menu of the row says so', async () => {
    const { page, close } = await open('open');
    const match = await awake(page, '.match');
    const target = match.locator('.match-target', { hasText: 'Saturn' });
    const row = match.locator('.match-row').nth(1);
    const [from, to] = [await target.boundingBox(), await row.boundingBox()];
    if (!from || !to) throw new Error('the board has no box');
    await page.mouse.move(from.x + 8, from.y + 8);
    await page.mouse.down();
    await page.mouse.move(to.x + 20, to.y + to.height / 2, { steps: 8 });
    await page.mouse.up();
    expect((await chosen(match))[1]).toBe('Saturn');
    expect(await match.locator('[data-announce]').textContent()).toMatch(/^Saturn now belongs to /);
    await close();
  });

  test('a target goes to a row by keys: Enter picks, Enter on the menu of a row puts', async () => {
    const { page, close } = await open('open');
    const match = await awake(page, '.match');
    const target = match.locator('.match-target', { hasText: 'Neptune' });
    await target.press('Enter');
    expect(await target.getAttribute('aria-pressed')).toBe('true');
    await match.locator('select').first().press('Enter');
    expect((await chosen(match))[0]).toBe('Neptune');
    expect(await target.getAttribute('aria-pressed')).toBe('false');
    await close();
  });

  test('Escape lets a picked target go', async () => {
    const { page, close } = await open('open');
    const match = await awake(page, '.match');
    const target = match.locator('.match-target').first();
    await target.press(' ');
    await target.press('Escape');
    expect(await target.getAttribute('aria-pressed')).toBe('false');
    await close();
  });
});

describe('video', () => {
  const time = (page: Page) =>
    page
      .locator('video')
      .first()
      .evaluate((film) => (film as HTMLVideoElement).currentTime);

  test('a press on a cue plays from there, and the cue that is heard is marked', async () => {
    const { page, close } = await open('open');
    await awake(page, '.video');
    await page.locator('.video-cue').last().click();
    await expect.poll(() => time(page)).toBeGreaterThanOrEqual(12);
    await expect.poll(() => page.locator('.video-cue').last().getAttribute('class')).toContain('is-heard');
    expect(page.url()).toBe('http://lectern.test/');
    await close();
  });

  test('the times of the transcript are links that play from there', async () => {
    const { page, close } = await open('open');
    await awake(page, '.video');
    await page.locator('.video-moment').last().press('Enter');
    await expect.poll(() => time(page)).toBeGreaterThanOrEqual(12);
    await close();
  });

  test('speed and place are remembered', async () => {
    const { page, close } = await open('open');
    await awake(page, '.video');
    await page.locator('[data-speed]').first().selectOption('1.5');
    await page.locator('.video-cue').last().click();
    await expect.poll(() => time(page)).toBeGreaterThanOrEqual(12);
    await page
      .locator('video')
      .first()
      .evaluate((film) => (film as HTMLVideoElement).pause());
    await page.reload();
    await awake(page, '.video');
    expect(
      await page
        .locator('video')
        .first()
        .evaluate((film) => (film as HTMLVideoElement).playbackRate),
    ).toBe(1.5);
    const resume = page.locator('[data-resume]').first();
    expect(await resume.textContent()).toMatch(/^Continue where you stopped \(0:1\d\)$/);
    await resume.click();
    await expect.poll(() => time(page)).toBeGreaterThanOrEqual(12);
    await close();
  });

  test('the player of another site is loaded on demand only, without cookies', async () => {
    const { page, strangers, complaints, close } = await open('open');
    await awake(page, '.video-facade');
    expect(strangers).toEqual([]);
    await page.locator('.video-facade').click();
    const frame = page.locator('iframe');
    expect(await frame.getAttribute('src')).toBe(
      'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1',
    );
    await expect.poll(() => strangers).toEqual(['www.youtube-nocookie.com']);
    expect(complaints).toEqual([]);
    await close();
  });
});

test('without script every kind can be filled in by its controls', async () => {
  const { page, close } = await open('open', { script: false });
  await page.locator('.choice input').first().check();
  for (const [index, menu] of (await page.locator('.order select').all()).entries())
    await menu.selectOption(String(index + 1));
  for (const menu of await page.locator('.match select').all()) await menu.selectOption({ index: 1 });
  await page.locator('.numeric input').first().fill('9,81');
  expect(
    await page.locator('.order button:visible, .match-targets:visible, .video-comforts:visible').count(),
  ).toBe(0);
  expect(await page.locator('.video-passage').first().isVisible()).toBe(true);
  await close();
});
