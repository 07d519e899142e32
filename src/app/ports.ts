/** Fills the ports of the modules: kinds of activity, runners, and who hears of what is handed in. */
import { activityTypes } from '#activities/index.ts';
import { onReceived } from '#modules/attempts/index.ts';
import { useImporter } from '#modules/authoring/contract.ts';
import { useActivityTypes } from '#modules/content/contract.ts';
import { useRunners } from '#modules/grading/contract.ts';
import { queueForMachine } from '#modules/grading/index.ts';
import { importCourse } from '#standards/formats.ts';
import { runners } from './runners.ts';

export function fillPorts(): void {
  useActivityTypes(activityTypes);
  useImporter((files, options) => importCourse({ ...files, paths: [...files.paths] }, options));
  useRunners(runners);
  onReceived(queueForMachine);
}
