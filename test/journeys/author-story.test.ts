/**
 * The whole way of a new author: from an empty studio to a course with learners, a mistake in it, and points put right.
 * Nobody types an address. `docs/authors.md` tells it, with the pictures that it takes (`npm run -s pictures`).
 */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { systemCall } from '#app/commands/shared.ts';
import { demoCoursesFolder } from '#app/paths.ts';
import { grantRole } from '#modules/access/index.ts';
import { createPerson } from '#modules/accounts/index.ts';
import { closeRooms } from '#modules/authoring/index.ts';
import { saveOrganization } from '#modules/catalog/index.ts';
import { workOnRegrade } from '#modules/gradebook/index.ts';
import { openWorker, type Worker } from '#modules/grading/index.ts';
import { query } from '#platform/database.ts';
import { closeSandbox } from '#platform/sandbox/index.ts';
import { t } from './answers.ts';
import { askWhy, classmatesAnswer, learn } from './author-story-learners.ts';
import * as texts from './author-story-texts.ts';
import {
  type Author,
  addPicture,
  addRow,
  fits,
  follow,
  goByHead,
  isSound,
  newActivity,
  picture,
  press,
  row,
  save,
  saveActivity,
  shows,
  signIn,
  textOf,
  writeText,
} from './authoring.ts';
import { useBrowser } from './reader.ts';
import { password } from './school.ts';
import { useSite } from './site.ts';

const site = useSite();
const { open } = useBrowser(site);
// Some sixty pages, on a machine that may have other things to do.
vi.setConfig({ testTimeout: 240_000 });

let worker: Worker;
beforeAll(async () => {
  // What the school has handed in before is not waited for.
  await query(`update grading.grading set state = 'replaced' where state = 'waiting'`);
  worker = openWorker({ slots: 1, pollMs: 200 });
});
afterAll(async () => {
  await worker.stop();
  closeSandbox();
  await closeRooms();
});

async function newPerson(name: string, email: string): Promise<string> {
  return (await createPerson({ name, email, password, verified: true })).id;
}

async function makeTheCourse(author: Author, title: string): Promise<void> {
  const { page } = author;
  await goByHead(author, t('outline.studio'));
  await fits(author, 'the empty studio');
  await picture(author, 'empty-studio');
  await follow(author, t('outline.new-course'));
  await page.getByLabel(t('outline.title'), { exact: true }).fill(title);
  await fits(author, 'a new course');
  await press(author, t('outline.make-course'));
  await shows(author, t('outline.flash-made'));
  await follow(author, t('outline.change-of', { title: t('outline.first-section') }));
  await page.getByLabel(t('outline.title'), { exact: true }).fill('Where am I?');
  await press(author, t('outline.save'));
  await follow(author, t('outline.first-unit'));
}

async function writeThePage(author: Author): Promise<void> {
  const { page } = author;
  await page.getByLabel(t('editor.field-title'), { exact: true }).fill(texts.unitTitle);
  await writeText(author, texts.page);
  await save(author);
  await addPicture(
    author,
    join(demoCoursesFolder, 'finding-your-way/assets/great-circle.svg'),
    'Two routes from Helsinki to Tokyo on a flat map: a straight line, and an arc far to the north',
  );
  await save(author);
  await shows(author, t('quality.link-unclear', { text: 'here' }));
  await isSound(author, 'the editor');
  await picture(author, 'editor');
}

