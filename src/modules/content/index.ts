export { compileHtml } from './rules/html.ts';
export { parseMarkdown } from './rules/markdown.ts';
export { canonicalJson } from './rules/release.ts';
export { contentSchema } from './rules/sanitize.ts';
export { type Compilation, compileCourse } from './service/compile.ts';
export type { CourseSource, FileFacts } from './service/source.ts';
export { memorySource, readFolder } from './service/source.ts';
