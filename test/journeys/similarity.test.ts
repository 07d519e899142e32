/** Works that look alike: found, read side by side and judged by a teacher on a phone; hidden from everybody else. */
import { expect, test } from 'vitest';
import { getRun } from '#modules/catalog/index.ts';
import { findActivity, getRelease } from '#modules/content/index.ts';
import { compareNow } from '#modules/similarity/index.ts';
import { t } from './answers.ts';
import { newClient, signedIn } from './client.ts';
import { readFacts, runPath } from './facts.ts';
import { expectNoSidewaysScroll, useBrowser } from './reader.ts';
import { password } from './school.ts';
import { useSite } from './site.ts';

const site = useSite();
const { open } = useBrowser(site);
const report = `/teach/${runPath}/similarity`;
const width = 360;

test.each([true, false])(
  'a teacher goes from the report to a pair, reads both works and says what to think of it (script %s)',
  async (script) => {
    const { page, go, complaints, close } = await open({ as: 'teacher', script, width, height: 740 });
    await go(report);
    await expectNoSidewaysScroll(page, width, 'the report');
    await page.locator(`a[href="${report}/reckoning-course"]`).click();
    await expectNoSidewaysScroll(page, width, 'the pairs');
    await page.locator('tbody a').first().click();
    expect(await page.locator('mark').count()).toBeGreaterThan(1);
    await expectNoSidewaysScroll(page, width, 'two works');
    const note = `Only the names differ (${script}).`;
    await page.getByLabel(t('similarity.state-suspected')).check();
    await page.getByLabel(t('similarity.note')).fill(note);
    await page.getByRole('button', { name: t('similarity.save') }).click();
    await page.locator('.alike-note', { hasText: note }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  },
);

test('a learner gets nothing of it, neither the report nor their own pair nor a trace on other pages', async () => {
  const client = await signedIn(site, 'finisher', password);
  await (await signedIn(site, 'learner', password)).get('/');
  const { params } = await readFacts();
  const { left, right } =
    params['/teach/:organization/:course/:run/similarity/:activity/pairs/:left/:right'] ?? {};
  const pages = [report, `${report}/reckoning-course`, `${report}/reckoning-course/pairs/${left}/${right}`];
  for (const path of pages) {
    expect((await client.get(path)).statusCode).toBe(403);
    expect((await client.json('GET', path)).statusCode).toBe(403);
    expect((await newClient(site).get(path)).statusCode).not.toBe(200);
  }
  const unit = await client.get(`/learn/${runPath}/dead-reckoning`);
  expect(unit.statusCode).toBe(200);
  expect(unit.body).not.toContain('/similarity');
});

test('what a group handed in together is one work, and no pair of its members', async () => {
  const run = await getRun('harbor', 'finding-your-way', 'open');
  const activity = findActivity(await getRelease(run.releaseId), 'passage-plan');
  if (!activity) throw new Error('the demo course has a passage that is planned together');
  await compareNow(run, activity);
  const teacher = await signedIn(site, 'teacher', password);
  const found = (await teacher.json('GET', `${report}/passage-plan`)).json();
  expect(found).toMatchObject({ ready: { works: 1, done: 1 }, pairs: [] });
});
