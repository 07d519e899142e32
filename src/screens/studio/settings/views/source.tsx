/** course.yaml as a text. */
import type { JSX } from 'solid-js';
import { ProblemList, StudioHead, studioLinks } from '#screens/studio/outline/index.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { TextArea } from '#ui/field.tsx';
import { Form, FormActions } from '#ui/form.tsx';
import { useView } from '#ui/view.tsx';
import { type SettingsPageProps, Theirs } from './settings.tsx';

export function SourcePage(props: SettingsPageProps): JSX.Element {
  const { t } = useView();
  const { params, again, draft, text } = props;
  return (
    <div class="stack">
      <StudioHead {...props} current="settings" />
      <Theirs theirs={again?.theirs ?? []} />
      <ProblemList problems={props.problems} params={params} />
      <Form
        action={studioLinks.courseFile(params)}
        values={again?.values ?? { source: text }}
        problems={again?.problems}
        guard
      >
        <input type="hidden" name="revision" value={draft.revision} />
        <TextArea
          name="source"
          label="course.yaml"
          hint={t('settings.source-hint')}
          rows={30}
          dir="ltr"
          spellcheck={false}
          class="code-area"
        />
        <FormActions>
          <Button icon="save">{t('outline.save')}</Button>
          <ButtonLink href={studioLinks.settings(params)} look="quiet">
            {t('outline.settings')}
          </ButtonLink>
        </FormActions>
      </Form>
    </div>
  );
}
