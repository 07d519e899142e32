/**
 * Terms: a *failpoint* is a named place where the chaos run may kill this process. Armed only by the variable
 * `LECTERN_FAILPOINTS` (`name=probability,…`), which no user sets; unarmed it costs one test of a boolean.
 */
const armed = new Map<string, number>();
for (const part of (process.env.LECTERN_FAILPOINTS ?? '').split(',').filter(Boolean)) {
  const [name = '', probability = '1'] = part.split('=');
  armed.set(name, Number(probability));
}
const anyArmed = armed.size > 0;

export function failpoint(name: string): void {
  if (!anyArmed) return;
  const probability = armed.get(name);
  // As hard as pulling the plug: no handler runs, no buffer is flushed.
  if (probability !== undefined && Math.random() < probability) process.kill(process.pid, 'SIGKILL');
}
