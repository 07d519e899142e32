import { type JSX, Show } from 'solid-js';
import { paramsOf, type Run } from '#modules/catalog/index.ts';
import { CourseName } from '#screens/browse/index.ts';
import { ButtonLink } from '#ui/button.tsx';
import { Badge, EmptyState } from '#ui/notice.tsx';
import { PageHeader, Pagination } from '#ui/page.tsx';
import { SearchForm } from '#ui/search.tsx';
import { type Column, DataTable } from '#ui/table.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import { links } from '../links.ts';
import { type RunState, runStateOf } from '../rules.ts';
import type { CourseLine, Desk, Rights, RunLine } from '../service.ts';

const tones: Record<RunState, 'neutral' | 'success' | 'accent'> = {
  upcoming: 'accent',
  running: 'success',
  ended: 'neutral',
};

/** Whether a run goes on, and from when to when. */
export function RunBadges(props: { run: Run }): JSX.Element {
  const { t, now } = useView();
  const state = () => runStateOf(props.run, now);
  return (
    <>
      <Badge tone={tones[state()]}>{t(`teach.run-${state()}`)}</Badge>{' '}
      <Show when={props.run.open}>
        <Badge icon="globe">{t('teach.run-open')}</Badge>
      </Show>
    </>
  );
}

const timeOf = (at: Date | null) => <Show when={at}>{(moment) => <Time at={moment()} style="date" />}</Show>;

/** The columns that every list of runs has. */
export function runColumns<Row>(
  t: ReturnType<typeof useView>['t'],
  lineOf: (row: Row) => (RunLine & { rights: Rights }) | null,
): Column<Row>[] {
  const cell = (draw: (line: RunLine & { rights: Rights }) => JSX.Element) => (row: Row) => {
    const line = lineOf(row);
    return line && draw(line);
  };
  return [
    {
      header: t('teach.run'),
      cell: cell(({ run }) => (
        <a href={links.learn(paramsOf(run))}>
          <bdi dir="ltr">{run.key}</bdi>
        </a>
      )),
    },
    { header: t('teach.state'), cell: cell(({ run }) => <RunBadges run={run} />) },
    { header: t('teach.starts'), cell: cell(({ run }) => timeOf(run.startsAt)) },
    { header: t('teach.ends'), cell: cell(({ run }) => timeOf(run.endsAt)) },
    {
      header: t('teach.learners'),
      numeric: true,
      cell: cell(({ run, learners, rights }) => (
        <Show when={rights.teach} fallback={learners}>
          <a href={links.people(paramsOf(run))}>{learners}</a>
        </Show>
      )),
    },
    {
      header: t('teach.actions'),
      cell: cell(({ run, rights }) => (
        <>
          <Show when={rights.mark}>
            <ButtonLink href={links.marking(paramsOf(run))} look="plain" size="small" icon="list-checks">
              {t('marking.title')}
            </ButtonLink>
          </Show>
          <Show when={rights.edit}>
            <ButtonLink href={links.settings(paramsOf(run))} look="plain" size="small" icon="settings">
              {t('teach.settings')}
            </ButtonLink>
          </Show>
        </>
      )),
    },
  ];
}

interface Line {
  course: CourseLine['course'];
  rights: Rights;
  run: RunLine | null;
}

const linesOf = (desk: Desk): Line[] =>
  desk.courses.flatMap(({ course, rights, runs }): Line[] =>
    runs.length === 0 ? [{ course, rights, run: null }] : runs.map((run) => ({ course, rights, run })),
  );

function Nothing(props: Desk): JSX.Element {
  const { t } = useView();
  if (props.q || props.page > 1)
    return (
      <EmptyState
        icon="search"
        title={t('teach.nothing-found')}
        actions={
          <ButtonLink href={links.desk()} look="quiet">
            {t('teach.all')}
          </ButtonLink>
        }
      >
        {t('teach.nothing-found-text')}
      </EmptyState>
    );
  return (
    <EmptyState
      icon="graduation-cap"
      title={t('teach.no-courses')}
      actions={
        <Show when={props.mayImport}>
          <ButtonLink href={links.importCourse()} icon="upload">
            {t('teach.import')}
          </ButtonLink>
        </Show>
      }
    >
      {t(props.mayImport ? 'teach.no-courses-import' : 'teach.no-courses-text')}
    </EmptyState>
  );
}

export function DeskPage(props: Desk): JSX.Element {
  const { t } = useView();
  return (
    <div class="stack">
      <PageHeader
        title={t('teach.title')}
        lead={t('teach.count', { count: props.total })}
        actions={
          <Show when={props.mayImport}>
            <ButtonLink href={links.importCourse()} look="quiet" icon="upload">
              {t('teach.import')}
            </ButtonLink>
          </Show>
        }
      />
      <Show when={props.q || props.pages > 1 || props.total > 5}>
        <SearchForm action={links.desk()} q={props.q} label={t('teach.search-courses')} />
      </Show>
      <DataTable<Line>
        caption={t('teach.courses')}
        captionHidden
        rowKeys
        rows={linesOf(props)}
        empty={<Nothing {...props} />}
        columns={[
          {
            header: t('teach.course'),
            rowHeader: true,
            cell: ({ course }) => (
              <CourseName
                course={course}
                href={links.course({ organization: course.organization.key, course: course.key })}
              />
            ),
          },
          ...runColumns<Line>(t, ({ run, rights }) => run && { ...run, rights }),
        ]}
      />
      <Pagination page={props.page} pages={props.pages} href={(page) => links.desk({ q: props.q, page })} />
    </div>
  );
}
