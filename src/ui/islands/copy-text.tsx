import { createSignal, type JSX } from 'solid-js';

export interface CopyTextProps {
  text: string;
  label: string;
  done: string;
}

/** Copies a text and says so for two seconds. Hidden until it works: without script the text can be selected. */
export function CopyText(props: CopyTextProps): JSX.Element {
  const [copied, setCopied] = createSignal(false);
  const copy = async () => {
    await navigator.clipboard.writeText(props.text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <button type="button" class="button button-quiet button-small" aria-live="polite" onClick={copy}>
      {copied() ? props.done : props.label}
    </button>
  );
}
