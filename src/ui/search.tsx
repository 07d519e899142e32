/** The field above a list that narrows it to what is looked for. */
import { For, type JSX } from 'solid-js';
import { Button } from './button.tsx';
import { Field } from './field.tsx';
import { Form, FormActions } from './form.tsx';
import { useView } from './view.tsx';

export interface SearchFormProps {
  action: string;
  q: string;
  label: string;
  /** What else the address says and the search keeps. */
  kept?: Record<string, string>;
}

export function SearchForm(props: SearchFormProps): JSX.Element {
  const { t } = useView();
  return (
    <search>
      <Form action={props.action} method="get">
        <For each={Object.entries(props.kept ?? {})}>
          {([name, value]) => <input type="hidden" name={name} value={value} />}
        </For>
        <Field name="q" type="search" label={props.label} value={props.q} optional enterkeyhint="search" />
        <FormActions>
          <Button look="quiet" icon="search">
            {t('ui.search-button')}
          </Button>
        </FormActions>
      </Form>
    </search>
  );
}
