/** A unit as learners will meet it, where nobody can hand in yet: a draft by its link, a course that is being imported. */
import type { JSX } from 'solid-js';
import type { Unit } from '#modules/content/index.ts';
import { neighboursOf, numberOf, type ReadyRelease } from '../rules.ts';
import { previewCard } from './card.ts';
import { UnitPage } from './unit.tsx';

interface PreviewUnitProps {
  course: ReadyRelease;
  unit: Unit;
  /** Why nothing can be handed in. */
  closed: string;
  /** Names what is shown, for what is kept of it. */
  keptAs: string;
  unitHref(unitKey: string): string;
  /** Of the whole course. */
  homeHref: string;
}

export function PreviewUnit(props: PreviewUnitProps): JSX.Element {
  const { course, unit, closed, unitHref } = props;
  const { id: releaseId } = course.release;
  const { language } = course.release.course;
  const activities = new Map(
    unit.blocks.flatMap((block) => {
      const activity = block.kind === 'activity' ? course.activities.get(block.key) : undefined;
      if (!activity) return [];
      const of = { closed, number: numberOf(course, unit, activity.key), language, releaseId };
      return [[activity.key, previewCard(activity, of)] as const];
    }),
  );
  const { previous, next, place } = neighboursOf(course, unit.key);
  const linkTo = (neighbour: typeof next) =>
    neighbour && { href: unitHref(neighbour.key), title: neighbour.title };
  return (
    <UnitPage
      unit={unit}
      language={language}
      keptAs={props.keptAs}
      place={place}
      total={course.order.length}
      activities={activities}
      previous={linkTo(previous)}
      next={linkTo(next)}
      doneHref={null}
      complete={false}
      hasProgress={false}
      progressHref={props.homeHref}
      join={null}
    />
  );
}
