/** A learner without a mouse: from the skip link to an answer that is handed in, and the focus never out of sight. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { activity, t } from './answers.ts';
import { runPath } from './facts.ts';
import { useBrowser } from './reader.ts';
import { useSite } from './site.ts';

const site = useSite();
const { open } = useBrowser(site);

/** What has the focus, as a reader of speech would name it, and whether it can be seen to have it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) return null;
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const marked = element.closest('.card-link') ?? element;
    const outline = style.outlineStyle !== 'none' ? style : getComputedStyle(marked);
    return {
      name: element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '',
      tag: element.tagName.toLowerCase(),
      place: `${element.getAttribute('name') ?? ''} ${element.id} ${element.closest('section')?.id ?? ''}`,
      visible: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
      ring: outline.outlineStyle !== 'none' && Number.parseFloat(outline.outlineWidth) >= 2,
    };
  });

/** Presses Tab; the stop that it leads to must be seen. Nothing: the focus is between the page and the browser's own controls. */
async function nextStop(page: Page) {
  await page.keyboard.press('Tab');
  const at = await focused(page);
  if (at) expect(at).toMatchObject({ visible: true, ring: true });
  return at;
}

/** Presses Tab until what has the focus fits. */
async function tabTo(page: Page, fits: (at: NonNullable<Awaited<ReturnType<typeof focused>>>) => boolean) {
  for (let presses = 0; presses < 200; presses += 1) {
    const at = await nextStop(page);
    if (at && fits(at)) return at;
  }
  throw new Error('the keyboard does not get there');
}

/** Goes once through the whole page; gives how many stops it has. */
async function tabThrough(page: Page): Promise<number> {
  for (let stops = 0; stops < 200; stops += 1) if (!(await nextStop(page))) return stops;
  throw new Error('the keyboard does not get out of the page');
}

const inActivity = (key: string, tag: string) => (at: { place: string; tag: string }) =>
  at.tag === tag && (at.place.includes(`${key}.`) || at.place.endsWith(key));

/** The focus stands on what came of the answer, inside the activity. */
async function expectFocusOnOutcome(page: Page, key: string): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate((id) => {
        const at = document.activeElement;
        return at?.matches('.activity-outcome, .error-summary')
          ? at.closest('section.activity')?.id === id
          : false;
      }, key),
    )
    .toBe(true);
}

test('the skip link is the first stop and leads to the text', async () => {
  const { page, go, close } = await open({ as: 'newcomer' });
  await go(`/learn/${runPath}/polaris`);
  await page.keyboard.press('Tab');
  expect(await focused(page)).toMatchObject({ name: t('ui.skip'), visible: true });
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('main');
  await tabTo(page, ({ place, tag }) => tag === 'a' || place.includes('polaris'));
  expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
  await close();
});

test('menus open, lead on and close by keys, and give the focus back', async () => {
  const { page, go, path, close } = await open({ as: 'newcomer' });
  await go('/courses');
  await tabTo(page, ({ tag, name }) => tag === 'summary' && name.includes('Ines'));
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: t('ui.nav-settings') }).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  expect(await page.locator('details.menu[open]').count()).toBe(0);
  expect(await focused(page)).toMatchObject({ tag: 'summary', visible: true });
  await page.keyboard.press('Enter');
  await tabTo(page, ({ name }) => name === t('ui.nav-settings'));
  await page.keyboard.press('Enter');
  await expect.poll(path).toBe('/settings');
  await page.waitForLoadState('load');
  await page.keyboard.press('/');
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('site-search');
  await close();
});

test('an order is made and handed in with keys, and the focus goes to what came of it', async () => {
  const { page, go, close } = await open({ as: 'newcomer' });
  await go(`/learn/${runPath}/polaris#polaris-steps`);
  const order = await activity(page, 'polaris-steps', true);
  await order.evaluate((element) => {
    element.tabIndex = -1;
    element.focus();
  });
  const texts = () =>
    order
      .locator('.order-item')
      .evaluateAll((items) => items.map((item) => (item as HTMLElement).dataset.text));
  const wanted = ['Before leaving', 'Cross the sea', 'Notice that', 'Turn east', 'See the coast'];
  for (const [place, begin] of wanted.entries()) {
    const from = (await texts()).findIndex((text) => text?.startsWith(begin));
    const button = order.locator('.order-item', { hasText: begin }).locator('[data-move=up]');
    await button.focus();
    for (let step = from; step > place; step -= 1) await page.keyboard.press('ArrowUp');
    expect(await focused(page)).toMatchObject({ name: expect.stringContaining(begin) });
  }
  expect((await texts()).map((text, at) => text?.startsWith(wanted[at] ?? ''))).toEqual(
    wanted.map(() => true),
  );
  await tabTo(page, ({ tag, name }) => tag === 'button' && name === t('learn.submit'));
  await page.keyboard.press('Enter');
  await order.locator('.activity-outcome', { hasText: t('learn.verdict-right') }).waitFor();
  await expectFocusOnOutcome(page, 'polaris-steps');
  await tabTo(page, ({ tag }) => tag === 'a' || tag === 'button' || tag === 'summary');
  await close();
});

