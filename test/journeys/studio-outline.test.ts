/** An author makes a course and arranges it, with a mouse, with keys only, and without JavaScript. */
import { expect, test } from 'vitest';
import { t } from './answers.ts';
import { expectNoSidewaysScroll, type Reader, useBrowser } from './reader.ts';
import { useSite } from './site.ts';

const site = useSite();
const { open } = useBrowser(site);

/** A section of the top can be folded; those within it cannot. */
const unitsOf = ':scope > .studio-units > .studio-unit, :scope > .studio-fold > .studio-units > .studio-unit';

/** Titles of units by section, as the page shows them. */
const tree = ({ page }: Reader) =>
  page.evaluate(
    (units) =>
      [...document.querySelectorAll<HTMLElement>('.studio-section')].map((section) =>
        [section, ...section.querySelectorAll<HTMLElement>(units)]
          .map((item) => item.dataset.title)
          .join(': '),
      ),
    unitsOf,
  );

/** Makes a course with a section and three units; its address. */
async function makeCourse(author: Reader, title: string): Promise<string> {
  const { page, go, path } = author;
  await go('/studio');
  await page.getByRole('link', { name: 'New course' }).click();
  await page.getByLabel('Title').fill(title);
  await page.getByRole('button', { name: 'Make the course' }).click();
  await page.getByText('The course is made.').waitFor();
  const at = path();
  for (const unit of ['Ebb', 'Flow']) {
    await page.getByText('Add a unit').first().click();
    await page.getByLabel('Title of the new unit').first().fill(unit);
    await page.getByRole('button', { name: 'Add', exact: true }).first().click();
    await page.getByRole('link', { name: unit, exact: true }).waitFor();
  }
  return at;
}

test.each([true, false])('a course is made and arranged by forms (JavaScript: %s)', async (script) => {
  const author = await open({ as: 'owner', script, width: 360, height: 740 });
  const { page, go, complaints, close } = author;
  const at = await makeCourse(author, script ? 'Tides' : 'Tides without script');
  await page.getByText('Add a section').click();
  await page.getByLabel('Title of a new section').fill('Waves');
  await page.getByRole('button', { name: 'Add', exact: true }).last().click();
  await page.locator('#section-waves').waitFor();
  expect(await tree(author)).toEqual(['First section: First unit: Ebb: Flow', 'Waves']);
  await page.getByRole('button', { name: 'Move down: Flow' }).click();
  await expect.poll(() => tree(author)).toEqual(['First section: First unit: Ebb', 'Waves: Flow']);
  await go(at);
  expect(await tree(author)).toEqual(['First section: First unit: Ebb', 'Waves: Flow']);

  await page.getByRole('link', { name: 'Change: Ebb' }).click();
  await page.getByLabel('Title').fill('Ebb tide');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('link', { name: 'Ebb tide', exact: true }).waitFor();
  await page.getByRole('link', { name: 'Change: Ebb tide' }).click();
  await page.getByRole('button', { name: 'Duplicate' }).click();
  await page.getByRole('link', { name: 'Ebb tide (2)', exact: true }).waitFor();

  for (const name of ['Ebb tide', 'Flow']) await page.getByLabel(`Choose ${name}`, { exact: true }).check();
  await page.getByText('Change the chosen ones').click();
  await page.getByText(t('outline.durations')).click();
  await page.getByLabel(t('times.instead-of', { moment: t('times.due') })).fill('P7D');
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByText('2 items are changed').waitFor();
  await go(`${at}/dates`);
  expect(await page.getByRole('rowheader').allTextContents()).toEqual(['Ebb tide', 'Flow']);
  await go(at);
  await expectNoSidewaysScroll(page, 360, 'the outline');
  expect(complaints).toEqual([]);
  await close();
});

test('a unit is dragged into another section, and moved by keys, and each move is said', async () => {
  // Both places are in sight: a page that scrolls under a held mouse button drops nothing.
  const author = await open({ as: 'owner', height: 1100 });
  const { page, go, complaints, close } = author;
  const at = '/studio/harbor/finding-your-way';
  await go(at);
  await page.locator('[data-enhance$="outline-tree"][data-ready]').waitFor();
  const [first = '', sky = ''] = await tree(author);
  expect(first).toContain('How far is it?');

  await page.getByRole('link', { name: 'How far is it?', exact: true }).focus();
  const asked = page.waitForRequest(/items\/unit%3Adistances\/move/);
  await page.keyboard.press('Alt+ArrowUp');
  await asked;
  await page
    .getByRole('status')
    .getByText('How far is it? now stands in Where am I?, 2 of 4.')
    .waitFor({ state: 'attached' });
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('How far is it?');

  const grip = page.locator('#unit-distances .studio-grip').first();
  await grip.dragTo(page.locator('#section-sky > .studio-row'));
  await expect.poll(async () => (await tree(author))[1]).toBe(`${sky}: How far is it?`);
  await go(at);
  expect((await tree(author))[1]).toBe(`${sky}: How far is it?`);
  expect(complaints).toEqual([]);
  await close();
});

test.each([true, false])(
  'settings and files of a course are kept by forms (JavaScript: %s)',
  async (script) => {
    const author = await open({ as: 'owner', script });
    const { page, go, complaints, close } = author;
    const at = await makeCourse(author, script ? 'Harbors' : 'Harbors without script');
    await go(`${at}/files`);
    const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>';
    const file = (name: string) => ({ name, mimeType: 'image/svg+xml', buffer: Buffer.from(drawing) });
    const names = script ? ['quay.svg', 'crane.svg'] : ['quay.svg'];
    // Without script a form takes one file.
    const input = page.locator(`input[type="file"]${script ? '[multiple]' : ''}`);
    await input.first().setInputFiles(names.map(file));
    await page.getByRole('button', { name: 'Upload' }).click();
    for (const name of names) await page.getByRole('link', { name }).first().waitFor();
    await go(`${at}/settings`);
    await page.getByLabel('Cover').selectOption('assets/quay.svg');
    await page.locator('summary', { hasText: 'Grading' }).click();
    await page.getByLabel('Pass mark').fill('many');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('There is a problem').waitFor();
    await page.getByLabel('Pass mark').fill('60');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved in the draft.').waitFor();
    expect(await page.getByLabel('Cover').inputValue()).toBe('assets/quay.svg');
    await go(`${at}/files?path=assets%2Fquay.svg`);
    expect(await page.getByRole('button', { name: 'Delete' }).isDisabled()).toBe(true);
    await page.getByLabel('Rename').fill('pier.svg');
    await page.getByRole('button', { name: 'Rename' }).click();
    await page.getByText('The file is renamed').waitFor();
    await go(`${at}/settings`);
    expect(await page.getByLabel('Cover').inputValue()).toBe('assets/pier.svg');
    expect(complaints).toEqual([]);
    await close();
  },
);
