/** An author writes a unit and a question in it, with script and without, on a wide screen and on a phone. */
import { describe, expect, test, vi } from 'vitest';
import { studioLinks } from '#screens/studio/outline/index.ts';
import { violationsOf } from '../axe.ts';
import { t } from './answers.ts';
import { type Reader, useBrowser } from './reader.ts';
import { useSite } from './site.ts';

const site = useSite();
const { open } = useBrowser(site);

// Several pages a test, on a machine that may have other things to do.
vi.setConfig({ testTimeout: 90_000 });

const course = { organization: 'harbor', course: 'finding-your-way' };
const unit = studioLinks.unit(course, 'distances');

async function isSound({ page, complaints }: Reader, width: number): Promise<void> {
  expect(await violationsOf(page)).toEqual([]);
  expect(await page.evaluate(() => document.scrollingElement?.scrollWidth)).toBeLessThanOrEqual(width);
  expect(complaints).toEqual([]);
}

const press = ({ page }: Reader, name: string) =>
  page.locator('main').getByRole('button', { name, exact: true }).first().click();

describe('without script, on a phone', () => {
  const options = { as: 'owner', script: false, width: 360, height: 740 } as const;

  test('a unit is written, previewed and saved', async () => {
    const author = await open(options);
    const { page } = author;
    await author.go(unit);
    const area = page.getByLabel(t('editor.text'));
    const before = await area.inputValue();
    await area.fill(`${before}\nA knot is a mile an hour.\n\nLook [here](https://example.org).\n`);
    await press(author, t('editor.preview'));
    await page.locator('#unit-preview').getByText('A knot is a mile an hour.').waitFor();
    await page.getByText('does not say where the link leads').waitFor();
    await page.getByText(t('editor.unsaved')).waitFor();
    await page
      .getByLabel(t('editor.text'))
      .fill(`${await page.getByLabel(t('editor.text')).inputValue()}\nAnd so on.\n`);
    await press(author, t('editor.save'));
    await page.getByText(t('editor.flash-saved')).waitFor();
    expect(await page.getByLabel(t('editor.text')).inputValue()).toContain('And so on.');
    await author.close();
  });

  test('a question is added by a form, with an option more, and edited again', async () => {
    const author = await open(options);
    const { page } = author;
    await author.go(studioLinks.unitActivities(course, 'distances'));
    await page.getByRole('link', { name: t('editor.kind-choice'), exact: true }).click();
    await page.getByLabel(t('editor.question')).fill('How long is a nautical mile?');
    const add = t('editor.row-add', { part: t('editor.part-options') });
    await press(author, add);
    const row = (number: number) =>
      page.getByRole('group', {
        name: t('editor.row', { part: t('editor.part-options'), number }),
        exact: true,
      });
    await row(1).getByLabel(t('editor.row-text')).fill('1852 m');
    await row(1).getByLabel(t('editor.row-right')).check();
    await row(2).getByLabel(t('editor.row-text')).fill('1609 m');
    await row(3).getByLabel(t('editor.row-text')).fill('1000 m');
    await press(author, t('editor.save'));
    await page.getByText(t('editor.flash-activity-saved')).waitFor();
    expect(await page.getByLabel(t('editor.text')).inputValue()).toContain(
      ':::choice{#distances-choice}\nHow long is a nautical mile?\n\n- [x] 1852 m\n- [ ] 1609 m\n- [ ] 1000 m\n:::\n',
    );
    await author.go(`${studioLinks.unitActivities(course, 'distances')}/distances-choice`);
    expect(await row(1).getByLabel(t('editor.row-right')).isChecked()).toBe(true);
    await author.close();
  });

  test('two who wrote the same words settle it on one page', async () => {
    const [one, two] = [await open(options), await open(options)];
    for (const author of [one, two]) await author.go(studioLinks.unit(course, 'polaris'));
    for (const [author, word] of [
      [one, 'First'],
      [two, 'Second'],
    ] as const) {
      const area = author.page.getByLabel(t('editor.text'));
      await area.fill(`${word} words.\n${(await area.inputValue()).replace(/^\n?.*\n/, '')}`);
      await press(author, t('editor.save'));
    }
    await two.page.getByText(t('editor.conflict-title')).waitFor();
    await two.page.locator('.conflict-sides').getByText('First words.').waitFor();
    await two.page.getByLabel(t('editor.choose-own')).check();
    await two.page.getByLabel(t('editor.own-text')).fill('First and second words.\n');
    await press(two, t('editor.save-resolution'));
    await two.page.getByText(t('editor.flash-saved')).waitFor();
    expect(await two.page.getByLabel(t('editor.text')).inputValue()).toContain('First and second words.');
    for (const author of [one, two]) await author.close();
  });
});

describe.each([1280, 360])('with script, %i pixels wide', (width) => {
  // A slash is the key that leads to the search, but not for who types.
  test('the preview follows, mistakes are marked, and the unit saves itself by a key', async () => {
    const author = await open({ as: 'owner', width, height: 800 });
    const { page } = author;
    await author.go(studioLinks.unit(course, 'trust'));
    const text = page.locator('.unit-source .cm-content');
    await text.click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(`\n\nTyped at ${width} pixels/inch.\n\n:::choise\n:::`);
    const preview = page.locator('#unit-preview');
    await preview.getByText(`Typed at ${width} pixels/inch.`).waitFor();
    await page.locator('.unit-source .cm-lint-marker-error').first().waitFor();
    await page.keyboard.press('Backspace');
    for (let letter = 0; letter < 13; letter++) await page.keyboard.press('Backspace');
    await page.keyboard.press('Control+s');
    await page.getByText(t('editor.saved'), { exact: true }).waitFor();
    await page.reload();
    await preview.getByText(`Typed at ${width} pixels/inch.`).waitFor();
    await isSound(author, width);
    await author.close();
  });
});

test('with script what somebody else saved comes in beside what is typed, and a press in the preview leads to its line', async () => {
  const [one, two] = [
    await open({ as: 'owner', width: 1280 }),
    await open({ as: 'owner', script: false, width: 1280 }),
  ];
  for (const author of [one, two]) await author.go(studioLinks.unit(course, 'compass'));
  await one.page.locator('.unit-source .cm-content').waitFor();
  const area = two.page.getByLabel(t('editor.text'));
  await area.fill(`From elsewhere.\n\n${await area.inputValue()}`);
  await press(two, t('editor.save'));
  await two.page.getByText(t('editor.flash-saved')).waitFor();
  const text = one.page.locator('.unit-source .cm-content');
  await text.click();
  await one.page.keyboard.press('Control+End');
  await one.page.keyboard.type('\n\nFrom here.');
  const body = one.page.locator('textarea[name=body]');
  await expect.poll(() => body.inputValue()).toMatch(/^From elsewhere\.[\s\S]*From here\.\s*$/);
  await one.page.locator('#unit-preview').getByText('From elsewhere.').click();
  await expect
    .poll(() => one.page.locator('.unit-source .cm-activeLine').textContent())
    .toBe('From elsewhere.');
  for (const author of [one, two]) await author.close();
});
