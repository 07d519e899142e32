/** A difference from both sides: as readers see it, and as source. */
import { type JSX, Show } from 'solid-js';
import { Tabs } from '#ui/page.tsx';
import { useView } from '#ui/view.tsx';
import type { Difference } from '../service/publish.ts';
import { ReleaseDiffView } from './diff.tsx';
import { SourceDiffView } from './source.tsx';

export function DifferenceView(props: {
  difference: Difference;
  language: string;
  readerHref: string;
  sourceHref: string;
}): JSX.Element {
  const { t } = useView();
  const { diff, files } = props.difference;
  return (
    <div class="stack">
      <Tabs
        label={t('releases.views')}
        tabs={[
          { href: props.readerHref, label: t('releases.as-reader'), current: files === null },
          { href: props.sourceHref, label: t('releases.as-source'), current: files !== null },
        ]}
      />
      <Show when={files} fallback={<ReleaseDiffView diff={diff} language={props.language} />}>
        {(list) => <SourceDiffView files={list()} />}
      </Show>
    </div>
  );
}
