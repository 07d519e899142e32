import { For, type JSX, Match, Show, Switch } from 'solid-js';
import { Piece } from '#activities/mark.tsx';
import type { ActivityViewProps } from '#modules/content/contract.ts';
import { fieldId } from '#ui/field-id.ts';
import { Html } from '#ui/html.tsx';
import { Callout } from '#ui/notice.tsx';
import { Files } from './files.tsx';
import { fileFields, languageName, valueName } from './rules.ts';
import { type ExerciseAnswer, type ExerciseField, type ExerciseSettings, longestValue } from './settings.ts';

type Props = ActivityViewProps<ExerciseSettings, ExerciseAnswer>;
interface FieldProps {
  of: Props;
  field: ExerciseField;
  /** Of its first control; a problem of the answer leads to the first of all. */
  id: string;
}

const valuesOf = ({ of, field }: FieldProps): readonly string[] => of.answer?.fields[field.name] ?? [];

function Label(props: FieldProps): JSX.Element {
  const { of: view, field } = props;
  return (
    <>
      <bdi>{field.label || field.name}</bdi>
      <Show when={!field.required}>
        <span class="field-optional"> {view.t('ui.optional')}</span>
      </Show>
    </>
  );
}

/** Several marks under one heading. */
function Marks(props: FieldProps): JSX.Element {
  const { of: view, field } = props;
  const chosen = valuesOf(props);
  return (
    <fieldset class="exercise-field" disabled={view.disabled}>
      <legend class="exercise-label">
        <Label {...props} />
      </legend>
      <div class="exercise-text" dir="auto" innerHTML={field.html} />
      <div class="exercise-options">
        <For each={field.options}>
          {(option, index) => (
            <label class="exercise-option">
              <input
                type={field.type === 'checkbox' ? 'checkbox' : 'radio'}
                id={index() === 0 ? props.id : `${props.id}-${index()}`}
                name={view.fieldName(valueName(field.name))}
                value={option.value}
                checked={chosen.includes(option.value)}
              />
              <Piece html={option.html} />
            </label>
          )}
        </For>
      </div>
    </fieldset>
  );
}

/** One control; its value is the first. */
function Single(props: FieldProps): JSX.Element {
  const { of: view, field, id } = props;
  const [value = ''] = valuesOf(props);
  const common = {
    id,
    name: view.fieldName(valueName(field.name)),
    disabled: view.disabled,
    dir: 'auto' as const,
  };
  return (
    <div class="exercise-field">
      <label class="exercise-label" for={id}>
        <Label {...props} />
      </label>
      <div class="exercise-text" dir="auto" innerHTML={field.html} />
      <Switch
        fallback={<input {...common} type="text" value={value} maxlength={longestValue} autocomplete="off" />}
      >
        <Match when={field.type === 'textarea'}>
          <textarea {...common} rows={8} maxlength={longestValue}>
            {value}
          </textarea>
        </Match>
        <Match when={field.type === 'number'}>
          <input {...common} type="text" inputmode="decimal" value={value} autocomplete="off" />
        </Match>
        <Match when={field.type === 'dropdown'}>
          <select {...common}>
            <option value="">{view.t('activities.choose')}</option>
            <For each={field.options}>
              {(option) => (
                <option value={option.value} selected={option.value === value}>
                  {option.text}
                </option>
              )}
            </For>
          </select>
        </Match>
      </Switch>
    </div>
  );
}

function Field(props: FieldProps): JSX.Element {
  const { type, html, label } = props.field;
  if (type === 'radio' || type === 'checkbox') return <Marks {...props} />;
  if (type !== 'note') return <Single {...props} />;
  return (
    <div class="exercise-note">
      <Show when={label}>
        <p class="exercise-label">
          <bdi>{label}</bdi>
        </p>
      </Show>
      <Html html={html} />
    </div>
  );
}

/** The form of the service, or why there is none. */
function Served(props: Props): JSX.Element {
  const { answer, disabled, fieldName, t } = props;
  const drawn = () => props.served?.draw({ answer, disabled, fieldName });
  return (
    <Show
      when={drawn()}
      fallback={
        <Callout tone="warning" title={t('exercise.no-form')}>
          <p>{t('exercise.no-form-means')}</p>
        </Callout>
      }
    >
      {(form) => (
        <>
          <div class="exercise-served" innerHTML={form().html} />
          <Files of={props} wanted={form().files.map((name) => ({ name, label: name }))} />
        </>
      )}
    </Show>
  );
}

export function ExerciseView(props: Props): JSX.Element {
  const { fields } = props.activity.settings;
  const first = () => fields.find(({ type }) => type !== 'note')?.name;
  const id = (name: string) => fieldId(props.fieldName(name === first() ? 'value' : name));
  return (
    <div class="exercise">
      <Show when={fields.length > 0} fallback={<Served {...props} />}>
        <For each={fields.filter(({ type }) => type !== 'file')}>
          {(field) => <Field of={props} field={field} id={id(field.name)} />}
        </For>
        <Files of={props} wanted={fileFields(props.activity.settings)} />
      </Show>
      <Show when={!props.disabled}>
        <input type="hidden" name={props.fieldName(languageName)} value={props.locale} />
      </Show>
    </div>
  );
}
