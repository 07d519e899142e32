/** Accommodations, for those who set them. */
import type { JSX } from 'solid-js';
import type { ListedAccommodation } from '#modules/enrollment/index.ts';
import { AskFirst } from '#ui/ask-first.tsx';
import { Button } from '#ui/button.tsx';
import { Disclosure } from '#ui/dialog.tsx';
import { Field, Select } from '#ui/field.tsx';
import { Form, FormActions } from '#ui/form.tsx';
import { EmptyState } from '#ui/notice.tsx';
import { PageHeader } from '#ui/page.tsx';
import { DataTable } from '#ui/table.tsx';
import { useView } from '#ui/view.tsx';
import { links } from '../links.ts';
import type { Again } from './dates.tsx';
import { accommodationText } from './mine.tsx';

export interface AccommodationsPageProps {
  rows: readonly ListedAccommodation[];
  /** Where the reader may set some; '' is the whole site. */
  places: readonly { key: string; name: string }[];
  again?: Again;
}

function SetForm(props: AccommodationsPageProps): JSX.Element {
  const { t } = useView();
  const { places, again } = props;
  return (
    <Disclosure summary={t('times.accommodate')} open={Boolean(again) || props.rows.length === 0}>
      <Form
        action={links.accommodations}
        problems={again?.problems}
        values={again?.values ?? { organization: places[0]?.key ?? '', timeFactor: '1.5' }}
      >
        <Field name="address" type="email" label={t('times.address')} dir="ltr" autocomplete="off" />
        <Select
          name="organization"
          label={t('times.organization')}
          options={places.map(({ key, name }) => ({ value: key, label: name || t('times.whole-site') }))}
        />
        <Field
          name="timeFactor"
          type="number"
          min="1"
          max="5"
          step="0.05"
          label={t('times.time-factor')}
          hint={t('times.time-factor-hint')}
        />
        <div class="row">
          <Field name="days" type="number" min="0" max="365" label={t('times.later-days')} optional />
          <Field name="hours" type="number" min="0" max="999" label={t('times.later-hours')} optional />
        </div>
        <Field
          name="validUntil"
          type="date"
          label={t('times.valid-until')}
          hint={t('times.valid-hint')}
          optional
        />
        <Field name="note" label={t('times.note')} hint={t('times.note-hint')} maxlength={500} optional />
        <FormActions>
          <Button icon="save">{t('times.save')}</Button>
        </FormActions>
      </Form>
    </Disclosure>
  );
}

export function AccommodationsPage(props: AccommodationsPageProps): JSX.Element {
  const view = useView();
  const { t } = view;
  const nameOf = (key: string) =>
    props.places.find((place) => place.key === key)?.name || t('times.whole-site');
  return (
    <div class="stack">
      <PageHeader title={t('times.accommodations')} lead={t('times.accommodations-lead')} />
      <SetForm {...props} />
      <DataTable<ListedAccommodation>
        caption={t('times.accommodations')}
        captionHidden
        rows={props.rows}
        empty={
          <EmptyState icon="hourglass" title={t('times.accommodations-none')}>
            {t('times.accommodations-none-text')}
          </EmptyState>
        }
        columns={[
          {
            header: t('times.learner'),
            rowHeader: true,
            cell: ({ name, email }) => (
              <>
                <bdi>{name}</bdi>
                <br />
                <small class="muted">
                  <bdi dir="ltr">{email}</bdi>
                </small>
              </>
            ),
          },
          { header: t('times.holds'), cell: (row) => accommodationText(row, view) },
          { header: t('times.organization'), cell: ({ organization }) => <bdi>{nameOf(organization)}</bdi> },
          { header: t('times.note'), cell: ({ note }) => <bdi>{note}</bdi> },
          {
            header: t('times.end'),
            cell: (row) => (
              <AskFirst
                action={links.endAccommodation}
                label={t('times.end')}
                name={t('times.end-of', { name: row.name })}
                text={t('times.end-text')}
              >
                <input type="hidden" name="learner" value={row.learnerId} />
                <input type="hidden" name="organization" value={row.organization} />
              </AskFirst>
            ),
          },
        ]}
      />
    </div>
  );
}
