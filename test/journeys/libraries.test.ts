/** An author takes a question from a library, and what has changed in one that the course took before. */
import { expect, test } from 'vitest';
import { violationsOf } from '../axe.ts';
import { expectNoSidewaysScroll, useBrowser } from './reader.ts';
import { useSite } from './site.ts';

const site = useSite();
const { open } = useBrowser(site);

for (const script of [true, false]) {
  const how = script ? 'with JavaScript' : 'without JavaScript';

  test(`a question is found in a library, looked at, and taken into a unit ${how}`, async () => {
    const { page, go, complaints, close } = await open({ as: 'owner', script, width: 360 });
    await go('/studio/harbor/finding-your-way/units/southern-cross');
    await page.getByRole('link', { name: 'Take from a library' }).click();
    await page.getByRole('heading', { name: /Take into/ }).waitFor();
    await page.getByLabel('Search for').fill('adds up');
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByRole('link', { name: 'What becomes of errors' }).click();
    await page.getByText('A compass that shows two degrees too much').waitFor();
    await expectNoSidewaysScroll(page, 360, how);
    if (script) expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('button', { name: /Add to this unit/ }).click();
    await page.getByText('Taken. It says where it is from').waitFor();
    const text = await page.locator('#editor-body').inputValue();
    expect(text).toContain('::origin{course="harbor/navigation-questions" block=what-errors-do release=2}');
    expect(complaints).toEqual([]);
    await close();
  });
}

test('what a library changed is seen and taken without JavaScript', async () => {
  const { page, go, close } = await open({ as: 'owner', script: false, width: 360 });
  await go('/studio/harbor/finding-your-way');
  await page.getByRole('link', { name: '1 update', exact: true }).click();
  await page.getByRole('heading', { name: 'With your fist', level: 3 }).waitFor();
  await page.getByText('As source').click();
  await expectNoSidewaysScroll(page, 360, 'updates');
  await page.getByRole('button', { name: /^Take/ }).click();
  await page.getByText('Taken into the draft.').waitFor();
  await page.getByText('Everything is as new as what it was taken from').waitFor();
  await go('/studio/harbor/finding-your-way/units/polaris');
  expect(await page.locator('#editor-body').inputValue()).toContain('wherever on Earth you measure it');
  await close();
});

test('a library says which courses took what of it', async () => {
  const { page, go, close } = await open({ as: 'owner', script: false, width: 360 });
  await go('/studio?kind=library');
  await page.getByRole('link', { name: 'Navigation questions' }).click();
  await page.getByText('More', { exact: true }).click();
  await page.getByRole('link', { name: 'Where it is used' }).click();
  await page.getByRole('rowheader', { name: /With your fist/ }).waitFor();
  await page
    .getByRole('link', { name: /Finding Your Way/ })
    .first()
    .waitFor();
  await expectNoSidewaysScroll(page, 360, 'uses');
  await close();
});

test('a course becomes a blueprint, another one is made of it, and what is locked there says so', async () => {
  const { page, go, path, complaints, close } = await open({ as: 'owner', script: false, width: 360 });
  await go('/studio/harbor/finding-your-way/blueprint');
  await page.getByLabel('A cross without a pole star').check();
  await page.getByRole('button', { name: 'Make this a blueprint' }).click();
  await page.getByText('No course follows it yet').waitFor();
  await go('/studio/new');
  await page.getByRole('link', { name: /Finding Your Way/ }).click();
  await page.getByLabel('Title').fill('Finding our way');
  await page.getByRole('button', { name: 'Make the course' }).click();
  await page.getByText('It names the one it was made of').waitFor();
  expect(path()).toBe('/studio/harbor/finding-our-way');
  await go('/studio/harbor/finding-our-way/units/southern-cross');
  await page.getByText('The blueprint that this course follows decides on it').waitFor();
  expect(await page.locator('#editor-body').isEditable()).toBe(false);
  expect(await page.getByRole('button', { name: 'Save', exact: true }).count()).toBe(0);
  await go('/studio/harbor/finding-your-way/blueprint');
  await page.getByRole('rowheader', { name: 'Finding our way' }).waitFor();
  await page.getByText('Up to date').waitFor();
  await expectNoSidewaysScroll(page, 360, 'blueprint');
  expect(complaints).toEqual([]);
  await close();
});
