/** The settings of a course as one form, in parts. Rows of a list are as many as there are, and some empty ones. */
import { For, type JSX, Show } from 'solid-js';
import { revealWords } from '#modules/content/index.ts';
import { LanguageField } from '#screens/languages/index.ts';
import { MomentControl } from '#screens/studio/editor/index.ts';
import {
  LockNote,
  licenseChoices,
  paceChoices,
  StudioHead,
  studioLinks,
} from '#screens/studio/outline/index.ts';
import { Button } from '#ui/button.tsx';
import { Field, RadioGroup, Select, TextArea } from '#ui/field.tsx';
import { FieldGroup, Form, FormActions, type FormValues, type Problem } from '#ui/form.tsx';
import { Callout } from '#ui/notice.tsx';
import { useView } from '#ui/view.tsx';
import type { OpenSettings } from '../service.ts';
import { GradingFields } from './grading.tsx';
import { levels, showing } from './labels.ts';
import { SettingsPart } from './part.tsx';
import { StaffFields } from './staff.tsx';

export interface SettingsPageProps extends OpenSettings {
  again?: { values: FormValues; problems: readonly Problem[]; theirs: readonly Problem[] };
}

function AboutCourse(props: { of: SettingsPageProps }): JSX.Element {
  const { t } = useView();
  const { pictures, course } = props.of;
  return (
    <FieldGroup legend={t('settings.about-course')}>
      <Field name="title" label={t('settings.title')} maxlength={500} />
      <TextArea
        name="summary"
        label={t('settings.summary')}
        hint={t('settings.summary-hint')}
        rows={3}
        optional
      />
      <LanguageField label={t('outline.language')} blank={t('settings.not-said')} />
      <Field name="subject" label={t('settings.subject')} hint={t('settings.subject-hint')} optional />
      <Select
        name="level"
        label={t('settings.level')}
        blank={t('settings.not-said')}
        options={levels(t)}
        optional
      />
      <RadioGroup name="pace" label={t('outline.pace')} options={paceChoices(t)} />
      <Field name="effort" label={t('settings.effort')} hint={t('settings.effort-hint')} optional />
      <Select
        name="cover"
        label={t('settings.cover')}
        hint={t('settings.cover-hint')}
        blank={t('settings.no-cover')}
        options={pictures.map((path) => ({ value: path, label: path.slice('assets/'.length) }))}
        optional
      />
      <TextArea
        name="about"
        label={t('settings.about')}
        hint={t('settings.about-hint')}
        rows={10}
        optional
        lang={course.language}
        dir="auto"
      />
    </FieldGroup>
  );
}

function Rights(): JSX.Element {
  const { t } = useView();
  return (
    <FieldGroup legend={t('outline.license')} legendHidden hint={t('settings.license-hint')}>
      <Field name="license" label={t('outline.license')} list="licenses" dir="ltr" optional />
      <datalist id="licenses">
        <For each={licenseChoices(t)}>{({ value, label }) => <option value={value}>{label}</option>}</For>
      </datalist>
      <Field name="attribution.title" label={t('settings.attribution-title')} optional />
      <Field name="attribution.author" label={t('settings.attribution-author')} optional />
      <Field
        name="attribution.source"
        label={t('settings.attribution-source')}
        type="url"
        dir="ltr"
        optional
      />
    </FieldGroup>
  );
}

function Defaults(): JSX.Element {
  const { t } = useView();
  return (
    <FieldGroup legend={t('settings.defaults')} legendHidden hint={t('settings.defaults-hint')}>
      <Field
        name="defaults.attempts"
        label={t('settings.attempts')}
        hint={t('settings.attempts-hint')}
        dir="ltr"
        optional
      />
      <Select
        name="defaults.show-answer"
        label={t('settings.show-answer')}
        blank={t('settings.usual')}
        options={showing(t)}
        optional
      />
      <For each={['score', 'feedback', 'answer'] as const}>
        {(what) => (
          <MomentControl
            name={`defaults.reveal-${what}`}
            label={t(`settings.reveal-${what}`)}
            words={revealWords}
            blank={t('settings.usual')}
          />
        )}
      </For>
    </FieldGroup>
  );
}

/** What somebody else wrote meanwhile, to be read before one's own is sent again. */
export function Theirs(props: { theirs: readonly Problem[] }): JSX.Element {
  const { t } = useView();
  return (
    <Show when={props.theirs.length > 0}>
      <Callout tone="warning" title={t('settings.theirs')}>
        <p>{t('settings.theirs-hint')}</p>
        <For each={props.theirs}>
          {({ path, message }) => (
            <>
              <p>
                <code dir="ltr">{path}</code>
              </p>
              <pre class="studio-clash" dir="auto">
                {message}
              </pre>
            </>
          )}
        </For>
      </Callout>
    </Show>
  );
}

export function SettingsPage(props: SettingsPageProps): JSX.Element {
  const { t } = useView();
  const { params, fields, again, draft } = props;
  const values = () => again?.values ?? { ...fields, pace: fields?.pace ?? 'self', about: props.about };
  return (
    <div class="stack">
      <StudioHead {...props} current="settings" />
      <LockNote of={props} here={['grading']} />
      <Theirs theirs={again?.theirs ?? []} />
      <Show
        when={fields}
        fallback={
          <Callout tone="danger" title={t('outline.unreadable')}>
            <a href={studioLinks.courseFile(params)}>{t('outline.edit-source')}</a>
          </Callout>
        }
      >
        <Form action={studioLinks.settings(params)} values={values()} problems={again?.problems} guard>
          <input type="hidden" name="revision" value={draft.revision} />
          <AboutCourse of={props} />
          <SettingsPart
            title={t('outline.license')}
            names={['license', 'attribution']}
            problems={again?.problems}
          >
            <Rights />
          </SettingsPart>
          <SettingsPart title={t('settings.staff')} names={['staff']} problems={again?.problems}>
            <StaffFields values={values()} pictures={props.pictures} />
          </SettingsPart>
          <SettingsPart title={t('settings.grading')} names={['grading']} problems={again?.problems}>
            <GradingFields values={values()} />
          </SettingsPart>
          <SettingsPart title={t('settings.defaults')} names={['defaults']} problems={again?.problems}>
            <Defaults />
          </SettingsPart>
          <FormActions>
            <Button icon="save">{t('outline.save')}</Button>
          </FormActions>
        </Form>
        <p>
          <a href={studioLinks.courseFile(params)}>{t('outline.edit-source')}</a>
        </p>
      </Show>
    </div>
  );
}
