/** What learners hand in for an assignment, with the rubric that it is judged by. */

import type { List, RootContent } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import type { OpenItem } from '../../fidelity.ts';
import { keyOf } from '../../keys.ts';
import { directive } from '../../question-markdown.ts';
import type { Assignment, Criterion } from '../wire/things.ts';
import type { CartridgeCourse } from './context.ts';
import type { NoteCode } from './notes.ts';

type Kind = { type: string; attributes: Record<string, string> };

function kindOf({ formats, extensions }: Assignment, note: OpenItem<NoteCode>['note']): Kind | null {
  const has = (name: string) => formats.includes(name);
  if (has('online_upload')) {
    const types = extensions.filter((one) => /^[a-z0-9]{1,10}$/i.test(one)).join(', ');
    return { type: 'file-upload', attributes: { 'max-files': '10', ...(types && { types }) } };
  }
  if (has('online_text_entry')) return { type: 'essay', attributes: {} };
  if (has('online_url')) {
    note('url-as-text');
    return { type: 'essay', attributes: { lines: '1' } };
  }
  return null;
}

const text = (value: string): RootContent => ({ type: 'paragraph', children: [{ type: 'text', value }] });
const plainPoints = (points: number) => String(Math.round(points * 1e4) / 1e4);

function levelsOf({ ratings }: Criterion): List {
  return {
    ...{ type: 'list', ordered: false, spread: false },
    children: ratings
      .toSorted((a, b) => b.points - a.points)
      .map((rating) => ({
        ...{ type: 'listItem', spread: false },
        children: [
          {
            type: 'paragraph',
            children: [
              { type: 'text', value: rating.text ? `${rating.title} – ${rating.text}` : rating.title },
              { type: 'text', value: ` {points=${plainPoints(rating.points)}}` },
            ],
          },
        ],
      })),
  };
}

function rubricOf(criteria: Criterion[]): ContainerDirective {
  const nodes = criteria.flatMap((criterion): RootContent[] => [
    {
      type: 'heading',
      depth: 3,
      children: [
        { type: 'text', value: `${criterion.title || '–'} {points=${plainPoints(criterion.points)}}` },
      ],
    },
    ...(criterion.text ? [text(criterion.text)] : []),
    ...(criterion.ratings.length > 1 ? [levelsOf(criterion)] : []),
  ]);
  return directive('rubric', {}, nodes);
}

/** Null: nothing is handed in here. */
export function assignmentActivity(
  assignment: Assignment,
  asked: RootContent[],
  item: OpenItem<NoteCode>,
  { activityKey, cartridge }: CartridgeCourse,
): ContainerDirective | null {
  const { points, dates, rubric, reviews, inGroups, formats } = assignment;
  if (dates.length > 0) item.note('assignment-dates', dates.join(', '));
  if (inGroups) item.note('group-work');
  const kind = kindOf(assignment, item.note);
  if (!kind) {
    item.note('assignment-elsewhere', formats.join(', '));
    return null;
  }
  const criteria = (cartridge.rubrics.get(rubric ?? '')?.criteria ?? []).filter(
    ({ points: most }) => most > 0,
  );
  if (reviews > 0) item.note('peer-review', String(reviews));
  return directive(
    kind.type,
    {
      id: activityKey(`a-${keyOf(assignment.id)}`),
      points: points === null ? null : plainPoints(points),
      ...(reviews > 0 && { 'judged-by': 'peers', reviews: String(reviews) }),
      ...kind.attributes,
    },
    [
      ...(asked.length > 0 ? asked : [text(assignment.title)]),
      ...(criteria.length > 0 ? [rubricOf(criteria)] : []),
    ],
  );
}
