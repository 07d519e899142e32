/** An import before it is a course: being read, refused, ready to be looked at, or taken. */
import { For, type JSX, Match, Show, Switch } from 'solid-js';
import type { MessageKey } from '#lib/messages.ts';
import type { CourseImport } from '#modules/authoring/index.ts';
import { ProblemItems, studioLinks } from '#screens/studio/outline/index.ts';
import { ButtonLink } from '#ui/button.tsx';
import { ProgressBar, Stats } from '#ui/figures.tsx';
import { enhance } from '#ui/island.tsx';
import { Badge, Callout, EmptyState } from '#ui/notice.tsx';
import { Breadcrumbs, PageHeader } from '#ui/page.tsx';
import { DataTable } from '#ui/table.tsx';
import { useView } from '#ui/view.tsx';
import { importLinks } from '../links.ts';
import type { FoundCourse, ImportedUnit, OpenImport } from '../service/imports.ts';
import { Findings, groupsOf, tones } from './findings.tsx';
import { type Again, Leave, TakeForm } from './take.tsx';

const mostErrors = 50;
/** Findings of the whole course that are read here; all of them are in the report. */
const mostFindings = 200;

function UnderWay(props: { row: CourseImport }): JSX.Element {
  const { t } = useView();
  const { id, state, progress, received, size } = props.row;
  const arriving = state === 'arriving';
  const seen = encodeURIComponent(`${state} ${progress}`);
  const news = `${importLinks.news(id)}?seen=${seen}`;
  const island = enhance('screens/studio/exchange/islands/import-progress', { news });
  return (
    <div class="stack" {...island}>
      <div role="status">
        <ProgressBar
          label={t(`imports.state-${arriving ? 'arriving' : state === 'waiting' ? 'waiting' : 'reading'}`)}
          value={arriving ? received : progress}
          max={arriving ? size : 1}
        />
      </div>
      <p class="muted">{t(arriving ? 'imports.arriving-text' : 'imports.reading-text')}</p>
      <div class="row">
        <ButtonLink href={importLinks.one(id)} look="quiet" icon="refresh-cw">
          {t('imports.look-again')}
        </ButtonLink>
        <Leave id={id} label={t('imports.cancel')} />
      </div>
    </div>
  );
}

function Refused(props: { row: CourseImport }): JSX.Element {
  const { t } = useView();
  const refusal = () => props.row.refusal ?? { code: 'import-failed' };
  const text = (rest: string) => t(`refusals.${refusal().code}${rest}` as MessageKey, refusal().values);
  return (
    <Callout
      tone="danger"
      title={text('')}
      actions={
        <ButtonLink href={importLinks.form()} icon="upload">
          {t('imports.another-file')}
        </ButtonLink>
      }
    >
      <p>{text('.remedy')}</p>
      <Show when={refusal().fields?.length}>
        <ul>
          <For each={refusal().fields}>
            {({ path, message }) => (
              <li dir="ltr" lang="en">
                <code>{path}</code> {message}
              </li>
            )}
          </For>
        </ul>
      </Show>
    </Callout>
  );
}

function Taken(props: OpenImport): JSX.Element {
  const { t } = useView();
  return (
    <Show when={props.course} fallback={<EmptyState icon="inbox" title={t('imports.course-gone')} />}>
      {(course) => {
        const params = { organization: course().organization.key, course: course().key };
        return (
          <Callout
            tone="success"
            title={t('imports.taken')}
            actions={
              <>
                <ButtonLink href={studioLinks.outline(params)} icon="pencil">
                  {t('imports.to-studio')}
                </ButtonLink>
                <Show when={course().releaseId}>
                  <ButtonLink href={`/courses/${params.organization}/${params.course}`} look="quiet">
                    {t('imports.to-learners')}
                  </ButtonLink>
                </Show>
                <ButtonLink href={studioLinks.publish(params)} look="quiet">
                  {t('imports.to-publish')}
                </ButtonLink>
                <Show when={props.reportId}>
                  {(id) => (
                    <ButtonLink href={importLinks.report(id())} look="quiet">
                      {t('studio.report-title')}
                    </ButtonLink>
                  )}
                </Show>
              </>
            }
          >
            <p>
              <bdi>{course().title}</bdi>
            </p>
          </Callout>
        );
      }}
    </Show>
  );
}

