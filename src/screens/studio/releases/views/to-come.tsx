/** What is under way: releases that come at a time, and those that one cohort sees first. */
import { For, type JSX, Show } from 'solid-js';
import type { Plan } from '#modules/authoring/index.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { Callout } from '#ui/notice.tsx';
import { formatTime } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import { links } from '../links.ts';
import type { PilotLine, Releasing } from '../service/releases.ts';

type Course = Pick<Releasing, 'params' | 'rights' | 'nameOf'>;

export function PilotUnderWay(props: { of: Course; pilot: PilotLine }): JSX.Element {
  const { t, locale, timeZone } = useView();
  const { pilot, of } = props;
  const to = links(of.params);
  return (
    <Callout
      tone="accent"
      icon="users"
      title={t('releases.pilot-of', {
        number: pilot.number ?? 0,
        cohort: pilot.cohortTitle,
        run: pilot.runKey,
      })}
      actions={
        <Show when={of.rights.publish}>
          <Form action={to.pilot(pilot.id, 'everybody')}>
            <Button icon="check">{t('releases.pilot-everybody')}</Button>
          </Form>
          <Form action={to.pilot(pilot.id, 'stop')}>
            <Button look="quiet" icon="undo-2">
              {t('releases.pilot-stop')}
            </Button>
          </Form>
        </Show>
      }
    >
      {t('releases.pilot-since', {
        name: of.nameOf(pilot.startedBy),
        time: formatTime(pilot.startedAt, 'datetime', locale, timeZone),
      })}
    </Callout>
  );
}

export function PlanToCome(props: { of: Course; plan: Plan }): JSX.Element {
  const { t, locale, timeZone } = useView();
  const { plan, of } = props;
  const to = links(of.params);
  return (
    <Callout
      tone="accent"
      icon="calendar"
      title={t('releases.plan-of', {
        revision: plan.revision,
        time: formatTime(plan.at, 'datetime', locale, timeZone),
      })}
      actions={
        <Show when={of.rights.publish}>
          <Form action={to.cancelPlan(plan.id)}>
            <Button look="quiet" icon="undo-2">
              {t('releases.cancel')}
            </Button>
          </Form>
        </Show>
      }
    >
      <Show when={plan.notes}>
        <p>
          <bdi>{plan.notes}</bdi>
        </p>
      </Show>
      <a href={to.revision(plan.revision)}>{t('releases.revision-title', { number: plan.revision })}</a>
      {' · '}
      {t('releases.planned-by', {
        name: of.nameOf(plan.madeBy),
        time: formatTime(plan.madeAt, 'datetime', locale, timeZone),
      })}
    </Callout>
  );
}

export function ToCome(props: { of: Releasing }): JSX.Element {
  const { of } = props;
  return (
    <>
      <For each={of.plans.filter(({ state }) => state === 'waiting')}>
        {(plan) => <PlanToCome of={of} plan={plan} />}
      </For>
      <For each={of.pilots.filter(({ outcome }) => outcome === null)}>
        {(pilot) => <PilotUnderWay of={of} pilot={pilot} />}
      </For>
    </>
  );
}
