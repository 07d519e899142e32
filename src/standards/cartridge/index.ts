/** Common Cartridge, the format in which learning platforms exchange courses, with what Canvas adds to it. */

export { type Imported, importCartridge, isCartridge } from './service.ts';
export { type AssessmentWriter, writeCartridge } from './translate/write.ts';
