/** People before a real browser: one Chromium for all files of a worker, a fresh context for each reader. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { newSession } from '#modules/accounts/testing.ts';
import { sharedBrowser } from '../browser.ts';
import type { Role } from './client.ts';
import { people } from './school.ts';
import type { Site } from './site.ts';

export interface ReaderOptions {
  /** Whose session the browser holds; nobody's without it. */
  as?: Role;
  script?: boolean;
  width?: number;
  height?: number;
  scheme?: 'light' | 'dark';
  /** What the browser asks for: `ar`. */
  language?: string;
}

export interface Reader {
  page: Page;
  context: BrowserContext;
  /** Errors of scripts and of the page's policy; a journey ends without any. */
  complaints: string[];
  /** Opens an address of the site. */
  go(path: string): Promise<void>;
  path(): string;
  close(): Promise<void>;
}

export interface Browsing {
  open(options?: ReaderOptions): Promise<Reader>;
}

async function takeSession(context: BrowserContext, site: Site, role: Role): Promise<void> {
  await context.addCookies([{ ...(await newSession(people[role])), url: site.url }]);
}

export function useBrowser(site: Site): Browsing {
  let browser: Browser | undefined;
  const contexts = new Set<BrowserContext>();
  beforeAll(async () => {
    browser = await sharedBrowser();
  });
  // Those of readers whose test failed before it closed them.
  afterAll(async () => void (await Promise.all([...contexts].map((context) => context.close()))));
  return {
    async open({ as, script = true, width = 1280, height = 800, scheme = 'light', language = 'en' } = {}) {
      if (!browser) throw new Error('the browser is not open');
      const context = await browser.newContext({
        baseURL: site.url,
        viewport: { width, height },
        colorScheme: scheme,
        locale: language,
        javaScriptEnabled: script,
        reducedMotion: 'reduce',
      });
      contexts.add(context);
      context.on('close', () => contexts.delete(context));
      context.setDefaultTimeout(15_000);
      if (as) await takeSession(context, site, as);
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (/Content Security Policy/i.test(message.text())) complaints.push(message.text());
      });
      return {
        page,
        context,
        complaints,
        go: async (path) => void (await page.goto(path)),
        path: () => page.url().slice(site.url.length),
        close: () => context.close(),
      };
    },
  };
}

/** The page is as wide as the screen: nothing has to be moved sideways to be read. */
export async function expectNoSidewaysScroll(page: Page, width: number, name: string): Promise<void> {
  const found = await page.evaluate((limit) => {
    if ((document.scrollingElement?.scrollWidth ?? 0) <= limit) return [];
    const wide = [...document.querySelectorAll('body *')].filter(
      (element) =>
        element.getBoundingClientRect().right > limit + 1 || element.getBoundingClientRect().left < -1,
    );
    return [
      `${document.scrollingElement?.scrollWidth}`,
      ...wide.slice(0, 5).map((element) => element.outerHTML.slice(0, 120)),
    ];
  }, width);
  expect([name, found]).toEqual([name, []]);
}

/** A slow line: from now on no script of a page comes before it is let go. */
export async function holdScripts(page: Page): Promise<{ letGo(): void }> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route('**/*.js', async (route) => {
    await promise;
    await route.continue();
  });
  return { letGo: resolve };
}
