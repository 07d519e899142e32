/** From a draft to what learners see: publishing, releases, history, reviews; for the command line too. */
import { restoreRevision, showHistory, showRevision } from './routes/history.tsx';
import { showPreview, showPreviewUnit } from './routes/preview.tsx';
import { publishDraft, showPublish } from './routes/publish.tsx';
import {
  askToShow,
  cancelPlanned,
  extendPilot,
  showItAgain,
  showOneRelease,
  showReleases,
  stopPilot,
} from './routes/releases.tsx';
import {
  askForReview,
  makePreviewLink,
  revokePreviewLink,
  sayVerdict,
  setApproval,
  showReview,
  showReviews,
} from './routes/reviews.tsx';

export {
  type PublishCourseInput,
  type PublishedCourse,
  publishCourse,
} from './service/publish-course.ts';
export { ReleaseDiffView } from './views/diff.tsx';
export { SourceDiffView } from './views/source.tsx';

export const endpoints = [
  showPublish,
  publishDraft,
  showReleases,
  showOneRelease,
  askToShow,
  showItAgain,
  cancelPlanned,
  extendPilot,
  stopPilot,
  showHistory,
  showRevision,
  restoreRevision,
  showReviews,
  askForReview,
  showReview,
  sayVerdict,
  makePreviewLink,
  revokePreviewLink,
  setApproval,
  showPreview,
  showPreviewUnit,
];
