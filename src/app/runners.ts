/** The machines that judge answers. Adding a runner is a line here. */
import type { Runner } from '#modules/grading/contract.ts';
import { aplusRunner } from '#standards/aplus/index.ts';
import { graderRunner } from '#standards/grader/index.ts';
import { sandboxRunner } from './runners/sandbox.ts';

export const runners: readonly Runner[] = [sandboxRunner, aplusRunner, graderRunner];
