/** Works that hang together: whoever is in a pair with one of them belongs to them. */
export interface Cluster<P> {
  members: string[];
  pairs: P[];
}

/** Largest first; two works alone are a pair, not a cluster. */
export function clustersOf<P extends { leftLearner: string; rightLearner: string }>(
  pairs: readonly P[],
): Cluster<P>[] {
  const parents = new Map<string, string>();
  const rootOf = (member: string): string => {
    const parent = parents.get(member) ?? member;
    if (parent === member) return member;
    const root = rootOf(parent);
    parents.set(member, root);
    return root;
  };
  for (const { leftLearner, rightLearner } of pairs) parents.set(rootOf(leftLearner), rootOf(rightLearner));
  return [...Map.groupBy(pairs, ({ leftLearner }) => rootOf(leftLearner)).values()]
    .map((own) => ({
      members: [...new Set(own.flatMap(({ leftLearner, rightLearner }) => [leftLearner, rightLearner]))],
      pairs: own,
    }))
    .filter(({ members }) => members.length > 2)
    .sort((a, b) => b.members.length - a.members.length);
}
