/** A unit as learners read it, made of what stands in a draft. Nothing in it is sent anywhere. */
import { For, type JSX, Show } from 'solid-js';
import { promptId } from '#activities/mark.tsx';
import { type Activity, activityTypeOf } from '#modules/content/contract.ts';
import type { Pool, UnitDraft } from '#modules/content/index.ts';
import { Html, useWrittenIn, WrittenIn } from '#ui/html.tsx';
import { Icon } from '#ui/icon.tsx';
import { Badge } from '#ui/notice.tsx';
import { useView } from '#ui/view.tsx';

/** Any: it decides shuffles and values only. */
const seed = 1;

export interface PreviewLinks {
  /** Where an activity is edited; absent: the page is only looked at. */
  edit?(activity: Activity): string | null;
  /** What stands below it for its authors. */
  beside?(activity: Activity): JSX.Element;
}

function Asides(props: { activity: Activity; filled(html: string): string }): JSX.Element {
  const { t } = useView();
  const { hints, solution } = props.activity;
  return (
    <>
      <For each={hints}>
        {(hint, index) => (
          <details class="hint">
            <summary>
              <Icon name="lightbulb" /> {t('learn.hint', { number: index() + 1, total: hints.length })}
            </summary>
            <Html html={props.filled(hint)} />
          </details>
        )}
      </For>
      <Show when={solution}>
        {(html) => (
          <details class="solution">
            <summary>{t('learn.solution')}</summary>
            <Html html={props.filled(html())} />
          </details>
        )}
      </Show>
    </>
  );
}

export function ActivityPreview(props: {
  activity: Activity;
  line: number;
  edit: string | null;
  beside?: JSX.Element;
}): JSX.Element {
  const { t, locale } = useView();
  const { activity } = props;
  const type = activityTypeOf(activity.type);
  const fieldName = (field: string) => `${activity.key}.${field}`;
  const filled = (html: string) => type.fill?.(html, activity.settings, seed, locale) ?? html;
  return (
    <section
      class="activity"
      classList={{ 'activity-plain': type.answer === null }}
      data-line={props.line}
      aria-label={activity.title ?? activity.key}
    >
      <header class="activity-header">
        <Show when={activity.title}>
          <h2 class="activity-title">{activity.title}</h2>
        </Show>
        <Show when={props.edit}>
          {(href) => (
            <a class="preview-edit" href={href()}>
              <Icon name="pencil" /> {t('editor.edit-activity')}
              <span class="visually-hidden"> {activity.title ?? activity.key}</span>
            </a>
          )}
        </Show>
      </header>
      <Show when={activity.prompt}>
        <div id={promptId(fieldName)}>
          <Html html={filled(activity.prompt)} />
        </div>
      </Show>
      {type.view({
        ...{ activity, fieldName, answer: null, judgement: null, seed, disabled: false, reveal: false },
        ...{ t, locale, tally: null },
      })}
      <Asides activity={activity} filled={filled} />
      <Show when={activity.points > 0}>
        <p class="activity-standing muted">{t('learn.points-possible', { points: activity.points })}</p>
      </Show>
      {props.beside}
    </section>
  );
}

/** Learners see no pool: what they draw stands on their page like anything else. Authors are told. */
function PoolNote(props: { pools: readonly Pool[]; first: string }): JSX.Element {
  const { t } = useView();
  const pool = props.pools.find(({ activities }) => activities[0] === props.first);
  return (
    <Show when={pool}>
      {(found) => (
        <p class="pool-note muted">
          <Icon name="shuffle" /> {t('editor.pool', { draw: found().draw, total: found().activities.length })}
        </p>
      )}
    </Show>
  );
}

export function UnitPreview(props: { draft: UnitDraft; links?: PreviewLinks }): JSX.Element {
  const { t } = useView();
  const { compiled, course } = props.draft;
  const written = useWrittenIn(course.language);
  const activities = new Map(compiled?.activities.map((activity) => [activity.key, activity]));
  return (
    <Show when={compiled} fallback={<p class="muted">{t('editor.no-preview')}</p>}>
      {(made) => (
        <WrittenIn value={course.language}>
          <article class="unit">
            <header class="unit-header">
              <p class="preview-title" {...written}>
                {made().unit.title}
              </p>
              <Show when={made().unit.exam}>
                <Badge tone="accent" icon="clock">
                  {t('editor.exam')}
                </Badge>
              </Show>
            </header>
            <For each={made().unit.blocks}>
              {(block) => {
                if (block.kind === 'html') return <Html html={block.html} />;
                const activity = activities.get(block.key);
                if (!activity) return null;
                const line = made().places.get(activity.key)?.line ?? 1;
                return (
                  <>
                    <PoolNote pools={made().pools} first={activity.key} />
                    <ActivityPreview
                      activity={activity}
                      line={line}
                      edit={props.links?.edit?.(activity) ?? null}
                      beside={props.links?.beside?.(activity)}
                    />
                  </>
                );
              }}
            </For>
          </article>
        </WrittenIn>
      )}
    </Show>
  );
}
