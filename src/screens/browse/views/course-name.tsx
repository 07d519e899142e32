import type { JSX } from 'solid-js';
import type { Course } from '#modules/catalog/index.ts';

/** A course in a list: its title leads to `href`, its organization stands below. */
export function CourseName(props: { course: Course; href: string }): JSX.Element {
  return (
    <>
      <a href={props.href} lang={props.course.language}>
        <bdi>{props.course.title}</bdi>
      </a>
      <br />
      <small class="muted">
        <bdi>{props.course.organization.name}</bdi>
      </small>
    </>
  );
}
