import { type JSX, Show } from 'solid-js';
import { ButtonLink } from '#ui/button.tsx';
import { Badge, EmptyState } from '#ui/notice.tsx';
import { Breadcrumbs, PageHeader, Pagination } from '#ui/page.tsx';
import { TableSection } from '#ui/table.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import { links } from '../links.ts';
import type { CourseDesk, ReleaseLine, RunLine } from '../service.ts';
import { runColumns } from './desk.tsx';

type ImportLine = CourseDesk['imports'][number];

function Releases(props: CourseDesk): JSX.Element {
  const { t } = useView();
  return (
    <TableSection<ReleaseLine>
      title={t('teach.releases')}
      rows={props.releases}
      empty={
        <EmptyState icon="book-open" title={t('teach.no-releases')}>
          {t('teach.no-releases-text')}
        </EmptyState>
      }
      columns={[
        {
          header: t('teach.release'),
          rowHeader: true,
          cell: ({ number, current }) => (
            <>
              {number}{' '}
              <Show when={current}>
                <Badge tone="success" icon="check">
                  {t('teach.current')}
                </Badge>
              </Show>
            </>
          ),
        },
        { header: t('teach.published'), cell: ({ createdAt }) => <Time at={createdAt} /> },
        { header: t('teach.by'), cell: ({ author }) => <bdi>{author}</bdi> },
        { header: t('teach.notes'), cell: ({ notes }) => <bdi>{notes}</bdi> },
        {
          header: t('teach.content-id'),
          cell: ({ releaseId }) => (
            <code dir="ltr" title={releaseId}>
              {releaseId.slice(0, 12)}
            </code>
          ),
        },
      ]}
    >
      <Pagination
        page={props.page}
        pages={props.pages}
        href={(page) =>
          links.course({ organization: props.course.organization.key, course: props.course.key }, { page })
        }
      />
    </TableSection>
  );
}

/** The counts that every importer's report holds. */
function CountsOf(props: { report: unknown }): JSX.Element {
  const { t } = useView();
  const { counts } = (props.report ?? {}) as { counts?: { approximated?: number; dropped?: number } };
  return (
    <span class="row">
      <Show when={counts?.approximated}>
        {(count) => <Badge tone="warning">{t('teach.approximated', { count: count() })}</Badge>}
      </Show>
      <Show when={counts?.dropped}>
        {(count) => <Badge tone="danger">{t('teach.dropped', { count: count() })}</Badge>}
      </Show>
      <Show when={counts && !counts.approximated && !counts.dropped}>
        <Badge tone="success" icon="check">
          {t('teach.all-exact')}
        </Badge>
      </Show>
    </span>
  );
}

function Imports(props: CourseDesk): JSX.Element {
  const { t } = useView();
  return (
    <TableSection<ImportLine>
      title={t('teach.imports')}
      rows={props.imports}
      empty={<p class="muted">{t('teach.no-imports')}</p>}
      columns={[
        {
          header: t('teach.file'),
          rowHeader: true,
          cell: ({ id, fileName }) => (
            <a href={links.importReport(id)}>
              <bdi dir="ltr">{fileName}</bdi>
            </a>
          ),
        },
        { header: t('teach.imported'), cell: ({ createdAt }) => <Time at={createdAt} /> },
        { header: t('teach.by'), cell: ({ author }) => <bdi>{author}</bdi> },
        { header: t('teach.fidelity'), cell: ({ report }) => <CountsOf report={report} /> },
      ]}
    />
  );
}

export function CourseDeskPage(props: CourseDesk): JSX.Element {
  const { t } = useView();
  const { course } = props;
  return (
    <>
      <Breadcrumbs links={[{ href: links.desk(), label: t('teach.title') }]} />
      <PageHeader
        kicker={<bdi>{course.organization.name}</bdi>}
        title={course.title}
        lang={course.language}
        actions={
          <>
            <ButtonLink
              href={links.publicPage({ organization: course.organization.key, course: course.key })}
              look="quiet"
              icon="eye"
            >
              {t('teach.public-page')}
            </ButtonLink>
            <Show when={props.rights.edit}>
              <ButtonLink
                href={links.studio({ organization: course.organization.key, course: course.key })}
                look="quiet"
                icon="pencil"
              >
                {t('teach.edit-in-studio')}
              </ButtonLink>
            </Show>
            <Show when={props.mayImport}>
              <ButtonLink
                href={links.importCourse({ organization: course.organization.key, update: 'true' })}
                look="quiet"
                icon="upload"
              >
                {t('teach.import-release')}
              </ButtonLink>
            </Show>
          </>
        }
      />
      <TableSection<RunLine>
        title={t('teach.runs')}
        rows={props.runs}
        empty={<p class="muted">{t('teach.no-runs')}</p>}
        columns={runColumns<RunLine>(t, (line) => ({ ...line, rights: props.rights }))}
      />
      <Releases {...props} />
      <Imports {...props} />
    </>
  );
}
