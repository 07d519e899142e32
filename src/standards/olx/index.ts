/** OLX, the format in which Open edX exports courses: in and out, with a report of everything. */
export { type Imported, importOlx, type OlxOptions } from './service.ts';
export { writeOlx } from './translate/write-course.ts';
export { olxRefusals } from './wire/blocks.ts';
