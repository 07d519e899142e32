/** A learner's page of an activity's reviews: where they stand, the one thing to do next, what others said. */
import { For, type JSX, Show } from 'solid-js';
import { creditOf, type NextStep, type ReceivedReview, writtenCount } from '#modules/peers/index.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Disclosure } from '#ui/dialog.tsx';
import { TextArea } from '#ui/field.tsx';
import { Stats } from '#ui/figures.tsx';
import { Form, FormActions, type Problem } from '#ui/form.tsx';
import { Badge, Callout } from '#ui/notice.tsx';
import { Breadcrumbs, PageHeader } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import type { PeerLinks } from '../links.ts';
import type { ReviewsPage } from '../service.ts';
import { Judged } from './form.tsx';

export interface ReviewsPageProps extends ReviewsPage {
  to: PeerLinks;
  problems?: readonly Problem[];
  reason?: string;
}

function NextButton(props: { next: NextStep; to: PeerLinks; unit: string }): JSX.Element {
  const { t } = useView();
  const { next, to } = props;
  if (next.step === 'hand-in')
    return <ButtonLink href={to.unit(props.unit)}>{t('peers.hand-in')}</ButtonLink>;
  if (next.step === 'go-on')
    return (
      <ButtonLink href={to.write(next.reviewId)} iconEnd="arrow-right">
        {t('peers.do-go-on')}
      </ButtonLink>
    );
  return (
    <Form action={to.next}>
      <Button look={next.step === 'done' ? 'quiet' : 'primary'} iconEnd="arrow-right">
        {t(`peers.do-${next.step}`)}
      </Button>
    </Form>
  );
}

function Next({ state, to }: ReviewsPageProps): JSX.Element {
  const { t } = useView();
  const { next, written, settings } = state;
  const left = Math.max(0, settings.reviews - writtenCount(written));
  return (
    <Callout tone={next.step === 'done' ? 'success' : 'accent'} title={t(`peers.step-${next.step}`)}>
      <p>{t(`peers.step-${next.step}-text`, { count: left })}</p>
      <div class="form-actions">
        <NextButton next={next} to={to} unit={state.activity.unitKey} />
      </div>
    </Callout>
  );
}

function Figures({ state }: ReviewsPageProps): JSX.Element {
  const { t, locale } = useView();
  const { written, settings, receivedCount } = state;
  const percent = (share: number) => new Intl.NumberFormat(locale, { style: 'percent' }).format(share);
  const ofAll = (count: number) => t('peers.count-of', { count, of: settings.reviews });
  return (
    <Stats
      stats={[
        { label: t('peers.written'), value: ofAll(writtenCount(written)) },
        { label: t('peers.received'), value: ofAll(receivedCount) },
        ...(settings.credit > 0
          ? [
              {
                label: t('peers.credit'),
                value: percent(settings.credit * creditOf(written, settings)),
                note: t('peers.credit-of', { share: percent(settings.credit) }),
              },
            ]
          : []),
      ]}
    />
  );
}

function Written({ state, to }: ReviewsPageProps): JSX.Element {
  const { t } = useView();
  /** Of its kind; there is one of one's own work. */
  const numberOf = ({ kind }: { kind: string }, at: number): number | null =>
    kind === 'self' ? null : state.written.slice(0, at + 1).filter((other) => other.kind === kind).length;
  return (
    <Show when={state.written.length > 0}>
      <section class="section">
        <h2>{t('peers.written')}</h2>
        <ol class="policy-list">
          <For each={state.written}>
            {(review, at) => (
              <li>
                <a href={to.write(review.id)}>
                  {t(`peers.kind-${review.kind}`)} {numberOf(review, at())}
                </a>{' '}
                <Badge tone={review.state === 'done' ? 'success' : 'neutral'}>
                  {t(`peers.state-${review.state}`)}
                </Badge>
              </li>
            )}
          </For>
        </ol>
      </section>
    </Show>
  );
}

