import type { JSX } from 'solid-js';
import type { Translate } from '#lib/messages.ts';
import type { Organization } from '#modules/catalog/index.ts';
import { Button } from '#ui/button.tsx';
import { Field } from '#ui/field.tsx';
import { Form, FormActions, type FormValues, type Problem } from '#ui/form.tsx';
import { EmptyState } from '#ui/notice.tsx';
import { PageHeader } from '#ui/page.tsx';
import { DataTable } from '#ui/table.tsx';
import { useView } from '#ui/view.tsx';
import { desks } from '../links.ts';
import { AdminTabs } from '../views.tsx';

export const organizationLabels = (t: Translate) => ({
  name: t('admin.organization-name'),
  key: t('admin.organization-key'),
});

export function OrganizationsPage(props: {
  organizations: readonly Organization[];
  values?: FormValues;
  problems?: readonly Problem[];
}): JSX.Element {
  const { t } = useView();
  const labels = organizationLabels(t);
  return (
    <div class="stack">
      <PageHeader title={t('admin.organizations')} lead={t('admin.organizations-lead')} />
      <AdminTabs {...desks} current="organizations" />
      <DataTable
        caption={t('admin.organizations')}
        captionHidden
        rows={props.organizations}
        empty={
          <EmptyState icon="users" title={t('admin.no-organizations')}>
            {t('admin.no-organizations-text')}
          </EmptyState>
        }
        columns={[
          { header: labels.name, rowHeader: true, cell: ({ name }) => <bdi>{name}</bdi> },
          { header: labels.key, cell: ({ key }) => <bdi dir="ltr">{key}</bdi> },
        ]}
      />
      <section class="section">
        <h2>{t('admin.make-organization')}</h2>
        <Form action={desks.organizations} values={props.values} problems={props.problems}>
          <Field name="name" label={labels.name} maxlength={200} autocomplete="off" />
          <Field
            name="key"
            label={labels.key}
            hint={t('admin.organization-key-hint')}
            dir="ltr"
            maxlength={63}
            autocomplete="off"
            spellcheck={false}
          />
          <FormActions>
            <Button icon="plus">{t('admin.make-organization')}</Button>
          </FormActions>
        </Form>
      </section>
    </div>
  );
}
