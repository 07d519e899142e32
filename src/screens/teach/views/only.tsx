/** Where a run shows a release to a pilot: whose something is. */
import { type JSX, Show } from 'solid-js';
import { Badge } from '#ui/notice.tsx';
import { useView } from '#ui/view.tsx';
import type { ReleaseLimit } from '../rules.ts';

/** Nothing where everybody meets it. */
export function OnlyFor(props: { limit: ReleaseLimit | null }): JSX.Element {
  const { t } = useView();
  return (
    <Show when={props.limit}>
      {(limit) => <Badge icon="users">{t(`teach.only-${limit().only}`, { cohort: limit().cohort })}</Badge>}
    </Show>
  );
}
