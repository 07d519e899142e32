/** A learner's own dates, what holds for them everywhere, and the address of their calendar. */
import { For, type JSX, Show } from 'solid-js';
import type { Accommodation } from '#modules/enrollment/index.ts';
import { Deadline, durationText, type LinkedWork, personalText } from '#screens/learn/index.ts';
import { Button } from '#ui/button.tsx';
import { Copyable } from '#ui/copy.tsx';
import { Form } from '#ui/form.tsx';
import { Badge, EmptyState } from '#ui/notice.tsx';
import { PageHeader } from '#ui/page.tsx';
import { DataTable } from '#ui/table.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import { links } from '../links.ts';

const reasonsOf = ({ moments }: LinkedWork, t: ReturnType<typeof useView>['t']): string =>
  [...new Set(moments.because.map((one) => personalText(one, t)).filter(Boolean))].join(' ');

/** When it is due, in words that say what happens then. */
function When(props: { work: LinkedWork }): JSX.Element {
  const { t } = useView();
  const { work } = props;
  return (
    <>
      <Show when={work.phase === 'late'}>
        <Badge tone="warning" icon="clock">
          {t('times.phase-late')}
        </Badge>{' '}
        {t('times.late-still')}{' '}
      </Show>
      <Deadline at={work.at} zone={work.moments.zone} />{' '}
      <small class="muted">
        <Time at={work.at} style="deadline" relative />
      </small>
      <Show when={work.phase === 'not-open' && work.moments.opensAt}>
        {(at) => (
          <>
            <br />
            <small class="muted">
              {t('times.opens-on')} <Time at={at()} style="deadline" />
            </small>
          </>
        )}
      </Show>
      <Show when={reasonsOf(work, t)}>
        {(text) => (
          <>
            <br />
            <small class="muted">
              <bdi>{text()}</bdi>
            </small>
          </>
        )}
      </Show>
    </>
  );
}

export function accommodationText(
  { timeFactor, laterBy, validUntil }: Accommodation,
  { t, locale }: Pick<ReturnType<typeof useView>, 't' | 'locale'>,
): string {
  const factor = new Intl.NumberFormat(locale).format(timeFactor);
  const day =
    validUntil &&
    new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(validUntil));
  const parts = [
    timeFactor > 1 && t('times.factor-text', { factor }),
    laterBy && t('times.later-text', { duration: durationText(laterBy, t) }),
    day ? t('times.until-day', { day }) : null,
  ];
  return parts.filter(Boolean).join(', ');
}

export interface MyDatesPageProps {
  due: readonly LinkedWork[];
  accommodations: readonly Accommodation[];
  /** The whole address of the calendar. */
  feed: string;
}

export function MyDatesPage(props: MyDatesPageProps): JSX.Element {
  const view = useView();
  const { t } = view;
  return (
    <div class="stack">
      <PageHeader title={t('times.mine')} lead={t('times.mine-lead')} />
      <DataTable<LinkedWork>
        caption={t('times.next-title')}
        captionHidden
        rows={props.due}
        empty={
          <EmptyState icon="calendar" title={t('times.mine-none')}>
            {t('times.mine-none-text')}
          </EmptyState>
        }
        columns={[
          {
            header: t('times.what'),
            rowHeader: true,
            cell: (work) => (
              <a href={work.href}>
                <bdi>{work.title}</bdi>
              </a>
            ),
          },
          { header: t('times.when'), cell: (work) => <When work={work} /> },
          {
            header: t('times.course'),
            cell: (work) => (
              <a href={work.runHref}>
                <bdi>{work.course}</bdi>
              </a>
            ),
          },
        ]}
      />
      <Show when={props.accommodations.length > 0}>
        <section class="section">
          <h2>{t('times.mine-accommodations')}</h2>
          <ul>
            <For each={props.accommodations}>
              {(one) => (
                <li>
                  {accommodationText(one, view)}
                  <Show when={one.organization}>
                    {' '}
                    <span class="muted">
                      (<bdi>{one.organization}</bdi>)
                    </span>
                  </Show>
                </li>
              )}
            </For>
          </ul>
        </section>
      </Show>
      <section class="section stack">
        <h2>{t('times.calendar')}</h2>
        <p>{t('times.calendar-text')}</p>
        <p>
          <Copyable text={props.feed} />
        </p>
        <Form action={links.renew}>
          <p>
            <Button look="quiet" icon="refresh-cw">
              {t('times.renew')}
            </Button>{' '}
            <span class="muted">{t('times.renew-text')}</span>
          </p>
        </Form>
      </section>
    </div>
  );
}
