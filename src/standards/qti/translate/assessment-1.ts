/** Assessments and question banks of QTI 1.2, with what Canvas adds to them. */
import type { Assessment, AssessmentNote, Entry, Group } from '../../assessments.ts';
import type { RichText } from '../../questions.ts';
import { childrenNamed, descendants, elementsOf, textOf, type XmlElement } from '../../xml.ts';
import { readItem1 } from './item-1.ts';
import { materialHtml } from './material.ts';

const child = (element: XmlElement, name: string) => childrenNamed(element, name)[0];

function metadataOf(element: XmlElement): Map<string, string> {
  const fields = childrenNamed(element, 'qtimetadata').flatMap((one) =>
    childrenNamed(one, 'qtimetadatafield'),
  );
  return new Map(
    fields.map((field) => {
      const [label = '', entry = ''] = elementsOf(field).map(textOf);
      return [label.toLowerCase(), entry];
    }),
  );
}

/** What is said before the questions. */
function introductionOf(element: XmlElement): RichText | null {
  const places = childrenNamed(element, 'presentation_material', 'rubric', 'objectives', 'material');
  const html = places.map(materialHtml).filter(Boolean).join('\n');
  return html ? { format: 'html', text: html } : null;
}

interface Reading {
  source: string;
  notes: AssessmentNote[];
}

/** Points that each question of a section gives, where it says so for all. */
function withPoints(entry: Entry, points: number | null): Entry {
  if (points === null || entry.kind === 'group') return entry;
  return { kind: 'question', question: { ...entry.question, points } };
}

function groupOf(section: XmlElement, reading: Reading): Group {
  const ordering = child(section, 'selection_ordering');
  const selection = ordering && child(ordering, 'selection');
  const named = (name: string) => selection && descendants(selection).find((one) => one.name === name);
  const count = Number(textOf(named('selection_number') ?? section));
  const perItem = named('points_per_item');
  const elsewhere = named('sourcebank_ref');
  if (elsewhere) reading.notes.push({ code: 'questions-elsewhere', text: textOf(elsewhere) });
  const points = perItem ? Number(textOf(perItem)) : Number.NaN;
  const order = ordering && child(ordering, 'order')?.attributes.order_type;
  const entries = entriesOf(section, reading).map((entry) => withPoints(entry, points >= 0 ? points : null));
  return {
    title: section.attributes.title?.trim() || null,
    text: introductionOf(section),
    draw: selection && Number.isInteger(count) && count > 0 && count < entries.length ? count : null,
    shuffle: /random/i.test(order ?? ''),
    entries,
  };
}

function entriesOf(parent: XmlElement, reading: Reading): Entry[] {
  return elementsOf(parent).flatMap((element): Entry[] => {
    if (element.name === 'item')
      return [
        {
          kind: 'question',
          question: readItem1(element, `${reading.source}#${element.attributes.ident ?? ''}`),
        },
      ];
    if (element.name === 'section') return [{ kind: 'group', group: groupOf(element, reading) }];
    if (element.name === 'itemref')
      reading.notes.push({ code: 'missing-item', text: element.attributes.linkrefid ?? '' });
    return [];
  });
}

/** `PT30M`, or minutes alone. */
export function minutesOf(text: string | undefined): number | null {
  const [, hours = '0', minutes = '0', seconds = '0'] =
    /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(text?.trim() ?? '') ?? [];
  const total = text?.startsWith('PT')
    ? Number(hours) * 60 + Number(minutes) + Number(seconds) / 60
    : Number(text);
  return total > 0 ? Math.ceil(total) : null;
}

/** Sections that say nothing give their questions to what is around them. */
function opened(entries: Entry[]): Entry[] {
  return entries.flatMap((entry): Entry[] => {
    if (entry.kind === 'question') return [entry];
    const { title, text, draw, shuffle } = entry.group;
    const inner = opened(entry.group.entries);
    const silent = title === null && text === null && draw === null && !shuffle;
    return silent ? inner : [{ kind: 'group', group: { ...entry.group, entries: inner } }];
  });
}

function assessmentOf(element: XmlElement, source: string): Assessment {
  const notes: AssessmentNote[] = [];
  const metadata = metadataOf(element);
  const group = groupOf(element, { source, notes });
  const time =
    metadata.get('qmd_timelimit') ?? metadata.get('cc_timelimit') ?? child(element, 'duration')?.text;
  const attempts = Number(metadata.get('cc_maxattempts') ?? metadata.get('qmd_maxattempts'));
  return {
    ...group,
    title: group.title ?? (metadata.get('bank_title') || null),
    entries: opened(group.entries),
    source,
    id: element.attributes.ident ?? null,
    minutes: minutesOf(time),
    attempts: Number.isInteger(attempts) && attempts > 0 ? attempts : null,
    notes,
  };
}

/** Everything in a file of QTI 1.2; questions that stand alone make one of their own. */
export function readAssessments1(root: XmlElement, source: string): Assessment[] {
  const parts = childrenNamed(root, 'assessment', 'objectbank');
  const loose = childrenNamed(root, 'section', 'item');
  const alone = loose.length > 0 ? [assessmentOf(root, source)] : [];
  return [...parts.map((part) => assessmentOf(part, source)), ...alone];
}
