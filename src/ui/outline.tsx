import { For, type JSX, Show } from 'solid-js';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';
import { useView } from './view.tsx';

export type OutlineState = 'done' | 'started' | 'new' | 'locked';

export interface OutlineItem {
  label: string;
  /** A leaf is a link; a branch folds. */
  href?: string;
  current?: boolean;
  state?: OutlineState;
  /** A short fact beside the label: points, a date. */
  note?: string;
  children?: readonly OutlineItem[];
}

const stateIcons: Record<OutlineState, IconName> = {
  done: 'circle-check',
  started: 'circle-dot',
  new: 'circle',
  locked: 'lock',
};

const holdsCurrent = (item: OutlineItem): boolean =>
  Boolean(item.current) || (item.children ?? []).some(holdsCurrent);

function Label(props: { item: OutlineItem }): JSX.Element {
  const { t } = useView();
  return (
    <>
      <Show when={props.item.state}>
        {(state) => (
          <Icon name={stateIcons[state()]} label={t(`ui.state-${state()}`)} class={`state-${state()}`} />
        )}
      </Show>
      <span class="outline-label" dir="auto">
        {props.item.label}
      </span>
      <Show when={props.item.note}>
        <span class="outline-note">{props.item.note}</span>
      </Show>
    </>
  );
}

function Branch(props: { items: readonly OutlineItem[]; fold: boolean }): JSX.Element {
  return (
    <ol>
      <For each={props.items}>
        {(item) => (
          <li>
            <Show
              when={item.children}
              fallback={
                <Show
                  when={item.href}
                  fallback={
                    <span class="outline-leaf">
                      <Label item={item} />
                    </span>
                  }
                >
                  <a class="outline-leaf" href={item.href} aria-current={item.current ? 'page' : undefined}>
                    <Label item={item} />
                  </a>
                </Show>
              }
            >
              {(children) => (
                <details open={!props.fold || holdsCurrent(item)}>
                  <summary>
                    <Icon name="chevron-right" />
                    <Label item={item} />
                  </summary>
                  <Branch items={children()} fold={props.fold} />
                </details>
              )}
            </Show>
          </li>
        )}
      </For>
    </ol>
  );
}

/** The tree of a course as navigation. `fold` closes the branches that do not hold the current page. */
export function Outline(props: {
  items: readonly OutlineItem[];
  label: string;
  fold?: boolean;
}): JSX.Element {
  return (
    <nav class="outline" aria-label={props.label}>
      <Branch items={props.items} fold={props.fold ?? false} />
    </nav>
  );
}
