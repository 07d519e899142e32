/** The door of peers. */
import { allowReading, onReceived } from '#modules/attempts/index.ts';
import { readAsReviewer } from './service/reading.ts';
import { takeIn } from './service/take-in.ts';

export { type NextStep, nextStep, trainingLeft, writtenCount } from './rules/next.ts';
export { type Phase, phaseOf } from './rules/phases.ts';
export { counts, creditOf, scoresOf } from './rules/settle.ts';
export {
  type Appeal,
  Rating,
  type ReviewKind,
  type ReviewState,
  refusals as peerRefusals,
  type Sample,
  type StoredReview,
  type StoredWork,
} from './schema.ts';
export { type OwedReviews, owedIn } from './service/owing.ts';
export {
  appeal,
  type OpenReview,
  openPeers,
  openReview,
  type PeerState,
  type ReceivedReview,
  rateReview,
  takeNext,
  writeReview,
} from './service/reviewing.ts';
export { tendPool } from './service/settling.ts';
export {
  answerAppeal,
  leaveOut,
  makeSample,
  type OpenWork,
  type Overview,
  type OverviewLine,
  openOverview,
  openWork,
  removeSample,
  reviewAsStaff,
} from './service/staff.ts';
export { listReviewing, type OwnReviewing } from './store/works.ts';

onReceived(takeIn);
allowReading(readAsReviewer);
