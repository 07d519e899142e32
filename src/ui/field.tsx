import { For, type JSX, Show, splitProps } from 'solid-js';
import { fieldId } from './field-id.ts';
import { useField } from './form.tsx';
import { Icon } from './icon.tsx';
import { useView } from './view.tsx';

interface Common {
  name: string;
  label: string;
  hint?: string;
  /** Where the form's `problems` do not say it. */
  error?: string;
  /** Says "optional" beside the label; what is not optional is required. */
  optional?: boolean;
  /** The label is for readers of speech only (a search box, a cell). */
  labelHidden?: boolean;
  id?: string;
}

const common = ['name', 'label', 'hint', 'error', 'optional', 'labelHidden', 'id', 'class'] as const;

/** Ids and message of one field: what a control must carry so that its label, hint and error are heard with it. */
function useControl(props: Common) {
  const known = useField(props.name);
  const id = props.id ?? fieldId(props.name);
  const error = props.error ?? known.error;
  const described = [props.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return {
    error,
    value: known.value,
    /** Says "(optional)" beside the label. */
    saysOptional: Boolean(props.optional) && !known.filter,
    required: !props.optional && !known.filter,
    attributes: {
      id,
      name: props.name,
      'aria-describedby': described || undefined,
      'aria-invalid': error ? ('true' as const) : undefined,
    },
  };
}

type Control = ReturnType<typeof useControl>;

/** What is wrong with a field, for controls that are none of those below. */
export function FieldError(props: { id: string; message: string }): JSX.Element {
  const { t } = useView();
  return (
    <p class="field-error" id={`${props.id}-error`}>
      <Icon name="circle-alert" />
      <span>
        <span class="visually-hidden">{t('ui.error')} </span>
        {props.message}
      </span>
    </p>
  );
}

function FieldFrame(props: Common & { control: Control; children: JSX.Element }): JSX.Element {
  const { t } = useView();
  const id = () => props.control.attributes.id;
  return (
    <div class="field" classList={{ 'field-wrong': Boolean(props.control.error) }}>
      <label for={id()} classList={{ 'visually-hidden': props.labelHidden ?? false }}>
        {props.label}
        <Show when={props.control.saysOptional}>
          <span class="field-optional"> {t('ui.optional')}</span>
        </Show>
      </label>
      <Show when={props.hint}>
        <p class="field-hint" id={`${id()}-hint`}>
          {props.hint}
        </p>
      </Show>
      <Show when={props.control.error}>{(message) => <FieldError id={id()} message={message()} />}</Show>
      {props.children}
    </div>
  );
}

const text = (value: unknown) => (value === undefined || value === null ? undefined : String(value));

type InputProps = Common & Omit<JSX.InputHTMLAttributes<HTMLInputElement>, keyof Common>;

/** One line of text, a number, a date, a file: any `input` but the ticked kinds. */
export function Field(props: InputProps & { suffix?: string }): JSX.Element {
  const [mine, rest] = splitProps(props, [...common, 'value', 'suffix']);
  const control = useControl(mine);
  // A password is never sent back to the page.
  const value = () =>
    text(mine.value ?? (rest.type === 'password' || rest.type === 'file' ? null : control.value));
  return (
    <FieldFrame {...mine} control={control}>
      <span class="input-row">
        <input
          type="text"
          required={control.required}
          {...rest}
          {...control.attributes}
          class={mine.class}
          value={value()}
        />
        <Show when={mine.suffix}>
          <span class="input-suffix">{mine.suffix}</span>
        </Show>
      </span>
    </FieldFrame>
  );
}

type TextAreaProps = Common & Omit<JSX.TextareaHTMLAttributes<HTMLTextAreaElement>, keyof Common>;

export function TextArea(props: TextAreaProps): JSX.Element {
  const [mine, rest] = splitProps(props, [...common, 'value']);
  const control = useControl(mine);
  return (
    <FieldFrame {...mine} control={control}>
      <textarea rows={6} required={control.required} {...rest} {...control.attributes} class={mine.class}>
        {text(mine.value ?? control.value)}
      </textarea>
    </FieldFrame>
  );
}

export interface Choice {
  value: string;
  label: string;
  hint?: string;
  disabled?: boolean;
}

type SelectProps = Common &
  Omit<JSX.SelectHTMLAttributes<HTMLSelectElement>, keyof Common> & {
    options: readonly Choice[];
    /** Text of a first entry that stands for "nothing". */
    blank?: string;
  };

export function Select(props: SelectProps): JSX.Element {
  const [mine, rest] = splitProps(props, [...common, 'value', 'options', 'blank']);
  const control = useControl(mine);
  const chosen = text(mine.value ?? control.value);
  return (
    <FieldFrame {...mine} control={control}>
      <select required={control.required} {...rest} {...control.attributes} class={mine.class}>
        <Show when={mine.blank !== undefined}>
          <option value="">{mine.blank}</option>
        </Show>
        <For each={mine.options}>
          {(option) => (
            <option value={option.value} selected={option.value === chosen} disabled={option.disabled}>
              {option.label}
            </option>
          )}
        </For>
      </select>
    </FieldFrame>
  );
}

interface TickProps {
  type: 'checkbox' | 'radio';
  id: string;
  name: string;
  choice: Choice;
  checked: boolean;
  describedBy?: string;
}

function Tick(props: TickProps): JSX.Element {
  const described = () =>
    [props.choice.hint && `${props.id}-hint`, props.describedBy].filter(Boolean).join(' ') || undefined;
  return (
    <div class="tick">
      <input
        type={props.type}
        id={props.id}
        name={props.name}
        value={props.choice.value}
        checked={props.checked}
        disabled={props.choice.disabled}
        aria-describedby={described()}
      />
      <label for={props.id}>{props.choice.label}</label>
      <Show when={props.choice.hint}>
        <p class="field-hint" id={`${props.id}-hint`}>
          {props.choice.hint}
        </p>
      </Show>
    </div>
  );
}

/** One yes or no. */
export function Checkbox(
  props: Omit<Common, 'optional'> & { value?: string; checked?: boolean },
): JSX.Element {
  const control = useControl(props);
  const id = control.attributes.id;
  const value = () => props.value ?? 'true';
  const checked = () => props.checked ?? (control.value === true || control.value === value());
  return (
    <div class="field" classList={{ 'field-wrong': Boolean(control.error) }}>
      <Show when={control.error}>{(message) => <FieldError id={id} message={message()} />}</Show>
      <Tick
        type="checkbox"
        id={id}
        name={props.name}
        choice={{ value: value(), label: props.label, hint: props.hint }}
        checked={checked()}
        describedBy={control.error && `${id}-error`}
      />
    </div>
  );
}

interface TickGroupProps extends Common {
  options: readonly Choice[];
  /** The chosen value, or values where `multiple`. */
  value?: string | readonly string[];
  /** Many short ones: beside each other, or in columns. */
  inline?: boolean;
  columns?: boolean;
}

function TickGroup(props: TickGroupProps & { type: 'checkbox' | 'radio' }): JSX.Element {
  const { t } = useView();
  const control = useControl(props);
  const id = control.attributes.id;
  const chosen = [props.value ?? control.value ?? []].flat().map(String);
  return (
    <fieldset
      class="field"
      classList={{ 'field-wrong': Boolean(control.error) }}
      aria-describedby={control.attributes['aria-describedby']}
    >
      <legend classList={{ 'visually-hidden': props.labelHidden ?? false }}>
        {props.label}
        <Show when={control.saysOptional}>
          <span class="field-optional"> {t('ui.optional')}</span>
        </Show>
      </legend>
      <Show when={props.hint}>
        <p class="field-hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      </Show>
      <Show when={control.error}>{(message) => <FieldError id={id} message={message()} />}</Show>
      <div
        class="ticks"
        classList={{ 'ticks-inline': props.inline ?? false, 'ticks-columns': props.columns ?? false }}
      >
        <For each={props.options}>
          {(choice, index) => (
            <Tick
              type={props.type}
              // The first one carries the plain id, so that the error summary's link leads to it.
              id={index() === 0 ? id : `${id}-${index()}`}
              name={props.name}
              choice={choice}
              checked={chosen.includes(choice.value)}
            />
          )}
        </For>
      </div>
    </fieldset>
  );
}

/** One of several. */
export const RadioGroup = (props: TickGroupProps): JSX.Element => <TickGroup {...props} type="radio" />;

/** Any of several. */
export const CheckboxGroup = (props: TickGroupProps): JSX.Element => <TickGroup {...props} type="checkbox" />;
