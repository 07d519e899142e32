/** The way back to an earlier release in a browser; `author-story.test.ts` has the way there. */
import { expect, test } from 'vitest';
import { systemCall } from '#app/commands/shared.ts';
import { getCourse, getRun } from '#modules/catalog/index.ts';
import { editDraft, getDraft } from '#modules/content/index.ts';
import { t } from './answers.ts';
import { type Author, fits, follow, goByHead, press, shows } from './authoring.ts';
import { useBrowser } from './reader.ts';
import { useSite } from './site.ts';

const site = useSite();
const { open } = useBrowser(site);

/** Writes the unit as an author does elsewhere in the studio. */
async function write(key: string, text: string): Promise<void> {
  const { id } = await getCourse('harbor', key);
  const { revision } = await getDraft(id);
  const edits = [{ path: 'units/first-unit.md', content: `---\ntitle: First unit\n---\n\n${text}\n` }];
  await editDraft(systemCall('journey'), { courseId: id, base: revision, origin: 'browser', edits });
}

async function publish(author: Author): Promise<void> {
  await follow(author, t('outline.publish'));
  await press(author, t('releases.publish'));
}

test.each([
  { how: 'with JavaScript', script: true, width: 1280, title: 'Tides' },
  { how: 'without JavaScript, on a phone', script: false, width: 360, title: 'Shores' },
])(
  'an earlier release is shown again, with the draft as it was: $how',
  async ({ title, ...how }) => {
    const author: Author = { ...(await open({ as: 'owner', ...how })), ...how };
    await author.go('/');
    await goByHead(author, t('outline.studio'));
    await follow(author, t('outline.new-course'));
    await author.page.getByLabel(t('outline.title'), { exact: true }).fill(title);
    await press(author, t('outline.make-course'));
    const key = title.toLowerCase();
    await write(key, 'The Moon raises the tides.');
    await publish(author);
    const { releaseId } = await getRun('harbor', key, 'open');
    await write(key, 'The wind raises the tides.');
    await follow(author, t('outline.outline'));
    await publish(author);
    await follow(author, t('releases.releases'));
    await follow(author, t('releases.show'));
    await author.page.getByLabel(t('releases.also-draft')).check();
    await fits(author, 'going back');
    await press(author, t('releases.show-now', { number: 1 }));
    await shows(author, t('releases.is-shown', { number: 1 }));
    expect((await getRun('harbor', key, 'open')).releaseId).toBe(releaseId);
    // Nothing is left to publish: the draft is what learners see.
    await shows(author, t('outline.is-released', { number: 1 }));
    expect(author.complaints).toEqual([]);
    await author.close();
  },
  60_000,
);