function RatingForm(props: { review: ReceivedReview; name: string; to: PeerLinks }): JSX.Element {
  const { t } = useView();
  const { review, to } = props;
  return (
    <Form action={to.rate(review.id)}>
      <fieldset class="bulk">
        <legend>{t('peers.rate', { name: props.name })}</legend>
        <For each={[3, 2, 1] as const}>
          {(rating) => (
            <Button
              look="quiet"
              size="small"
              name="rating"
              value={String(rating)}
              aria-pressed={review.rating === rating}
              icon={review.rating === rating ? 'check' : undefined}
            >
              {t(`peers.rating-${rating}`)}
            </Button>
          )}
        </For>
      </fieldset>
    </Form>
  );
}

function Received({ state, to }: ReviewsPageProps): JSX.Element {
  const { t, locale } = useView();
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  return (
    <Show when={state.own}>
      {(own) => (
        <section class="section">
          <h2>{t('peers.received')}</h2>
          <Show
            when={state.received.length > 0}
            fallback={
              <p class="muted">
                {t('peers.received-later', { count: state.receivedCount })}{' '}
                <Time at={own().reviewBy} style="deadline" />
              </p>
            }
          >
            <For each={state.received}>
              {(review, at) => {
                const name = t(review.byStaff ? 'peers.by-staff' : 'peers.reviewer', { number: at() + 1 });
                return (
                  <article class="received-review" id={`review-${review.id}`}>
                    <h3>{name}</h3>
                    <p class="muted">{t('peers.share', { share: percent.format(review.share) })}</p>
                    <Judged activity={state.activity} of={{ ...review, points: null }} />
                    <RatingForm review={review} name={name} to={to} />
                  </article>
                );
              }}
            </For>
          </Show>
          <Disclosure summary={t('peers.why')}>
            <p>{t('peers.why-promise', { count: state.settings.reviews })}</p>
            <p>{t('peers.why-weights')}</p>
            <Show when={state.settings.credit > 0}>
              <p>{t('peers.why-credit', { share: percent.format(state.settings.credit) })}</p>
            </Show>
          </Disclosure>
        </section>
      )}
    </Show>
  );
}

function AppealPart(props: ReviewsPageProps): JSX.Element {
  const { t } = useView();
  const { state, to, problems = [] } = props;
  return (
    <Show when={state.own?.state === 'settled'}>
      <section class="section" id="appeal">
        <h2>{t('peers.appeal')}</h2>
        <Show
          when={state.appeal}
          fallback={
            <Form action={to.appeal} problems={problems} values={{ reason: props.reason }}>
              <TextArea
                name="reason"
                label={t('peers.appeal-reason')}
                hint={t('peers.appeal-hint')}
                rows={4}
                dir="auto"
              />
              <FormActions>
                <Button look="quiet">{t('peers.appeal-send')}</Button>
              </FormActions>
            </Form>
          }
        >
          {(appeal) => (
            <>
              <p class="message-body" dir="auto">
                {appeal().reason}
              </p>
              <Show
                when={appeal().answer}
                fallback={<Callout tone="neutral" icon="hourglass" title={t('peers.appeal-waits')} />}
              >
                {(answer) => (
                  <Callout tone="accent" title={t('peers.appeal-answer')}>
                    <p class="message-body" dir="auto">
                      {answer()}
                    </p>
                  </Callout>
                )}
              </Show>
            </>
          )}
        </Show>
      </section>
    </Show>
  );
}

export function ReviewsPageView(props: ReviewsPageProps): JSX.Element {
  const { t } = useView();
  const { state, to, title } = props;
  return (
    <>
      <Breadcrumbs links={[{ href: to.unit(state.activity.unitKey), label: title }]} />
      <PageHeader
        title={t('peers.title')}
        lead={<bdi>{title}</bdi>}
        meta={
          <Show when={state.own}>
            {(own) => (
              <span>
                {t('peers.until')} <Time at={own().reviewBy} style="deadline" />
              </span>
            )}
          </Show>
        }
      />
      <Next {...props} />
      <Figures {...props} />
      <div class="with-side">
        <div>
          <Received {...props} />
          <AppealPart {...props} />
        </div>
        <Written {...props} />
      </div>
    </>
  );
}
