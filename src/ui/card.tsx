import { For, type JSX, Show } from 'solid-js';
import { Cover } from './cover.tsx';

interface CardProps {
  title: string;
  href?: string;
  /** Heading level; the page's outline decides. */
  level?: 2 | 3;
  kicker?: JSX.Element;
  cover?: { key: string; picture?: string | null };
  meta?: JSX.Element;
  footer?: JSX.Element;
  children?: JSX.Element;
}

/** One thing among its like. The title is the link; a press anywhere on the card follows it. */
export function Card(props: CardProps): JSX.Element {
  const title = () => (props.href ? <a href={props.href}>{props.title}</a> : props.title);
  return (
    <article class="card" classList={{ 'card-link': Boolean(props.href) }}>
      <Show when={props.cover}>{(cover) => <Cover {...cover()} />}</Show>
      <div class="card-body">
        <Show when={props.kicker}>
          <p class="kicker">{props.kicker}</p>
        </Show>
        {props.level === 3 ? <h3>{title()}</h3> : <h2>{title()}</h2>}
        {props.children}
        <Show when={props.meta}>
          <div class="meta">{props.meta}</div>
        </Show>
        <Show when={props.footer}>
          <footer>{props.footer}</footer>
        </Show>
      </div>
    </article>
  );
}

/** Cards side by side, as many as fit. */
export function CardGrid<Item>(props: {
  each: readonly Item[];
  children(item: Item): JSX.Element;
}): JSX.Element {
  return (
    <ul class="card-grid">
      <For each={props.each}>{(item) => <li>{props.children(item)}</li>}</For>
    </ul>
  );
}
