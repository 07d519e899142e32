/** Adding a picture: as a page of its own, and over the editor. */
import { type JSX, Show } from 'solid-js';
import { studioLinks } from '#screens/studio/outline/index.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Copyable } from '#ui/copy.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { Field } from '#ui/field.tsx';
import { Form, FormActions, type FormValues, type Problem } from '#ui/form.tsx';
import { Callout } from '#ui/notice.tsx';
import { Breadcrumbs, PageHeader } from '#ui/page.tsx';
import { useView } from '#ui/view.tsx';
import { largestPicture, pictureField, type UnitParams } from '../schema.ts';
import type { AddedPicture } from '../service/pictures.ts';

interface PictureFormProps {
  params: UnitParams;
  problems?: readonly Problem[];
  values?: FormValues;
}

/** The file comes last: what stands before it is checked before it is read. */
function PictureForm(props: PictureFormProps): JSX.Element {
  const { t } = useView();
  return (
    <Form
      action={`${studioLinks.unit(props.params, props.params.unit)}/pictures`}
      upload
      problems={props.problems}
      values={props.values}
    >
      <Field name="alt" label={t('editor.alt')} hint={t('editor.alt-hint')} maxlength={1000} />
      <Field name="caption" label={t('editor.caption')} optional maxlength={1000} />
      <Field
        name={pictureField}
        type="file"
        accept="image/png,image/jpeg,image/gif,image/webp,image/avif,image/svg+xml"
        label={t('editor.picture')}
        hint={t('editor.picture-hint', { limit: largestPicture / 1024 ** 2 })}
      />
      <FormActions>
        <Button icon="image">{t('editor.add-picture')}</Button>
        <p class="form-status muted" role="status" data-picture-status />
      </FormActions>
    </Form>
  );
}

export function PictureDialog(props: { params: UnitParams }): JSX.Element {
  const { t } = useView();
  return (
    <Dialog id="picture-dialog" title={t('editor.add-picture')}>
      <PictureForm params={props.params} />
    </Dialog>
  );
}

export function PicturePage(
  props: PictureFormProps & { title: string; added: AddedPicture | null },
): JSX.Element {
  const { t } = useView();
  const { params } = props;
  const editor = studioLinks.unit(params, params.unit);
  return (
    <div class="stack">
      <Breadcrumbs links={[{ href: editor, label: props.title }]} />
      <PageHeader title={t('editor.add-picture')} />
      <Show when={props.added}>
        {(added) => (
          <Callout
            tone="success"
            title={t('editor.picture-added')}
            actions={<ButtonLink href={editor}>{t('editor.to-editor')}</ButtonLink>}
          >
            <p>{t('editor.picture-line')}</p>
            <Copyable text={added().markdown} />
          </Callout>
        )}
      </Show>
      <PictureForm {...props} />
    </div>
  );
}
