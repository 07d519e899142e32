/** All open comments of a course, unit by unit. */
import { For, type JSX, Show } from 'solid-js';
import type { Comment } from '#modules/authoring/index.ts';
import { StudioHead, studioLinks } from '#screens/studio/outline/index.ts';
import { EmptyState } from '#ui/notice.tsx';
import { useView } from '#ui/view.tsx';
import type { CourseComments } from '../service/comments.ts';
import { CommentView } from './comment.tsx';

function OfUnit(props: { unit: string; comments: readonly Comment[]; of: CourseComments }): JSX.Element {
  const { unit, of } = props;
  return (
    <section class="stack" aria-labelledby={`of-${unit}`}>
      <h3 id={`of-${unit}`}>
        <Show when={of.files.has(unit)} fallback={<bdi>{unit}</bdi>}>
          <a href={studioLinks.unitComments(of.params, unit)}>
            <bdi>{of.files.get(unit)}</bdi>
          </a>
        </Show>
      </h3>
      <For each={props.comments}>{(comment) => <CommentView comment={comment} of={of} showBlock />}</For>
    </section>
  );
}

export function CourseCommentsPage(props: CourseComments): JSX.Element {
  const { t } = useView();
  const units = Object.entries(Object.groupBy(props.comments, ({ unitKey }) => unitKey));
  return (
    <div class="stack">
      <StudioHead {...props} current="comments" />
      <h2>{t('together.open-comments')}</h2>
      <Show
        when={units.length > 0}
        fallback={<EmptyState icon="message-square" title={t('together.no-comments')} />}
      >
        <For each={units}>
          {([unit, comments]) => <OfUnit unit={unit} comments={comments ?? []} of={props} />}
        </For>
      </Show>
    </div>
  );
}
