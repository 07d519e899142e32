import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { fewAtATime } from './few-at-a-time.ts';

test('results stand in the order of what was asked, however long each took', async () => {
  const waits = [8, 1, 5, 0, 3];
  const doubled = async (wait: number) => {
    await sleep(wait);
    return wait * 2;
  };
  expect(await fewAtATime(waits, doubled, 2)).toEqual([16, 2, 10, 0, 6]);
});

test('no more than a few are under way at once', async () => {
  let underWay = 0;
  let most = 0;
  await fewAtATime(Array.from({ length: 20 }), async () => {
    underWay += 1;
    most = Math.max(most, underWay);
    await sleep(1);
    underWay -= 1;
  });
  expect(most).toBe(8);
});

test('one that fails is the failure of all', async () => {
  const failing = fewAtATime([1, 2], async (one) => {
    if (one === 2) throw new Error('two');
  });
  await expect(failing).rejects.toThrow('two');
});
