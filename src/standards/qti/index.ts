/** QTI, the format in which systems exchange questions and tests: 1.2, 2.x and 3.0 in, 3.0 out. */

export { importQti, isQti, readAssessmentText } from './service.ts';
export { writeAssessment1 } from './translate/write-1.ts';
export { writePackage } from './translate/write-package.ts';
