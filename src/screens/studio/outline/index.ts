/** What all parts of the studio share: the way to a draft, the head of its pages, addresses; and the pages of a whole course. */
import { showCourses } from './routes/courses.tsx';
import { sendNewCourse, showNewCourse } from './routes/new-course.tsx';
import {
  changeMany,
  changeOne,
  duplicateOne,
  moveOne,
  removeOne,
  sendSection,
  sendUnit,
  showItem,
  showOutline,
} from './routes/outline.tsx';
import { sendDates, showTimeline } from './routes/timeline.tsx';

export { links as studioLinks } from './links.ts';
export { readFields } from './rules/course-file.ts';
export type { CourseParams } from './schema.ts';
export { checkDraft, countProblems, type ProblemCounts } from './service/check.ts';
export { editCourse, originOf, type Plan, readFile } from './service/edit-course.ts';
export { beginCourse, type CourseHome, listHomes, ownCourse } from './service/new-course.ts';
export { type OpenDraft, openDraft, openDraftWith, type StudioCourse } from './service/open-draft.ts';
export { listedIn, newUnitFile, noteOf, readCourse, takenKeys } from './service/opened.ts';
export { linesOf } from './service/outline.ts';
export { StudioHead, type StudioPage } from './views/head.tsx';
export { LockNote } from './views/lock.tsx';
export { licenseChoices, paceChoices } from './views/new-course.tsx';
export { KeyField, OrganizationSelect, placeLabels } from './views/place-fields.tsx';
export { ProblemItems, ProblemList, pageOfFile } from './views/problem-list.tsx';
export { ProblemMarks } from './views/problems.tsx';
export { typeName } from './views/type-name.ts';

export const endpoints = [
  showCourses,
  showNewCourse,
  sendNewCourse,
  showOutline,
  sendSection,
  sendUnit,
  showItem,
  changeOne,
  changeMany,
  moveOne,
  duplicateOne,
  removeOne,
  showTimeline,
  sendDates,
];
