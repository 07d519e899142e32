/** Decisions of the desk's pages, pure: who may, what a form's fields say, which files are pictures. */
import { may, mayInCourse } from '#modules/access/index.ts';
import { type Activity, type AnswerFile, judgedBy } from '#modules/content/contract.ts';
import type { Release } from '#modules/content/index.ts';
import type { Anchor, DeskFilter, DeskList, Marker, MarkInput } from '#modules/marking/index.ts';
import type { Actor } from '#platform/actor.ts';
import type { DeskQuery, MarkBody, PinBody, RunParams } from './schema.ts';

const placeOf = ({ organization, course }: Pick<RunParams, 'organization' | 'course'>) => ({
  organization,
  course: `${organization}/${course}`,
});

/** Who may mark at all sees what is allotted to them; who teaches sees everything. */
export const markers = mayInCourse('course.mark', ({ params }: { params: RunParams }) => placeOf(params));
export const teachers = mayInCourse('course.teach', ({ params }: { params: RunParams }) => placeOf(params));

export const viewerOf = (actor: Actor, params: RunParams): Marker => ({
  id: actor.kind === 'person' ? actor.id : '',
  teaches: may(actor, 'course.teach', placeOf(params)),
});

export const filterOf = ({ activity, state, marker, cohort }: DeskQuery): DeskFilter => ({
  activity: activity || null,
  state: state === 'all' ? null : state,
  marker: marker || null,
  cohort: cohort || null,
});

type Fields = Record<string, string | string[]>;

const one = (value: string | string[] | undefined): string => [value ?? ''].flat().at(-1) ?? '';
/** What is left empty is not said; what is no number the shape refuses. */
const numberOf = (text: string): string | undefined =>
  text.trim() === '' ? undefined : text.trim().replace(',', '.');

/** `level.<criterion>`, `points.<criterion>`, `comment.<criterion>` become marks; a saved reply joins the comment. */
export function markFromForm(fields: Fields): unknown {
  const criteria = new Set<string>();
  for (const name of Object.keys(fields)) {
    const found = /^(?:level|points|comment)\.(.+)$/.exec(name);
    if (found?.[1]) criteria.add(found[1]);
  }
  const marks = [...criteria].map((criterion) => ({
    criterion,
    level: one(fields[`level.${criterion}`]) || undefined,
    points: numberOf(one(fields[`points.${criterion}`])),
    comment: one(fields[`comment.${criterion}`]),
  }));
  const comment = [one(fields.comment), one(fields.reply)].map((text) => text.trim()).filter(Boolean);
  return {
    version: Number(one(fields.version) || 0),
    marks,
    points: numberOf(one(fields.points)),
    comment: comment.join('\n\n').replace(/\r\n?/g, '\n'),
    reason: one(fields.reason),
    step: one(fields.step) || 'finish',
  } satisfies Record<keyof MarkBody, unknown>;
}

/** What the module takes: nothing given is null. */
export const markInputOf = ({ step: _, ...mark }: MarkBody): MarkInput => ({
  ...mark,
  points: mark.points ?? null,
  marks: mark.marks.map((one) => ({ ...one, level: one.level ?? null, points: one.points ?? null })),
});

/** Fields that are left empty are not there. */
export const withoutEmpty = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => one(value) !== ''));

/** `cohort.<key>` names the marker of a cohort. */
export function allotFromForm(fields: Fields): unknown {
  const entries = Object.entries(fields);
  const cohorts = entries.flatMap(([name, value]) =>
    name.startsWith('cohort.') ? [[name.slice('cohort.'.length), one(value)] as const] : [],
  );
  const rest = entries.filter(([name]) => !name.startsWith('cohort.'));
  return { ...Object.fromEntries(rest), cohorts: Object.fromEntries(cohorts.filter(([, marker]) => marker)) };
}

export function anchorOf({ file, from, to, page = 1, x, y, width, height }: PinBody): Anchor | null {
  if (file && x !== undefined && y !== undefined && width !== undefined && height !== undefined)
    return { file, page, x, y, width, height };
  if (from === undefined) return null;
  return { ...(file && { file }), from, to: to ?? from };
}

/** Pictures that browsers draw and that hold no script; SVG is none of them. */
export const isPicture = ({ type }: Pick<AnswerFile, 'type'>): boolean =>
  ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'].includes(type);

export const judgedByPeople = (release: Release): Activity[] =>
  release.activities.filter((activity) => judgedBy(activity) === 'staff');

/** Tasks of one state, of the activity that is looked at. */
export function countOf(
  { counts }: Pick<DeskList, 'counts'>,
  activity: string,
  state: DeskQuery['state'],
): number {
  const of = counts.filter((line) => !activity || line.activityKey === activity);
  if (state === 'asked') return of.reduce((sum, line) => sum + line.asked, 0);
  return of
    .filter((line) => state === 'all' || line.state === state)
    .reduce((sum, line) => sum + line.count, 0);
}
