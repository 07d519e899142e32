/** The promise that was broken. */
export type Rule =
  | 'lost' // acknowledged, and not there
  | 'doubled' // more than one effect, or more than one answer, of a key
  | 'changed' // stored otherwise than it was sent or signed
  | 'invented' // there, and nobody sent it
  | 'undecided' // no definite answer soon after healing
  | 'refused' // refused though it should not have been, or the other way round
  | 'attempts' // more or fewer accepted than the activity allows
  | 'admitted' // accepted from somebody who may not
  | 'time' // the time of receipt is not when it arrived
  | 'chain' // a receipt does not name the one before it
  | 'mail'; // promised, and not delivered

export interface Objection {
  rule: Rule;
  /** What it is about: a key, an activity of a learner, an address. */
  about: string;
  text: string;
}
