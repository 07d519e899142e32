/** A deed that is not easily taken back: folded, with what it does in words, so that no single click does it. */
import type { JSX } from 'solid-js';
import { Button } from './button.tsx';
import { Disclosure } from './dialog.tsx';
import { Form, FormActions } from './form.tsx';

export function AskFirst(props: {
  /** Where the form goes. */
  action: string;
  /** What it is called, also on its button. */
  label: string;
  /** What the button is called for those who hear it beside others of its kind. */
  name?: string;
  /** What follows from it. */
  text: string;
  /** Hidden fields of the form. */
  children?: JSX.Element;
}): JSX.Element {
  return (
    <Disclosure summary={props.label}>
      <Form action={props.action}>
        {props.children}
        <p>{props.text}</p>
        <FormActions>
          <Button look="danger" size="small" aria-label={props.name}>
            {props.label}
          </Button>
        </FormActions>
      </Form>
    </Disclosure>
  );
}
