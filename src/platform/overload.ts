/**
 * When this process can not keep up, it refuses the least important first: prefetch and analytics, then browsing,
 * then reading; handing in last. The measure is how late the event loop runs, which is what people wait for.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';

export type Priority = 'background' | 'browsing' | 'reading' | 'submission';

/** Milliseconds of lateness from which a class is shed. */
const bounds: Record<Priority, number> = {
  background: 150,
  browsing: 600,
  reading: 1_500,
  submission: 6_000,
};

const delay = monitorEventLoopDelay({ resolution: 20 });
let lateness = 0;
let timer: NodeJS.Timeout | undefined;

export function watchLoad(): void {
  delay.enable();
  timer = setInterval(() => {
    lateness = delay.percentile(90) / 1e6;
    delay.reset();
  }, 500);
  timer.unref();
}

export function stopWatchingLoad(): void {
  clearInterval(timer);
  delay.disable();
  lateness = 0;
}

export const mustShed = (priority: Priority): boolean => lateness > bounds[priority];
export const currentLateness = (): number => lateness;
