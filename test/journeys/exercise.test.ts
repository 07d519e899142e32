/** An exercise of a grading service, handed in by people: its own form, a file, what it says, with script and without. */
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemCall } from '#app/commands/shared.ts';
import { useFormSource } from '#modules/content/contract.ts';
import { memorySource } from '#modules/content/index.ts';
import { openWorker, type Worker } from '#modules/grading/index.ts';
import { query } from '#platform/database.ts';
import { publishCourse } from '#screens/studio/releases/index.ts';
import { formOf } from '#standards/aplus/index.ts';
import { openTestGrader, type TestGrader } from '#standards/aplus/testing.ts';
import { useGraders } from '#standards/graders.ts';
import { violationsOf } from '../axe.ts';
import { activity, handIn, submitButton, t } from './answers.ts';
import { expectNoSidewaysScroll, type Reader, useBrowser } from './reader.ts';
import { useSite } from './site.ts';

const site = useSite();
const { open } = useBrowser(site);
let grader: TestGrader;
let worker: Worker;

const course = (address: string): Record<string, string> => ({
  'course.yaml': `lectern: 1
key: graded-elsewhere
title: Graded elsewhere
language: en
pace: self
outline:
  - { section: one, title: One, units: [units/work.md] }
`,
  'units/work.md': `---
title: Work
---

:::exercise{#sum title="A sum" service="${address}/c/sync" points=10 attempts=3}
:::

:::::exercise{#program title="A program" service="${address}/c/files" points=20}
Write a program that prints its own name.

::::field{name=file1 type=file label="main.py" required}
::::
:::::
`,
});
const page = '/learn/harbor/graded-elsewhere/main/work';

beforeAll(async () => {
  grader = await openTestGrader();
  useFormSource(formOf);
  useGraders([{ address: grader.address, at: grader.address, uid: null, publicKey: null }]);
  const files = Object.entries(course(grader.address)).map(
    ([path, text]) => [path, new TextEncoder().encode(text)] as const,
  );
  await publishCourse(systemCall('test'), {
    source: memorySource(new Map(files)),
    organization: { key: 'harbor', name: 'Harbor' },
    courseKey: 'graded-elsewhere',
    courseTitle: 'Graded elsewhere',
    notes: '',
    run: { key: 'main', settings: { open: true } },
  });
  // What the school has handed in before is not waited for.
  await query(`update grading.grading set state = 'replaced' where state = 'waiting'`);
  worker = openWorker({ slots: 2, pollMs: 50 });
}, 60_000);
afterAll(async () => {
  await worker?.stop();
  await grader?.close();
});

/** A picture of what stands there, where somebody wants to look. */
async function look(reader: Reader, name: string): Promise<void> {
  const folder = process.env.LECTERN_PICTURES;
  if (folder) await reader.page.screenshot({ path: `${folder}/exercise-${name}.png`, fullPage: true });
}

async function enroll(reader: Reader): Promise<void> {
  await reader.go('/courses/harbor/graded-elsewhere');
  await reader.page
    .getByRole('button', { name: t('browse.enroll') })
    .first()
    .click();
  await reader.go(page);
}

test.each([
  { script: false, width: 360, as: 'newcomer' },
  { script: true, width: 1280, as: 'learner' },
] as const)(
  'the form of the service is filled in, judged and read (script: $script, $width px)',
  {
    timeout: 90_000,
  },
  async ({ script, width, as }) => {
    const reader = await open({ as, script, width, height: 800 });
    // Without script a result shows when the page is opened again.
    const outcome = async (of: Locator) => {
      if (!script) await reader.go(page);
      return of.locator('.activity-outcome').textContent();
    };
    await enroll(reader);
    await expectNoSidewaysScroll(reader.page, width, 'exercises');
    const sum = await activity(reader.page, 'sum', script);
    await sum.getByLabel('Sum').fill('3');
    await submitButton(sum).click();
    await expect.poll(() => outcome(sum)).toContain('quite');
    await look(reader, `wrong-${width}`);
    await sum.getByLabel('Sum').fill('2');
    await submitButton(sum).click();
    await expect.poll(() => outcome(sum)).toContain('Well done');
    await sum.getByText(t('learn.attempts-left', { left: 1, total: 3 })).waitFor();

    const program = await activity(reader.page, 'program', script);
    await handIn(program, t('refusals.nothing-answered'));
    await program
      .locator('input[type=file]')
      .setInputFiles({ name: 'main.py', mimeType: 'text/x-python', buffer: Buffer.from('print("main")\n') });
    if (!script) await program.getByRole('button', { name: t('exercise.add-file') }).click();
    await program.getByRole('link', { name: 'main.py' }).waitFor();
    await submitButton(program).click();
    await expect.poll(() => outcome(program)).toMatch(/main\.py/);
    await look(reader, `right-${width}`);
    await expectNoSidewaysScroll(reader.page, width, 'exercises with results');
    if (script) expect(await violationsOf(reader.page)).toEqual([]);
    // The grader's feedback holds a picture of its own, which is not loaded over plain HTTP.
    expect(reader.complaints.filter((text) => !text.includes(grader.address))).toEqual([]);
    await reader.close();
  },
);
