/** Reading a course in one of its languages. */
export { keepChoice, readingFor } from './service.ts';
