import type { RootContent } from 'mdast';
import type { LeafDirective } from 'mdast-util-directive';
import { labelHtml, readFlag, readShare, takeLeaves } from '#activities/source.ts';
import type { ActivitySource } from '#modules/content/contract.ts';
import { compilePattern } from './judge.ts';
import type { Accepted, TextSettings } from './settings.ts';

/** Steps of a pattern; with the longest answer it keeps a judgement under a fifth of a second. */
const largestPattern = 1000;

function checkPattern(source: ActivitySource, pattern: string, leaf: LeafDirective): void {
  try {
    const size = compilePattern(pattern, { case: true, accents: true }).programSize();
    if (size <= largestPattern) return;
    source.problem(`The pattern "${pattern}" is too large.`, 'Repeat fewer times, or use `*` and `+`.', leaf);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const remedy = 'Use RE2 syntax: no look-ahead, no look-behind, no back references.';
    source.problem(`The pattern "${pattern}" cannot be read (${reason}).`, remedy, leaf);
  }
}

function readAccepted(source: ActivitySource, leaf: LeafDirective): Accepted[] {
  const { text, pattern } = leaf.attributes ?? {};
  const value = text ?? pattern;
  if (!value || (text && pattern)) {
    source.problem('An answer has neither or both of `text` and `pattern`.', 'Give it one of them.', leaf);
    return [];
  }
  if (!text) checkPattern(source, value, leaf);
  const score = readShare(source, leaf.attributes ?? {}, 'score', leaf);
  return [{ kind: text ? 'text' : 'pattern', value, score, feedback: labelHtml(source, leaf) }];
}

function readLines(source: ActivitySource): number {
  const { lines = '1' } = source.attributes;
  const count = Number(lines);
  if (Number.isInteger(count) && count >= 1 && count <= 50) return count;
  source.problem(`\`lines\` is "${lines}".`, 'Write a whole number from 1 to 50.');
  return 1;
}

export function readText(source: ActivitySource): { settings: TextSettings; prompt: RootContent[] } {
  const { answer, placeholder } = source.attributes;
  const { leaves, rest } = takeLeaves(source, 'answer', ['text', 'pattern', 'score']);
  const main: Accepted[] = answer ? [{ kind: 'text', value: answer, score: 1, feedback: null }] : [];
  const accepted = [...main, ...leaves.flatMap((leaf) => readAccepted(source, leaf))];
  const byRule = (source.judgedBy ?? 'rule') === 'rule';
  if (byRule && !answer && !leaves.some((leaf) => (leaf.attributes?.score ?? '1') === '1')) {
    source.problem('No answer is right.', 'Name it: `answer="Helsinki"`.');
  }
  return {
    settings: {
      accepted,
      case: readFlag(source, 'case'),
      accents: readFlag(source, 'accents'),
      lines: readLines(source),
      placeholder: placeholder || null,
    },
    prompt: rest,
  };
}
