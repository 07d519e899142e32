/** A unit as learners will read it: wide or as on a phone, light or dark. */
import type { JSX } from 'solid-js';
import { StudioHead, studioLinks } from '#screens/studio/outline/index.ts';
import { ButtonLink } from '#ui/button.tsx';
import { Tabs } from '#ui/page.tsx';
import { useView } from '#ui/view.tsx';
import type { PreviewQuery } from '../schema.ts';
import type { Looked, OpenUnit } from '../service/open-unit.ts';
import { UnitPreview } from './preview.tsx';

export function LookPage(props: { open: OpenUnit; looked: Looked; query: PreviewQuery }): JSX.Element {
  const { t } = useView();
  const { open, looked } = props;
  const { params } = open;
  const { look = 'wide', dark = false } = props.query;
  const to = (query: PreviewQuery) => {
    const search = new URLSearchParams();
    if (query.look === 'phone') search.set('look', 'phone');
    if (query.dark) search.set('dark', 'true');
    return `${studioLinks.unitPreview(params, params.unit)}${search.size > 0 ? `?${search}` : ''}`;
  };
  return (
    <div class="stack">
      <StudioHead {...open} current="outline" />
      <div class="editor-bar">
        <ButtonLink href={studioLinks.unit(params, params.unit)} look="plain" icon="arrow-left" size="small">
          {t('editor.to-editor')}
        </ButtonLink>
      </div>
      <Tabs
        label={t('editor.looks')}
        tabs={[
          { href: to({ dark }), label: t('editor.look-wide'), current: look === 'wide' },
          { href: to({ look: 'phone', dark }), label: t('editor.look-phone'), current: look === 'phone' },
          {
            href: to({ look, dark: !dark }),
            label: t(dark ? 'editor.look-light' : 'editor.look-dark'),
            current: false,
          },
        ]}
      />
      <div class="look" classList={{ 'look-phone': look === 'phone', 'scheme-dark': dark }}>
        {looked.draft ? <UnitPreview draft={looked.draft} /> : <p>{t('editor.course-broken')}</p>}
      </div>
    </div>
  );
}
