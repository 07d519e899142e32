/** What staff see of the sittings of an exam. */
import type { Run } from '#modules/catalog/index.ts';
import {
  countSittings,
  type ExamCounts,
  getPaper,
  listSittings,
  type Paper,
  papersOf,
  type SittingFilter,
  type SittingLine,
  sittingsPageSize,
} from '#modules/exams/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { type Rights, rightsIn } from '#screens/teach/index.ts';
import type { ExamParams, RunParams } from '../schema.ts';
import { openRun } from './taking.ts';

const none: ExamCounts = { learners: 0, underWay: 0, finished: 0 };

export interface ExamList {
  run: Run;
  rights: Rights;
  exams: { paper: Paper; counts: ExamCounts }[];
}

export async function openExams({ actor }: Call, params: RunParams): Promise<ExamList> {
  const { run, release } = await openRun(params);
  const papers = papersOf(release);
  const counts = await countSittings(
    run.id,
    papers.map(({ key }) => key),
  );
  return {
    run,
    rights: rightsIn(actor, params),
    exams: papers.map((paper) => ({ paper, counts: counts.get(paper.key) ?? none })),
  };
}

export interface SittingList {
  run: Run;
  rights: Rights;
  paper: Paper;
  counts: ExamCounts;
  lines: SittingLine[];
  filter: SittingFilter;
  page: number;
  pages: number;
}

export async function openSittings(
  { actor }: Call,
  params: ExamParams,
  filter: SittingFilter,
): Promise<SittingList> {
  const { run, release } = await openRun(params);
  const paper = getPaper(release, params.unit);
  const [{ lines, total }, counts] = await Promise.all([
    listSittings(run.id, paper.key, { ...filter, q: filter.q.trim() }),
    countSittings(run.id, [paper.key]),
  ]);
  const pages = Math.max(1, Math.ceil(total / sittingsPageSize));
  return {
    run,
    rights: rightsIn(actor, params),
    paper,
    counts: counts.get(paper.key) ?? none,
    lines,
    filter,
    page: filter.page,
    pages,
  };
}
