/** An activity as a form. The Markdown around what is changed stays as it is. */
import { For, type JSX, Show } from 'solid-js';
import { activityTypeOf } from '#modules/content/contract.ts';
import { StudioHead, studioLinks } from '#screens/studio/outline/index.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Disclosure } from '#ui/dialog.tsx';
import { Field, TextArea } from '#ui/field.tsx';
import { FieldGroup, Form, FormActions, type Problem } from '#ui/form.tsx';
import { Callout } from '#ui/notice.tsx';
import { useView } from '#ui/view.tsx';
import { languageOf, shownParts } from '../rules/activity-fields.ts';
import { commonFields, fieldGroups, judgesOf } from '../rules/activity-form.ts';
import { assetsFor } from '../rules/assets.ts';
import type { OpenActivity } from '../service/activities.ts';
import { kindLabel, promptLabel } from './labels.ts';
import { AuthorControl, assetList, PartRows } from './part.tsx';

export interface ActivityFormProps extends OpenActivity {
  problemsAtTop?: readonly Problem[];
  /** It was saved, mistakes and all. */
  saved?: boolean;
}

function Common(props: Pick<OpenActivity, 'values'>): JSX.Element {
  const { t } = useView();
  const { values } = props;
  const groups = commonFields(activityTypeOf(values.type));
  return (
    <For each={fieldGroups.filter((name) => groups[name].length > 0)}>
      {(name) => (
        <Disclosure
          summary={t(`editor.group-${name}`)}
          open={groups[name].some((field) => values.attributes[field.name])}
        >
          <div class="row-fields fields-abreast">
            <For each={groups[name]}>
              {(field) => (
                <AuthorControl
                  name={`attribute.${field.name}`}
                  field={field}
                  value={values.attributes[field.name] ?? ''}
                />
              )}
            </For>
          </div>
        </Disclosure>
      )}
    </For>
  );
}

function Mistakes(props: ActivityFormProps): JSX.Element {
  const { t } = useView();
  return (
    <Show when={props.problems.length > 0}>
      <section role="alert">
        <Callout tone="danger" title={t(props.saved ? 'editor.saved-with-mistakes' : 'editor.mistakes')}>
          <ul lang="en" dir="ltr">
            <For each={props.problems}>
              {({ message, remedy }) => (
                <li>
                  {message} <span class="muted">{remedy}</span>
                </li>
              )}
            </For>
          </ul>
        </Callout>
      </section>
    </Show>
  );
}

/** What the fields for files offer. */
function AssetLists(props: OpenActivity): JSX.Element {
  const { open, found } = props;
  const { attributes, parts } = found.form;
  const fields = [...attributes, ...parts.flatMap((part) => ('fields' in part ? part.fields : []))];
  const uses = new Set(fields.flatMap((field) => (field.kind === 'asset' ? [field.use] : [])));
  return (
    <For each={[...uses]}>
      {(use) => (
        <datalist id={assetList(use)}>
          <For each={assetsFor(use, open.source.paths, open.file)}>{(path) => <option value={path} />}</For>
        </datalist>
      )}
    </For>
  );
}

/** All controls whose values are those of the activity. */
export function ActivityFields(props: Pick<OpenActivity, 'values' | 'found'>): JSX.Element {
  const { t } = useView();
  const { values, found } = props;
  const kind = kindLabel(t, values.type);
  const judges = judgesOf(activityTypeOf(values.type));
  return (
    <>
      <Field
        name="attribute.title"
        label={t('editor.field-title')}
        value={values.attributes.title ?? ''}
        dir="auto"
        optional
      />
      <TextArea
        name="prompt"
        label={promptLabel(t, values.type)}
        hint={t('editor.question-hint')}
        value={`\n${values.prompt}`}
        rows={5}
        dir="auto"
        optional={found.form.promptOptional}
      />
      <Show when={found.form.attributes.length > 0}>
        <FieldGroup legend={t('editor.group-own', { kind })}>
          <div class="row-fields fields-abreast">
            <For each={found.form.attributes}>
              {(field) => (
                <AuthorControl
                  name={`attribute.${field.name}`}
                  field={field}
                  value={values.attributes[field.name] ?? ''}
                  values={values}
                />
              )}
            </For>
          </div>
        </FieldGroup>
      </Show>
      <For each={shownParts(found, values, judges)}>
        {(part) => (
          <PartRows
            part={part}
            rows={values.parts[part.name] ?? []}
            language={languageOf(found, values.attributes)}
          />
        )}
      </For>
      <Common {...props} />
    </>
  );
}

export function ActivityPage(props: ActivityFormProps): JSX.Element {
  const { t } = useView();
  const { open, values, base, isNew, line } = props;
  const { params } = open;
  const all = studioLinks.unitActivities(params, params.unit);
  const kind = kindLabel(t, values.type);
  return (
    <div class="stack activity-editor">
      <StudioHead {...open} current="outline" />
      <h2>{isNew ? t('editor.new-activity', { kind }) : t('editor.edit-kind', { kind })}</h2>
      <Mistakes {...props} />
      <Form
        action={isNew ? all : `${all}/${encodeURIComponent(values.key)}`}
        problems={props.problemsAtTop}
        guard
      >
        {/* Enter presses the first button of a form, seen or not: it must not be one that takes a row away. */}
        <button type="submit" hidden name="go" value="save" />
        <input type="hidden" name="base" value={base} />
        <Show when={line !== undefined}>
          <input type="hidden" name="line" value={line} />
        </Show>
        <Show when={isNew}>
          <input type="hidden" name="type" value={values.type} />
          <Field
            name="key"
            label={t('editor.key')}
            hint={t('editor.key-hint')}
            value={values.key}
            dir="ltr"
            maxlength={100}
          />
        </Show>
        <ActivityFields {...props} />
        <AssetLists {...props} />
        <FormActions>
          <Button icon="save" name="go" value="save">
            {t('editor.save')}
          </Button>
          <ButtonLink href={isNew ? all : studioLinks.unit(params, params.unit)} look="quiet">
            {t('editor.cancel')}
          </ButtonLink>
        </FormActions>
      </Form>
    </div>
  );
}
