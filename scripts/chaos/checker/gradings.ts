/** What was handed in against what was judged: one judgement that counts for each, and the right one. */

export interface StoredGrading {
  /** Of the submission. */
  id: string;
  number: number;
  state: string;
  current: boolean;
  score: number | null;
  /** Results that came when they no longer counted. */
  refused: number;
  tries: number;
  losses: number;
  /** `host pid claim` */
  worker: string | null;
  /** Milliseconds. */
  judgedAt: number | null;
  receivedAt: number;
}

export interface Deserved {
  id: string;
  right: boolean;
}

/** A line for each submission that was judged never, twice, or otherwise than it deserves. */
export function judgedWrongly(handedIn: readonly Deserved[], stored: readonly StoredGrading[]): string[] {
  const ofSubmission = Map.groupBy(stored, ({ id }) => id);
  return handedIn.flatMap(({ id, right }) => {
    const gradings = ofSubmission.get(id) ?? [];
    const counting = gradings.filter(({ current }) => current);
    const [only] = counting;
    if (!only || counting.length > 1 || gradings.length > 1) {
      const found = gradings.map(({ state, tries, losses }) => `${state} (${tries}, ${losses})`).join(', ');
      return [`${id} has ${gradings.length} gradings: ${found}`];
    }
    return (only.score === 1) === right
      ? []
      : [`${id} was judged ${only.score} and is ${right ? '' : 'not '}right`];
  });
}
