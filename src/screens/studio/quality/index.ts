/** What readers may stumble over in a unit though it compiles: for the editor, the outline and the command line. */
export { findingText } from './format.ts';
export { checkUnit } from './rules/check.ts';
export type { Finding } from './schema.ts';
export { checkUnits } from './service.ts';
