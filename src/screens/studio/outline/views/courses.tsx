import { type JSX, Show } from 'solid-js';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Field } from '#ui/field.tsx';
import { Form, FormActions } from '#ui/form.tsx';
import { Badge, EmptyState } from '#ui/notice.tsx';
import { PageHeader, Pagination } from '#ui/page.tsx';
import { DataTable } from '#ui/table.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import { links } from '../links.ts';
import type { CourseLine, StudioCourses } from '../service/courses.ts';
import { ProblemMarks } from './problems.tsx';

function Ways(props: Pick<StudioCourses, 'rights'>): JSX.Element {
  const { t } = useView();
  return (
    <>
      <Show when={props.rights.import}>
        <ButtonLink href={links.importCourse()} look="quiet" icon="upload">
          {t('outline.import')}
        </ButtonLink>
      </Show>
      <Show when={props.rights.create}>
        <ButtonLink href={links.newCourse()} icon="plus">
          {t('outline.new-course')}
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
          <ButtonLink href={links.courses()} look="quiet">
            {t('outline.all-courses')}
          </ButtonLink>
        }
      >
        {t('outline.nothing-found-text')}
      </EmptyState>
    );
  return (
    <EmptyState icon="pencil" title={t('outline.no-courses')} actions={<Ways rights={props.rights} />}>
      {t(props.rights.create ? 'outline.no-courses-create' : 'outline.no-courses-text')}
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
        lead={t('outline.courses-count', { count: props.total })}
        actions={
          <Show when={props.total > 0}>
            <Ways rights={props.rights} />
          </Show>
        }
      />
      <Show when={props.q || props.pages > 1 || props.total > 5}>
        <search>
          <Form action={links.courses()} method="get">
            <Field
              name="q"
              type="search"
              label={t('outline.search-courses')}
              value={props.q}
              optional
              enterkeyhint="search"
            />
            <FormActions>
              <Button look="quiet" icon="search">
                {t('outline.search')}
              </Button>
            </FormActions>
          </Form>
        </search>
      </Show>
      <DataTable<CourseLine>
        caption={t('outline.courses')}
        captionHidden
        rowKeys
        rows={props.courses}
        empty={<Nothing {...props} />}
        columns={[
          {
            header: t('outline.course'),
            rowHeader: true,
            cell: ({ course }) => (
              <>
                <a
                  href={links.outline({ organization: course.organization.key, course: course.key })}
                  lang={course.language}
                >
                  <bdi>{course.title}</bdi>
                </a>
                <br />
                <small class="muted">
                  <bdi>{course.organization.name}</bdi>
                </small>
              </>
            ),
          },
          { header: t('outline.state'), cell: (line) => <StateOf {...line} /> },
          { header: t('outline.last-change'), cell: (line) => <LastChange {...line} /> },
        ]}
      />
      <Pagination
        page={props.page}
        pages={props.pages}
        href={(page) => links.courses({ q: props.q, page })}
      />
    </div>
  );
}
