/** Figures for Prometheus at /metrics: requests by endpoint and status, SQL round trips, refusals, load. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { currentLateness } from './overload.ts';

export const registry = new Registry();
collectDefaultMetrics({ register: registry });

export const requestSeconds = new Histogram({
  name: 'lectern_request_seconds',
  help: 'Time from request to answer',
  labelNames: ['endpoint', 'status'] as const,
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  registers: [registry],
});

export const refusalsTotal = new Counter({
  name: 'lectern_refusals_total',
  help: 'Expected refusals by code',
  labelNames: ['code'] as const,
  registers: [registry],
});

export const faultsTotal = new Counter({
  name: 'lectern_faults_total',
  help: 'Unexpected errors (bugs)',
  registers: [registry],
});

export const shedTotal = new Counter({
  name: 'lectern_shed_total',
  help: 'Requests refused under overload',
  labelNames: ['priority'] as const,
  registers: [registry],
});

new Gauge({
  name: 'lectern_lateness_milliseconds',
  help: 'How late the event loop runs (p90 of the last half second)',
  aggregator: 'max',
  registers: [registry],
  collect() {
    this.set(currentLateness());
  },
});
