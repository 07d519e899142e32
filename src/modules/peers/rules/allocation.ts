/**
 * Who reviews whose work. Terms: a *work* is what an author handed in; a *review* is one reader's judgement of it, `open`
 * while it is being written. An author who has written the reviews asked of them holds a *claim* to as many of their own.
 *
 * Two ways lead to a review. A learner who asks for the next one gets the work that needs it most (`nextWork`). Near the
 * end a round hands the claims that are not yet met to those who still owe reviews (`assign`); what no learner can take,
 * staff do. So nobody waits for anybody: a reviewer without a work gets an exemplar, a claim without a reviewer gets staff.
 */

export interface Work {
  id: string;
  author: string;
  /** In which the author hands in other things together: those of one group do not review each other. */
  groups: readonly string[];
}

export interface Review {
  reviewer: string;
  work: string;
  state: 'open' | 'done' | 'lapsed' | 'excluded';
}

export interface Pool {
  works: readonly Work[];
  reviews: readonly Review[];
  /** Reviews that an author writes, and may claim. */
  wanted: number;
}

interface Counted {
  /** Done and open reviews of each work. */
  load: Map<string, number>;
  /** Reviews of each learner that are done. */
  written: Map<string, number>;
  /** `reviewer work`: they have had it. */
  met: Set<string>;
  /** `reviewer author`: the one reads the other. */
  reads: Set<string>;
  authors: Map<string, Work>;
}

const more = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);

function count({ works, reviews }: Pool): Counted {
  const counted: Counted = {
    load: new Map(),
    written: new Map(),
    met: new Set(),
    reads: new Set(),
    authors: new Map(works.map((work) => [work.id, work])),
  };
  for (const { reviewer, work, state } of reviews) {
    counted.met.add(`${reviewer} ${work}`);
    if (state === 'done' || state === 'open') {
      more(counted.load, work);
      const author = counted.authors.get(work)?.author;
      if (author) counted.reads.add(`${reviewer} ${author}`);
    }
    if (state === 'done') more(counted.written, reviewer);
  }
  return counted;
}

/** Nobody reads their own work, that of their group, or the same one twice. */
const mayReview = (reviewer: Pick<Work, 'author' | 'groups'>, work: Work, { met }: Counted): boolean =>
  work.author !== reviewer.author &&
  !work.groups.some((group) => reviewer.groups.includes(group)) &&
  !met.has(`${reviewer.author} ${work.id}`);

/** Reviews that an author's claim still lacks; 0 for who has not written theirs. */
const shortfall = (work: Work, wanted: number, { load, written }: Counted): number =>
  (written.get(work.author) ?? 0) >= wanted ? Math.max(0, wanted - (load.get(work.id) ?? 0)) : 0;

/** Spreads equals in an order of each reviewer's own, the same whenever it is asked (FNV-1a, 32 bit). */
function spread(text: string): number {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}

/**
 * The work whose author has the oldest right to a review: claims first, then the fewest reviews, then works whose author
 * does not read this reviewer's. Null only where there is no other work that they may read.
 */
export function nextWork(pool: Pool, reviewer: Pick<Work, 'author' | 'groups'>): Work | null {
  const counted = count(pool);
  const rank = (work: Work): number => {
    const claim = shortfall(work, pool.wanted, counted) > 0 ? 0 : 1;
    const reciprocal = counted.reads.has(`${work.author} ${reviewer.author}`) ? 1 : 0;
    return (claim * 1_000 + (counted.load.get(work.id) ?? 0)) * 2 + reciprocal;
  };
  let best: Work | null = null;
  let bestRank = Number.POSITIVE_INFINITY;
  for (const work of pool.works) {
    if (!mayReview(reviewer, work, counted)) continue;
    const ranked = rank(work);
    const equal = best !== null && ranked === bestRank;
    const goesFirst = (of: Work) => spread(`${reviewer.author} ${of.id}`);
    if (ranked < bestRank || (equal && best && goesFirst(work) < goesFirst(best))) {
      best = work;
      bestRank = ranked;
    }
  }
  return best;
}

export interface Round {
  given: { reviewer: string; work: string }[];
  /** Claims that no learner can meet: works, once for each review that staff are to write. */
  forStaff: string[];
}

/**
 * Gives the reviews that claims lack to those who still owe some, `capacity` each. A maximum matching by augmenting paths
 * (Kuhn 1955): a claim that is met once stays met, so that claims are met in the order of `works` as far as any plan can.
 */
export function assign(
  pool: Pool,
  reviewers: readonly (Pick<Work, 'author' | 'groups'> & { capacity: number })[],
): Round {
  const counted = count(pool);
  const held = new Map(reviewers.map(({ author }) => [author, new Set<Work>()]));

  const reciprocal = (work: Work, reader: string) => counted.reads.has(`${work.author} ${reader}`);

  /** Makes room for one more reader of the work, moving others' reading where that helps. */
  function place(work: Work, tried: Set<string>): boolean {
    // Not reading each other is a wish; being read is a right.
    for (const wish of [true, false])
      for (const reviewer of reviewers)
        if (!tried.has(reviewer.author) && reciprocal(work, reviewer.author) !== wish)
          if (placeWith(work, reviewer, tried)) return true;
    return false;
  }

  function placeWith(work: Work, reviewer: (typeof reviewers)[number], tried: Set<string>): boolean {
    const { author, capacity } = reviewer;
    const mine = held.get(author) ?? new Set<Work>();
    if (mine.has(work) || !mayReview(reviewer, work, counted)) return false;
    tried.add(author);
    if (mine.size >= capacity) {
      const moved = [...mine].find((other) => place(other, tried));
      if (!moved) return false;
      mine.delete(moved);
    }
    mine.add(work);
    return true;
  }

  const forStaff: string[] = [];
  // Readers that a search in vain went through lead nowhere for later claims either.
  let spent = new Set<string>();
  for (const work of pool.works) {
    for (let missing = shortfall(work, pool.wanted, counted); missing > 0; missing -= 1) {
      const tried = new Set(spent);
      if (place(work, tried)) continue;
      spent = tried;
      forStaff.push(work.id);
    }
  }
  const given = [...held].flatMap(([reviewer, works]) =>
    [...works].map(({ id }) => ({ reviewer, work: id })),
  );
  return { given, forStaff };
}