test('rows are matched with their menus, and a wrong form puts the focus on what is wrong', async () => {
  const { page, go, close } = await open({ as: 'newcomer' });
  await go(`/learn/${runPath}/latitude-longitude#grid-sydney`);
  const number = await activity(page, 'grid-sydney', true);
  await number.locator('input[name$=".value"]').focus();
  await page.keyboard.type('many');
  await page.keyboard.press('Enter');
  await expectFocusOnOutcome(page, 'grid-sydney');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('name')))
    .toBe('grid-sydney.value');

  const match = await activity(page, 'grid-cities', true);
  const rows: Record<string, string> = { '0.2°': 'Q', '1.3°': 'N', '64.1°': 'R', '42.9°': 'H' };
  for (let row = 0; row < 4; row += 1) {
    await tabTo(page, inActivity('grid-cities', 'select'));
    const asked = await page.evaluate(() => document.activeElement?.closest('.match-row')?.textContent ?? '');
    const key = Object.keys(rows).find((begin) => asked.trim().startsWith(begin)) ?? '';
    await page.keyboard.press(rows[key] ?? '');
  }
  await tabTo(page, ({ tag, name }) => tag === 'button' && name === t('learn.submit'));
  await page.keyboard.press('Enter');
  await match.locator('.activity-outcome', { hasText: t('learn.verdict-right') }).waitFor();
  await expectFocusOnOutcome(page, 'grid-cities');
  await close();
});

test('every stop on the main pages can be seen', async () => {
  const { page, go, close } = await open({ as: 'learner' });
  for (const path of [
    '/',
    '/courses',
    '/courses/harbor/finding-your-way',
    `/progress/${runPath}`,
    '/settings',
  ]) {
    await go(path);
    expect(await tabThrough(page)).toBeGreaterThan(5);
  }
  await close();
});

/** Of what the keys come to, forwards and back, what something that stays in sight lies over. */
async function covered(page: Page): Promise<string[]> {
  const found = new Set<string>();
  for (const key of ['Tab', 'Shift+Tab'])
    for (let stops = 0; stops < 60; stops += 1) {
      await page.keyboard.press(key);
      const name = await page.evaluate(() => {
        const at = document.activeElement;
        if (!(at instanceof HTMLElement) || at === document.body) return null;
        const [box] = at.getClientRects();
        if (!box || box.width < 2) return null;
        const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
        const isIts = !top || at.contains(top) || top.contains(at) || top.closest('label')?.control === at;
        return isIts ? null : `${at.outerHTML.slice(0, 90)} below ${top.outerHTML.slice(0, 60)}`;
      });
      if (name) found.add(`${key}: ${name}`);
    }
  return [...found];
}

test.each([
  {
    what: 'the questions of an exam',
    as: 'newcomer',
    path: `/exams/${runPath}/watch-exam/1/pages/1`,
    width: 360,
  },
  { what: 'the gradebook', as: 'teacher', path: `/teach/${runPath}/grades`, width: 360 },
  { what: 'the outline in the studio', as: 'owner', path: '/studio/harbor/finding-your-way', width: 1280 },
  { what: 'the marking desk', as: 'teacher', path: `/mark/${runPath}/next`, width: 1280 },
] as const)('in $what nothing lies over what has the focus', async ({ as, path, width }) => {
  const { page, go, close } = await open({ as, width, height: 560 });
  if (path.startsWith('/exams/')) {
    await go(`/exams/${runPath}/watch-exam`);
    const begin = page.getByRole('button', { name: t('exams.begin'), exact: true });
    if (await begin.count()) await begin.click();
  }
  await go(path);
  if (path.startsWith('/studio/')) await page.locator('.studio-row input[type=checkbox]').nth(3).check();
  await page.locator('main').evaluate((main) => main.focus());
  expect(await covered(page)).toEqual([]);
  await close();
});
