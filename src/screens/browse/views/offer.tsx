import { For, type JSX, Show } from 'solid-js';
import type { Run } from '#modules/catalog/index.ts';
import type { EnrollmentGate } from '#modules/enrollment/index.ts';
import { AskFirst } from '#ui/ask-first.tsx';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Field } from '#ui/field.tsx';
import { Form, type Problem } from '#ui/form.tsx';
import { Badge } from '#ui/notice.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';

/** What a reader may do with a run. */
export interface RunOffer {
  run: Run;
  gate: EnrollmentGate;
  enrolled: boolean;
  readable: boolean;
  learnHref: string;
  enrollHref: string;
  leaveHref: string;
  signInHref: string | null;
}

function RunDates(props: { run: Run }): JSX.Element {
  const { t } = useView();
  const lines = () =>
    [
      { label: t('browse.starts'), at: props.run.startsAt },
      { label: t('browse.ends'), at: props.run.endsAt },
      { label: t('browse.enrollment-closes'), at: props.run.enrollmentClosesAt },
    ].filter(({ at }) => at !== null);
  return (
    <Show when={lines().length > 0}>
      <dl class="facts facts-short">
        <For each={lines()}>
          {(line) => (
            <>
              <dt>{line.label}</dt>
              <dd>
                <Time at={line.at ?? ''} style="deadline" />
              </dd>
            </>
          )}
        </For>
      </dl>
    </Show>
  );
}

function Join(props: { offer: RunOffer; problems: readonly Problem[] }): JSX.Element {
  const { t } = useView();
  const { offer } = props;
  if (offer.gate === 'not-yet')
    return (
      <p>
        {t('browse.gate-not-yet')} <Time at={offer.run.enrollmentOpensAt ?? ''} style="deadline" />
      </p>
    );
  if (offer.gate !== 'open') return <p class="muted">{t(`browse.gate-${offer.gate}`)}</p>;
  if (offer.signInHref)
    return <ButtonLink href={offer.signInHref}>{t('browse.sign-in-to-enroll')}</ButtonLink>;
  return (
    <Form action={offer.enrollHref} problems={props.problems}>
      <Show when={offer.run.hasEnrollmentKey}>
        <Field
          name="key"
          label={t('browse.enrollment-key')}
          hint={t('browse.enrollment-key-hint')}
          autocomplete="off"
        />
      </Show>
      <Button>{t('browse.enroll')}</Button>
    </Form>
  );
}

export function RunOfferPanel(props: {
  offer: RunOffer;
  several: boolean;
  problems: readonly Problem[];
}): JSX.Element {
  const { t } = useView();
  const { offer } = props;
  return (
    <section class="run-offer" aria-label={t('browse.run', { key: offer.run.key })}>
      <Show when={props.several}>
        <h2>{t('browse.run', { key: offer.run.key })}</h2>
      </Show>
      <RunDates run={offer.run} />
      <Show when={offer.enrolled} fallback={<Join offer={offer} problems={props.problems} />}>
        <p>
          <Badge tone="success" icon="check">
            {t('browse.enrolled')}
          </Badge>
        </p>
        <ButtonLink href={offer.learnHref} iconEnd="arrow-right">
          {t('browse.continue')}
        </ButtonLink>
        <AskFirst action={offer.leaveHref} label={t('browse.leave')} text={t('browse.leave-text')} />
      </Show>
      <Show when={!offer.enrolled && offer.readable}>
        <ButtonLink href={offer.learnHref} look="quiet" icon="book-open">
          {t('browse.read')}
        </ButtonLink>
        <p class="muted">{t(offer.signInHref ? 'browse.read-hint' : 'browse.read-hint-member')}</p>
      </Show>
    </section>
  );
}
