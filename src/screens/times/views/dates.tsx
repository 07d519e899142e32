/** The dates of a run, as a table in which one line at a time is changed. */
import { For, type JSX, Show } from 'solid-js';
import type { Translate } from '#lib/messages.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Disclosure } from '#ui/dialog.tsx';
import { Field, Select } from '#ui/field.tsx';
import { Form, FormActions, type FormValues, type Problem } from '#ui/form.tsx';
import { DataTable } from '#ui/table.tsx';
import { useView } from '#ui/view.tsx';
import { writtenText } from '../format.ts';
import { links } from '../links.ts';
import {
  type DatedLine,
  type DateName,
  datedLines,
  dateNames,
  isFieldTime,
  layersOf,
  shortLines,
  targetText,
} from '../rules.ts';
import type { RunParams } from '../schema.ts';
import type { TimesOfRun } from '../service/run.ts';
import { TimesHead } from './head.tsx';
import { Policy, type PolicyAgain } from './policy.tsx';

/** A form as it was refused. */
export interface Again {
  problems?: readonly Problem[];
  values?: FormValues;
}

export interface DatesPageProps extends TimesOfRun {
  params: RunParams;
  cohort: string;
  /** The target that is being changed, as `unit:moon`. */
  edit: string | null;
  /** Also the activities that have no dates of their own. */
  all?: boolean;
  datesAgain?: Again;
  policyAgain?: PolicyAgain;
}

export const dateLabels = (t: Translate): Record<DateName, string> => ({
  opens: t('times.opens'),
  due: t('times.due'),
  lateUntil: t('times.late-until'),
  closes: t('times.closes'),
});

/** What is written here stands out from what holds by the word of something above. */
function DateCell(props: { line: DatedLine; name: DateName; zone: string }): JSX.Element {
  const { t, locale } = useView();
  const { line, name, zone } = props;
  const text = line.holds[name];
  if (!text) return <span class="muted">–</span>;
  const words = writtenText(text, zone, t, locale);
  if (line.run[name])
    return (
      <>
        <strong>{words}</strong>
        <br />
        <small class="muted">{t('times.by-run')}</small>
      </>
    );
  return line.course[name] === text ? words : <span class="muted">{words}</span>;
}

/** The dates that stand, as the form shows them: what is no local time stands in the second field. */
const valuesOf = (line: DatedLine): FormValues =>
  Object.fromEntries(
    dateNames.flatMap((name) => {
      const text = line.run[name];
      return [
        [name, isFieldTime(text) ? text?.slice(0, 16) : ''],
        [`${name}-instead`, text && !isFieldTime(text) ? text : ''],
      ];
    }),
  );

function EditDates(props: DatesPageProps & { line: DatedLine }): JSX.Element {
  const { t } = useView();
  const { line, params, cohort, datesAgain } = props;
  const labels = dateLabels(t);
  const values = () => datesAgain?.values ?? valuesOf(line);
  const hasInstead = () => dateNames.some((name) => values()[`${name}-instead`]);
  return (
    <section class="card section" id="edit" aria-labelledby="edit-title">
      <h2 id="edit-title">{t('times.edit-of', { title: line.title })}</h2>
      <p class="muted">{t('times.empty-hint')}</p>
      <Form action={links.dates(params)} problems={datesAgain?.problems} values={values()} guard>
        <input type="hidden" name="target" value={targetText(line)} />
        <input type="hidden" name="cohort" value={cohort} />
        <For each={dateNames}>
          {(name) => <Field name={name} type="datetime-local" label={labels[name]} optional />}
        </For>
        <Disclosure summary={t('times.instead')} open={hasInstead()}>
          <p class="muted">{t('times.instead-hint')}</p>
          <For each={dateNames}>
            {(name) => (
              <Field
                name={`${name}-instead`}
                label={t('times.instead-of', { moment: labels[name] })}
                optional
                dir="ltr"
                autocomplete="off"
              />
            )}
          </For>
        </Disclosure>
        <FormActions>
          <Button icon="save">{t('times.save')}</Button>
          <ButtonLink href={links.dates(params, { cohort })} look="quiet">
            {t('times.cancel')}
          </ButtonLink>
        </FormActions>
      </Form>
    </section>
  );
}

function ChooseCohort(props: DatesPageProps): JSX.Element {
  const { t } = useView();
  return (
    <Show when={props.rules.cohorts.length > 0}>
      <Form action={links.dates(props.params)} method="get">
        <Select
          name="cohort"
          label={t('times.for-cohort')}
          value={props.cohort}
          blank={t('times.everybody')}
          options={props.rules.cohorts.map(({ key, title }) => ({ value: key, label: title }))}
        />
        <FormActions>
          <Button look="quiet">{t('times.show')}</Button>
        </FormActions>
      </Form>
    </Show>
  );
}

export function DatesPage(props: DatesPageProps): JSX.Element {
  const { t } = useView();
  const { releases, rules, run, params, cohort } = props;
  const labels = dateLabels(t);
  const lines = datedLines(releases, layersOf(rules, cohort), t('times.whole-run'));
  const edited = lines.find((line) => targetText(line) === props.edit);
  return (
    <div class="stack">
      <TimesHead of={props} params={params} current="dates" />
      <p class="muted">{t('times.dates-lead', { zone: run.zone })}</p>
      <ChooseCohort {...props} />
      <Show when={edited}>{(line) => <EditDates {...props} line={line()} />}</Show>
      <DataTable<DatedLine>
        caption={t('times.dates')}
        captionHidden
        rows={props.all ? lines : shortLines(lines, edited)}
        current={(line) => line === edited}
        columns={[
          {
            header: t('times.what'),
            rowHeader: true,
            cell: (line) => (
              <span class={`dated-line dated-${Math.min(line.depth, 4)}`}>
                <bdi>{line.title}</bdi>
              </span>
            ),
          },
          ...dateNames.map((name) => ({
            header: labels[name],
            cell: (line: DatedLine) => <DateCell line={line} name={name} zone={run.zone} />,
          })),
          {
            header: t('times.edit'),
            cell: (line) => (
              <a
                href={`${links.dates(params, { cohort, edit: targetText(line) })}#edit`}
                aria-label={t('times.edit-of', { title: line.title })}
              >
                {t('times.edit')}
              </a>
            ),
          },
        ]}
      />
      <Show when={!props.all}>
        <p>
          <a href={links.dates(params, { cohort, all: 'true' })}>{t('times.all-activities')}</a>
        </p>
      </Show>
      <Policy rules={rules} params={params} again={props.policyAgain} />
    </div>
  );
}
