/** Pairs below are what any two answers to one question have in common. Apart, since pages need no more than this. */
export const leastSimilarity = 0.3;
