/** Every page type: no barrier that axe knows, nothing to move sideways on a phone, and all of it in Arabic. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { endpoints } from '#app/parts.ts';
import { catalogOf } from '#lib/messages.ts';
import { readFacts, runPath } from './facts.ts';
import { files, type PageVisit, visits } from './pages.ts';
import {
  axe,
  expectNoSidewaysScroll,
  type Reader,
  type ReaderOptions,
  useBrowser,
  violationsOf,
} from './reader.ts';
import { useSite } from './site.ts';

const site = useSite();
const { open } = useBrowser(site);

let names: Record<string, string>;
beforeAll(async () => {
  // The first learner's session is one of the facts.
  const { close } = await open({ as: 'learner' });
  await close();
  const { params } = await readFacts();
  const id = (path: string) => params[path]?.id ?? '';
  names = {
    receipt: id('/receipts/:id'),
    file: id('/files/:id'),
    report: id('/studio/imports/:id'),
    courseImport: id('/studio/import/:id'),
    import: id('/teach/:organization/:course/:run/grades/import/:id'),
    regrade: id('/teach/:organization/:course/:run/grades/regrades/:id'),
    learner: params['/teach/:organization/:course/:run/grades/:learner']?.learner ?? '',
    person: id('/admin/people/:id'),
    mail: id('/dev/mail/:id'),
    draftReview: id('/studio/:organization/:course/reviews/:id'),
    preview: params['/studio/preview/:token']?.token ?? '',
    task: params['/feedback/:submission']?.task ?? '',
    work: params['/reviews/:organization/:course/:run/:activity']?.work ?? '',
    review: params['/reviews/:organization/:course/:run/:activity']?.review ?? '',
    submission: params['/feedback/:submission']?.submission ?? '',
  };
});

const addressOf = ({ path }: PageVisit) => path.replace(/:(\w+)/g, (_, name: string) => names[name] ?? name);
const titleOf = ({ path, as }: PageVisit) => `${path} as ${as ?? 'a visitor'}`;

/** Goes through all pages, each in its reader's browser, and looks at each. */
async function walk(
  options: ReaderOptions,
  look: (page: Page, visit: PageVisit) => Promise<void>,
  script?: string,
): Promise<void> {
  const byReader = Map.groupBy(visits, ({ as }) => as);
  for (const [as, pages] of byReader) {
    const reader: Reader = await open({ ...options, as });
    if (script) await reader.page.addInitScript(script);
    for (const visit of pages) {
      await reader.go(addressOf(visit));
      await look(reader.page, visit);
    }
    expect([as, reader.complaints]).toEqual([as, []]);
    await reader.close();
  }
}

test('every endpoint with a page is looked at', () => {
  const seen = new Set([...visits.map(({ endpoint }) => endpoint), ...files]);
  const missed = endpoints.filter(({ spec }) => spec.method === 'GET' && spec.page && !seen.has(spec.path));
  expect(missed.map(({ spec }) => spec.path)).toEqual([]);
});

/** Each page in light on a phone, by all rules; and in dark on a desk, by those that colors and sizes can break. */
const looks: { scheme: 'light' | 'dark'; width: number; height: number; rules?: string[] }[] = [
  { scheme: 'light', width: 360, height: 740 },
  {
    scheme: 'dark',
    width: 1280,
    height: 900,
    rules: ['color-contrast', 'link-in-text-block', 'target-size', 'scrollable-region-focusable'],
  },
];

test('axe finds no violation on any page, and nothing has to be moved sideways', async () => {
  let order = looks;
  await walk(
    { width: 360, height: 740 },
    async (page, visit) => {
      for (const { scheme, width, height, rules } of order) {
        const name = `${titleOf(visit)} in ${scheme}`;
        await page.emulateMedia({ colorScheme: scheme });
        await page.setViewportSize({ width, height });
        await expectNoSidewaysScroll(page, width, name);
        expect([name, await violationsOf(page, rules)]).toEqual([name, []]);
      }
      // The next page begins as this one ends: laying out a page anew is a tenth of the work.
      order = order.toReversed();
    },
    axe,
  );
}, 240_000);

