/** The door of attempts. */
export {
  type LastAttempt,
  makeSubmission,
  type NewSubmission,
  rowsForAppend,
  submissionIdOf,
} from './rules/making.ts';
export { receiptPublicKey } from './rules/receipt.ts';
export { seedFor, seedOf } from './rules/seed.ts';
export { attemptsLeft, mayReveal, refusalToSubmit } from './rules/submitting.ts';
export {
  type ActivityState,
  type Receipt,
  refusals as attemptRefusals,
  type Submission,
  SubmissionId,
  type SubmitResult,
} from './schema.ts';
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
export {
  giveBack,
  type LedgerRow,
  listLatest,
  listPollAnswers,
  listSubmissions,
} from './store.ts';
