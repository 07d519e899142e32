import { type JSX, Show } from 'solid-js';
import { escape as escapeHtml } from 'solid-js/web';
import { finished } from './finished.ts';
import { drawAvatar, drawCover, hueOf, initialsOf } from './pattern.ts';

/** Picture of a course; without one a pattern, always the same for the same key. Decoration: it has no text. */
export function Cover(props: { key: string; picture?: string | null; class?: string }): JSX.Element {
  return (
    <div class={`cover ${props.class ?? ''}`} aria-hidden="true">
      <Show
        when={props.picture}
        fallback={<div class={`art art-${hueOf(props.key)}`} innerHTML={drawCover(props.key)} />}
      >
        {(address) => <img src={address()} alt="" loading="lazy" decoding="async" />}
      </Show>
    </div>
  );
}

/** The ground and the initials of an avatar, as HTML. `key` is what stays when the name changes. */
export const avatarHtml = (key: string, name: string): string =>
  `<span class="art art-${hueOf(key)}"><span>${drawAvatar(key)}</span><span class="initials">${escapeHtml(initialsOf(name))}</span></span>`;

/** Picture of a person beside their name; without one, initials on a pattern. */
export function Avatar(props: {
  name: string;
  /** What stays when the name changes. */
  id?: string;
  picture?: string | null;
  size?: 'small' | 'large';
}): JSX.Element {
  return (
    <span class="avatar" classList={{ [`avatar-${props.size}`]: Boolean(props.size) }} aria-hidden="true">
      <Show when={props.picture} fallback={finished(avatarHtml(props.id ?? props.name, props.name))}>
        {(address) => <img src={address()} alt="" loading="lazy" decoding="async" />}
      </Show>
    </span>
  );
}

/** A person in a list: picture, name (a link where there is somewhere to go), a small fact. */
export function Person(props: {
  name: string;
  id?: string;
  picture?: string | null;
  href?: string;
  note?: JSX.Element;
}): JSX.Element {
  return (
    <span class="person">
      <Avatar name={props.name} id={props.id} picture={props.picture} size="small" />
      <span>
        <Show when={props.href} fallback={props.name}>
          <a href={props.href}>{props.name}</a>
        </Show>
        <Show when={props.note}>
          <span class="person-note">{props.note}</span>
        </Show>
      </span>
    </span>
  );
}
