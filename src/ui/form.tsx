/**
 * Terms: a *problem* is one wrong field, as a refusal names it (`path`, `message`). A form that is shown again gets
 * its `problems` and `values` once; the fields inside find their own by name.
 */
import { type JSX, Show } from 'solid-js';
import { ErrorSummary } from './error-summary.tsx';
import { finished } from './finished.ts';
import { enhance } from './island.tsx';
import { createScope } from './scope.ts';
import { useView } from './view.tsx';

export interface Problem {
  path: string;
  message: string;
}

export type FormValues = Readonly<Record<string, unknown>>;

interface FormState {
  problems: readonly Problem[];
  values: FormValues;
  /** A filter: nothing in it is required, so nothing is called optional. */
  filter: boolean;
}

const forms = createScope<FormState>({ problems: [], values: {}, filter: false });

/** What the form around knows of a field: the message of its problem, what was filled in, whether it filters. */
export function useField(name: string): { error: string | undefined; value: unknown; filter: boolean } {
  const form = forms.use();
  return {
    error: form.problems.find((problem) => problem.path === name)?.message,
    value: form.values[name],
    filter: form.filter,
  };
}

interface FormProps {
  action: string;
  /** For controls that stand outside it and name it as their `form`. */
  id?: string;
  /** `get` for searches and filters: they carry no token and no key, and stand in a row. */
  method?: 'get' | 'post';
  /** The form holds a file. */
  upload?: boolean;
  problems?: readonly Problem[];
  values?: FormValues;
  /** Asks before the page is left with changes that were not sent. */
  guard?: boolean;
  /** What a module improves in the browser: `enhance('screens/…/islands/…', { … })`. */
  improved?: ReturnType<typeof enhance>;
  children?: JSX.Element;
}

/** Messages come from the server in the reader's language, so the browser's own checks are off. */
export function Form(props: FormProps): JSX.Element {
  const view = useView();
  const problems = () => props.problems ?? [];
  // Read once: each reading of a prop makes its value anew.
  const island = props.improved ?? (props.guard ? enhance('ui/islands/guard-changes') : undefined);
  return (
    <forms.Provider
      value={{ problems: problems(), values: props.values ?? {}, filter: props.method === 'get' }}
    >
      <form
        id={props.id}
        class={props.method === 'get' ? 'filters' : undefined}
        data-enhance={island?.['data-enhance']}
        data-props={island?.['data-props']}
        data-load={island?.['data-load']}
        action={props.action}
        method={props.method ?? 'post'}
        enctype={props.upload ? 'multipart/form-data' : undefined}
        // A file that was sent in vain would have to be chosen again, so there the browser checks first.
        novalidate={!props.upload}
      >
        {props.method === 'get' ? null : finished(view.formFields())}
        <Show when={problems().length > 0}>
          <ErrorSummary problems={problems()} />
        </Show>
        {props.children}
      </form>
    </forms.Provider>
  );
}

/** The buttons under a form; the first is the one that Enter presses. */
export function FormActions(props: { children: JSX.Element }): JSX.Element {
  return <div class="form-actions">{props.children}</div>;
}

/** Fields that belong together, with a legend. */
interface FieldGroupProps {
  legend: string;
  /** Where a heading just above says it. */
  legendHidden?: boolean;
  hint?: string;
  children: JSX.Element;
}

export function FieldGroup(props: FieldGroupProps): JSX.Element {
  return (
    <fieldset class="field-group">
      <legend classList={{ 'visually-hidden': props.legendHidden ?? false }}>{props.legend}</legend>
      <Show when={props.hint}>
        <p class="field-hint">{props.hint}</p>
      </Show>
      {props.children}
    </fieldset>
  );
}
