import { For, type JSX, Show } from 'solid-js';
import type { Course } from '#modules/catalog/index.ts';
import { Card } from '#ui/card.tsx';
import { Badge } from '#ui/notice.tsx';
import { useFacetText } from './facets.ts';

export function CourseCard(props: { course: Course; href: string }): JSX.Element {
  const text = useFacetText();
  const { course } = props;
  return (
    <Card
      title={course.title}
      href={props.href}
      level={2}
      kicker={course.organization.name}
      cover={{ key: `${course.organization.key}/${course.key}`, picture: course.cover }}
      meta={
        <>
          <For each={course.languages}>{(language) => <Badge>{text('language', language)}</Badge>}</For>
          <Show when={course.level}>{(level) => <Badge>{text('level', level())}</Badge>}</Show>
          <Show when={course.subject}>{(subject) => <Badge>{subject()}</Badge>}</Show>
        </>
      }
    >
      <p>
        <bdi lang={course.language}>{course.summary}</bdi>
      </p>
    </Card>
  );
}
