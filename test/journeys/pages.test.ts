/**
 * Every page type: no barrier that axe knows, nothing to move sideways on a phone, and all of it in Arabic. What a
 * browser would only confirm is asked of a *sample* of pages.
 */
import type { Element, Nodes } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { endpoints } from '#app/parts.ts';
import { catalogOf } from '#lib/messages.ts';
import { newSession } from '#modules/accounts/testing.ts';
import { axeProgram, violationsOf } from '../axe.ts';
import { runPath } from './facts.ts';
import { files, type PageVisit, readAddresses, titleOf, visits } from './pages.ts';
import { expectNoSidewaysScroll, type Reader, type ReaderOptions, useBrowser } from './reader.ts';
import { people } from './school.ts';
import { useSite } from './site.ts';

const site = useSite();
const { open } = useBrowser(site);

let addressOf: (visit: PageVisit) => string;
beforeAll(async () => {
  // The first learner's session is one of the facts.
  const { close } = await open({ as: 'learner' });
  await close();
  addressOf = await readAddresses();
});

/** Every eighth page; samples that begin elsewhere have none in common. */
const sampleOf = (from: number): ReadonlySet<PageVisit> =>
  new Set(visits.filter((_, index) => index % 8 === from));

/** Goes through pages, each in its reader's browser, and looks at each. */
async function walk(
  walked: Iterable<PageVisit>,
  options: ReaderOptions,
  look: (page: Page, visit: PageVisit) => Promise<void>,
  script?: string,
): Promise<void> {
  const byReader = Map.groupBy(walked, ({ as }) => as);
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

/** Of what axe knows, what can break when only colors and sizes change. */
const rulesOfLooks = ['color-contrast', 'link-in-text-block', 'target-size', 'scrollable-region-focusable'];

test('axe finds no violation on any page, and nothing has to be moved sideways', async () => {
  await walk(
    visits,
    { width: 360, height: 740 },
    async (page, visit) => {
      const name = titleOf(visit);
      await expectNoSidewaysScroll(page, 360, name);
      expect([name, await violationsOf(page)]).toEqual([name, []]);
    },
    axeProgram,
  );
}, 240_000);

// Each pair of colors is proven in both schemes by `src/ui/contrast.test.ts`.
test('in dark on a desk neither colors nor sizes are a barrier on a sample of pages', async () => {
  await walk(sampleOf(2), { width: 1280, height: 900, scheme: 'dark' }, async (page, visit) => {
    const name = titleOf(visit);
    await expectNoSidewaysScroll(page, 1280, name);
    expect([name, await violationsOf(page, rulesOfLooks)]).toEqual([name, []]);
  });
}, 120_000);

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

const foreignTags = /^(bdi|code|pre|script|style|option|select|title)$/;
const classesOfAuthors = ['prose', 'outline', 'card'];

/** The work of authors, names that people chose, and what is marked as being in another language. */
function isForeign({ tagName, properties: { lang, className } }: Element): boolean {
  const classes = Array.isArray(className) ? className : [];
  return (
    foreignTags.test(tagName) ||
    (tagName !== 'html' && lang !== undefined) ||
    classesOfAuthors.some((name) => classes.includes(name))
  );
}

function* textsOf(node: Nodes): Generator<string> {
  if (node.type === 'text') yield node.value.trim();
  if (!('children' in node) || (node.type === 'element' && isForeign(node))) return;
  for (const child of node.children) yield* textsOf(child);
}

/** Texts of the interface with an English word. */
const untranslated = (html: string): string[] =>
  [...textsOf(fromHtml(html))].filter(
    (text) =>
      !/@|Finding Your Way|school\/tides/.test(text) &&
      text.match(/[A-Za-z]{4,}/g)?.some((word) => englishWords.has(word.toLowerCase())),
  );

describe('in Arabic', () => {
  /** Pages that hold little but the work of authors or texts for programs. */
  const ofAuthors = /finding-your-way|harbor|imports|\/dev\/mail\/|admin\/people\/|api\/docs/;

  /** What the page shows, by its title. */
  const shown = (visit: PageVisit, html: string) => {
    const [, lang, dir] = /<html[^>]* lang="(\w+)"[^>]* dir="(\w+)"/.exec(html) ?? [];
    return [titleOf(visit), lang, dir, ofAuthors.test(visit.path) ? [] : untranslated(html)];
  };

  test('every page runs from right to left, and leaves no text of the interface in English', async () => {
    for (const visit of visits) {
      const session = visit.as && (await newSession(people[visit.as]));
      const headers = {
        'accept-language': 'ar',
        ...(session && { cookie: `${session.name}=${session.value}` }),
      };
      const page = await fetch(site.url + addressOf(visit), { headers });
      expect(shown(visit, await page.text())).toEqual([titleOf(visit), 'ar', 'rtl', []]);
    }
  }, 60_000);

  test('so does what scripts make of a sample of pages, and it fits a phone', async () => {
    await walk(sampleOf(6), { language: 'ar', width: 360, height: 740 }, async (page, visit) => {
      expect(shown(visit, await page.content())).toEqual([titleOf(visit), 'ar', 'rtl', []]);
      await expectNoSidewaysScroll(page, 360, titleOf(visit));
    });
  }, 60_000);

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
    expect(untranslated(await page.content())).toEqual([]);
    await close();
  });
});
