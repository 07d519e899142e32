/** How an activity is reviewed by fellow learners, as the source says it. */
import type { JudgedBy, PeerSettings } from '../contract.ts';

export const peerAttributes = ['reviews', 'review-days', 'training', 'self-review', 'review-credit'] as const;
type Attributes = Record<string, string | null | undefined>;
type Wrong = (name: string, remedy: string) => void;

const usual: PeerSettings = { reviews: 3, days: 7, training: 0, self: false, credit: 0 };

function whole(text: string | null | undefined, otherwise: number, from: number, to: number): number | null {
  if (text === undefined || text === null) return otherwise;
  const number = Number(text);
  return text.trim() !== '' && Number.isInteger(number) && number >= from && number <= to ? number : null;
}

function creditOf(text: string | null | undefined): number | null {
  if (text === undefined || text === null) return usual.credit;
  const per = /^(\d{1,2})%$/.exec(text)?.[1];
  return per === undefined ? null : Number(per) / 100;
}

/** Undefined where peers do not judge; then these attributes mean nothing, and are reported. */
export function readPeers(
  attributes: Attributes,
  judgedBy: JudgedBy | undefined,
  wrong: Wrong,
): PeerSettings | undefined {
  if (judgedBy !== 'peers') {
    for (const name of peerAttributes)
      if (attributes[name] !== undefined) wrong(name, 'Write judged-by=peers with it, or leave it out.');
    return undefined;
  }
  const reviews = whole(attributes.reviews, usual.reviews, 1, 10);
  if (reviews === null) wrong('reviews', 'Write a whole number from 1 to 10.');
  const days = whole(attributes['review-days'], usual.days, 1, 60);
  if (days === null) wrong('review-days', 'Write a whole number of days from 1 to 60.');
  const training = whole(attributes.training, usual.training, 0, 5);
  if (training === null) wrong('training', 'Write how many samples come first, 0 to 5.');
  const credit = creditOf(attributes['review-credit']);
  if (credit === null) wrong('review-credit', 'Write a share such as 20%.');
  return {
    reviews: reviews ?? usual.reviews,
    days: days ?? usual.days,
    training: training ?? usual.training,
    self: attributes['self-review'] !== undefined,
    credit: credit ?? usual.credit,
  };
}
