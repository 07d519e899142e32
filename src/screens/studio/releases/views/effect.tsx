/** What a release does to work that was handed in, said before and after. */
import { For, type JSX, Show } from 'solid-js';
import type { Translate } from '#lib/messages.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { Callout } from '#ui/notice.tsx';
import { useView } from '#ui/view.tsx';
import type { WorkEffect } from '../service/effect.ts';

/** A way to have the answers of an activity judged anew, in one run. */
export interface RegradeOffer {
  run: string;
  action: string;
  release: string;
  reason: string;
  /** Where it was proposed already: its page. */
  made: string | null;
}

/** Of one activity. */
export type OffersOf = (activityKey: string) => readonly RegradeOffer[];

function sentence(effect: WorkEffect, t: Translate): string {
  const { kind, learners, submissions, differ, atLeast } = effect;
  const before = effect.before || t(kind === 'attempts' ? 'releases.unlimited' : 'releases.nothing');
  const after = effect.after || t(kind === 'attempts' ? 'releases.unlimited' : 'releases.nothing');
  if (kind === 'removed') return t('releases.effect-removed', { learners, submissions });
  if (kind === 'judging')
    return differ === null
      ? t('releases.effect-judging-unknown', { learners })
      : t(atLeast ? 'releases.effect-judging-least' : 'releases.effect-judging', { differ, learners });
  return t(`releases.effect-${kind}`, { before, after, learners });
}

function Offers(props: { effect: WorkEffect; offers: OffersOf }): JSX.Element {
  const { t } = useView();
  const key = props.effect.activityKey;
  return (
    <div class="row">
      <For each={props.offers(key)}>
        {({ run, action, release, reason, made }) => (
          <Show
            when={made}
            fallback={
              <Form action={action}>
                <input type="hidden" name="activity" value={key} />
                <input type="hidden" name="release" value={release} />
                <input type="hidden" name="reason" value={reason} />
                <Button look="quiet" size="small" icon="refresh-cw">
                  {t('releases.regrade', { run })}
                </Button>
              </Form>
            }
          >
            {(href) => <a href={href()}>{t('releases.regraded', { run })}</a>}
          </Show>
        )}
      </For>
    </div>
  );
}

export function EffectView(props: {
  effects: readonly WorkEffect[];
  /** Absent: the release is not published yet, nobody sees it, or who looks may not. */
  offers?: OffersOf;
  /** Said of changed judging where nothing is offered. */
  later?: string;
}): JSX.Element {
  const { t } = useView();
  const judging = () => props.effects.some(({ kind }) => kind === 'judging');
  return (
    <Show
      when={props.effects.length > 0}
      fallback={<Callout tone="success">{t('releases.no-effect')}</Callout>}
    >
      <Callout tone="warning" title={t('releases.effect')}>
        <ul class="effects">
          <For each={props.effects}>
            {(effect) => (
              <li>
                <strong dir="auto">{effect.title}</strong> <code dir="ltr">{effect.activityKey}</code>
                <br />
                {sentence(effect, t)}
                <Show when={effect.kind === 'judging' && props.offers}>
                  {(offers) => <Offers effect={effect} offers={offers()} />}
                </Show>
              </li>
            )}
          </For>
        </ul>
        <Show when={judging() && !props.offers && props.later}>
          <p>{props.later}</p>
        </Show>
      </Callout>
    </Show>
  );
}