async function askThreeThings(author: Author): Promise<void> {
  const { page } = author;
  await newActivity(author, 'choice');
  await page
    .getByLabel(t('editor.question'), { exact: false })
    .first()
    .fill('Which of these is a great circle?');
  await row(author, 'options', 1).getByLabel(t('editor.row-text')).fill('The equator');
  await row(author, 'options', 2).getByLabel(t('editor.row-text')).fill('The Arctic Circle');
  // The mistake of this story.
  await row(author, 'options', 2).getByLabel(t('editor.row-right')).check();
  await isSound(author, 'the form of a choice');
  await picture(author, 'choice', page.getByRole('group', { name: t('editor.part-options'), exact: true }));
  await saveActivity(author);

  await newActivity(author, 'numeric');
  await page
    .getByLabel(t('editor.question'))
    .first()
    .fill('How long is one degree of longitude at 60° north?');
  await page.getByLabel(t('editor.field-answer')).first().fill('55.6');
  await page.getByLabel(t('editor.field-unit'), { exact: false }).first().fill('km');
  await saveActivity(author);

  await newActivity(author, 'code');
  await page
    .getByLabel(t('editor.question'))
    .first()
    .fill('Write `miles`: how far apart are two places on one meridian?');
  await page.getByLabel(t('editor.field-language')).first().selectOption('python');
  const files = [
    ['starter', 'sailing.py', texts.starter],
    ['tests', 'test_degree.py', texts.visibleTests],
    ['tests', 'test_ocean.py', texts.hiddenTests],
  ] as const;
  for (const [index, [role, name, content]] of files.entries()) {
    // The form begins with two.
    if (index > 1) await addRow(author, 'blocks');
    const file = row(author, 'blocks', index + 1);
    await file.getByLabel(t('editor.row-role')).selectOption(role);
    await file.getByLabel(t('editor.field-file')).fill(name);
    await file.getByLabel(t('editor.row-content')).fill(content);
    if (name === 'test_ocean.py') await file.getByLabel(t('editor.field-hidden')).check();
  }
  await isSound(author, 'the form of a program');
  await picture(author, 'program', row(author, 'blocks', 3));
  await saveActivity(author);
}

/** A category that grades are made of, and the unit in it. */
async function letItCount(author: Author): Promise<void> {
  const { page } = author;
  await follow(author, t('outline.settings'));
  await page.locator('summary', { hasText: t('settings.grading') }).click();
  const first = page.getByRole('group', { name: t('settings.category-number', { number: 1 }) });
  await first.getByLabel(t('outline.key')).fill('quiz');
  await first.getByLabel(t('settings.title')).fill('Chapter questions');
  await first.getByLabel(t('settings.weight')).fill('100');
  await fits(author, 'the settings');
  await press(author, t('outline.save'));
  await shows(author, t('outline.flash-saved'));
  await follow(author, t('outline.outline'));
  await follow(author, t('outline.change-of', { title: texts.unitTitle }));
  await page.getByLabel(t('outline.category')).selectOption('quiz');
  await fits(author, 'a unit of the outline');
  await press(author, t('outline.save'));
}

async function lookAtIt(author: Author): Promise<void> {
  const { page } = author;
  await fits(author, 'the outline');
  await picture(author, 'outline');
  // Two things to mend: a link that says nothing, a number that has to be hit exactly.
  await follow(author, t('outline.advice', { count: 2 }));
  await shows(author, t('quality.link-unclear', { text: 'here' }));
  await fits(author, 'the check');
  await follow(author, t('editor.to-editor'));
  await writeText(author, (await textOf(author)).replace('[here]', '[about the haversine]'));
  await save(author);
  await follow(author, t('editor.activities'));
  await follow(author, 'first-unit-numeric');
  await page.getByLabel(t('editor.field-tolerance')).first().fill('1%');
  await saveActivity(author);
  await shows(author, t('editor.no-remarks'));
  await follow(author, t('editor.as-learner'));
  await follow(author, t('editor.look-phone'));
  await fits(author, 'the preview');
  await picture(author, 'preview');
}

async function publish(author: Author, notes: string): Promise<void> {
  const { page } = author;
  await follow(author, t('outline.publish'));
  await page.getByLabel(t('releases.notes')).fill(notes);
  await isSound(author, `publishing: ${notes}`);
}

async function publishFirst(author: Author): Promise<void> {
  const { page } = author;
  await publish(author, 'How far is it?');
  await page.getByLabel(t('releases.open'), { exact: true }).check();
  await picture(author, 'publish');
  await press(author, t('releases.publish'));
  await shows(author, t('releases.is-first'));
}

