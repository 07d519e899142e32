/** An author's releases in a browser: the first one, a wrong answer that is mended and judged anew, and the way back. */
import { expect, test } from 'vitest';
import { systemCall } from '#app/commands/shared.ts';
import { getCourse, getRun } from '#modules/catalog/index.ts';
import { editDraft, getDraft } from '#modules/content/index.ts';
import { enrollByStaff } from '#modules/enrollment/index.ts';
import { workOnRegrade } from '#modules/gradebook/index.ts';
import { query } from '#platform/database.ts';
import { type Reader, useBrowser, violationsOf } from './reader.ts';
import { people } from './school.ts';
import { useSite } from './site.ts';

const site = useSite();
const { open } = useBrowser(site);
const call = systemCall('journey');

const page = (right: 'moon' | 'wind') => `---
title: Why the sea moves
---
The sea moves twice a day.

:::choice{#cause points=2 attempts=3}
What raises the tides?

- [${right === 'moon' ? 'x' : ' '}] The Moon {#moon}
- [${right === 'wind' ? 'x' : ' '}] The wind {#wind}
:::
`;

/** Writes the course as an author does elsewhere in the studio. */
async function write(key: string, right: 'moon' | 'wind'): Promise<void> {
  const { id } = await getCourse('harbor', key);
  const { revision } = await getDraft(id);
  const manifest = `lectern: 1\nkey: ${key}\ntitle: Tides\noutline:\n  - section: s\n    title: Start\n    units: [units/sea.md]\n`;
  const files = { 'course.yaml': manifest, 'units/sea.md': page(right) };
  const edits = Object.entries(files).map(([path, content]) => ({ path, content }));
  await editDraft(call, { courseId: id, base: revision, origin: 'browser', note: '', edits });
}

async function publish({ page: at, go }: Reader, studio: string, notes: string): Promise<void> {
  await go(`${studio}/publish`);
  await at.fill('textarea[name=notes]', notes);
  await at.click('.publish-side form button');
  await at.waitForURL(/\/releases\/\d+$/);
}

async function points(learner: Reader, unit: string): Promise<string> {
  await learner.go(unit);
  return (await learner.page.textContent('#cause')) ?? '';
}

const finishRegrade = async () => {
  const [row] = await query<{ id: string }>('select id from gradebook.regrade order by made_at desc limit 1');
  while (await workOnRegrade(row?.id ?? ''));
};

test.each([
  [true, 'with script'],
  [false, 'without'],
])(
  'a wrong answer is mended in the next release, judged anew one step later, and all can be taken back (%s: %s)',
  async (script) => {
    const key = `tides-${script ? 'with' : 'without'}`;
    const studio = `/studio/harbor/${key}`;
    const unit = `/learn/harbor/${key}/open/sea`;
    const author = await open({ as: 'owner', script, width: script ? 1280 : 360 });
    await author.go('/studio/new');
    await author.page.fill('input[name=title]', 'Tides');
    await author.page.fill('input[name=key]', key);
    await author.page.click('main .form-actions button');
    await write(key, 'wind');
    await publish(author, studio, 'First');
    expect(await author.page.textContent('main')).toContain('This is the first release');

    const run = await getRun('harbor', key, 'open');
    const [row] = await query<{ id: string }>('select id from accounts."user" where email = $1', [
      people.newcomer,
    ]);
    await enrollByStaff(call, run, [row?.id ?? '']);
    const learner = await open({ as: 'newcomer', script });
    await learner.go(unit);
    await learner.page.check('input[value=moon]');
    await learner.page.click('#cause form button');
    await expect.poll(() => points(learner, unit)).toMatch(/0 of 2/);

    await write(key, 'moon');
    await author.go(`${studio}/publish`);
    expect(await author.page.textContent('main')).toContain('1 learner of 1 would have other points');
    if (script) expect(await violationsOf(author.page)).toEqual([]);
    await publish(author, studio, 'The Moon it is');
    await author.page.click('.effects form button');
    await finishRegrade();
    await author.page.reload();
    await author.page.check('input[name=only][value=all]');
    await author.page.click('form:has(input[name=only]) button');
    await finishRegrade();
    expect(await points(learner, unit)).toMatch(/2 of 2/);

    await author.go(`${studio}/releases`);
    await author.page.click('a[href$="/releases/1/show"]');
    await author.page.click('main form button');
    await author.page.waitForURL(/\/releases$/);
    expect(await author.page.textContent('main')).toContain('Release 2');
    expect((await getRun('harbor', key, 'open')).releaseId).toBe(run.releaseId);
    expect([...author.complaints, ...learner.complaints]).toEqual([]);
    await Promise.all([author.close(), learner.close()]);
  },
  90_000,
);
