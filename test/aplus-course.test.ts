/** The test course of A+: imported as it was built, shown, handed in, and judged by its grader as it was written down. */
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { memorySource } from '#modules/content/index.ts';
import { openArchive } from '#platform/archive/index.ts';
import { openTestGrader, pythonFeedback, recordedExercises } from '#standards/aplus/testing.ts';
import { importCourse } from '#standards/formats.ts';
import { useGradedRun } from './graded-run.ts';

const folder = '../shared/real/aplus';

/** The pages of the build and the addresses of `aplus-json`, as an operator would put them together. */
async function importedCourse(): Promise<Map<string, string | Uint8Array>> {
  const together = new Map<string, Uint8Array>();
  for (const name of ['test-course-built.tar.gz', 'test-course.aplus-json.json']) {
    const archive = await openArchive(`${folder}/${name}`);
    for (const path of archive.paths) together.set(path, await archive.read(path));
    await archive.close();
  }
  const { files } = await importCourse(memorySource(together));
  const yaml = new TextDecoder().decode(files.get('course.yaml'));
  // The course ended in 2021; staff would move its dates.
  return new Map<string, string | Uint8Array>(files).set(
    'course.yaml',
    yaml.replace(/^ +(?:opens|due): .*\n/gm, ''),
  );
}

describe.skipIf(!existsSync(folder))('the test course of A+ (skipped where it is not at hand)', () => {
  const { now, enroll, posted } = useGradedRun({
    openGrader: async () => openTestGrader(await recordedExercises()),
    course: importedCourse,
    graders: ({ address }) => [
      { address: 'http://127.0.0.1:8186', at: address, uid: 'mooc-grader', publicKey: null },
    ],
  });
  const python = ['links1-chapter1', 'links1_chapter1_examplepython1'] as const;
  const category = ['questionnaire-category', 'questionnaire_category_category-ex1'] as const;
  const randomized = [
    'questionnaire-single_multiple_choice',
    'questionnaire_single_multiple_choice_questionnaire-randomized',
  ] as const;

  test('every unit opens, with its exercises in their places', { timeout: 120_000 }, async () => {
    const learner = await enroll();
    const { body } = await learner.get('/learn/local/graders/main');
    const units = new Set(
      [...body.matchAll(/href="\/learn\/local\/graders\/main\/([\w-]+)"/g)].map(([, key]) => key),
    );
    expect(units.size).toBe(29);
    const exercises: string[] = [];
    for (const key of units) {
      const page = await learner.get(learner.unit(key ?? ''));
      expect([key, page.statusCode]).toEqual([key, 200]);
      expect(page.body).not.toContain('lecternslot');
      exercises.push(
        ...[...page.body.matchAll(/action="[^"]*\/([\w-]+)\/(?:submissions|files)"/g)].map(
          ([, id]) => id ?? '',
        ),
      );
    }
    // Every exercise that learners of A+ see; questionnaires that came apart have an activity for each question.
    expect(new Set(exercises).size).toBe(38);
  });

  test('a Python program is handed in as a file and graded later', async () => {
    const learner = await enroll();
    const content = 'def greeting(name):\n    return "Hello, " + name + "!"\n';
    await learner.handIn(...python, {}, { name: 'submission.py', content });
    await expect.poll(() => learner.state(python[1])).toBe('pending');
    expect((await learner.get(learner.unit(python[0]))).body).toContain('submission.py');
    const sent = posted()[0];
    expect(await (sent?.form.get('file1') as File | undefined)?.text()).toBe(content);
    expect(Object.fromEntries(sent?.query ?? [])).toMatchObject({
      ...{ max_points: '100', max_submissions: '99', ordinal_number: '1', lang: 'en' },
    });
    const result = { points: '60', max_points: '100', feedback: await pythonFeedback() };
    expect(await now.grader.call(sent?.query.get('submission_url') ?? '', result)).toEqual({
      success: true,
      errors: [],
    });
    const [grading] = await learner.gradings(python[1]);
    expect(grading).toMatchObject({ state: 'judged', score: 0.6 });
    const { body } = await learner.get(learner.unit(python[0]));
    expect(body).toContain('Greeting of nobody');
    expect(body).toContain('60 of 100');
    expect(body).not.toContain('highlight.js');
    expect(body).toContain('98 attempts left of 99');
  });

  test('a questionnaire is graded at once: points, feedback and attempts', async () => {
    const learner = await enroll();
    await learner.handIn(...category, { field_0: 'a' });
    await expect.poll(() => learner.state(category[1])).toBe('judged');
    expect((await learner.gradings(category[1]))[0]?.score).toBe(0);
    expect((await learner.get(learner.unit(category[0]))).body).toContain('Look at what it is made for.');
    await learner.handIn(...category, { field_0: 'b' });
    await expect.poll(async () => (await learner.gradings(category[1]))[0]?.score).toBe(1);
    const { body } = await learner.get(learner.unit(category[0]));
    expect(body).toContain('Right, that is what it is.');
    expect(body).toMatch(/◉\s+Yes/);
    expect(body).toContain('3 attempts left of 5');
    expect(posted().map(({ form }) => form.get('field_0'))).toEqual(['a', 'b']);
  });

  test('a questionnaire that is drawn at random comes from the grader, which knows its own', async () => {
    const learner = await enroll();
    const { body } = await learner.get(learner.unit(randomized[0]));
    const inputs = body.match(/<input[^>]*\.in\.field_1_[^>]*>/g) ?? [];
    const hidden = Object.fromEntries(
      inputs.map((input) => [/in\.(\w+)/.exec(input)?.[1], /value="([^"]*)"/.exec(input)?.[1] ?? '']),
    );
    expect(hidden).toMatchObject({
      field_1_sample: 'a-d',
      field_1_checksum: expect.stringMatching(/^\w{32}$/),
    });
    await learner.handIn(...randomized, { field_1: 'a' });
    await expect.poll(() => learner.state(randomized[1])).toBe('rejected');
    expect((await learner.get(learner.unit(randomized[0]))).body).toContain('invalid checksum');
    await learner.handIn(...randomized, { field_1: 'a', ...hidden });
    await expect.poll(() => learner.state(randomized[1])).toBe('judged');
    expect((await learner.gradings(randomized[1]))[0]?.score).toBeCloseTo(2 / 3);
    expect((await learner.get(learner.unit(randomized[0]))).body).toContain('2 attempts left of 3');
  });

  test('questions that are judged alike here ask no grader', async () => {
    const learner = await enroll();
    const unit = learner.unit('links1-chapter2');
    await learner.get(unit);
    await learner.post(`${unit}/links1_chapter2_linkquiz-2/submissions`, {
      'links1_chapter2_linkquiz-2.value': 'test',
    });
    expect((await learner.get(unit)).body).toContain('5 of 5 points');
    expect(posted()).toEqual([]);
  });
});
