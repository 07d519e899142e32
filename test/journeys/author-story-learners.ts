/** Those who learn in the course of the story: one who answers page by page, and classmates. */
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { ChoiceSettings } from '#activities/choice/settings.ts';
import { systemCall } from '#app/commands/shared.ts';
import { classmates } from '#app/seed/people.ts';
import { findPersonByEmail } from '#modules/accounts/index.ts';
import { submit } from '#modules/attempts/index.ts';
import { getRun } from '#modules/catalog/index.ts';
import { getRelease } from '#modules/content/index.ts';
import { enroll } from '#modules/enrollment/index.ts';
import { anonymous, type PersonActor } from '#platform/actor.ts';
import { activity, choose, handIn, submitButton, t, write } from './answers.ts';
import * as texts from './author-story-texts.ts';
import { type Author, fits, follow, goByHead, picture, press, shows } from './authoring.ts';

export async function learn(learner: Author, title: string): Promise<void> {
  const { page, script } = learner;
  await goByHead(learner, t('ui.nav-courses'));
  await follow(learner, title);
  await press(learner, t('browse.enroll'));
  await shows(learner, t('browse.flash-enrolled'));
  await follow(learner, t('learn.begin'));
  const choice = await activity(page, 'first-unit-choice', script);
  await choose(choice, 'The equator');
  await handIn(choice, t('learn.verdict-wrong'));
  const number = await activity(page, 'first-unit-numeric', script);
  await write(number, '55.6');
  await handIn(number, t('learn.verdict-right'));
  await writeProgram(learner);
  await fits(learner, 'the unit');
}

/** Runs its tests, sees one fail, and hands in what passes the hidden one too. */
async function writeProgram(learner: Author): Promise<void> {
  const { page, script } = learner;
  const program = await activity(page, 'first-unit-code', script);
  if (script) {
    await program.locator('.code-editor').waitFor();
    await program.getByRole('textbox', { name: /sailing\.py/ }).click();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('Delete');
    await page.keyboard.insertText(texts.solution);
  } else await program.getByLabel(t('code.file', { name: 'sailing.py' })).fill(texts.solution);
  await program.getByRole('button', { name: t('queue.trial-run') }).click();
  await lookUntil(learner, t('queue.trial-done'));
  await submitButton(program).click();
  await lookUntil(learner, t('learn.verdict-right'));
}

/** With script results come by themselves; without, by looking again. */
async function lookUntil({ page, script }: Author, text: string): Promise<void> {
  const program = page.locator('#first-unit-code');
  const there = program.getByText(text, { exact: true });
  if (script) return there.first().waitFor({ timeout: 90_000 });
  await expect
    .poll(
      async () => {
        if (await there.count()) return true;
        await program.getByRole('link', { name: t('queue.refresh') }).click();
        return false;
      },
      { timeout: 90_000, interval: 500 },
    )
    .toBe(true);
}

/** Five classmates: figures need some learners before they say anything. Two of them know better than the key. */
export async function classmatesAnswer(organization: string, course: string): Promise<void> {
  const run = await getRun(organization, course, 'open');
  const release = await getRelease(run.releaseId);
  const asked = release.activities.find(({ key }) => key === 'first-unit-choice');
  if (!asked) throw new Error('the question is not there');
  const [equator, circle] = (asked.settings as ChoiceSettings).options.map(({ id }) => id);
  for (const [index, { email, name }] of classmates.slice(0, 5).entries()) {
    const found = await findPersonByEmail(email);
    const actor = { ...anonymous, kind: 'person', id: found?.id ?? '', name, email, grants: [] } as const;
    const call = { ...systemCall('journey'), actor: actor as unknown as PersonActor };
    await enroll(call, run, {});
    const answer = [index < 2 ? equator : circle];
    await submit(call, { run, activity: asked, id: randomUUID(), answer });
  }
}

export async function askWhy(learner: Author, title: string): Promise<void> {
  await goByHead(learner, t('ui.nav-home'));
  await follow(learner, title);
  await follow(learner, new RegExp(texts.unitTitle.replace('?', '[?]')));
  const choice = await activity(learner.page, 'first-unit-choice', learner.script);
  await choice.locator('.activity-outcome', { hasText: t('learn.verdict-right') }).waitFor();
  await choice.getByRole('link', { name: t('learn.why') }).click();
  await shows(learner, t('releases.regrade-reason', { number: 2 }));
  await fits(learner, 'why');
  await picture(learner, 'why');
}
