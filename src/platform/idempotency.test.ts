import { expect, test } from 'vitest';
import { query, transaction } from './database.ts';
import { once } from './idempotency.ts';
import { useTestMachines } from './testing.ts';

useTestMachines();

const call = (key: string, body: unknown = {}) => ({ actor: 'ada', key, endpoint: 'POST /x', body });

test('a repeat gets the first answer, and the work is done once', async () => {
  let times = 0;
  const work = async () => ({ status: 200, json: { times: ++times } });
  expect(await once(call('a'), work)).toEqual({ status: 200, json: { times: 1 } });
  expect(await once(call('a'), work)).toEqual({ status: 200, json: { times: 1 } });
});

test('another body under the same key is refused', async () => {
  const work = async () => ({ status: 200 });
  await once(call('b', { n: 1 }), work);
  await expect(once(call('b', { n: 2 }), work)).rejects.toThrow('key-reused');
});

test('work that failed may be done again under its key', async () => {
  const broken = async () => Promise.reject(new Error('no'));
  await expect(once(call('c'), broken)).rejects.toThrow('no');
  expect(await once(call('c'), async () => ({ status: 201 }))).toEqual({ status: 201 });
});

test('a repeat beside the first waits; where that takes too long it is told so', async () => {
  const [begun, finish] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const first = once(call('d'), async () => {
    begun.resolve();
    await finish.promise;
    return { status: 200 };
  });
  await begun.promise;
  const impatient = transaction(async () => {
    await query("set local lock_timeout = '100ms'");
    return once(call('d'), async () => ({ status: 500 }));
  });
  await expect(impatient).rejects.toThrow('still-working');
  const patient = once(call('d'), async () => ({ status: 500 }));
  finish.resolve();
  expect([await first, await patient]).toEqual([{ status: 200 }, { status: 200 }]);
});
