import { type JSX, Show, splitProps } from 'solid-js';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';

interface Look {
  /** `primary` once a page, `quiet` beside it, `danger` for what cannot be undone, `plain` inside dense rows. */
  look?: 'primary' | 'quiet' | 'danger' | 'plain';
  size?: 'small';
  icon?: IconName;
  iconEnd?: IconName;
  /** Shows the icon only; the text is still there for readers of speech. */
  iconOnly?: boolean;
}

const own = ['look', 'size', 'icon', 'iconEnd', 'iconOnly', 'children', 'class'] as const;

const classes = (props: Look & { class?: string }) =>
  [
    'button',
    `button-${props.look ?? 'primary'}`,
    props.size && 'button-small',
    props.iconOnly && 'button-icon',
    props.class,
  ]
    .filter(Boolean)
    .join(' ');

function Face(props: Look & { children?: JSX.Element }): JSX.Element {
  return (
    <>
      <Show when={props.icon}>{(name) => <Icon name={name()} />}</Show>
      <span classList={{ 'visually-hidden': props.iconOnly ?? false }}>{props.children}</span>
      <Show when={props.iconEnd}>{(name) => <Icon name={name()} />}</Show>
    </>
  );
}

/** Sends the form it stands in, unless `type="button"`. */
export function Button(props: Look & JSX.ButtonHTMLAttributes<HTMLButtonElement>): JSX.Element {
  const [mine, rest] = splitProps(props, own);
  return (
    <button type="submit" {...rest} class={classes(mine)}>
      <Face {...mine} />
    </button>
  );
}

/** A link that looks like a button: it goes somewhere, it changes nothing. */
export function ButtonLink(
  props: Look & JSX.AnchorHTMLAttributes<HTMLAnchorElement> & { href: string },
): JSX.Element {
  const [mine, rest] = splitProps(props, own);
  return (
    <a {...rest} class={classes(mine)}>
      <Face {...mine} />
    </a>
  );
}
