/** Dates from both sides: staff set and extend them, the learner reads them; with script and without. */
import { describe, expect, test, vi } from 'vitest';
import { timesLinks } from '#screens/times/index.ts';
import { t } from './answers.ts';
import { signedIn } from './client.ts';
import { run, runPath } from './facts.ts';
import { type Reader, useBrowser } from './reader.ts';
import { password, people } from './school.ts';
import { useSite } from './site.ts';

const site = useSite();
const { open } = useBrowser(site);

// Several pages a test, on a machine that may have other things to do.
vi.setConfig({ testTimeout: 90_000 });

const press = ({ page }: Reader, key: Parameters<typeof t>[0]) =>
  page
    .locator('main')
    .getByRole('button', { name: t(key), exact: true })
    .click();

/** The wall time in UTC, which is the zone of the run, so many days from now. */
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

async function closeTheUnit(staff: Reader): Promise<void> {
  await staff.go(timesLinks.dates(run, { edit: 'unit:distances' }));
  await staff.page
    .getByLabel(t('times.closes'))
    .first()
    .fill(`${inDays(-1)}T12:00`);
  await press(staff, 'times.save');
  await staff.page.getByText(t('times.flash-dates')).waitFor();
}

async function extend(staff: Reader, address: string): Promise<void> {
  await staff.go(timesLinks.extensions(run));
  const { page } = staff;
  if (!(await page.getByLabel(t('times.addresses')).isVisible()))
    await page.getByText(t('times.give')).click();
  await page.getByLabel(t('times.addresses')).fill(address);
  await page.getByLabel(t('times.of-what')).selectOption('unit:distances');
  await page.getByLabel(t('times.more-days')).fill('5');
  await page.getByLabel(t('times.reason')).fill('Away at sea');
  await press(staff, 'times.give-button');
  await page.getByText(t('times.flash-given', { count: 1 })).waitFor();
}

describe.each([
  { script: true, width: 1280 },
  { script: false, width: 360 },
])('with script: $script, $width px wide', ({ script, width }) => {
  test('a learner who was extended can hand in after everybody else is closed out, and reads why', async () => {
    const staff = await open({ as: 'teacher', script, width });
    const learner = await open({ as: 'newcomer', script, width });
    await closeTheUnit(staff);
    await learner.go(`/learn/${runPath}/distances`);
    await learner.page.getByText(t('refusals.activity-closed')).first().waitFor();
    expect(
      await learner.page
        .locator('main')
        .getByRole('button', { name: t('learn.submit') })
        .count(),
    ).toBe(0);

    await extend(staff, people.newcomer);
    await learner.go(`/learn/${runPath}/distances`);
    await learner.page
      .getByText(t('times.why-extension-reason', { reason: 'Away at sea' }))
      .first()
      .waitFor();
    expect(
      await learner.page
        .locator('main')
        .getByRole('button', { name: t('learn.submit') })
        .count(),
    ).toBeGreaterThan(0);

    // Nobody stays extended for the next reader of this file.
    const row = staff.page.getByRole('row', { name: /Ines Lindqvist/ }).first();
    await row.locator('summary').click();
    await row
      .getByRole('button', { name: t('times.withdraw-of', { name: 'Ines Lindqvist' }) })
      .first()
      .click();
    await staff.page.getByText(t('times.flash-withdrawn')).waitFor();
    for (const reader of [staff, learner]) {
      expect(reader.complaints).toEqual([]);
      await reader.close();
    }
  });

  test('staff see a unit as a learner sees it at another time, and can change nothing', async () => {
    const staff = await open({ as: 'teacher', script, width });
    const at = `${inDays(-30)}T12:00:00`;
    await staff.go(timesLinks.viewAs(run, { learner: people.learner, at, unit: 'map-projections' }));
    await staff.page.getByText(t('times.as-read-only')).first().waitFor();
    expect(await staff.page.locator('form[action$="/submissions"], form[action$="/done"]').count()).toBe(0);
    await staff.close();
  });

  test('the learner’s own dates lead to a calendar, whose address can be renewed', async () => {
    const learner = await open({ as: 'learner', script, width });
    await learner.go('/dates');
    const address = async () =>
      (
        await learner.page
          .getByText(/\/calendar\/\S+\.ics/)
          .first()
          .textContent()
      )?.trim() ?? '';
    const first = await address();
    const visitor = await open({ script });
    const feed = await visitor.context.request.get(first);
    expect(feed.headers()['content-type']).toBe('text/calendar; charset=utf-8');
    expect(await feed.text()).toMatch(/^BEGIN:VCALENDAR[\s\S]*BEGIN:VEVENT[\s\S]*END:VCALENDAR\s*$/);
    await press(learner, 'times.renew');
    await learner.page.getByText(t('times.flash-renewed')).waitFor();
    expect((await visitor.context.request.get(first)).status()).toBe(404);
    expect((await visitor.context.request.get(await address())).status()).toBe(200);
    await visitor.close();
    await learner.close();
  });
});

test('programs are never told the address of a calendar', async () => {
  const client = await signedIn(site, 'learner', password);
  const answer = await client.get('/api/v1/dates');
  expect(answer.statusCode).toBe(200);
  expect(answer.body).not.toContain('/calendar/');
});
