import { type JSX, Show } from 'solid-js';
import { CourseName } from '#screens/browse/index.ts';
import { ButtonLink } from '#ui/button.tsx';
import { Badge, EmptyState } from '#ui/notice.tsx';
import { PageHeader, Pagination, Tabs } from '#ui/page.tsx';
import { SearchForm } from '#ui/search.tsx';
import { DataTable } from '#ui/table.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import { links } from '../links.ts';
import type { CourseLine, StudioCourses } from '../service/courses.ts';
import { ProblemMarks } from './problems.tsx';

const kinds = ['course', 'library'] as const;

/** Courses are what the page shows where nothing is said. */
const queryOf = (kind: StudioCourses['kind']) => (kind === 'library' ? { kind } : undefined);

function Ways(props: Pick<StudioCourses, 'rights' | 'kind'>): JSX.Element {
  const { t } = useView();
  return (
    <>
      <Show when={props.rights.import && props.kind === 'course'}>
        <ButtonLink href={links.importCourse()} look="quiet" icon="upload">
          {t('outline.import')}
        </ButtonLink>
      </Show>
      <Show when={props.rights.create}>
        <ButtonLink href={links.newCourse(queryOf(props.kind))} icon="plus">
          {t(`outline.new-${props.kind}`)}
        </ButtonLink>
      </Show>
    </>
  );
}

function Nothing(props: StudioCourses): JSX.Element {
  const { t } = useView();
  if (props.q || props.page > 1)
    return (
      <EmptyState
        icon="search"
        title={t('outline.nothing-found')}
        actions={
          <ButtonLink href={links.courses(queryOf(props.kind))} look="quiet">
            {t(`outline.all-${props.kind}`)}
          </ButtonLink>
        }
      >
        {t('outline.nothing-found-text')}
      </EmptyState>
    );
  return (
    <EmptyState
      icon={props.kind === 'library' ? 'library' : 'pencil'}
      title={t(`outline.no-${props.kind}`)}
      actions={<Ways {...props} />}
    >
      {t(props.rights.create ? `outline.no-${props.kind}-create` : `outline.no-${props.kind}-text`)}
    </EmptyState>
  );
}

function StateOf(props: CourseLine): JSX.Element {
  const { t } = useView();
  return (
    <span class="row">
      <Show when={!props.released}>
        <Badge tone="accent">{t('outline.never-released')}</Badge>
      </Show>
      <Show when={props.released && props.changed}>
        <Badge tone="warning" icon="circle-dot">
          {t('outline.changed')}
        </Badge>
      </Show>
      <Show when={props.released && !props.changed}>
        <Badge tone="success" icon="check">
          {t('outline.released')}
        </Badge>
      </Show>
      <ProblemMarks {...props.problems} />
    </span>
  );
}

function LastChange(props: CourseLine): JSX.Element {
  const { t } = useView();
  return (
    <Show when={props.draft}>
      {(draft) => (
        <>
          <Time at={draft().updatedAt} relative />
          <br />
          <small class="muted">{t('outline.by', { name: draft().author })}</small>
        </>
      )}
    </Show>
  );
}

export function CoursesPage(props: StudioCourses): JSX.Element {
  const { t } = useView();
  return (
    <div class="stack">
      <PageHeader
        title={t('outline.studio')}
        lead={t(`outline.${props.kind}-count`, { count: props.total })}
        actions={
          <Show when={props.total > 0}>
            <Ways {...props} />
          </Show>
        }
      />
      <Tabs
        label={t('outline.kinds')}
        tabs={kinds.map((kind) => ({
          href: links.courses(queryOf(kind)),
          label: t(`outline.${kind}-tab`),
          current: kind === props.kind,
        }))}
      />
      <Show when={props.q || props.pages > 1 || props.total > 5}>
        <SearchForm
          action={links.courses()}
          q={props.q}
          label={t('outline.search-courses')}
          kept={queryOf(props.kind)}
        />
      </Show>
      <DataTable<CourseLine>
        caption={t('outline.courses')}
        captionHidden
        rowKeys
        rows={props.courses}
        empty={<Nothing {...props} />}
        columns={[
          {
            header: t(props.kind === 'library' ? 'outline.is-library' : 'outline.course'),
            rowHeader: true,
            cell: ({ course }) => (
              <CourseName
                course={course}
                href={links.outline({ organization: course.organization.key, course: course.key })}
              />
            ),
          },
          { header: t('outline.state'), cell: (line) => <StateOf {...line} /> },
          { header: t('outline.last-change'), cell: (line) => <LastChange {...line} /> },
        ]}
      />
      <Pagination
        page={props.page}
        pages={props.pages}
        href={(page) => links.courses({ ...queryOf(props.kind), q: props.q, page })}
      />
    </div>
  );
}
