/**
 * Terms: an *option* is an item of a list that a learner may choose. At its end it may carry `{#id value=0.5}`: an
 * id of its own (so that its text can be mended while answers stay), and the part of the points it gives.
 */
import type { BlockContent, DefinitionContent, List, ListItem, Paragraph, RootContent } from 'mdast';
import type { ActivitySource } from '#modules/content/contract.ts';
import { pieceHtml } from './source.ts';

export interface Option {
  id: string;
  html: string;
  text: string;
  /** State of its box; null: it has none. */
  checked: boolean | null;
  value: number | null;
  feedback: string | null;
  node: ListItem;
}

const suffix = /\s*\{\s*(?:#([\w-]{1,40}))?\s*(?:value="?(-?[\d.]+)"?)?\s*\}\s*$/;

type Body = BlockContent | DefinitionContent;

/** The first paragraph without what stands in braces at its end. */
function takeSuffix(body: Body[]): { body: Body[]; id?: string; value?: string } {
  const [first, ...others] = body;
  if (first?.type !== 'paragraph') return { body };
  const last = first.children.at(-1);
  const [found, id, value] = (last?.type === 'text' && suffix.exec(last.value)) || [];
  if (found === undefined || last?.type !== 'text' || (id === undefined && value === undefined))
    return { body };
  const kept = { ...last, value: last.value.slice(0, -found.length) };
  const paragraph: Paragraph = { ...first, children: [...first.children.slice(0, -1), kept] };
  return { body: [paragraph, ...others], id, value };
}

function readOption(source: ActivitySource, node: ListItem): Option {
  const quotes = node.children.flatMap((child) => (child.type === 'blockquote' ? child.children : []));
  const { body, id, value } = takeSuffix(node.children.filter((child) => child.type !== 'blockquote'));
  const share = value === undefined ? null : Number(value);
  if (share !== null && !(share >= -1 && share <= 1)) {
    source.problem(`An option has the value "${value}".`, 'Write a number from -1 to 1.', node);
  }
  return {
    id: id ?? '',
    html: pieceHtml(source, body),
    text: source.text(body).trim(),
    checked: node.checked ?? null,
    value: share,
    feedback: quotes.length > 0 ? pieceHtml(source, quotes) : null,
    node,
  };
}

/** The items of a list as options with ids. */
export function readOptions(source: ActivitySource, list: List): Option[] {
  const options = list.children.map((node) => readOption(source, node));
  const ids = source.ids(options.map(({ id, html, text }) => ({ id, text: text || html })));
  const named = options.map((option, index) => ({ ...option, id: ids[index] ?? '' }));
  for (const [index, option] of named.entries()) {
    if (named.findIndex(({ id }) => id === option.id) !== index) {
      source.problem(`Two options are called "${option.id}".`, 'Give each option its own id.', option.node);
    }
  }
  return named;
}

/** The one list that a kind asks for, and what is left for the question; null is reported. */
export function takeList(
  source: ActivitySource,
  fits: (list: List) => boolean,
  missing: { message: string; remedy: string },
): { list: List | null; rest: RootContent[] } {
  const lists = source.children.filter((node): node is List => node.type === 'list' && fits(node));
  const [list = null, second] = lists;
  if (!list) source.problem(missing.message, missing.remedy);
  if (second)
    source.problem('There are two lists to answer.', 'Make them one list, or two activities.', second);
  return { list, rest: source.children.filter((node) => node !== list) };
}
