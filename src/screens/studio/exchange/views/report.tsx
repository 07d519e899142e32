import { type JSX, Show } from 'solid-js';
import type { Query } from '#lib/query.ts';
import { fates } from '#standards/fidelity.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Select } from '#ui/field.tsx';
import { Stats } from '#ui/figures.tsx';
import { Form, FormActions } from '#ui/form.tsx';
import { Badge, EmptyState } from '#ui/notice.tsx';
import { Breadcrumbs, PageHeader, Pagination, Tabs } from '#ui/page.tsx';
import { DataTable } from '#ui/table.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import type { LinkedItem, OpenedReport } from '../service/report.ts';
import { kindText, Notes, tones } from './findings.tsx';

export interface ReportPageProps extends OpenedReport {
  deskHref: string;
  courseHref: string;
  /** The report with another choice. */
  href(query: Query): string;
}

/** What it is called, with the way to where it is now, and where it stood. */
function Item(props: { item: LinkedItem }): JSX.Element {
  const { t } = useView();
  const { title, href, source } = props.item;
  const name = <bdi>{title || t('olx.untitled')}</bdi>;
  return (
    <div class="report-item">
      {href ? <a href={href}>{name}</a> : name}
      <code dir="ltr" title={t('olx.source')}>
        {source}
      </code>
    </div>
  );
}

function Choice(props: ReportPageProps): JSX.Element {
  const { t } = useView();
  const { counts, choice } = props;
  const all = counts.exact + counts.approximated + counts.dropped;
  return (
    <>
      <Tabs
        label={t('olx.fate')}
        tabs={[
          {
            href: props.href({ kind: choice.kind }),
            label: t('studio.all'),
            count: all,
            current: !choice.fate,
          },
          ...fates.map((fate) => ({
            href: props.href({ fate, kind: choice.kind }),
            label: t(`olx.fate-${fate}`),
            count: counts[fate],
            current: choice.fate === fate,
          })),
        ]}
      />
      <Form action={props.href({})} method="get">
        <Show when={choice.fate}>{(fate) => <input type="hidden" name="fate" value={fate()} />}</Show>
        <Select
          name="kind"
          label={t('olx.kind')}
          blank={t('studio.every-kind')}
          value={choice.kind}
          options={props.kinds.map(({ kind, count }) => ({
            value: kind,
            label: `${kindText(t, props.format, kind)} (${count})`,
          }))}
        />
        <FormActions>
          <Button look="quiet" icon="funnel">
            {t('studio.show')}
          </Button>
        </FormActions>
      </Form>
    </>
  );
}

function Items(props: ReportPageProps): JSX.Element {
  const { t } = useView();
  return (
    <DataTable<LinkedItem>
      caption={t('studio.items', { count: props.total })}
      rowKeys
      rows={props.items}
      empty={
        <EmptyState
          icon="inbox"
          title={t('studio.no-items')}
          actions={
            <ButtonLink href={props.href({})} look="quiet">
              {t('studio.all')}
            </ButtonLink>
          }
        />
      }
      columns={[
        {
          header: t('studio.item'),
          rowHeader: true,
          cell: (item) => <Item item={item} />,
        },
        { header: t('olx.kind'), cell: ({ kind }) => kindText(t, props.format, kind) },
        {
          header: t('olx.fate'),
          cell: ({ fate }) => <Badge tone={tones[fate]}>{t(`olx.fate-${fate}`)}</Badge>,
        },
        { header: t('olx.notes'), cell: (item) => <Notes format={props.format} item={item} /> },
      ]}
    />
  );
}

export function ReportPage(props: ReportPageProps): JSX.Element {
  const { t, locale } = useView();
  const { counts, course, choice } = props;
  const number = new Intl.NumberFormat(locale);
  return (
    <div class="stack">
      <Breadcrumbs
        links={[
          { href: props.deskHref, label: t('teach.title') },
          { href: props.courseHref, label: course.title },
        ]}
      />
      <PageHeader
        kicker={t('studio.report-title')}
        title={<bdi>{course.title}</bdi>}
        lead={t('olx.intro', {
          course: props.title || course.title,
          sections: counts.sections,
          units: counts.units,
          activities: counts.activities,
        })}
        meta={
          <>
            <bdi dir="ltr">{props.fileName}</bdi> · <Time at={props.createdAt} /> · <bdi>{props.author}</bdi>
          </>
        }
        actions={<ButtonLink href={props.courseHref}>{t('studio.to-course')}</ButtonLink>}
      />
      <Stats
        stats={fates.map((fate) => ({
          label: t(`olx.fate-${fate}`),
          value: number.format(counts[fate]),
          note: t(`olx.fate-${fate}-means`),
        }))}
      />
      <Choice {...props} />
      <Items {...props} />
      <Pagination page={props.page} pages={props.pages} href={(page) => props.href({ ...choice, page })} />
    </div>
  );
}
