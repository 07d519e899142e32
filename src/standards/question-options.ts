/** The list that learners choose from, with what each option gives and what is said about it. */
import type { List, ListItem, Paragraph } from 'mdast';
import type { HtmlContext } from './html-tidy.ts';
import { htmlToBlocks, htmlToItem } from './html-to-markdown.ts';
import { htmlOf, isBlank } from './question-text.ts';
import type { Option } from './questions.ts';

const rounded = (share: number) => Math.round(share * 1e5) / 1e5;

/** Shares as others write thirds, 0.33333 three times, are to be all the points together. */
export function wholeShares(written: readonly number[]): number[] {
  const shares = written.map(rounded);
  const total = shares.reduce((sum, share) => sum + Math.max(0, share), 0);
  const last = shares.findLastIndex((share) => share > 0);
  if (last >= 0 && total !== 1 && Math.abs(total - 1) < 0.005)
    shares[last] = rounded((shares[last] ?? 0) + 1 - total);
  return shares;
}

const endsInBraces = (paragraph: Paragraph): boolean => {
  const last = paragraph.children.at(-1);
  return last?.type === 'text' && /\{[^{}]*\}\s*$/.test(last.value);
};

interface ItemParts {
  option: Option;
  checked: boolean | null;
  /** Written where checking alone does not say it. */
  share: number | null;
}

function item({ option, checked, share }: ItemParts, html: HtmlContext): ListItem {
  const [first, ...others] = htmlToItem(htmlOf(option.text), html);
  const paragraph: Paragraph = {
    type: 'paragraph',
    children: first?.type === 'paragraph' ? [...first.children] : [{ type: 'html', value: '<span></span>' }],
  };
  if (share !== null) paragraph.children.push({ type: 'text', value: ` {value=${share}}` });
  else if (endsInBraces(paragraph)) paragraph.children.push({ type: 'html', value: '<span></span>' });
  const feedback =
    option.feedback && !isBlank(option.feedback) ? htmlToBlocks(htmlOf(option.feedback), html) : [];
  const quote = feedback.length > 0 ? [{ type: 'blockquote' as const, children: feedback as never[] }] : [];
  return { type: 'listItem', spread: false, checked, children: [paragraph, ...others, ...quote] };
}

const listOf = (children: ListItem[], ordered = false): List => ({
  ...{ type: 'list', ordered, spread: false, children },
  ...(ordered && { start: 1 }),
});

/** One is chosen: the best is the one that is marked, and any other says what it gives. */
export function radioList(options: Option[], html: HtmlContext): List {
  const best = Math.max(...options.map(({ share }) => share));
  const right = options.findIndex(({ share }) => share === best);
  return listOf(
    options.map((option, index) => {
      const checked = index === right;
      const silent = checked ? option.share === 1 : option.share === 0;
      return item({ option, checked, share: silent ? null : rounded(option.share) }, html);
    }),
  );
}

/** Several are chosen: what they give adds up. */
export function checkboxList(options: Option[], html: HtmlContext): List {
  const shares = wholeShares(options.map(({ share }) => share));
  return listOf(
    options.map((option, index) => {
      const share = shares[index] ?? 0;
      return item({ option, checked: share > 0, share }, html);
    }),
  );
}

/** Several are chosen: a rule says what a choice gives that is right in part. */
export const taskList = (options: Option[], html: HtmlContext): List =>
  listOf(options.map((option) => item({ option, checked: option.share > 0, share: null }, html)));

/** Nothing is right. */
export const pollList = (options: Option[], html: HtmlContext): List =>
  listOf(options.map((option) => item({ option, checked: null, share: null }, html)));

export const orderedList = (texts: Option['text'][], html: HtmlContext): List =>
  listOf(
    texts.map((text) =>
      item({ option: { text, share: 0, feedback: null }, checked: null, share: null }, html),
    ),
    true,
  );
