/** Fills the ports of the modules: kinds of activity, runners, and who hears of what is handed in. */
import { activityTypes } from '#activities/index.ts';
import { onReceived } from '#modules/attempts/index.ts';
import { useActivityTypes } from '#modules/content/contract.ts';
import { useRunners } from '#modules/grading/contract.ts';
import { queueForMachine } from '#modules/grading/index.ts';
import { runners } from './runners.ts';

export function fillPorts(): void {
  useActivityTypes(activityTypes);
  useRunners(runners);
  onReceived(queueForMachine);
}
