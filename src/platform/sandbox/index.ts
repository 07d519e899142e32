/** The sandbox: runs programs that nobody has read, and tests them. */
export { gradeProgram } from './grade.ts';
export { checkLimits, usualLimits } from './limits.ts';
export { closeSandbox, setSandboxSize } from './pool.ts';
export { runProgram } from './run.ts';
export {
  type CaseStatus,
  type GradedCase,
  type GradedProgram,
  type GradingJob,
  type IoCase,
  type Language,
  type Limits,
  languages,
  type Outcome,
  type Program,
  type ProgramFiles,
  type ProgramResult,
  SandboxFault,
  type Tests,
  WrongJob,
} from './schema.ts';
