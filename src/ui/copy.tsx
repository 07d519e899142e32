import type { JSX } from 'solid-js';
import { Island } from './island.tsx';
import { CopyText } from './islands/copy-text.tsx';
import { useView } from './view.tsx';

/** A text that people take elsewhere (a receipt, a token, an address), with a button that copies it. */
export function Copyable(props: { text: string }): JSX.Element {
  const { t } = useView();
  return (
    <span class="copyable">
      <code>{props.text}</code>
      <Island
        name="ui/islands/copy-text"
        of={CopyText}
        props={{ text: props.text, label: t('ui.copy'), done: t('ui.copied') }}
      />
    </span>
  );
}
