/** A+: its grader protocol, version 1. */
export { formOf } from './service/forms.ts';
export { type Grader, listGraders, useGraders } from './service/graders.ts';
export { publicKeyPem } from './service/keys.ts';
export { aplusRunner } from './service/runner.ts';
