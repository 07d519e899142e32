/**
 * Which unit each activity of a backup stands in. Pages, chapters of books, quizzes and assignments are units of their
 * own; labels, links, files and folders between them share one.
 */
import { keyOf, slugOf, uniqueNames } from '../../keys.ts';
import type { UnitTarget } from '../../question-units.ts';
import type { XmlElement } from '../../xml.ts';
import type { Backup, BackupActivity, BackupSection } from '../wire/backup.ts';
import { column, recordsIn } from '../wire/records.ts';

export interface Chapter {
  id: string;
  record: XmlElement;
  /** Chapters below it. */
  inner: XmlElement[];
}

export interface PlannedUnit extends UnitTarget {
  title: string;
  /** Of a section whose own text begins it. */
  summary: BackupSection | null;
  activities: BackupActivity[];
  chapter: Chapter | null;
  /** Of the book whose chapter it is. */
  contextId: string;
}

export interface PlannedSection {
  section: BackupSection;
  key: string;
  title: string;
  units: PlannedUnit[];
}

const small = new Set(['label', 'url', 'resource', 'folder']);
const large = new Set(['page', 'book', 'quiz', 'assign', 'glossary']);
export const isKnown = (kind: string): boolean => small.has(kind) || large.has(kind);

export function chaptersOf({ record }: BackupActivity): Chapter[] {
  const chapters: Chapter[] = [];
  for (const one of recordsIn(record, 'chapters', 'chapter')) {
    if (column(one, 'hidden') === '1') continue;
    const last = chapters.at(-1);
    if (last && column(one, 'subchapter') === '1') last.inner.push(one);
    else chapters.push({ id: one.attributes.id ?? '', record: one, inner: [] });
  }
  return chapters;
}

const line = (text: string, otherwise: string) =>
  text
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 300) || otherwise;

export interface Words {
  /** Of a section without a name. */
  sectionTitle(number: number): string;
}

type Draft = Omit<PlannedUnit, 'file' | 'key'> & { wanted: string };

function draftsOf(section: BackupSection, title: string): Draft[] {
  const drafts: Draft[] = [];
  const draft = (wanted: string, of: Partial<Draft>): Draft => ({
    ...{
      wanted,
      title,
      listed: section.visible,
      summary: null,
      activities: [],
      chapter: null,
      contextId: '',
    },
    ...of,
  });
  let run: Draft | null = null;
  if (column(section.record, 'summary').trim()) {
    run = draft(`section-${section.id}`, { summary: section });
    drafts.push(run);
  }
  for (const activity of section.activities.filter(({ kind, record }) => isKnown(kind) && record)) {
    const listed = section.visible && activity.visible;
    const wanted = `${activity.kind}-${activity.moduleId}`;
    const name = line(activity.title, title);
    if (small.has(activity.kind)) {
      if (!listed || !run) {
        const own = draft(wanted, { title: drafts.length === 0 ? title : name, listed });
        drafts.push(own);
        own.activities.push(activity);
        if (listed || !section.visible) run = own;
      } else run.activities.push(activity);
      continue;
    }
    run = null;
    const chapters = activity.kind === 'book' ? chaptersOf(activity) : [];
    if (chapters.length === 0) drafts.push(draft(wanted, { title: name, listed, activities: [activity] }));
    for (const [index, chapter] of chapters.entries()) {
      const chapterTitle = line(`${name}: ${column(chapter.record, 'title')}`, name);
      const activities = index === 0 ? [activity] : [];
      drafts.push(
        draft(`${wanted}-${chapter.id}`, {
          title: chapterTitle,
          listed,
          activities,
          chapter,
          contextId: activity.contextId,
        }),
      );
    }
  }
  return drafts;
}

export function planSections(backup: Backup, words: Words): PlannedSection[] {
  const [sections, units, files] = [uniqueNames(), uniqueNames(), uniqueNames()];
  return backup.sections.map((section) => {
    const title = line(/^\d*$/.test(section.title) ? '' : section.title, words.sectionTitle(section.number));
    const folder = slugOf(title, `section-${section.number}`);
    return {
      ...{ section, title, key: sections(keyOf(`section-${section.id}`)) },
      units: draftsOf(section, title).map(({ wanted, ...unit }) => {
        const key = units(keyOf(wanted));
        const name = slugOf(unit.title, key);
        return { ...unit, key, file: `${files(`units/${unit.listed ? folder : 'unlisted'}/${name}`)}.md` };
      }),
    };
  });
}

/** Keys of units by module, and by module and chapter. */
export function unitIndex(sections: PlannedSection[]): Map<string, string> {
  const index = new Map<string, string>();
  for (const unit of sections.flatMap(({ units }) => units).filter(({ listed }) => listed)) {
    for (const { moduleId } of unit.activities) index.set(moduleId, unit.key);
    const [, book] = /^book-(\d+)-/.exec(unit.key) ?? [];
    if (book && unit.chapter) index.set(`${book}*${unit.chapter.id}`, unit.key);
  }
  return index;
}
