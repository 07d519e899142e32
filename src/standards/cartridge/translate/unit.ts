/** One thing of a cartridge as a unit. */
import { posix } from 'node:path';
import type { RootContent } from 'mdast';
import { assessmentUnit } from '../../assessment-unit.ts';
import type { OpenItem } from '../../fidelity.ts';
import { anchorsOf } from '../../html-tidy.ts';
import { htmlToBlocks } from '../../html-to-markdown.ts';
import { directive } from '../../question-markdown.ts';
import { escapeHtml } from '../../question-text.ts';
import { headingShiftOf } from '../../question-units.ts';
import type { PackageFile, Quiz, Thing, Topic, WebLink } from '../wire/things.ts';
import { assignmentActivity } from './assignment.ts';
import type { CartridgeCourse } from './context.ts';
import type { NoteCode } from './notes.ts';
import type { PlannedUnit } from './plan.ts';

export interface WrittenUnit {
  nodes: RootContent[];
  front: Record<string, unknown>;
}

type Item = OpenItem<NoteCode>;

/** A text of this length is data; converting it would hold up everyone else. */
const longest = 500_000;

function blocks(html: string, unit: PlannedUnit, item: Item, course: CartridgeCourse): RootContent[] {
  if (html.length > longest) {
    const id = course.activityKey(unit.key);
    const source = course.keep(`assets/original/${id}.html`, html);
    item.note('too-long', String(html.length));
    return [directive('unsupported', { id, type: unit.thing.kind, source }, [])];
  }
  return htmlToBlocks(html, {
    links: course.links(unit.file, unit.thing.source),
    note: item.note,
    headingShift: headingShiftOf(html),
    anchors: anchorsOf(html),
  });
}

const link = (url: string, text: string) =>
  `<p><a href="${escapeHtml(url).replaceAll('"', '&quot;')}">${escapeHtml(text)}</a></p>`;

const isPicture = (path: string) => /\.(?:png|jpe?g|gif|webp|svg)$/i.test(path);
const filmOf = (path: string) =>
  /\.(?:mp4|webm|ogv|m4v)$/i.test(path) ? 'video' : /\.(?:mp3|m4a|ogg|oga)$/i.test(path) ? 'audio' : null;

/** Addresses of the package itself, whatever folder a link stands in. */
const address = (path: string, source: string) =>
  posix
    .relative(posix.dirname(source), path)
    .split('/')
    .map(encodeURIComponent)
    .join('/')
    .replaceAll('%2E', '.');

function fileHtml({ path, source }: PackageFile, title: string): string {
  const src = address(path, source);
  if (isPicture(path))
    return `<p><img src="${src}" alt="${escapeHtml(title).replaceAll('"', '&quot;')}"></p>`;
  const tag = filmOf(path);
  return tag ? `<${tag} controls src="${src}"></${tag}>` : link(src, title);
}

function topicHtml({ html, attachments, source }: Topic): string {
  return html + attachments.map((path) => link(address(path, source), posix.basename(path))).join('');
}

function quizUnit(quiz: Quiz, unit: PlannedUnit, item: Item, course: CartridgeCourse): WrittenUnit {
  const { assessment, settings, dates, graded } = quiz;
  if (settings.length > 0) item.note('settings-left', settings.join(', '));
  if (dates.length > 0) item.note('assignment-dates', dates.join(', '));
  if (!graded && !quiz.bank) item.note('survey');
  const introduction = blocks(quiz.html, unit, item, course);
  if (!assessment) {
    item.note('missing-item');
    return { nodes: introduction, front: {} };
  }
  const { minutes, attempts, shuffle } = quiz;
  const whole = {
    ...assessment,
    minutes: minutes ?? assessment.minutes,
    attempts: attempts ?? assessment.attempts,
    shuffle: assessment.shuffle,
    // The page says it already.
    text: introduction.length > 0 ? null : assessment.text,
  };
  if (shuffle) item.note('settings-left', 'shuffle_answers');
  const { nodes, front } = assessmentUnit(whole, unit, item, course);
  const category = graded ? course.categoryOf(quiz.group) : null;
  return { nodes: [...introduction, ...nodes], front: { ...(category && { category }), ...front } };
}

function linkUnit(
  { url, title }: WebLink,
  unit: PlannedUnit,
  item: Item,
  course: CartridgeCourse,
): RootContent[] {
  return blocks(link(url, title || unit.title), unit, item, course);
}

export function writeThing(unit: PlannedUnit, item: Item, course: CartridgeCourse): WrittenUnit {
  const thing: Thing = unit.thing;
  const plain = (nodes: RootContent[]): WrittenUnit => ({ nodes, front: {} });
  switch (thing.kind) {
    case 'page':
      return plain(blocks(thing.html, unit, item, course));
    case 'quiz':
      return quizUnit(thing, unit, item, course);
    case 'assignment': {
      const asked = blocks(thing.html, unit, item, course);
      const activity = assignmentActivity(thing, asked, item, course);
      const category = activity ? course.categoryOf(thing.group) : null;
      return { nodes: activity ? [activity] : asked, front: category ? { category } : {} };
    }
    case 'discussion':
      item.note('discussion');
      return plain(blocks(topicHtml(thing), unit, item, course));
    case 'link':
      return plain(linkUnit(thing, unit, item, course));
    case 'file':
      return plain(blocks(fileHtml(thing, unit.title), unit, item, course));
    default:
      return plain([]);
  }
}
