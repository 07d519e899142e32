import { For, type JSX, Show } from 'solid-js';
import type { GradingPolicy } from '#modules/content/index.ts';
import type { Comparison } from '#modules/gradebook/index.ts';
import type { PolicyVersion } from '#modules/grading/index.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Checkbox, Field, Select, TextArea } from '#ui/field.tsx';
import { FieldGroup, Form, FormActions, type FormValues, type Problem } from '#ui/form.tsx';
import { DataTable } from '#ui/table.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import { ComparisonView } from './comparison.tsx';
import { GradesHead, type OfRun } from './head.tsx';

export interface PolicyPageProps extends OfRun {
  /** The policy of the course, whose categories there are. */
  own: GradingPolicy;
  /** Newest first. */
  versions: readonly PolicyVersion[];
  nameOf(personId: string): string;
  values: FormValues;
  problems?: readonly Problem[];
  /** What saving would do; null: not asked yet. */
  comparison: Comparison | null;
}

function CategoryFields(props: { category: GradingPolicy['categories'][number] }): JSX.Element {
  const { t } = useView();
  const { key, title } = props.category;
  return (
    <FieldGroup legend={title}>
      <div class="policy-fields fields-abreast">
        <Field name={`weight.${key}`} label={t('gradebook.weight')} inputmode="decimal" size="5" suffix="%" />
        <Field name={`drop.${key}`} label={t('gradebook.drop')} inputmode="numeric" size="3" />
        <Field
          name={`drop-highest.${key}`}
          label={t('gradebook.drop-highest')}
          inputmode="numeric"
          size="3"
        />
        <Field
          name={`pass.${key}`}
          label={t('gradebook.category-pass')}
          inputmode="decimal"
          size="5"
          suffix="%"
          optional
        />
      </div>
      <Checkbox name={`extra.${key}`} label={t('gradebook.extra')} />
      <input type="hidden" name="category" value={key} />
    </FieldGroup>
  );
}

function PolicyForm(props: PolicyPageProps): JSX.Element {
  const { t } = useView();
  const { own, comparison } = props;
  const after = () => String(props.versions[0]?.version ?? 0);
  return (
    <Form action={props.to.policy} values={props.values} problems={props.problems}>
      <input type="hidden" name="after" value={after()} />
      <FieldGroup legend={t('gradebook.policy-course')}>
        <Select
          name="counts"
          label={t('gradebook.counts')}
          options={(['best', 'last', 'first', 'average'] as const).map((value) => ({
            value,
            label: t(`gradebook.counts-${value}`),
          }))}
        />
        <Field name="pass" label={t('gradebook.pass')} inputmode="decimal" size="5" suffix="%" optional />
        <Select
          name="rounding"
          label={t('gradebook.rounding')}
          blank={t('gradebook.rounding-none')}
          required={false}
          options={['0', '1', '2'].map((value) => ({ value, label: value }))}
        />
        <TextArea
          name="letters"
          label={t('gradebook.letters')}
          hint={t('gradebook.letters-hint')}
          rows={5}
          optional
        />
      </FieldGroup>
      <For each={own.categories}>{(category) => <CategoryFields category={category} />}</For>
      <Checkbox name="own" label={t('gradebook.as-course')} hint={t('gradebook.as-course-hint')} />
      <Field
        name="reason"
        label={t('gradebook.policy-reason')}
        maxlength="500"
        optional={comparison === null}
      />
      <FormActions>
        <Button name="confirm" value="false" look={comparison ? 'quiet' : 'primary'}>
          {t('gradebook.preview')}
        </Button>
        <Show when={comparison}>
          <Button name="confirm" value="true" icon="check">
            {t('gradebook.save-policy')}
          </Button>
        </Show>
        <ButtonLink href={props.to.grades()} look="plain">
          {t('gradebook.cancel')}
        </ButtonLink>
      </FormActions>
    </Form>
  );
}

function Versions(props: PolicyPageProps): JSX.Element {
  const { t } = useView();
  return (
    <DataTable<PolicyVersion>
      caption={t('gradebook.versions')}
      rows={props.versions}
      columns={[
        {
          header: t('gradebook.version'),
          rowHeader: true,
          cell: ({ version }) => (version === 0 ? t('gradebook.version-course') : version),
        },
        {
          header: t('grades.when'),
          cell: ({ madeAt }) => <Show when={madeAt}>{(at) => <Time at={at()} />}</Show>,
        },
        { header: t('grades.who'), cell: ({ madeBy }) => <bdi>{madeBy ? props.nameOf(madeBy) : '–'}</bdi> },
        { header: t('grades.reason'), cell: ({ reason }) => <bdi>{reason ?? ''}</bdi> },
      ]}
    />
  );
}

/** How grades are made: changed only after seeing who gains and who loses. */
export function PolicyPage(props: PolicyPageProps): JSX.Element {
  const { t } = useView();
  return (
    <div class="stack">
      <GradesHead {...props} />
      <h2>{t('gradebook.policy')}</h2>
      <p class="muted">{t('gradebook.policy-lead')}</p>
      <Show when={props.comparison}>
        {(comparison) => <ComparisonView comparison={comparison()} hrefOf={props.to.learner} />}
      </Show>
      <PolicyForm {...props} />
      <Versions {...props} />
    </div>
  );
}
