/** A desk with work in every state: reports to mark, begun, held back and released, and a conversation. */
import { randomUUID } from 'node:crypto';
import { submit } from '#modules/attempts/index.ts';
import type { Run } from '#modules/catalog/index.ts';
import type { Activity } from '#modules/content/contract.ts';
import { findActivity, type Release } from '#modules/content/index.ts';
import {
  addPin,
  addReply,
  allotTasks,
  type Marker,
  markOnDemand,
  releaseTasks,
  saveMarkOf,
  sayAsLearner,
  sayAsStaff,
} from '#modules/marking/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { answerToHalfway, classReports, halfwayQuestion, halfwayReport, type Report } from './reports.ts';

const activityKey = 'field-report';

/** Nobody of the demo gets mail. */
const nobodyTold = { path: () => '/', enqueue: async () => {} };

export interface DeskPeople {
  teacher: Call;
  /** Marks what is allotted to them. */
  assistant: Call;
  halfway: Call;
  classmates: readonly Call[];
}

const idOf = ({ actor }: Call): string => (actor.kind === 'person' ? actor.id : '');

async function handIn(call: Call, run: Run, activity: Activity, { lines }: Report) {
  const id = randomUUID();
  await submit(call, { run, activity, id, answer: lines.join('\n') });
  return id;
}

/** Marks a report as far as its story goes; gives its task's id. */
async function markReport(
  call: Call,
  run: Run,
  activity: Activity,
  task: string,
  { levels = [], comment = '', pins = [], state }: Report,
): Promise<void> {
  if (state === 'to-mark') return;
  const viewer: Marker = { id: idOf(call), teaches: true };
  const criteria = activity.rubric?.criteria ?? [];
  const marks = levels.map((level, at) => ({ criterion: criteria[at]?.id ?? '', level, points: null }));
  for (const { line, text } of pins)
    await addPin(call, { run, taskId: task, viewer, anchor: { from: line, to: line }, body: text });
  await saveMarkOf(call, {
    run,
    taskId: task,
    viewer,
    input: { version: 0, marks, points: null, comment, reason: '' },
    state: state === 'draft' ? 'draft' : 'done',
  });
  if (state === 'released') await releaseTasks(call, { run, ids: [task] }, nobodyTold);
}

async function converse({ teacher, halfway }: DeskPeople, run: Run, submissionId: string, taskId: string) {
  const viewer: Marker = { id: idOf(teacher), teaches: true };
  await sayAsStaff(teacher, {
    ...{ run, taskId, viewer, body: answerToHalfway },
    path: (id) => `/feedback/${id}`,
  });
  await sayAsLearner(halfway, {
    ...{ submissionId, course: run.courseTitle, body: halfwayQuestion, regrade: true },
    path: (task) => `/mark/${run.organizationKey}/${run.courseKey}/${run.key}/tasks/${task.id}`,
  });
}

export async function seedDesk(people: DeskPeople, run: Run, release: Release): Promise<void> {
  const activity = findActivity(release, activityKey);
  if (!activity) return;
  const { teacher, assistant, halfway, classmates } = people;
  const story = [
    { call: halfway, report: halfwayReport },
    ...classReports.flatMap((report, at) => (classmates[at] ? [{ call: classmates[at], report }] : [])),
  ];
  for (const { call, report } of story) {
    const id = await handIn(call, run, activity, report);
    const of = { id, learnerId: idOf(call), runId: run.id, activityKey, attempt: 1, receivedAt: call.now };
    const task = await markOnDemand(of);
    await markReport(teacher, run, activity, task, report);
    if (report === halfwayReport) await converse(people, run, id, task);
  }
  const allotment = { way: 'even' as const, markers: [idOf(teacher), idOf(assistant)] };
  await allotTasks(teacher, { run, activityKey, allotment, only: 'unallotted' });
  for (const body of [
    'Which day was it? Without the date nobody can look up the declination.',
    'Show the step from the lengths to the angle.',
  ])
    await addReply(run.courseId, { personId: idOf(teacher), shared: true, body });
}
