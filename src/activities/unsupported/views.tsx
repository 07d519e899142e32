import { type JSX, Show } from 'solid-js';
import type { ActivityViewProps } from '#modules/content/contract.ts';
import { Icon } from '#ui/icon.tsx';
import type { UnsupportedSettings } from './settings.ts';

export function UnsupportedView(props: ActivityViewProps<UnsupportedSettings, never>): JSX.Element {
  const { kind, source } = props.activity.settings;
  return (
    <div class="unsupported">
      <p class="unsupported-what">
        <Icon name="circle-alert" />
        {props.t('activities.unsupported', { kind })}
      </p>
      <Show when={source}>
        <p class="unsupported-kept">{props.t('activities.unsupported-kept')}</p>
      </Show>
    </div>
  );
}
