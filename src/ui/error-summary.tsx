import { For, type JSX } from 'solid-js';
import { fieldId } from './field-id.ts';
import { Icon } from './icon.tsx';
import { useView } from './view.tsx';

/** What is wrong with a form, at its top, each line a link to its field. It takes the focus when the page opens. */
export function ErrorSummary(props: {
  problems: readonly { path: string; message: string }[];
  title?: string;
}): JSX.Element {
  const { t } = useView();
  return (
    <section class="error-summary" role="alert" tabindex="-1" autofocus aria-labelledby="error-summary-title">
      <h2 id="error-summary-title">
        <Icon name="circle-alert" /> {props.title ?? t('ui.errors', { count: props.problems.length })}
      </h2>
      <ul>
        <For each={props.problems}>
          {(problem) => (
            <li>
              {problem.path ? <a href={`#${fieldId(problem.path)}`}>{problem.message}</a> : problem.message}
            </li>
          )}
        </For>
      </ul>
    </section>
  );
}
