/** Reading a course in one of its languages. */
export { inReadersWords } from './rules/judgement.ts';
export { inLanguageHref, languageSent, nameIn, ownName } from './rules/names.ts';
export { keepChoice, readingFor } from './service.ts';
export { LanguageField } from './views/choice.tsx';
export { type CourseReading, LanguageMenu, TranslationNote } from './views/reading.tsx';
