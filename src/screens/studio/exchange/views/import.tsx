import { For, type JSX, Show } from 'solid-js';
import type { Translate } from '#lib/messages.ts';
import type { CourseImport } from '#modules/authoring/index.ts';
import type { Organization } from '#modules/catalog/index.ts';
import type { FieldProblem } from '#platform/refusal.ts';
import { studioLinks } from '#screens/studio/outline/index.ts';
import { Button } from '#ui/button.tsx';
import { Disclosure } from '#ui/dialog.tsx';
import { Checkbox, Field, Select } from '#ui/field.tsx';
import { FieldGroup, Form, FormActions, type FormValues, type Problem } from '#ui/form.tsx';
import { enhance } from '#ui/island.tsx';
import { Badge, Callout } from '#ui/notice.tsx';
import { Breadcrumbs, PageHeader } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import { importLinks } from '../links.ts';
import { archiveField, largestArchive } from '../schema.ts';

/** The form as it was refused. A browser never sends a chosen file back to its field. */
export interface ImportAgain {
  values?: FormValues;
  problems?: readonly Problem[];
  /** Mistakes in the course itself, each with file and line. */
  sourceProblems?: readonly FieldProblem[];
}

export interface ImportPageProps extends ImportAgain {
  /** What was sent lately and is not done with. */
  recent: readonly CourseImport[];
  action: string;
  organizations: readonly Organization[];
  /** May name a new organization. */
  mayCreate: boolean;
}

export const labelsOf = (t: Translate) => ({
  organization: t('studio.organization'),
  newOrganization: t('studio.new-key'),
  newOrganizationName: t('studio.new-name'),
  update: t('studio.update'),
  open: t('studio.open'),
  [archiveField]: t('studio.archive'),
});

const archiveTypes =
  '.zip,.tar,.gz,.tgz,.mbz,.imscc,.xml,.json,.gift,.txt,.md,.ipynb,application/zip,application/gzip,application/x-tar';
const mostProblems = 100;

function SourceProblems(props: { problems: readonly FieldProblem[] }): JSX.Element {
  const { t } = useView();
  const rest = props.problems.length - mostProblems;
  return (
    <section role="alert">
      <Callout tone="danger" title={t('refusals.source-has-errors')}>
        <p>{t('refusals.source-has-errors.remedy')}</p>
        <ul>
          <For each={props.problems.slice(0, mostProblems)}>
            {({ path, message }) => (
              <li dir="ltr" lang="en">
                <code>{path}</code> {message}
              </li>
            )}
          </For>
        </ul>
        <Show when={rest > 0}>
          <p>{t('studio.more-problems', { count: rest })}</p>
        </Show>
      </Callout>
    </section>
  );
}

function NewOrganization(): JSX.Element {
  const { t } = useView();
  const labels = labelsOf(t);
  return (
    <FieldGroup legend={t('studio.new-organization')} hint={t('studio.new-organization-hint')}>
      <Field
        name="newOrganization"
        label={labels.newOrganization}
        hint={t('studio.new-key-hint')}
        optional
        dir="ltr"
        autocomplete="off"
        spellcheck={false}
        maxlength={63}
      />
      <Field name="newOrganizationName" label={labels.newOrganizationName} optional maxlength={200} />
    </FieldGroup>
  );
}

export function ImportPage(props: ImportPageProps): JSX.Element {
  const { t } = useView();
  // What came back from the other form is shown there.
  const again = Object.keys(props.values ?? {}).length > 0;
  return (
    <div class="stack">
      <Breadcrumbs links={[{ href: studioLinks.courses(), label: t('outline.studio') }]} />
      <PageHeader title={t('studio.import-title')} lead={t('studio.import-lead')} />
      <Show when={props.sourceProblems?.length}>
        <SourceProblems problems={props.sourceProblems ?? []} />
      </Show>
      <LookForm problems={again ? undefined : props.problems} />
      <Recent imports={props.recent} />
      <Disclosure summary={t('imports.at-once')} open={again}>
        <AtOnceForm {...props} problems={again ? props.problems : undefined} />
      </Disclosure>
    </div>
  );
}

/** The usual way: nothing is made before somebody has looked at it. */
function LookForm(props: Pick<ImportPageProps, 'problems'>): JSX.Element {
  const { t, locale } = useView();
  const sender = enhance('screens/studio/exchange/islands/send-course', {
    locale,
    texts: {
      sending: t('imports.sending', { name: '{name}', percent: '{percent}' }),
      waiting: t('imports.waiting-line'),
    },
  });
  return (
    <Form action={importLinks.begin()} upload problems={props.problems} improved={sender}>
      <Field
        name={archiveField}
        type="file"
        accept={archiveTypes}
        label={labelsOf(t)[archiveField] ?? ''}
        hint={t('studio.archive-hint', { limit: largestArchive / 1024 ** 2 })}
      />
      <p class="muted" role="status" data-status>
        {t('imports.look-hint')}
      </p>
      <FormActions>
        <Button icon="eye">{t('imports.look')}</Button>
      </FormActions>
    </Form>
  );
}

function Recent(props: { imports: readonly CourseImport[] }): JSX.Element {
  const { t } = useView();
  return (
    <Show when={props.imports.length > 0}>
      <section aria-labelledby="recent-imports" class="stack">
        <h2 id="recent-imports">{t('imports.recent')}</h2>
        <ul class="recent-imports">
          <For each={props.imports}>
            {({ id, fileName, finding, state, askedAt }) => (
              <li class="row">
                <a href={importLinks.one(id)}>
                  <bdi>{finding?.title || fileName}</bdi>
                </a>
                <Badge tone={state === 'refused' ? 'danger' : state === 'taken' ? 'success' : 'accent'}>
                  {t(`imports.state-${state}`)}
                </Badge>
                <Time at={askedAt} relative />
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  );
}

function AtOnceForm(props: ImportPageProps): JSX.Element {
  const { t } = useView();
  const labels = labelsOf(t);
  const [only] = props.organizations.length === 1 && !props.mayCreate ? props.organizations : [];
  return (
    // The file comes last: what stands before it is checked before it is read.
    <Form action={props.action} upload problems={props.problems} values={props.values}>
      <Select
        name="organization"
        label={labels.organization}
        blank={only ? undefined : t('studio.choose')}
        value={only?.key}
        options={props.organizations.map(({ key, name }) => ({ value: key, label: `${name} (${key})` }))}
      />
      <Show when={props.mayCreate}>
        <NewOrganization />
      </Show>
      <Checkbox name="update" label={labels.update} hint={t('studio.update-hint')} />
      <Checkbox name="open" label={labels.open} hint={t('studio.open-hint')} />
      <Field
        name={archiveField}
        type="file"
        accept={archiveTypes}
        label={labels[archiveField] ?? ''}
        hint={t('studio.archive-hint', { limit: largestArchive / 1024 ** 2 })}
      />
      <FormActions>
        <Button icon="upload">{t('studio.import')}</Button>
      </FormActions>
      <p class="muted">{t('studio.import-wait')}</p>
    </Form>
  );
}
