/** What operators see of the queue: read from the database when somebody asks, so that every process says the same. */
import { Gauge } from 'prom-client';
import { log } from '#platform/log.ts';
import { registry } from '#platform/metrics.ts';
import { getQueueFigures, listUnstable } from '../store/graders.ts';

/** Once, where figures are served. */
export function measureQueue(): void {
  if (registry.getSingleMetric('lectern_gradings')) return;
  const inState = new Gauge({
    name: 'lectern_gradings',
    help: 'Gradings by machines that are not over, by state',
    aggregator: 'first',
    labelNames: ['state'] as const,
    registers: [registry],
  });
  const oldest = new Gauge({
    name: 'lectern_gradings_oldest_seconds',
    help: 'Age of the grading that has waited longest for a worker',
    aggregator: 'first',
    registers: [registry],
  });
  const refused = new Gauge({
    name: 'lectern_gradings_refused_results',
    help: 'Results that came when they no longer counted (of workers believed dead)',
    aggregator: 'first',
    registers: [registry],
  });
  new Gauge({
    name: 'lectern_graders_out_of_order',
    help: 'Graders that failed several times, one after the other',
    aggregator: 'first',
    registers: [registry],
    async collect() {
      try {
        const [figures, unstable] = await Promise.all([getQueueFigures(), listUnstable()]);
        for (const state of ['waiting', 'running', 'pending'] as const)
          inState.set({ state }, figures[state]);
        inState.set({ state: 'needs-staff' }, figures.needsStaff);
        oldest.set(figures.oldest);
        refused.set(figures.refused);
        this.set(unstable.length);
      } catch (err) {
        log().warn({ err }, 'figures of the queue could not be read');
      }
    },
  });
}
