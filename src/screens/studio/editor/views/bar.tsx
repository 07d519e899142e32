/** Ways from a unit to all that is done to it. */
import { type JSX, Show } from 'solid-js';
import { studioLinks } from '#screens/studio/outline/index.ts';
import { ButtonLink } from '#ui/button.tsx';
import { useView } from '#ui/view.tsx';
import type { OpenUnit } from '../service/open-unit.ts';

/** What is locked is looked at: nothing can be added. */
export function EditorBar(props: { open: OpenUnit; locked: boolean }): JSX.Element {
  const { t } = useView();
  const { open } = props;
  const { params } = open;
  return (
    <div class="editor-bar">
      <ButtonLink href={studioLinks.outline(params)} look="plain" icon="arrow-left" size="small">
        {t('editor.to-outline')}
      </ButtonLink>
      <Show when={!props.locked}>
        <ButtonLink
          href={studioLinks.unitActivities(params, params.unit)}
          look="quiet"
          icon="plus"
          size="small"
        >
          {t('editor.activities')}
        </ButtonLink>
        <ButtonLink
          href={studioLinks.take(params, { into: `unit:${params.unit}` })}
          look="quiet"
          icon="library"
          size="small"
        >
          {t('outline.take')}
        </ButtonLink>
        <ButtonLink
          href={`${studioLinks.unit(params, params.unit)}/pictures`}
          data-dialog="picture-dialog"
          look="quiet"
          icon="image"
          size="small"
        >
          {t('editor.add-picture')}
        </ButtonLink>
      </Show>
      <ButtonLink
        href={studioLinks.unitComments(params, params.unit)}
        look="quiet"
        icon="message-square"
        size="small"
      >
        {t('together.comments-count', { count: open.comments })}
      </ButtonLink>
      <ButtonLink href={studioLinks.unitPreview(params, params.unit)} look="quiet" icon="eye" size="small">
        {t('editor.as-learner')}
      </ButtonLink>
      <ButtonLink
        href={studioLinks.unitEvidence(params, params.unit)}
        look="quiet"
        icon="chart-column"
        size="small"
      >
        {t('evidence.title')}
      </ButtonLink>
    </div>
  );
}
