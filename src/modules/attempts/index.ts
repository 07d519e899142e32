/** The door of attempts. */
export { headBytes, mediaTypeOf } from './rules/file-type.ts';
export {
  type LastAttempt,
  makeSubmission,
  type NewSubmission,
  rowsForAppend,
  submissionIdOf,
} from './rules/making.ts';
export { receiptPublicKey } from './rules/receipt.ts';
export { feedbackOf, judgementShown, type RevealFacts, revealed, type Shown } from './rules/reveal.ts';
export { seedFor, seedOf } from './rules/seed.ts';
export { attemptsLeft, mayReveal, refusalToSubmit } from './rules/submitting.ts';
export {
  type ActivityState,
  BeginUpload,
  type BegunUpload,
  fileHref,
  largestFile,
  type Receipt,
  refusals as attemptRefusals,
  type Submission,
  SubmissionId,
  type SubmitResult,
} from './schema.ts';
export { getReleased, release as releaseResults, releasedOf } from './service/releasing.ts';
export { allowReading, beginUpload, keepFile, openFile, type StoredFile } from './service/uploads.ts';
export {
  type CheckedReceipt,
  checkReceipt,
  onReceived,
  type Received,
  type SubmitInput,
  saveDraft,
  submit,
  tellReceived,
} from './service.ts';
export { listAnonymousAnswers, listNewestAnswers, smallestGroup } from './store/anonymous.ts';
export { type GivenAnswer, listGivenAnswers } from './store/answers.ts';
export { countHandedIn, type HandedIn } from './store/counts.ts';
export { type Fellow as FellowSubmission, lockFellows } from './store/joint.ts';
export {
  giveBack,
  type LedgerRow,
  listLatest,
  listPollAnswers,
  listSubmissions,
} from './store.ts';
