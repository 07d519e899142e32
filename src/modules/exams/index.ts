/** The door of exams. */
export {
  graceSeconds,
  isUnderWay,
  mayOpen,
  openPages,
  pagesOf,
  paperOf,
  papersOf,
  submissionOf,
} from './rules.ts';
export type {
  Answers,
  ExamCounts,
  ExamPhase,
  FinishedBy,
  Paper,
  Question,
  Sitting,
  SittingFacts,
  SittingLine,
} from './schema.ts';
export { refusals as examRefusals } from './schema.ts';
export { finishSitting, type SittingAddress } from './service/finishing.ts';
export { getPaper } from './service/paper.ts';
export {
  type FinishedSitting,
  getFinished,
  getSitting,
  type OpenSitting,
  type SaveInput,
  saveAnswers,
} from './service/sitting.ts';
export { endSitting, finishOver, giveTime, reopenSitting } from './service/staff.ts';
export { beginSitting, type ExamStanding, getExamStanding } from './service/standing.ts';
export type { SittingKey } from './store/sitting.ts';
export {
  countSittings,
  listSittings,
  pageSize as sittingsPageSize,
  type SittingFilter,
} from './store/staff.ts';
