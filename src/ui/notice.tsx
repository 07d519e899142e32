/** Pieces that say how things stand: callouts, badges, empty lists, the message after an action. */
import { type JSX, Show } from 'solid-js';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';
import { useView } from './view.tsx';

export type Tone = 'neutral' | 'accent' | 'success' | 'warning' | 'danger';

const toneIcons: Record<Tone, IconName> = {
  neutral: 'info',
  accent: 'info',
  success: 'circle-check',
  warning: 'triangle-alert',
  danger: 'circle-alert',
};

/** A remark that must not be missed. */
export function Callout(props: {
  tone?: Tone;
  title?: string;
  icon?: IconName;
  actions?: JSX.Element;
  children?: JSX.Element;
}): JSX.Element {
  const tone = () => props.tone ?? 'neutral';
  return (
    <div class={`notice tone-${tone()}`}>
      <Icon name={props.icon ?? toneIcons[tone()]} />
      <div>
        <Show when={props.title}>
          <p class="notice-title">{props.title}</p>
        </Show>
        {props.children}
        <Show when={props.actions}>
          <div class="form-actions">{props.actions}</div>
        </Show>
      </div>
    </div>
  );
}

/** One or two words about a thing. The word carries the meaning, the color only helps. */
export function Badge(props: { tone?: Tone; icon?: IconName; children: JSX.Element }): JSX.Element {
  return (
    <span class={`badge tone-${props.tone ?? 'neutral'}`}>
      <Show when={props.icon}>{(name) => <Icon name={name()} />}</Show>
      {props.children}
    </span>
  );
}

/** What a list shows when nothing is in it: what would be here, and what to do. */
export function EmptyState(props: {
  icon?: IconName;
  title: string;
  children?: JSX.Element;
  actions?: JSX.Element;
}): JSX.Element {
  return (
    <div class="empty-state">
      <Icon name={props.icon ?? 'inbox'} />
      <h2>{props.title}</h2>
      <Show when={props.children}>
        <div class="muted">{props.children}</div>
      </Show>
      <Show when={props.actions}>
        <div class="form-actions">{props.actions}</div>
      </Show>
    </div>
  );
}

/** The message after an action, once, at the top of the next page. The document shows `view.flash` by itself. */
export function Toast(props: { tone: 'success' | 'warning' | 'danger'; children: JSX.Element }): JSX.Element {
  return (
    <div class={`toast tone-${props.tone}`} role={props.tone === 'danger' ? 'alert' : 'status'}>
      <Icon name={toneIcons[props.tone]} />
      <p>{props.children}</p>
    </div>
  );
}

export function FlashToast(): JSX.Element {
  const { flash } = useView();
  return <Show when={flash}>{(message) => <Toast tone={message().tone}>{message().text}</Toast>}</Show>;
}
