/** Random edits by both doors, pulled and pushed at random. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unitOf, useDoors } from './linked-course.ts';

const { begin, sync, edit, drafted, forgetCopies } = useDoors();

describe('both doors at once', () => {
  const paragraphs = 12;
  const step = fc.record({
    door: fc.constantFrom('git' as const, 'studio' as const),
    at: fc.nat(paragraphs - 1),
    next: fc.constantFrom('nothing' as const, 'pull' as const, 'push' as const, 'forget' as const),
  });

  test('lose no edit that was accepted, whatever is pulled and pushed when', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 6 }), async (steps) => {
        const course = await begin();
        const texts = Array.from({ length: paragraphs }, (_, index) => `Paragraph ${index}.`);
        course.repository.commit({ 'units/a.md': unitOf(...texts) });
        await sync(course, 'pull');
        const words: string[] = [];
        for (const [index, { door, at, next }] of steps.entries()) {
          // Each edit adds a paragraph of its own below one of the first ones.
          const word = `${door} ${index}.`;
          const now = (door === 'git' ? course.repository.read('units/a.md') : await drafted(course)) ?? '';
          const changed = now.replace(`Paragraph ${at}.`, `Paragraph ${at}.\n\n${word}`);
          if (door === 'git') course.repository.commit({ 'units/a.md': changed });
          else await edit(course, { 'units/a.md': changed });
          words.push(word);
          if (next === 'forget') await forgetCopies();
          else if (next !== 'nothing') await sync(course, next);
        }
        const { outcome, details } = await sync(course, 'push');
        const [studio, git] = [await drafted(course), course.repository.read('units/a.md')];
        if (outcome === 'sent-aside') {
          // Both put words at one place: each side still has its own, and git has the other's beside it.
          const aside = course.repository.read('units/a.md', `lectern/${course.key}`);
          expect(aside).toBe(studio);
          for (const word of words) expect(`${studio}${git}`).toContain(word);
          return;
        }
        expect([outcome, details.refusal]).toEqual([
          expect.stringMatching(/sent|unchanged|merged/),
          undefined,
        ]);
        expect(git).toBe(studio);
        for (const word of words) expect(studio).toContain(word);
      }),
      { numRuns: 3 },
    );
  }, 60_000);
});
