/** What a newer release does to a copy. Base is what was taken, theirs the newer release, mine the draft. */
import { freeKey } from '#lib/keys.ts';
import { mergeFile, mergeText, type Version } from '#modules/content/index.ts';
import type { Choice, Clash, FileOutcome, FileUpdate } from '../schema.ts';

export interface Sides {
  path: string;
  base: Version | null;
  mine: Version | null;
  theirs: Version | null;
}

const contentOf = (version: Version | null) => version && (version.text ?? version.facts);

/** Null: nothing of the file changes in the draft. */
export function fileUpdate({ path, base, mine, theirs }: Sides): FileUpdate | null {
  const merged = mergeFile({ path, base, mine, theirs });
  if (merged.kind === 'mine' || mine?.facts.sha256 === theirs?.facts.sha256) return null;
  const shown = { path, before: base?.text ?? null, after: theirs?.text ?? null };
  const outcome = ((): FileOutcome => {
    if (merged.kind === 'theirs') return { kind: 'taken', content: contentOf(theirs) };
    if (merged.kind === 'text') return { kind: 'taken', content: merged.text };
    const texts = [mine?.text, theirs?.text];
    const [own, other] = texts;
    if (typeof own !== 'string' || typeof other !== 'string')
      return { kind: 'whole', theirs: contentOf(theirs) };
    return { kind: 'clash', parts: mergeText(base?.text ?? '', own, other).parts };
  })();
  return { ...shown, outcome };
}

export const isClash = (part: string | Clash): part is Clash => typeof part !== 'string';

/** How many choices a file needs. */
export const clashesIn = ({ outcome }: FileUpdate): number =>
  outcome.kind === 'clash' ? outcome.parts.filter(isClash).length : outcome.kind === 'whole' ? 1 : 0;

const chosen = ({ mine, theirs }: Clash, choice: Choice) => ({ mine, theirs, both: mine + theirs })[choice];

/** What the file becomes with a choice for each clash; undefined: it stays as it is. Null: choices are missing. */
export function settleFile(
  { outcome }: FileUpdate,
  made: readonly Choice[],
): { content: string | Version['facts'] | null } | 'stays' | 'undecided' {
  if (outcome.kind === 'taken') return { content: outcome.content };
  if (outcome.kind === 'whole') {
    const [choice] = made;
    if (!choice) return 'undecided';
    return choice === 'mine' ? 'stays' : { content: outcome.theirs };
  }
  const open = [...made];
  const parts: string[] = [];
  for (const part of outcome.parts) {
    const choice = isClash(part) ? open.shift() : undefined;
    if (isClash(part) && !choice) return 'undecided';
    parts.push(isClash(part) && choice ? chosen(part, choice) : (part as string));
  }
  return { content: parts.join('') };
}

const keysIn = (text: string) => new Set([...text.matchAll(/\{#([\w-]+)/g)].map(([, key]) => key ?? ''));

/** Keys that the newer release brings and another unit of the course has are given new ones. */
export function newKeys(
  base: string,
  theirs: string,
  mine: string,
  others: ReadonlySet<string>,
): (key: string) => string {
  const [known, all, own] = [keysIn(base), keysIn(theirs), keysIn(mine)];
  const isTaken = (key: string) => others.has(key) || own.has(key) || all.has(key);
  const given = new Map<string, string>();
  return (key) => {
    if (known.has(key) || !others.has(key)) return key;
    const fresh = given.get(key) ?? freeKey(key, isTaken);
    given.set(key, fresh);
    return fresh;
  };
}
