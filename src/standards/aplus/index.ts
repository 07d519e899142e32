/** A+: its grader protocol, version 1, and its courses. */
export { formOf } from './service/forms.ts';
export { importAplus, isAplus } from './service/import.ts';
export { publicKeyPem } from './service/keys.ts';
export { aplusRunner } from './service/runner.ts';
export { aplusRefusals } from './wire/course.ts';
