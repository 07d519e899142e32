/** The gradebook in a browser: a teacher by keyboard and without script, and what the learner then sees. */
import { mkdir } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { systemCall } from '#app/commands/shared.ts';
import { publishRevision } from '#modules/authoring/index.ts';
import { getCourse, getRun } from '#modules/catalog/index.ts';
import { editDraft, getDraft, readDraft } from '#modules/content/index.ts';
import { assignCohort } from '#modules/enrollment/index.ts';
import { query } from '#platform/database.ts';
import { t } from './answers.ts';
import { runPath } from './facts.ts';
import { useBrowser } from './reader.ts';
import { people } from './school.ts';
import { useSite } from './site.ts';

const site = useSite();
const { open } = useBrowser(site);
const grades = `/teach/${runPath}/grades`;

const idOf = async (email: string): Promise<string> => {
  const [row] = await query<{ id: string }>('select id from accounts."user" where email = $1', [email]);
  return row?.id ?? '';
};
const overrides = async (email: string) =>
  query<{ points: number | null; excused: boolean; reason: string | null }>(
    `select points, excused, reason from grading.override
     where learner_id = $1 and activity_key = 'noon-stick' order by version`,
    [await idOf(email)],
  );

/** For whoever wants to look: `LECTERN_SHOTS=<folder>`. */
async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env.LECTERN_SHOTS;
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: false });
}

test('a teacher edits cells like a spreadsheet: a digit, Enter, and the next row', async () => {
  const { page, go, complaints, close } = await open({ as: 'teacher' });
  await go(grades);
  await page.waitForSelector('.gradebook-table table[data-ready]');
  await page.fill('#grade-reason', 'Measured again');
  const learner = await idOf(people.newcomer);
  const cell = page.locator(`tr[data-learner="${learner}"] a[href$="/noon-stick"]`);
  await cell.focus();
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => overrides(people.newcomer))
    .toMatchObject([{ points: 1, reason: 'Measured again' }]);
  await expect.poll(() => cell.textContent()).toBe('1');
  await cell.focus();
  await page.keyboard.press('x');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await overrides(people.newcomer)).at(-1)?.excused).toBe(true);
  await cell.focus();
  await page.keyboard.press('9');
  await page.keyboard.press('9');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.grade > input[aria-invalid=true]');
  expect(await page.textContent('.form-status.failed')).toContain('from 0 to');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowRight');
  expect(await page.evaluate(() => document.activeElement?.closest('td')?.className)).toContain('grade');
  expect(complaints.filter((line) => !/422/.test(line))).toEqual([]);
  await close();
});

test('without script a cell is a page with a form, and the learner sees what was set and not why', async () => {
  const { page, go, close } = await open({ as: 'teacher', script: false });
  await go(`${grades}/${await idOf(people.learner)}/noon-stick`);
  await page.fill('input[name=points]', '0,5');
  await page.fill('textarea[name=comment]', 'A good try');
  await page.fill('input[name=reason]', 'Between us');
  await page.click('.grade-form button');
  expect(await page.textContent('main')).toContain('Between us');
  await close();
  const learner = await open({ as: 'learner', script: false });
  await learner.go(`/progress/${runPath}/noon-stick`);
  const text = await learner.page.textContent('main');
  expect(text).toContain('A good try');
  expect(text).not.toContain('Between us');
  await shoot(learner.page, 'why');
  await learner.go(`/what-if/${runPath}`);
  await learner.page.locator('.what-if summary', { hasText: 'Final test' }).click();
  await learner.page.fill('input[name="points.final-grid"]', '2');
  await learner.page.click('.what-if button');
  expect(await learner.page.inputValue('input[name="points.final-grid"]')).toBe('2');
  await shoot(learner.page, 'what-if');
  await learner.page.fill('input[name="points.final-grid"]', 'two');
  await learner.page.click('.what-if button');
  await learner.page.getByText(t('grades.what-if-unread')).waitFor();
  expect(await learner.page.inputValue('input[name="points.final-grid"]')).toBe('two');
  await learner.close();
});

test('another policy is tried on everybody before it holds', async () => {
  const { page, go, close } = await open({ as: 'teacher', script: false });
  await go(`${grades}/policy`);
  await page.fill('input[name="weight.exam"]', '5');
  await page.click('button[value=false]');
  expect(await page.textContent('main')).toContain('Before and after');
  await shoot(page, 'policy');
  // What was left empty is neither 0 nor a rule.
  expect(await page.inputValue('select[name=rounding]')).toBe('');
  expect(await page.inputValue('input[name="pass.exam"]')).toBe('');
  await page.fill('input[name="weight.exam"]', 'half');
  await page.click('button[value=false]');
  await page.click('.error-summary a:has-text("Final test: Weight")');
  await page.fill('input[name="weight.exam"]', '5');
  await page.click('button[value=false]');
  await page.fill('input[name=reason]', 'The final test was cancelled');
  await page.click('button[value=true]');
  await go(`/teach/${runPath}/grades`);
  expect(await page.textContent('main')).toContain('version 1');
  await close();
});

test('during a pilot the gradebook says what is whose, and the keys pass over what a learner never meets', async () => {
  const call = systemCall('test');
  const run = await getRun('harbor', 'finding-your-way', 'open');
  const course = await getCourse('harbor', 'finding-your-way');
  const draft = await getDraft(course.id);
  const path = 'units/sky/noon-sun.md';
  const text = new TextDecoder().decode(await (await readDraft(course.id)).read(path));
  const asked = ':::numeric{#stars-seen title="Stars seen" answer=1 points=2}\nHow many stars?\n:::\n';
  const edits = [{ path, content: `${text}\n${asked}` }];
  const saved = await editDraft(call, {
    courseId: course.id,
    base: draft?.revision ?? 0,
    origin: 'api',
    edits,
  });
  if (saved.kind === 'conflict') throw new Error('nobody else writes');
  const revision = (await getDraft(course.id))?.revision ?? 0;
  await assignCohort(call, run, [await idOf(people.newcomer)], 'evening');
  await publishRevision(call, { course, revision, notes: '', cohort: { run, key: 'evening' } });

  for (const width of [1280, 360]) {
    const { page, go, complaints, close } = await open({ as: 'teacher', width });
    await go(grades);
    await page.waitForSelector('.gradebook-table table[data-ready]');
    const row = (learner: string) => page.locator(`tr[data-learner="${learner}"] td.grade`);
    expect(
      await row(await idOf(people.newcomer))
        .filter({ hasText: '⊘' })
        .count(),
    ).toBe(0);
    const other = row(await idOf(people.finisher));
    expect(await other.filter({ hasText: '⊘' }).count()).toBe(1);
    const absent = await other.evaluateAll((cells) => cells.findIndex((cell) => cell.matches('.absent')));
    await other
      .nth(absent - 1)
      .locator('a')
      .focus();
    await page.keyboard.press('ArrowRight');
    const after = await page.evaluate(
      () => (document.activeElement?.closest('td') as HTMLTableCellElement | null)?.cellIndex,
    );
    const cells = await other.count();
    if (absent + 1 < cells) expect(after).toBe(absent + 1 + 2);
    await page.locator('.grade-column .badge').scrollIntoViewIfNeeded();
    await shoot(page, `gradebook-pilot-${width}`);
    expect(complaints).toEqual([]);
    await close();
  }
});
