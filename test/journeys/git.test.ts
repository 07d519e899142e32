/** A course and its repository in the browser: linked, sent, pulled with a mistake and without, with script and without. */
import { expect, test } from 'vitest';
import { workOnSync } from '#modules/authoring/index.ts';
import { query, transaction } from '#platform/database.ts';
import { useTestForge } from '#platform/git/testing.ts';
import { t } from './answers.ts';
import { type Author, fits, follow, goByHead, isSound, press, shows } from './authoring.ts';
import { useBrowser } from './reader.ts';
import { useSite } from './site.ts';

const site = useSite();
const { open } = useBrowser(site);
const forge = useTestForge();

/** What was asked for is done after the answer, by a job. */
async function work(): Promise<void> {
  const [last] = await query<{ id: string }>(
    'select id from authoring.git_sync order by asked_at desc limit 1',
  );
  await transaction(() => workOnSync(last?.id ?? ''));
}

test.each([
  ['with JavaScript', true],
  ['without JavaScript, on a phone', false],
])(
  'a course is linked to a repository, sent there and changed from there: %s',
  async (_, script) => {
    const width = script ? 1280 : 360;
    const repository = forge.create(script ? 'tides' : 'shores');
    const author: Author = { ...(await open({ as: 'owner', script, width })), script, width };
    const { page } = author;
    await author.go('/');
    await goByHead(author, t('outline.studio'));
    await follow(author, t('outline.new-course'));
    await page.getByLabel(t('outline.title'), { exact: true }).fill(script ? 'Tides' : 'Shores');
    await press(author, t('outline.make-course'));
    await page.locator('nav.tabs summary').click();
    await follow(author, t('outline.git'));
    await page.getByLabel(t('git.url')).fill(repository.url);
    await page.getByLabel(t('git.begin-studio')).check();
    await fits(author, 'the page without a link');
    await press(author, t('git.link'));
    await press(author, t('git.push-now'));
    await work();
    await follow(author, t('git.look-again'));
    await shows(author, t('git.outcome-sent'));
    const file = 'units/first-unit.md';
    expect(repository.read(file)).toContain(t('outline.first-words'));

    repository.commit({ [file]: '---\ntitle: First unit\n---\n\n:::choise{#a}\nWhy?\n:::\n' });
    await press(author, t('git.pull-now'));
    await work();
    await follow(author, t('git.look-again'));
    await shows(author, t('git.outcome-mistakes'));
    // What is not taken is not the same on both sides; the newest stands open.
    await shows(author, t('git.stuck'));
    await page.getByText(`${file}:5`).waitFor();
    await isSound(author, 'a pull with a mistake');

    repository.commit({ [file]: '---\ntitle: First unit\n---\n\nWritten in git.\n' });
    await press(author, t('git.pull-now'));
    await work();
    await follow(author, t('git.look-again'));
    await shows(author, t('git.outcome-merged'));
    await shows(author, t('git.in-step'));
    await follow(author, t('outline.outline'));
    await follow(author, t('outline.first-unit'));
    await page.locator('#unit-preview').getByText('Written in git.').waitFor();
    expect(author.complaints).toEqual([]);
    await author.close();
  },
  90_000,
);
