/** Reading a course in one of its languages. */
export { inReadersWords } from './rules/judgement.ts';
export { ownName } from './rules/names.ts';
export { keepChoice, readingFor } from './service.ts';
export { type CourseReading, LanguageMenu, TranslationNote } from './views.tsx';
