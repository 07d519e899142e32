/** Test files of each language, run by the harness that its people know. */
import { type GradingJob, type Limits, type ProgramFiles, WrongJob } from '../schema.ts';
import { runPythonTests, type Verdict } from './python.ts';

export interface FileTests
  extends Pick<GradingJob, 'language' | 'solution' | 'unnamed' | 'shared' | 'signal'> {
  tests: ProgramFiles;
  limits: Limits;
}

export async function runFileTests(job: FileTests): Promise<Verdict[]> {
  if (job.language === 'python') return runPythonTests(job);
  throw new WrongJob(`Programs in ${job.language} are tested by input and output.`);
}