/** Learners may enroll themselves until the end of the year. */
async function openTheRun(author: Author): Promise<void> {
  const { page } = author;
  await page.locator('nav.tabs summary').click();
  await follow(author, t('outline.runs'));
  await follow(author, t('teach.settings'));
  await page.getByLabel(t('teach.set-enrollment-closes')).fill('2099-12-31T23:59');
  await fits(author, 'the settings of the run');
  await press(author, t('teach.save'));
  await shows(author, t('teach.flash-settings'));
}

async function mendTheAnswer(author: Author, title: string): Promise<void> {
  const { page } = author;
  await goByHead(author, t('outline.studio'));
  await follow(author, title);
  await follow(author, texts.unitTitle);
  await follow(author, t('evidence.title'));
  await shows(author, t('evidence.options'));
  await fits(author, 'what learners did');
  await picture(
    author,
    'evidence',
    page.locator('.evidence-block').filter({ has: page.locator('#evidence-first-unit-choice') }),
  );
  await follow(author, t('evidence.to-editor'));
  await follow(author, t('editor.activities'));
  await follow(author, 'first-unit-choice');
  await row(author, 'options', 2).getByLabel(t('editor.row-right')).uncheck();
  await row(author, 'options', 1).getByLabel(t('editor.row-right')).check();
  await saveActivity(author);
  await publish(author, 'The equator is one');
  await shows(author, t('releases.effect-judging', { differ: 6, learners: 6 }));
  await picture(author, 'effect');
  await press(author, t('releases.publish'));
}

async function judgeAnew(author: Author): Promise<void> {
  const { page } = author;
  await press(author, t('releases.regrade', { run: 'open' }));
  await shows(author, t('gradebook.regrade-judging'));
  await finishRegrade();
  await follow(author, t('gradebook.regrade-look'));
  await page.getByLabel(t('gradebook.regrade-all')).check();
  await fits(author, 'the proposal');
  await picture(author, 'regrade');
  await press(author, t('gradebook.regrade-apply'));
  await finishRegrade();
  await follow(author, t('gradebook.regrade-look'));
  await shows(author, t('gradebook.regrade-undo-text'));
}

async function finishRegrade(): Promise<void> {
  const [row] = await query<{ id: string }>('select id from gradebook.regrade order by made_at desc limit 1');
  while (await workOnRegrade(row?.id ?? ''));
}

test.each([
  { how: 'with JavaScript', script: true, width: 1280, place: 'quay', title: 'Finding Your Way' },
  { how: 'without JavaScript, on a phone', script: false, width: 360, place: 'mole', title: 'Wayfinding' },
])(
  'a new author makes a course, mends a wrong answer, and learners get their points: $how',
  async ({ place, title, ...how }) => {
    await saveOrganization(place, 'Harbor School');
    const personId = await newPerson('Elsa Brandt', `elsa@${place}.example`);
    await newPerson('Kim Sato', `kim@${place}.example`);
    await grantRole(systemCall('journey'), {
      personId,
      role: 'author',
      scope: 'organization',
      target: place,
    });
    const author: Author = { ...(await open(how)), ...how };
    await signIn(author, `elsa@${place}.example`);
    await makeTheCourse(author, title);
    await writeThePage(author);
    await askThreeThings(author);
    await letItCount(author);
    await lookAtIt(author);
    await publishFirst(author);
    await openTheRun(author);

    const learner: Author = { ...(await open(how)), ...how };
    await signIn(learner, `kim@${place}.example`);
    await learn(learner, title);
    await classmatesAnswer(place, title.toLowerCase().replaceAll(' ', '-'));
    await mendTheAnswer(author, title);
    await judgeAnew(author);
    await askWhy(learner, title);
    expect([...author.complaints, ...learner.complaints]).toEqual([]);
    await Promise.all([author.close(), learner.close()]);
  },
);
