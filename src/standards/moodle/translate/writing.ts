/** What writing a unit of a backup may ask for. */
import type { RootContent } from 'mdast';
import { blocksOf, directive } from '../../question-markdown.ts';
import { htmlOf } from '../../question-text.ts';
import { type CourseOfQuestions, htmlContextOf, type UnitTarget } from '../../question-units.ts';
import type { BankCategory, BankEntry } from '../wire/backup-questions.ts';
import type { MoodleText } from '../wire/question.ts';
import type { Item, Report } from './notes.ts';
import type { Files } from './places.ts';

export interface Writing extends CourseOfQuestions {
  ledger: Report;
  language: string;
  courseContextId: string;
  files: Files;
  bank: readonly BankCategory[];
  /** Questions that some quiz asks. */
  asked: Set<BankEntry>;
}

/** Where a text of a context finds its files. */
export interface TextPlace {
  contextId: string;
  area?: string;
  itemId?: string;
}

/** A text of this length is data; converting it would hold up everyone else. */
const longest = 500_000;

function keptWhole(text: string, unit: UnitTarget, writing: Writing, item: Item): RootContent {
  item.note('too-long', String(text.length));
  const key = writing.activityKey(`${unit.key}-text`);
  return directive(
    'unsupported',
    { id: key, type: 'html', source: writing.keep(`assets/original/${key}.html`, text) },
    [],
  );
}

export function textBlocks(
  text: MoodleText,
  { contextId, area, itemId }: TextPlace,
  unit: UnitTarget,
  writing: Writing,
  item: Item,
): RootContent[] {
  if (text.text.length > longest) return [keptWhole(text.text, unit, writing, item)];
  const asset = (name: string) => writing.files.find(contextId, name, { area, item: itemId });
  const html = htmlContextOf(unit, htmlOf(text), { asset, unitOf: writing.unitOf }, item);
  return blocksOf(text, html);
}
