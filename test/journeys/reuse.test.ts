/** A teacher uses again what stands: a run on other days, a course as the beginning of another; an author reads what learners did. */
import { expect, test } from 'vitest';
import { runPath } from './facts.ts';
import { expectNoSidewaysScroll, useBrowser } from './reader.ts';
import { useSite } from './site.ts';

const site = useSite();
const { open } = useBrowser(site);

for (const script of [true, false]) {
  const how = script ? 'with JavaScript' : 'without JavaScript';
  const name = script ? 'quick' : 'plain';

  test(`a run is copied to another day ${how}, after every date was shown`, async () => {
    const { page, go, path, complaints, close } = await open({ as: 'owner', script, width: 360 });
    await go(`/teach/${runPath}/copy`);
    await page.getByLabel('First day of the copy').fill('2027-09-06');
    await page.getByLabel('To that very day').check();
    await page.getByRole('button', { name: 'Show the dates' }).click();
    await page
      .getByRole('cell', { name: /Sep 6, 2027/ })
      .first()
      .waitFor();
    await expectNoSidewaysScroll(page, 360, how);
    await page.getByLabel('Key of the new run').fill(`copy-${name}`);
    await page.getByRole('button', { name: 'Make the copy' }).click();
    await page.getByText('The run is copied').waitFor();
    expect(path()).toBe(`/teach/harbor/finding-your-way/copy-${name}/settings`);
    expect(complaints).toEqual([]);
    await close();
  });

  test(`a course is remixed ${how}, and says what it was made of`, async () => {
    const { page, go, path, complaints, close } = await open({ as: 'owner', script, width: 360 });
    await go('/courses/harbor/finding-your-way');
    await page.getByRole('link', { name: 'Remix this course' }).click();
    await page.getByLabel('Title').fill(`Ways, ${name}`);
    await page.getByRole('button', { name: 'Make the course' }).click();
    await page.getByText('It names the one it was made of').waitFor();
    expect(path()).toBe(`/studio/harbor/ways-${name}`);
    await expectNoSidewaysScroll(page, 360, how);
    expect(complaints).toEqual([]);
    await close();
  });

  test(`what learners did is one step from the text ${how}`, async () => {
    const { page, go, complaints, close } = await open({ as: 'owner', script, width: 360 });
    await go('/studio/harbor/finding-your-way/units/latitude-longitude');
    await page
      .getByText(/handed in · \d+%? .*right at the first try/)
      .first()
      .waitFor();
    await page.getByRole('link', { name: 'What learners did' }).first().click();
    await page.getByRole('heading', { name: /What learners did/ }).waitFor();
    await expectNoSidewaysScroll(page, 360, how);
    expect(complaints).toEqual([]);
    await close();
  });
}
