/** The grader protocol of our own, version 2. */
export { checkGrader, type Finding } from './check.ts';
export { graderRunner } from './service.ts';
