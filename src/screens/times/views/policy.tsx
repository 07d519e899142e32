/** What being late costs, and when outages move deadlines: changed only after seeing who gains and who loses. */
import { type JSX, Show } from 'solid-js';
import type { RunRules } from '#modules/enrollment/index.ts';
import type { Comparison } from '#modules/gradebook/index.ts';
import { ComparisonView, gradebookLinks } from '#screens/gradebook/index.ts';
import { graces, LengthSelect, periods } from '#screens/learn/index.ts';
import { Button } from '#ui/button.tsx';
import { Disclosure } from '#ui/dialog.tsx';
import { Field, RadioGroup } from '#ui/field.tsx';
import { FieldGroup, Form, FormActions, type FormValues, type Problem } from '#ui/form.tsx';
import { useView } from '#ui/view.tsx';
import { links } from '../links.ts';
import type { PolicyBody, RunParams } from '../schema.ts';

/** The form as it was sent, and what came of it. */
export interface PolicyAgain {
  values: FormValues;
  problems?: readonly Problem[];
  comparison?: Comparison;
}

export const policyValues = ({
  late,
  windowHours,
  minimumMinutes,
}: Pick<PolicyBody, 'late' | 'windowHours' | 'minimumMinutes'>): FormValues => ({
  lateFrom: late ? 'own' : 'course',
  percent: late?.percent ?? 10,
  per: late?.per ?? 'P1D',
  grace: late?.grace ?? '',
  floor: late?.floor ?? 0,
  windowHours,
  minimumMinutes,
});

interface PolicyProps {
  rules: RunRules;
  params: RunParams;
  again?: PolicyAgain;
}

function Fields(props: { values: FormValues }): JSX.Element {
  const { t } = useView();
  const written = (name: string) => String(props.values[name] ?? '');
  return (
    <>
      <FieldGroup legend={t('times.policy-late')}>
        <RadioGroup
          name="lateFrom"
          label={t('times.policy-late')}
          labelHidden
          options={[
            { value: 'course', label: t('times.policy-course') },
            { value: 'own', label: t('times.policy-own') },
          ]}
        />
        <Field name="percent" type="number" min="0" max="100" label={t('times.percent')} suffix="%" />
        <LengthSelect name="per" label={t('times.per')} value={written('per')} usual={periods} />
        <LengthSelect
          name="grace"
          label={t('times.grace')}
          hint={t('times.grace-hint')}
          value={written('grace')}
          usual={graces}
          blank={t('times.grace-none')}
        />
        <Field name="floor" type="number" min="0" max="100" label={t('times.floor')} suffix="%" />
      </FieldGroup>
      <FieldGroup legend={t('times.outages')} hint={t('times.outages-hint')}>
        <Field
          name="windowHours"
          type="number"
          label={t('times.window')}
          hint={t('times.window-hint')}
          optional
        />
        <Field
          name="minimumMinutes"
          type="number"
          label={t('times.minimum')}
          hint={t('times.minimum-hint')}
          optional
        />
      </FieldGroup>
    </>
  );
}

export function Policy(props: PolicyProps): JSX.Element {
  const { t } = useView();
  const { rules, params, again } = props;
  const stored = () => policyValues({ late: rules.late, ...rules.fairness });
  return (
    <Disclosure summary={t('times.policy')} open={again !== undefined}>
      <Show when={again?.comparison}>
        {(comparison) => <ComparisonView comparison={comparison()} hrefOf={gradebookLinks(params).learner} />}
      </Show>
      <Form action={links.policy(params)} problems={again?.problems} values={again?.values ?? stored()}>
        <Fields values={again?.values ?? stored()} />
        <FormActions>
          <Button name="confirm" value="false" look={again?.comparison ? 'quiet' : 'primary'}>
            {t('gradebook.preview')}
          </Button>
          <Show when={again?.comparison}>
            <Button name="confirm" value="true" icon="check">
              {t('times.save')}
            </Button>
          </Show>
        </FormActions>
      </Form>
    </Disclosure>
  );
}
