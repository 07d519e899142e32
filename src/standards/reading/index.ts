export { writeEpub } from './translate/write-epub.ts';
export { writeSite } from './translate/write-site.ts';
