/** Pieces that open: a folded part of a page, a question over it. */
import { type JSX, Show } from 'solid-js';
import { Icon } from './icon.tsx';
import { useView } from './view.tsx';

/** A folded part of the page; works everywhere without script. */
export function Disclosure(props: {
  summary: JSX.Element;
  open?: boolean;
  children: JSX.Element;
}): JSX.Element {
  return (
    <details class="disclosure" open={props.open}>
      <summary>
        <Icon name="chevron-right" />
        {props.summary}
      </summary>
      <div class="disclosure-body">{props.children}</div>
    </details>
  );
}

/**
 * A question over the page. The link that opens it, `<a href={page} data-dialog={id}>`, leads to a page of its own
 * with the same form where script does not run.
 */
export function Dialog(props: {
  id: string;
  title: string;
  children: JSX.Element;
  actions?: JSX.Element;
}): JSX.Element {
  const { t } = useView();
  return (
    <dialog class="dialog" id={props.id} aria-labelledby={`${props.id}-title`}>
      <header>
        <h2 id={`${props.id}-title`}>{props.title}</h2>
        <form method="dialog">
          <button type="submit" class="button button-plain button-icon" aria-label={t('ui.close')}>
            <Icon name="x" />
          </button>
        </form>
      </header>
      <div class="dialog-body">{props.children}</div>
      <Show when={props.actions}>
        <footer class="form-actions">{props.actions}</footer>
      </Show>
    </dialog>
  );
}
