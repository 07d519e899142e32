/** What compiling finds wrong in a draft, file by file. It speaks as the compiler does, in English. */
import { basename } from 'node:path/posix';
import { For, type JSX, Show } from 'solid-js';
import { originalOf, type SourceProblem } from '#modules/content/index.ts';
import { Disclosure } from '#ui/dialog.tsx';
import { Badge } from '#ui/notice.tsx';
import { useView } from '#ui/view.tsx';
import { links } from '../links.ts';
import type { CourseParams } from '../schema.ts';

/** More are not read at once; what is mended first makes many others go. */
const most = 100;

/** The page where a file of a draft is mended; null: it has none of its own. */
export function pageOfFile(params: CourseParams, file: string): string | null {
  if (file === 'course.yaml') return links.courseFile(params);
  if (/^about(\.[\w-]+)?\.md$/.test(file)) return links.settings(params);
  if (!file.startsWith('units/') || !file.endsWith('.md')) return null;
  const variant = originalOf(file);
  return variant
    ? links.translation(params, variant.language, basename(variant.file, '.md'))
    : links.unit(params, basename(file, '.md'));
}

/** Problems one below the other. `params`: those of the draft in which the files stand, which then lead to their pages. */
export function ProblemItems(props: {
  problems: readonly SourceProblem[];
  params?: CourseParams;
}): JSX.Element {
  const { params } = props;
  return (
    <ul class="studio-problem-list" lang="en" dir="ltr">
      <For each={props.problems}>
        {({ file, line, severity, message, remedy }) => {
          const place = <code>{line === null ? file : `${file}:${line}`}</code>;
          const href = params && pageOfFile(params, file);
          return (
            <li class={severity === 'error' ? 'tone-danger' : 'tone-warning'}>
              {href ? <a href={href}>{place}</a> : place}
              <p>
                {message} <span class="muted">{remedy}</span>
              </p>
            </li>
          );
        }}
      </For>
    </ul>
  );
}

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
        <ProblemItems
          problems={problems.toSorted((a, b) => a.severity.localeCompare(b.severity)).slice(0, most)}
          params={props.params}
        />
        <Show when={rest > 0}>
          <p>{t('studio.more-problems', { count: rest })}</p>
        </Show>
      </Disclosure>
    </Show>
  );
}
