import { type JSX, Show } from 'solid-js';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Form, FormActions, type FormValues, type Problem } from '#ui/form.tsx';
import { Badge, EmptyState } from '#ui/notice.tsx';
import { DataTable } from '#ui/table.tsx';
import { useView } from '#ui/view.tsx';
import { links } from '../links.ts';
import type { DatedThing, Moment } from '../rules/timeline.ts';
import type { OpenTimeline } from '../service/timeline.ts';
import { DateFields, dateLabels, dateText, dateValues } from './dates.tsx';
import { StudioHead } from './head.tsx';
import { LockNote } from './lock.tsx';

export interface TimelinePageProps extends OpenTimeline {
  /** What is being changed. */
  edit: string | null;
  again?: { problems: readonly Problem[]; values: FormValues };
}

function Edit(props: { of: TimelinePageProps; thing: DatedThing }): JSX.Element {
  const { t } = useView();
  const { of, thing } = props;
  const values = () => of.again?.values ?? dateValues(thing.dates);
  return (
    <section class="card section" id="edit" aria-labelledby="edit-title">
      <h2 id="edit-title">{t('times.edit-of', { title: thing.title })}</h2>
      <Form action={links.dates(of.params)} problems={of.again?.problems} values={values()} guard>
        <input type="hidden" name="item" value={thing.item} />
        <DateFields open={Object.keys(values()).some((name) => name.endsWith('-instead'))} />
        <FormActions>
          <Button icon="save">{t('outline.save')}</Button>
          <ButtonLink href={links.dates(of.params)} look="quiet">
            {t('times.cancel')}
          </ButtonLink>
        </FormActions>
      </Form>
    </section>
  );
}

function Moments(props: { of: TimelinePageProps; caption: string; moments: readonly Moment[] }): JSX.Element {
  const { t, locale } = useView();
  const { of } = props;
  const labels = dateLabels(t);
  return (
    <Show when={props.moments.length > 0}>
      <DataTable<Moment>
        caption={props.caption}
        rows={props.moments}
        current={({ thing }) => thing.item === of.edit}
        columns={[
          { header: t('outline.when'), cell: ({ text }) => dateText(text, t, locale) },
          { header: t('outline.what'), cell: ({ name }) => <Badge>{labels[name]}</Badge> },
          {
            header: t('outline.of-what'),
            rowHeader: true,
            cell: ({ thing }) => <bdi lang={of.course.language}>{thing.title}</bdi>,
          },
          {
            header: t('times.edit'),
            cell: ({ thing }) => (
              <a
                href={`${links.dates(of.params, { edit: thing.item })}#edit`}
                aria-label={t('times.edit-of', { title: thing.title })}
              >
                {t('times.edit')}
              </a>
            ),
          },
        ]}
      />
    </Show>
  );
}

export function TimelinePage(props: TimelinePageProps): JSX.Element {
  const { t } = useView();
  const { calendar, afterStart, wrong } = props.timeline;
  const edited = () => props.things.find(({ item }) => item === props.edit);
  return (
    <div class="stack">
      <StudioHead {...props} current="dates" />
      <LockNote of={props} here={['dates']} />
      <p class="muted">{t('outline.timeline-lead')}</p>
      <Show when={edited()}>{(thing) => <Edit of={props} thing={thing()} />}</Show>
      <Show when={calendar.length + afterStart.length + wrong.length === 0}>
        <EmptyState
          icon="calendar"
          title={t('outline.no-dates')}
          actions={
            <ButtonLink href={links.outline(props.params)} look="quiet">
              {t('outline.outline')}
            </ButtonLink>
          }
        >
          {t('outline.no-dates-text')}
        </EmptyState>
      </Show>
      <Moments of={props} caption={t('outline.wrong-dates')} moments={wrong} />
      <Moments of={props} caption={t('outline.calendar')} moments={calendar} />
      <Moments of={props} caption={t('outline.after-start')} moments={afterStart} />
    </div>
  );
}
