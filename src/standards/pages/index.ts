export { importPages, openPages } from './service.ts';
