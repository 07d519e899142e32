/** Reviews among fellow learners: to write, to read, to watch over. */
import {
  addSample,
  dropSample,
  leaveReviewOut,
  replyToAppeal,
  reviewWork,
  saveStaffReview,
  showOverview,
  showPeerDesk,
  showStaffReview,
  showWork,
  tendNow,
} from './routes/desk.tsx';
import {
  appealReviews,
  rateReceived,
  saveReview,
  showReview,
  showReviews,
  takeReview,
} from './routes/mine.tsx';

export { reviewsLink } from './links.ts';

export const endpoints = [
  showReviews,
  takeReview,
  showReview,
  saveReview,
  rateReceived,
  appealReviews,
  showPeerDesk,
  showOverview,
  tendNow,
  showWork,
  reviewWork,
  showStaffReview,
  saveStaffReview,
  leaveReviewOut,
  addSample,
  dropSample,
  replyToAppeal,
];
