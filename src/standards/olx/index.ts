/** OLX, the format in which Open edX exports courses: in, with a report of everything in it. */
export { type Imported, importOlx, type OlxOptions } from './service.ts';
export { olxRefusals } from './wire/blocks.ts';
