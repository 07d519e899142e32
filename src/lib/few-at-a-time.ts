/** Many waits, a few at a time: a slow disk or store is not waited for one by one, nor asked for everything at once. */
export async function fewAtATime<T, R>(
  all: readonly T[],
  work: (one: T) => Promise<R>,
  few = 8,
): Promise<R[]> {
  const results: R[] = [];
  const entries = all.entries();
  const worker = async () => {
    for (const [at, one] of entries) results[at] = await work(one);
  };
  await Promise.all(Array.from({ length: few }, worker));
  return results;
}
