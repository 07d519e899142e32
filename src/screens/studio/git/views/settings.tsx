/** How a course is linked to a repository, as a form. */
import { type JSX, Show } from 'solid-js';
import type { Translate } from '#lib/messages.ts';
import { forges } from '#modules/authoring/index.ts';
import { Button } from '#ui/button.tsx';
import { Disclosure } from '#ui/dialog.tsx';
import { Checkbox, Field, RadioGroup, Select } from '#ui/field.tsx';
import { Form, FormActions, type FormValues, type Problem } from '#ui/form.tsx';
import { useView } from '#ui/view.tsx';
import { links } from '../links.ts';
import type { OpenGit } from '../service/open-git.ts';

export const labelsOf = (t: Translate) => ({
  url: t('git.url'),
  branch: t('git.branch'),
  folder: t('git.folder'),
  forge: t('git.forge'),
  token: t('git.token'),
  releases: t('git.releases'),
  sends: t('git.sends'),
  begin: t('git.begin'),
});

/** The field that a refusal is about; null: none alone. */
export const fieldOf = (code: string): string | null =>
  ({
    'git-bad-address': 'url',
    'git-bad-branch': 'branch',
    'git-bad-folder': 'folder',
    'git-token-elsewhere': 'token',
  })[code] ?? null;

export interface Again {
  values?: FormValues;
  problems?: readonly Problem[];
}

function Place(): JSX.Element {
  const { t } = useView();
  const labels = labelsOf(t);
  const code = { dir: 'ltr', autocomplete: 'off', spellcheck: false } as const;
  return (
    <>
      <Field name="url" type="url" label={labels.url} hint={t('git.url-hint')} maxlength={500} {...code} />
      <div class="git-place">
        <Field name="branch" label={labels.branch} maxlength={200} {...code} />
        <Field
          name="folder"
          label={labels.folder}
          hint={t('git.folder-hint')}
          optional
          maxlength={300}
          {...code}
        />
      </div>
      <Select
        name="forge"
        label={labels.forge}
        hint={t('git.forge-hint')}
        blank={t('git.forge-by-address')}
        optional
        options={forges.map((forge) => ({ value: forge, label: t(`git.forge-${forge}`) }))}
      />
    </>
  );
}

function Access(props: { hasToken: boolean }): JSX.Element {
  const { t } = useView();
  const labels = labelsOf(t);
  return (
    <>
      <Field
        name="token"
        type="password"
        label={labels.token}
        hint={props.hasToken ? t('git.token-kept') : t('git.token-hint')}
        optional
        autocomplete="new-password"
        maxlength={1000}
        dir="ltr"
      />
      <Show when={props.hasToken}>
        <Checkbox name="forgetToken" label={t('git.forget-token')} />
      </Show>
    </>
  );
}

export function LinkForm(props: Pick<OpenGit, 'link' | 'studio'> & Again): JSX.Element {
  const { t } = useView();
  const labels = labelsOf(t);
  const { link } = props;
  const { params } = props.studio;
  const values = props.values ?? (link ? { ...link } : { branch: 'main' });
  return (
    <Form action={links.git(params)} values={values as FormValues} problems={props.problems}>
      <Place />
      <Access hasToken={link?.hasToken ?? false} />
      <Checkbox name="releases" label={labels.releases} hint={t('git.releases-hint')} />
      <Checkbox name="sends" label={labels.sends} hint={t('git.sends-hint')} />
      <Show when={!link?.branchCommit}>
        <RadioGroup
          name="begin"
          label={labels.begin}
          value="repository"
          options={[
            { value: 'repository', label: t('git.begin-repository'), hint: t('git.begin-repository-hint') },
            { value: 'studio', label: t('git.begin-studio'), hint: t('git.begin-studio-hint') },
          ]}
        />
      </Show>
      <FormActions>
        <Button icon="git-branch">{link ? t('git.save') : t('git.link')}</Button>
      </FormActions>
    </Form>
  );
}

export function Unlink(props: Pick<OpenGit, 'studio'>): JSX.Element {
  const { t } = useView();
  return (
    <Disclosure summary={t('git.unlink')}>
      <p>{t('git.unlink-text')}</p>
      <Form action={links.unlink(props.studio.params)}>
        <Button look="danger">{t('git.unlink')}</Button>
      </Form>
    </Disclosure>
  );
}
