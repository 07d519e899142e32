import { For, type JSX, Show } from 'solid-js';
import type { Part } from '#modules/authoring/index.ts';
import { directionOfText } from '#ui/html.tsx';
import { Badge, type Tone } from '#ui/notice.tsx';
import { useView } from '#ui/view.tsx';
import type { TranslationState } from '../schema.ts';

const tones: Record<TranslationState, Tone> = {
  missing: 'neutral',
  begun: 'accent',
  stale: 'warning',
  wrong: 'danger',
  ready: 'success',
};

export function StateBadge(props: { state: TranslationState }): JSX.Element {
  const { t } = useView();
  return <Badge tone={tones[props.state]}>{t(`languages.state-${props.state}`)}</Badge>;
}

export const written = (language: string) => ({ lang: language, dir: directionOfText(language) });

/** A block of the original as it is written; what changed in it since is marked. */
export function Original(props: {
  text: string;
  changes?: readonly Part[] | null;
  language: string;
}): JSX.Element {
  return (
    <pre class="translation-original" {...written(props.language)}>
      <Show when={props.changes} fallback={props.text}>
        {(parts) => (
          <For each={parts()}>
            {({ standing, text }) =>
              standing === 'added' ? <ins>{text}</ins> : standing === 'removed' ? <del>{text}</del> : text
            }
          </For>
        )}
      </Show>
    </pre>
  );
}

/** Lines that a text needs in a field. */
export const linesFor = (...texts: string[]): number =>
  Math.min(
    30,
    Math.max(
      2,
      ...texts.map((text) =>
        text.split('\n').reduce((sum, line) => sum + 1 + Math.floor(line.length / 60), 0),
      ),
    ),
  );
