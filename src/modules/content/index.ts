export { creditsOf, type UnitCredits } from './rules/credits.ts';
export { drawnActivities, drawnFor, isDrawn } from './rules/draw.ts';
export { introductionOf } from './rules/exam.ts';
export { pathsIn, refersTo, renameReferences } from './rules/file-references.ts';
export { readFence } from './rules/front-matter.ts';
export { compileHtml } from './rules/html.ts';
export { inLanguage, nearestLanguage, readingLanguages } from './rules/in-language.ts';
export { learnerHtml } from './rules/learner-text.ts';
export { isLockedFile } from './rules/locks.ts';
export { findActivity, findPool, findUnit, titleOf } from './rules/lookup.ts';
export { parseMarkdown } from './rules/markdown.ts';
export { type Clash, mergeText } from './rules/merge.ts';
export { isWallTime, revealNames, revealWords } from './rules/reveal.ts';
export { type MergedFile, mergeFile, type Version } from './rules/revising.ts';
export { contentSchema } from './rules/sanitize.ts';
export {
  courseMark,
  courseTextsPath,
  originalOf,
  textsOf,
  translationMark,
  variantLanguage,
  variantPath,
} from './rules/translation.ts';
export type { CompiledUnit } from './rules/unit.ts';
export { renameKeys, setAttributes, setFront } from './rules/unit-text.ts';
export type {
  Asset,
  Block,
  CountingAttempt,
  CourseInfo,
  CourseTexts,
  Draft,
  DraftChanges,
  DraftConflict,
  DraftLock,
  DraftState,
  FileFacts,
  FileTree,
  GradingCategory,
  GradingPolicy,
  ImportReport,
  License,
  Origin,
  OutlineSection,
  OutlineUnit,
  ParentCourse,
  Pool,
  Publication,
  Release,
  Revision,
  SourceOrigin,
  SourceProblem,
  StaffMember,
  Unit,
  UnitHit,
  UnitVariant,
} from './schema.ts';
export { hasChangedSince } from './service/changed.ts';
export { type Compilation, compileCourse, compileUnitDraft, type UnitDraft } from './service/compile.ts';
export { packCompiledUnits, unpackCompiledUnits } from './service/compiled-units.ts';
export {
  type Author,
  type DraftEdit,
  type Edited,
  editDraft,
  findDraft,
  getDraft,
  listDraftStates,
  listRevisions,
  nameOf,
  readDraft,
  saveDraft,
  sourceAt,
  sourceOfDraft,
} from './service/drafts.ts';
export { getImportReport, listImportReports, saveImportReport } from './service/imports.ts';
export { keepFiles } from './service/keep-files.ts';
export { type Published, type PublishInput, publishRelease } from './service/publish.ts';
export {
  findRelease,
  getAsset,
  getRelease,
  listReleases,
  readPublished,
  readSource,
  searchUnits,
} from './service/releases.ts';
export { type CourseSource, factsOf, memorySource, readFolder } from './service/source.ts';
export { storedSource } from './service/stored.ts';
export { findLock, setLock } from './store/locks.ts';
export { listFileUses, listOrigins, listUses, type Use } from './store/origins.ts';
