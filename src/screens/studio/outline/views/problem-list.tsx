/** What compiling finds wrong in a draft, file by file. It speaks as the compiler does, in English. */
import { For, type JSX, Show } from 'solid-js';
import type { SourceProblem } from '#modules/content/index.ts';
import { Disclosure } from '#ui/dialog.tsx';
import { Badge } from '#ui/notice.tsx';
import { useView } from '#ui/view.tsx';
import type { CourseParams } from '../schema.ts';

/** More are not read at once; what is mended first makes many others go. */
const most = 100;

export function ProblemList(props: {
  problems: readonly SourceProblem[];
  params: CourseParams;
}): JSX.Element {
  const { t } = useView();
  const { problems } = props;
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const rest = problems.length - most;
  return (
    <Show when={problems.length > 0}>
      <Disclosure
        summary={
          <span class="row">
            {t('outline.problems')}
            <Show when={errors > 0}>
              <Badge tone="danger">{t('outline.errors', { count: errors })}</Badge>
            </Show>
            <Show when={problems.length > errors}>
              <Badge tone="warning">{t('outline.warnings', { count: problems.length - errors })}</Badge>
            </Show>
          </span>
        }
      >
        <ul class="studio-problem-list" lang="en" dir="ltr">
          <For each={problems.toSorted((a, b) => a.severity.localeCompare(b.severity)).slice(0, most)}>
            {({ file, line, severity, message, remedy }) => (
              <li class={severity === 'error' ? 'tone-danger' : 'tone-warning'}>
                <code>{line === null ? file : `${file}:${line}`}</code> {message}{' '}
                <span class="muted">{remedy}</span>
              </li>
            )}
          </For>
        </ul>
        <Show when={rest > 0}>
          <p>{t('studio.more-problems', { count: rest })}</p>
        </Show>
      </Disclosure>
    </Show>
  );
}
