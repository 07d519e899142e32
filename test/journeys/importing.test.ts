/** A teacher brings a course along: sends it, looks at it beside the original, and takes it. */
import { expect, test } from 'vitest';
import { readImport } from '#modules/authoring/index.ts';
import { zipOf } from '#platform/archive/testing.ts';
import { transaction } from '#platform/database.ts';
import { expectNoSidewaysScroll, useBrowser } from './reader.ts';
import { oceanCourse } from './school.ts';
import { useSite } from './site.ts';

const site = useSite();
const { open } = useBrowser(site);

for (const script of [true, false]) {
  const how = script ? 'with JavaScript' : 'without JavaScript';

  test(`a course of Open edX is looked at and taken ${how}`, async () => {
    const { page, go, path, complaints, close } = await open({ as: 'owner', script, width: 360 });
    await go('/studio/import');
    const file = { name: 'ocean.zip', mimeType: 'application/zip', buffer: await zipOf(oceanCourse) };
    await page.getByLabel('Archive').first().setInputFiles(file);
    await page.getByRole('button', { name: 'Read and look at it' }).click();
    await page.getByText('Waiting to be read').waitFor();
    await expectNoSidewaysScroll(page, 360, how);
    const address = path();
    // Nobody works on jobs beside a test: this is what one would do.
    await transaction(() => readImport(address.split('/').at(-1) ?? ''));
    if (!script) await page.getByRole('link', { name: 'Look again' }).click();
    await page.getByRole('heading', { name: 'What shall become of it?' }).waitFor();
    await expectNoSidewaysScroll(page, 360, how);

    await page.getByRole('link', { name: 'What waves are' }).click();
    await page.getByRole('region', { name: 'html/h1.html' }).getByText('water stays').first().waitFor();
    await page.getByRole('region', { name: 'As learners will see it' }).getByText('water stays').waitFor();
    await expectNoSidewaysScroll(page, 360, how);

    await go(address);
    await page.getByLabel('Key of a new course').fill(script ? 'ocean-quick' : 'ocean-plain');
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByText('Learners see it when it is published').waitFor();
    await page.getByRole('link', { name: 'Go on in the studio' }).click();
    await page.getByRole('heading', { name: 'Ocean' }).waitFor();
    expect(path()).toBe(`/studio/harbor/ocean-${script ? 'quick' : 'plain'}`);
    expect(complaints).toEqual([]);
    await close();
  });
}

test('a file that cannot be read says so, with what to do', async () => {
  const { page, go, path, complaints, close } = await open({ as: 'owner', script: true, width: 360 });
  await go('/studio/import');
  const file = { name: 'notes.zip', mimeType: 'application/zip', buffer: Buffer.from([0, 1, 2, 255]) };
  await page.getByLabel('Archive').first().setInputFiles(file);
  await page.getByRole('button', { name: 'Read and look at it' }).click();
  await page.getByText('Waiting to be read').waitFor();
  await transaction(() => readImport(path().split('/').at(-1) ?? ''));
  await page.getByText('This file is not an archive that can be read').waitFor();
  await page.getByText('Send a ZIP, TAR or TAR.GZ file').waitFor();
  expect(complaints).toEqual([]);
  await close();
});
