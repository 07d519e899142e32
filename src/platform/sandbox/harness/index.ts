/** Test files of each language, run by the harness that its people know. */
import { type GradingJob, type Limits, type ProgramFiles, WrongJob } from '../schema.ts';
import { isByLines, runTestsByLines } from './by-lines.ts';
import { runPythonTests, type Verdict } from './python.ts';

export interface FileTests
  extends Pick<GradingJob, 'language' | 'solution' | 'unnamed' | 'shared' | 'signal'> {
  tests: ProgramFiles;
  limits: Limits;
}

export async function runFileTests(job: FileTests): Promise<Verdict[]> {
  const { language } = job;
  if (language === 'python') return runPythonTests(job);
  if (isByLines(language)) return runTestsByLines({ ...job, language });
  throw new WrongJob(`Programs in ${language} are tested by input and output.`);
}
