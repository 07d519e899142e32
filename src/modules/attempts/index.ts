/** The door of attempts. */
export { receiptPublicKey } from './rules/receipt.ts';
export { attemptsLeft, mayReveal, refusalToSubmit, seedOf } from './rules/submitting.ts';
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
} from './service.ts';
export { type LedgerRow, listLatest, listPollAnswers, listSubmissions } from './store.ts';
