/** The door of marking. */
import { allowReading, onReceived } from '#modules/attempts/index.ts';
import { tellInUnitState } from '#modules/grading/index.ts';
import { takeIn } from './service/allot.ts';
import { readAsMarker } from './service/open.ts';
import { unreadOfLearner } from './store/threads.ts';

export { enqueueReleased } from './jobs.ts';
export { agreementOf, criterionMarksOf, plainPoints, readMark, textToHtml } from './rules/mark.ts';
export type { Marker } from './rules/part.ts';
export { hasUnread } from './rules/unread.ts';
export {
  type Allotment,
  type AllotmentWay,
  Anchor,
  allotmentWays,
  type DeskState,
  deskStates,
  type GivenMark,
  type Mark,
  MarkInput,
  type Message,
  type Part,
  type Pin,
  type Policy,
  type Reply,
  refusals as markingRefusals,
  type ShownAnswer,
  type Task,
  type Thread,
} from './schema.ts';
export { allotTasks, takeUp } from './service/allot.ts';
export {
  changePolicy,
  copyPolicies,
  type DeskFilter,
  type DeskLine,
  type DeskList,
  filterFor,
  findNextTask,
  giveTasks,
  listDesk,
  markOnDemand,
  releaseActivity,
  releaseTasks,
} from './service/desk.ts';
export { type Feedback, openFeedback, type ShownPin } from './service/feedback.ts';
export { type Saved, saveMarkOf } from './service/mark.ts';
export { activityOf, getTask, type OpenTask, showAnswer } from './service/open.ts';
export { addPin, removePin } from './service/pins.ts';
export { sayAsLearner, sayAsStaff } from './service/talk.ts';
export { addReply, listReplies, removeReply } from './store/marks.ts';
export { listPolicies } from './store/policies.ts';
export { findNeighbours, type Neighbours, pageSize as deskPageSize, usualPolicy } from './store/tasks.ts';
export { markRead } from './store/threads.ts';

onReceived(takeIn);
allowReading(readAsMarker);
tellInUnitState('unread', unreadOfLearner);
