/** One page: the blocks of a vertical in their order, each with its item in the report. */
import type { RootContent } from 'mdast';
import { htmlToBlocks } from '../../html-to-markdown.ts';
import { childrenNamed, descendants, innerHtml } from '../../xml.ts';
import { isContainer, type OlxBlock } from '../wire/blocks.ts';
import { activityTarget, htmlContext, inheritedFrom, placeholder, type UnitContext } from './context.ts';
import type { OpenItem } from './ledger.ts';
import { translatePoll, translatePollQuestion, translateSurvey } from './poll.ts';
import { translateProblem } from './problem.ts';
import { noteSettings } from './settings.ts';
import { translateVideo } from './video.ts';

type Translate = (block: OlxBlock, item: OpenItem, unit: UnitContext) => RootContent[];

const translateHtml: Translate = (block, item, unit) => {
  noteSettings(block.attributes, [], item.note);
  const nodes = htmlToBlocks(block.html ?? '', htmlContext(unit, item.note));
  if (nodes.length === 0 && !block.html?.trim()) item.note('empty');
  item.place(nodes.length > 0 ? unit.target : null);
  return nodes;
};

const inner: Translate = (block, item, unit) => {
  noteSettings(
    block.attributes,
    [
      'format',
      'graded',
      'sources',
      'conditional',
      'show',
      'user_partition_id',
      'group_id_to_child',
      ...bankSettings,
    ],
    item.note,
  );
  item.place(unit.target);
  return translateBlocks(block.children, {
    ...unit,
    inherited: inheritedFrom(unit.inherited, block.attributes),
  });
};

const bankSettings = [
  'max_count',
  'source_library_id',
  'source_library_version',
  'mode',
  'capa_type',
  'has_score',
  'allow_resetting_children',
  'source_library_key',
  'shuffle',
  'manual',
  'selection_mode',
];

/** Every learner saw one of the children: the first stands here, the others in a unit of their own. */
const firstOf =
  (shown: (block: OlxBlock) => number, code: 'first-variant' | 'question-bank'): Translate =>
  (block, item, unit) => {
    const count = Math.min(block.children.length, Math.max(1, shown(block)));
    const rest = block.children.slice(count);
    const nodes = inner({ ...block, children: block.children.slice(0, count) }, item, unit);
    if (rest.length > 0) {
      const place = unit.course.setAside(block, rest, unit.inherited);
      item.note(code, place);
    }
    if (block.children.length === 0) item.note('empty');
    return nodes;
  };

const bankSize = (block: OlxBlock): number => {
  const count = Number(block.attributes.max_count ?? 1);
  return count < 0 ? block.children.length : count;
};

/** Text that a block shows, for the placeholder: prompts and descriptions, never rubrics or answers. */
function visibleText(block: OlxBlock): string {
  if (block.kind === 'openassessment') {
    const places = [block.element, ...childrenNamed(block.element, 'prompts')];
    const prompts = places.flatMap((place) => childrenNamed(place, 'prompt'));
    // Prompts hold HTML as text where the author wrote it in the editor.
    return prompts
      .flatMap((prompt) => (descendants(prompt).length > 0 ? descendants(prompt) : [prompt]))
      .map((one) => (block.attributes.prompts_type === 'html' ? one.text : `<p>${innerHtml(one)}</p>`))
      .join('\n');
  }
  return block.attributes.instructions ?? block.attributes.discussion_target ?? '';
}

const foreign: Translate = (block, item, unit) => {
  const key = unit.course.activityKey(block.id);
  item.note('unsupported', block.kind);
  item.place(activityTarget(unit, key));
  return [
    placeholder(unit, block, key, block.kind, htmlToBlocks(visibleText(block), htmlContext(unit, item.note))),
  ];
};

/** A document of Google's: the frame that shows it becomes a link. */
const googleDocument: Translate = (block, item, unit) => {
  const nodes = htmlToBlocks(block.attributes.embed_code ?? '', htmlContext(unit, item.note));
  if (nodes.length === 0) return foreign(block, item, unit);
  item.place(unit.target);
  return nodes;
};

const orForeign =
  (translate: (...of: Parameters<Translate>) => RootContent[] | null): Translate =>
  (...of) =>
    translate(...of) ?? foreign(...of);

/** A text of this length is data; converting it would hold up everyone else. */
const longest = 500_000;

const isTooLong = (block: OlxBlock) => !isContainer(block.kind) && (block.html ?? block.xml).length > longest;

/** The whole of it stays in a file. */
const tooLong: Translate = (block, item, unit) => {
  const key = unit.course.activityKey(block.id);
  item.note('too-long', String((block.html ?? block.xml).length));
  item.place(activityTarget(unit, key));
  return [placeholder(unit, block, key, block.kind, [])];
};

const kinds: Record<string, Translate> = {
  conditional: (block, item, unit) => {
    item.note('condition', block.attributes.conditional ?? block.attributes.sources ?? '');
    return inner(block, item, unit);
  },
  'google-calendar': foreign,
  'google-document': googleDocument,
  html: translateHtml,
  itembank: firstOf(bankSize, 'question-bank'),
  library_content: firstOf(bankSize, 'question-bank'),
  poll: orForeign(translatePoll),
  poll_question: orForeign(translatePollQuestion),
  problem: translateProblem,
  problemset: inner,
  proctor: inner,
  randomize: firstOf(() => 1, 'first-variant'),
  sequential: inner,
  split_test: firstOf(() => 1, 'first-variant'),
  survey: orForeign(translateSurvey),
  timelimit: inner,
  unit: inner,
  vertical: inner,
  video: translateVideo,
  videosequence: inner,
  wrapper: inner,
};

export function translateBlocks(blocks: OlxBlock[], unit: UnitContext): RootContent[] {
  return blocks.flatMap((block) => {
    const item = unit.course.openBlock(block);
    if (unit.why) item.note(unit.why);
    if (block.fault) {
      item.note(block.fault.code, block.fault.text);
      return [];
    }
    if (isTooLong(block)) return tooLong(block, item, unit);
    const translate = Object.hasOwn(kinds, block.kind) ? kinds[block.kind] : undefined;
    return (translate ?? foreign)(block, item, unit);
  });
}

/** All HTML of blocks, to look for what concerns the page as a whole: ranks of headings, links inside it. */
export const rawHtmlOf = (blocks: OlxBlock[]): string =>
  blocks
    .map(
      (block) => `${block.html ?? (block.children.length > 0 ? '' : block.xml)}${rawHtmlOf(block.children)}`,
    )
    .join('');
