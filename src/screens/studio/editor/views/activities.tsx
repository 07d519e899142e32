/** The activities of a unit, and the kinds that can be added. */
import { For, type JSX, Show } from 'solid-js';
import { activityTypes } from '#modules/content/contract.ts';
import { StudioHead, studioLinks } from '#screens/studio/outline/index.ts';
import { ButtonLink } from '#ui/button.tsx';
import { useView } from '#ui/view.tsx';
import type { ActivityChoice } from '../service/activities.ts';
import { kindLabel, wordText } from './labels.ts';

export function ActivitiesPage(props: ActivityChoice): JSX.Element {
  const { t } = useView();
  const { open, looked, kinds, line } = props;
  const { params } = open;
  const base = studioLinks.unitActivities(params, params.unit);
  const { activities = [], pools = [] } = looked.draft?.compiled ?? {};
  const to = (type: string) =>
    `${base}?${new URLSearchParams({ type, ...(line !== undefined && { line: String(line) }) })}`;
  return (
    <div class="stack">
      <StudioHead {...open} current="outline" />
      <h2>{t('editor.activities-title', { title: looked.draft?.compiled?.unit.title ?? params.unit })}</h2>
      <Show when={activities.length > 0}>
        <ul class="activity-links">
          <For each={activities}>
            {({ key, type, title, pool }) => (
              <li>
                <Show when={activityTypes().get(type)?.form} fallback={<bdi>{title ?? key}</bdi>}>
                  <a href={`${base}/${encodeURIComponent(key)}`}>
                    <bdi>{title ?? key}</bdi>
                  </a>
                </Show>{' '}
                <span class="muted">{kindLabel(t, type)}</span>
                <Show when={pools.find((one) => one.key === pool)}>
                  {(found) => (
                    <span class="muted">
                      {' · '}
                      {t('editor.in-pool', { draw: found().draw, total: found().activities.length })}
                    </span>
                  )}
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <h2>{t('editor.add-activity')}</h2>
      <ul class="kind-list">
        <For each={kinds}>
          {(kind) => (
            <li>
              <a href={to(kind)}>{kindLabel(t, kind)}</a>
              <span class="muted">{wordText(t, `editor.kind-${kind}-text`, '')}</span>
            </li>
          )}
        </For>
      </ul>
      <p>
        <ButtonLink href={studioLinks.unit(params, params.unit)} look="quiet" icon="arrow-left">
          {t('editor.to-editor')}
        </ButtonLink>
      </p>
    </div>
  );
}
