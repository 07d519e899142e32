import { type JSX, Show } from 'solid-js';
import type { Run } from '#modules/catalog/index.ts';
import { ButtonLink } from '#ui/button.tsx';
import { Badge, Callout, type Tone } from '#ui/notice.tsx';
import { Breadcrumbs, PageHeader } from '#ui/page.tsx';
import { DataTable } from '#ui/table.tsx';
import { useView } from '#ui/view.tsx';
import { links } from '../links.ts';
import type { EnrollReport, Outcome, RunParams } from '../schema.ts';

const tones: Record<Outcome, Tone> = {
  enrolled: 'success',
  already: 'neutral',
  unconfirmed: 'warning',
  unknown: 'warning',
  'not-an-address': 'danger',
};

/** What became of each address, in the order of the list. */
export function EnrolledPage(props: { report: EnrollReport; run: Run; params: RunParams }): JSX.Element {
  const { t } = useView();
  const { lines } = props.report;
  const count = (...wanted: Outcome[]) => lines.filter(({ outcome }) => wanted.includes(outcome)).length;
  const left = count('unknown', 'unconfirmed', 'not-an-address');
  return (
    <div class="stack">
      <Breadcrumbs
        links={[
          { href: links.desk(), label: t('teach.title') },
          { href: links.course(props.params), label: props.run.courseTitle },
          { href: links.people(props.params), label: t('teach.people') },
        ]}
      />
      <PageHeader
        title={t('teach.enrolled-title')}
        lead={t('teach.enrolled-lead', { count: count('enrolled') })}
        actions={<ButtonLink href={links.people(props.params)}>{t('teach.to-people')}</ButtonLink>}
      />
      <Show when={left > 0}>
        <Callout tone="warning" title={t('teach.left-over', { count: left })}>
          <p>{t('teach.left-over-text')}</p>
        </Callout>
      </Show>
      <DataTable<EnrollReport['lines'][number]>
        caption={t('teach.enrolled-table')}
        captionHidden
        rows={lines}
        columns={[
          {
            header: t('teach.email'),
            rowHeader: true,
            cell: ({ address }) => <bdi dir="ltr">{address}</bdi>,
          },
          { header: t('teach.name'), cell: ({ name }) => <bdi>{name}</bdi> },
          {
            header: t('teach.outcome'),
            cell: ({ outcome }) => <Badge tone={tones[outcome]}>{t(`teach.outcome-${outcome}`)}</Badge>,
          },
        ]}
      />
    </div>
  );
}
