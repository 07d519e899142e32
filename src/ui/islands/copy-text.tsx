import { createSignal, type JSX, onMount } from 'solid-js';

export interface CopyTextProps {
  text: string;
  label: string;
  done: string;
}

/** Copies a text and says so for two seconds. Shown only where it works: the text can always be selected. */
export function CopyText(props: CopyTextProps): JSX.Element {
  const [able, setAble] = createSignal(false);
  const [copied, setCopied] = createSignal(false);
  onMount(() => setAble('clipboard' in navigator));
  const copy = async () => {
    await navigator.clipboard.writeText(props.text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <button
      type="button"
      class="button button-quiet button-small"
      aria-live="polite"
      hidden={!able()}
      onClick={copy}
    >
      {copied() ? props.done : props.label}
    </button>
  );
}