const changedIn = ({ items }: ImportedUnit) => items.filter(({ notes }) => notes.length > 0).length;

function Units(props: { row: CourseImport; found: FoundCourse; language?: string }): JSX.Element {
  const { t } = useView();
  return (
    <DataTable<ImportedUnit>
      caption={t('imports.units')}
      rowKeys
      rows={props.found.units}
      empty={<EmptyState icon="triangle-alert" title={t('imports.no-units')} />}
      columns={[
        {
          header: t('imports.unit'),
          rowHeader: true,
          cell: ({ unit }) => (
            <a href={importLinks.unit(props.row.id, unit.key)}>
              <bdi>{unit.title}</bdi>
            </a>
          ),
        },
        {
          header: t('imports.activities'),
          numeric: true,
          cell: ({ unit }) => unit.blocks.filter(({ kind }) => kind === 'activity').length,
        },
        {
          header: t('imports.findings'),
          cell: (one) => (
            <Show when={changedIn(one) > 0} fallback={<Badge tone="success">{t('olx.fate-exact')}</Badge>}>
              <Badge tone={tones.approximated}>{t('imports.noted', { count: changedIn(one) })}</Badge>
            </Show>
          ),
        },
      ]}
    />
  );
}

function Ready(props: { row: CourseImport; found: FoundCourse; again: Again }): JSX.Element {
  const { t } = useView();
  const { row, found } = props;
  const counts = row.finding?.counts;
  const errors = found.problems.filter(({ severity }) => severity === 'error');
  const noted = found.others.filter(({ notes }) => notes.length > 0);
  const format = row.finding?.format ?? '';
  const groups = groupsOf(t, format, noted);
  return (
    <div class="stack">
      <Show when={counts}>
        {(count) => (
          <Stats
            stats={[
              { label: t('imports.count-units'), value: count().units },
              { label: t('imports.count-activities'), value: count().activities },
              { label: t('olx.fate-exact'), value: count().exact },
              { label: t('olx.fate-approximated'), value: count().approximated },
              { label: t('olx.fate-dropped'), value: count().dropped },
            ]}
          />
        )}
      </Show>
      <Show when={errors.length > 0}>
        <Callout tone="danger" title={t('imports.has-errors')}>
          <p>{t('imports.has-errors-text')}</p>
          <ProblemItems problems={errors.slice(0, mostErrors)} />
        </Callout>
      </Show>
      <TakeForm {...props} />
      <Units row={row} found={found} />
      <Show when={noted.length > 0}>
        <section aria-labelledby="other-findings" class="stack">
          <h2 id="other-findings">{t('imports.others', { count: noted.length })}</h2>
          <Findings format={format} groups={groups.slice(0, mostFindings)} />
          <Show when={groups.length > mostFindings}>
            <p class="muted">{t('imports.others-more', { count: groups.length - mostFindings })}</p>
          </Show>
        </section>
      </Show>
    </div>
  );
}

export function ImportedPage(props: OpenImport & { again: Again }): JSX.Element {
  const { t } = useView();
  const { row, found } = props;
  return (
    <div class="stack" id="import">
      <Breadcrumbs
        links={[
          { href: studioLinks.courses(), label: t('outline.studio') },
          { href: importLinks.form(), label: t('studio.import-title') },
        ]}
      />
      <PageHeader
        kicker={<bdi dir="ltr">{row.fileName}</bdi>}
        title={row.finding?.title || t('imports.title')}
        lead={
          row.finding
            ? t('imports.read-as', { format: t(`imports.format-${row.finding.format}` as MessageKey) })
            : undefined
        }
      />
      <Switch fallback={<UnderWay row={row} />}>
        <Match when={row.state === 'refused'}>
          <Refused row={row} />
        </Match>
        <Match when={row.state === 'cancelled'}>
          <EmptyState
            icon="x"
            title={t('imports.is-cancelled')}
            actions={<ButtonLink href={importLinks.form()}>{t('imports.another-file')}</ButtonLink>}
          />
        </Match>
        <Match when={row.state === 'taken'}>
          <Taken {...props} />
        </Match>
        <Match when={found}>{(course) => <Ready row={row} found={course()} again={props.again} />}</Match>
      </Switch>
    </div>
  );
}
