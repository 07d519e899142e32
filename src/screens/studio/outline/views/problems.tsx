/** How many mistakes there are, in a word. */
import { type JSX, Show } from 'solid-js';
import { Badge } from '#ui/notice.tsx';
import { useView } from '#ui/view.tsx';
import type { ProblemCounts } from '../service/check.ts';

export function ProblemMarks(props: ProblemCounts): JSX.Element {
  const { t } = useView();
  return (
    <>
      <Show when={props.errors > 0}>
        <Badge tone="danger" icon="circle-x">
          {t('outline.errors', { count: props.errors })}
        </Badge>
      </Show>
      <Show when={props.warnings > 0}>
        <Badge tone="warning" icon="triangle-alert">
          {t('outline.warnings', { count: props.warnings })}
        </Badge>
      </Show>
      <Show when={props.advice}>
        {(count) => <Badge icon="lightbulb">{t('outline.advice', { count: count() })}</Badge>}
      </Show>
    </>
  );
}
