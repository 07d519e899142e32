import { type JSX, Show } from 'solid-js';
import type { Translate } from '#lib/messages.ts';
import { instantOf } from '#lib/wall-time.ts';
import { RunHead } from '#screens/teach/index.ts';
import { Button } from '#ui/button.tsx';
import { Field, RadioGroup } from '#ui/field.tsx';
import { Form, FormActions, type Problem } from '#ui/form.tsx';
import { DataTable } from '#ui/table.tsx';
import { formatTime } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import { links } from '../links.ts';
import type { CopyRunQuery, RunParams } from '../schema.ts';
import type { CopyPlan, MovedTime } from '../service/copy-run.ts';

export interface CopyRunProps {
  plan: CopyPlan;
  params: RunParams;
  query: CopyRunQuery;
  /** As it was typed. */
  key?: string;
  problems?: readonly Problem[];
}

export const copyRunLabels = (t: Translate) => ({
  key: t('reuse.run-key'),
  startsOn: t('reuse.starts-on'),
  by: t('reuse.move-by'),
});

/** The day that a copy would begin on, as it was asked for or as it follows. */
function dayOf({ plan, query }: CopyRunProps): string {
  if (query.startsOn) return query.startsOn;
  const start = plan.moved.map(({ after }) => after.slice(0, 10)).toSorted()[0] ?? '';
  return plan.settings.startsAt?.slice(0, 10) ?? start;
}

function Days(props: CopyRunProps): JSX.Element {
  const { t } = useView();
  const labels = copyRunLabels(t);
  return (
    <Form
      method="get"
      action={links.copyRun(props.params)}
      values={{ startsOn: dayOf(props), by: props.query.by }}
    >
      <div class="stack">
        <Field name="startsOn" type="date" label={labels.startsOn} />
        <RadioGroup
          name="by"
          label={labels.by}
          options={[
            { value: 'weeks', label: t('reuse.by-weeks'), hint: t('reuse.by-weeks-hint') },
            { value: 'days', label: t('reuse.by-days') },
          ]}
        />
      </div>
      <FormActions>
        <Button look="quiet" icon="refresh-cw">
          {t('reuse.show-dates')}
        </Button>
      </FormActions>
    </Form>
  );
}

function Dates(props: CopyRunProps): JSX.Element {
  const { t, locale } = useView();
  const { plan } = props;
  const { zone } = plan.run;
  const shown = (at: string) => formatTime(instantOf(at, zone, 'last'), 'deadline', locale, zone);
  const titleOf = (moved: MovedTime) =>
    moved.of === 'run' ? t('reuse.the-run') : (moved.title ?? t('reuse.whole-run'));
  return (
    <DataTable<MovedTime>
      caption={t('reuse.dates', { days: plan.days })}
      rows={plan.moved}
      columns={[
        {
          header: t('reuse.of'),
          rowHeader: true,
          cell: (moved) => (
            <>
              <bdi>{titleOf(moved)}</bdi>
              <Show when={moved.of === 'work' && moved.cohortTitle}>
                {(cohort) => (
                  <span class="muted">
                    {' '}
                    (<bdi>{cohort()}</bdi>)
                  </span>
                )}
              </Show>
            </>
          ),
        },
        { header: t('reuse.date'), cell: ({ name }) => t(`reuse.name-${name}`) },
        { header: t('reuse.before'), cell: ({ before }) => shown(before) },
        { header: t('reuse.after'), cell: ({ after }) => shown(after) },
      ]}
    />
  );
}

export function CopyRunPage(props: CopyRunProps): JSX.Element {
  const { t } = useView();
  const { plan, params, query } = props;
  return (
    <div class="stack">
      <RunHead run={plan.run} params={params} rights={plan.rights} current="copy" />
      <header>
        <h2>{t('reuse.copy-run')}</h2>
        <p class="muted">{t('reuse.copy-run-lead')}</p>
      </header>
      <Show when={plan.first !== null} fallback={<p>{t('reuse.no-days')}</p>}>
        <Days {...props} />
        <Dates {...props} />
      </Show>
      <Form action={links.copyRun(params)} problems={props.problems} values={{ key: props.key ?? plan.key }}>
        <Show when={plan.first !== null}>
          <input type="hidden" name="startsOn" value={dayOf(props)} />
          <input type="hidden" name="by" value={query.by} />
        </Show>
        <Field
          name="key"
          label={copyRunLabels(t).key}
          hint={t('reuse.run-key-hint')}
          dir="ltr"
          maxlength={63}
          autocomplete="off"
          spellcheck={false}
        />
        <FormActions>
          <Button icon="copy">{t('reuse.make-copy')}</Button>
        </FormActions>
      </Form>
    </div>
  );
}