test('on a phone every link of the navigation, the menus and the outline can be reached', async () => {
  const { page, go, path, close } = await open({ as: 'administrator', width: 360, height: 740 });
  await go(`/learn/${runPath}/welcome`);
  const links = page.locator('.site-nav a');
  expect(await links.count()).toBe(6);
  for (const link of await links.all()) {
    await link.scrollIntoViewIfNeeded();
    const box = await link.boundingBox();
    expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 0) <= 361).toBe(true);
  }
  for (const menu of await page.locator('.site-person details.menu').all()) {
    await menu.locator('summary').click();
    const box = await menu.locator(':scope > :not(summary)').boundingBox();
    expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 0) <= 361).toBe(true);
    await page.keyboard.press('Escape');
  }
  await page.locator('.reading-aside > details > summary').click();
  await page.locator('.outline a', { hasText: 'A grid for a round world' }).click();
  expect(path()).toBe(`/learn/${runPath}/latitude-longitude`);
  await close();
});

/** Words that are the same in every language of the interface, or are names. */
const sameEverywhere =
  /^(Lectern|English|Español|Moodle|Common|Cartridge|IMSCC|GIFT|OLX|ZIP|TAR|GZ|SHA|PEM|JSON|CC|BY|Ed25519|UUID|edX|Open|OpenStax|CNXML|Markdown|Jupyter|Canvas|MBZ)$/i;

/** Words of the English interface: what an Arabic page shows of them was not translated. */
const englishWords = new Set(
  [...catalogOf('en').values()]
    .flatMap((text) => text.replace(/\{[^}]*\}/g, ' ').match(/[A-Za-z]{4,}/g) ?? [])
    .filter((word) => !sameEverywhere.test(word))
    .map((word) => word.toLowerCase()),
);

/**
 * Texts of the interface with an English word: of all texts that are not the work of authors, names that people chose,
 * or marked as being in another language.
 */
async function untranslated(page: Page, words: string[]): Promise<string[]> {
  return page.evaluate((known) => {
    const wordSet = new Set(known);
    const foreign =
      '[lang]:not(html), bdi, code, pre, script, style, .prose, .outline, option, select, .card, title';
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent ?? '';
      if (
        !/[A-Za-z]{4,}/.test(text) ||
        /@|Finding Your Way|school\/tides/.test(text) ||
        node.parentElement?.closest(foreign)
      )
        continue;
      const hits = (text.match(/[A-Za-z]{4,}/g) ?? []).filter((word) => wordSet.has(word.toLowerCase()));
      if (hits.length > 0) found.push(text.trim());
    }
    return found;
  }, words);
}

describe('in Arabic', () => {
  /** Pages that hold little but the work of authors or texts for programs. */
  const ofAuthors = /finding-your-way|harbor|imports|\/dev\/mail\/|admin\/people\/|api\/docs/;

  test('every page runs from right to left, fits a phone, and leaves no text of the interface in English', async () => {
    const found: [string, string[]][] = [];
    await walk({ language: 'ar', width: 360, height: 740 }, async (page, visit) => {
      const name = titleOf(visit);
      const html = await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]);
      expect([name, ...html]).toEqual([name, 'ar', 'rtl']);
      await expectNoSidewaysScroll(page, 360, name);
      if (ofAuthors.test(visit.path)) return;
      const texts = await untranslated(page, [...englishWords]);
      if (texts.length > 0) found.push([name, texts]);
    });
    expect(found).toEqual([]);
  }, 120_000);

  test('dates and numbers are those of the language', async () => {
    const { page, go, close } = await open({ as: 'learner', language: 'ar' });
    await go('/settings/sessions');
    const date = await page.locator('main time').first().textContent();
    expect(date).toMatch(/[\u0600-\u06ff]/);
    expect(date).not.toMatch(/AM|PM|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec/);
    await close();
  });

  test('a course in Arabic is read and answered', async () => {
    const { page, go, close } = await open({ as: 'stranger', language: 'ar' });
    await go('/courses/bayt/asmaa-an-nujum');
    await page.locator('.run-offer form button').first().click();
    await go('/learn/bayt/asmaa-an-nujum/open/jawza');
    const form = page.locator('form:has(input[type=radio])').first();
    await form.locator('input[type=radio]').first().check();
    await form.locator('button').click();
    await page.locator('.activity-outcome').first().waitFor();
    expect(await untranslated(page, [...englishWords])).toEqual([]);
    await close();
  });
});
