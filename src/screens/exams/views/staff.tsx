import { type JSX, Show } from 'solid-js';
import type { SittingLine } from '#modules/exams/index.ts';
import { RunHead } from '#screens/teach/index.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Disclosure } from '#ui/dialog.tsx';
import { Field, Select } from '#ui/field.tsx';
import { Stats } from '#ui/figures.tsx';
import { Form, FormActions } from '#ui/form.tsx';
import { enhance } from '#ui/island.tsx';
import { Badge, EmptyState } from '#ui/notice.tsx';
import { Pagination } from '#ui/page.tsx';
import { DataTable } from '#ui/table.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import { staffLinks } from '../links.ts';
import type { RunParams } from '../schema.ts';
import type { ExamList, SittingList } from '../service/watching.ts';
import { formatMinutes } from './facts.tsx';

/** The exams of a run, each with how many are in. */
export function ExamsPage(props: ExamList & { params: RunParams }): JSX.Element {
  const { t, locale } = useView();
  const to = staffLinks(props.params);
  return (
    <div class="stack">
      <RunHead run={props.run} params={props.params} rights={props.rights} current="exams" />
      <DataTable
        caption={t('exams.exams')}
        captionHidden
        rowKeys
        rows={props.exams}
        empty={
          <EmptyState icon="hourglass" title={t('exams.no-exams')}>
            {t('exams.no-exams-text')}
          </EmptyState>
        }
        columns={[
          {
            header: t('exams.exam'),
            rowHeader: true,
            cell: ({ paper }) => (
              <a href={to.sittings(paper.key)}>
                <bdi>{paper.title}</bdi>
              </a>
            ),
          },
          {
            header: t('exams.time'),
            cell: ({ paper }) =>
              paper.exam.minutes === null ? t('exams.no-limit') : formatMinutes(paper.exam.minutes, locale),
          },
          { header: t('exams.questions'), numeric: true, cell: ({ paper }) => paper.size },
          { header: t('exams.state-under-way'), numeric: true, cell: ({ counts }) => counts.underWay },
          { header: t('exams.state-finished'), numeric: true, cell: ({ counts }) => counts.finished },
        ]}
      />
    </div>
  );
}

function TimeForm(props: { list: SittingList; params: RunParams }): JSX.Element {
  const { t } = useView();
  return (
    <Disclosure summary={t('exams.time-for-all')}>
      <Form action={staffLinks(props.params).time(props.list.paper.key)}>
        <Field
          name="minutes"
          type="number"
          min="1"
          max="1440"
          inputmode="numeric"
          label={t('exams.minutes')}
          hint={t('exams.time-for-all-hint')}
          value="10"
        />
        <FormActions>
          <Button icon="plus">{t('exams.give-time')}</Button>
        </FormActions>
      </Form>
    </Disclosure>
  );
}

const stateOf = ({ number, finishedAt }: SittingLine) =>
  number === null ? 'not-begun' : finishedAt === null ? 'under-way' : 'finished';

const toneOf = { 'not-begun': 'neutral', 'under-way': 'accent', finished: 'success' } as const;

/** What staff may do about one learner; each opens where it is needed. */
function LineActions(props: { line: SittingLine; exam: string; params: RunParams }): JSX.Element {
  const { t } = useView();
  const { line, exam } = props;
  const to = staffLinks(props.params);
  const number = line.number ?? 0;
  const finished = line.finishedAt !== null;
  return (
    <Show when={line.number !== null}>
      <Disclosure summary={t('exams.act')}>
        <Form action={finished ? to.reopen(exam, line.learnerId, number) : to.time(exam)}>
          <Show when={!finished}>
            <input type="hidden" name="learner" value={line.learnerId} />
          </Show>
          <Field
            id={`minutes-${line.learnerId}`}
            name="minutes"
            type="number"
            min="1"
            max="1440"
            inputmode="numeric"
            label={t('exams.minutes')}
            value="10"
          />
          <FormActions>
            <Button
              size="small"
              aria-label={t(finished ? 'exams.reopen-name' : 'exams.give-time-name', { name: line.name })}
            >
              {t(finished ? 'exams.reopen' : 'exams.give-time')}
            </Button>
          </FormActions>
        </Form>
        <Show when={!finished}>
          <Form action={to.end(exam, line.learnerId, number)}>
            <Button look="danger" size="small" aria-label={t('exams.end-name', { name: line.name })}>
              {t('exams.end')}
            </Button>
          </Form>
        </Show>
      </Disclosure>
    </Show>
  );
}

function Ends(props: { line: SittingLine }): JSX.Element {
  const { t, locale } = useView();
  const { line } = props;
  return (
    <>
      <Show when={line.finishedAt ?? line.endsAt} fallback="–">
        {(at) => <Time at={at()} style="time" relative={line.finishedAt === null} />}
      </Show>
      <Show when={line.finishedBy && line.finishedBy !== 'learner'}>
        {' '}
        <Badge>{t(`exams.by-${line.finishedBy ?? 'time'}`)}</Badge>
      </Show>
      <Show when={line.extraMinutes > 0}>
        {' '}
        <Badge tone="accent">{t('exams.extra', { time: formatMinutes(line.extraMinutes, locale) })}</Badge>
      </Show>
    </>
  );
}

function Table(props: { list: SittingList; params: RunParams }): JSX.Element {
  const { t } = useView();
  const { lines, paper } = props.list;
  return (
    <DataTable<SittingLine>
      caption={t('exams.sittings')}
      captionHidden
      rowKeys
      rows={lines}
      empty={
        <EmptyState icon="users" title={t('exams.nobody')}>
          {t('exams.nobody-text')}
        </EmptyState>
      }
      columns={[
        {
          header: t('exams.learner'),
          rowHeader: true,
          cell: ({ name, email }) => (
            <>
              <bdi>{name}</bdi>
              <br />
              <small class="muted">{email}</small>
            </>
          ),
        },
        {
          header: t('exams.state'),
          cell: (line) => <Badge tone={toneOf[stateOf(line)]}>{t(`exams.state-${stateOf(line)}`)}</Badge>,
        },
        {
          header: t('exams.answered'),
          numeric: true,
          cell: ({ number, answered, questions }) =>
            number === null ? '–' : t('exams.answered-of', { answered, questions }),
        },
        {
          header: t('exams.begun-at'),
          cell: ({ startedAt }) => (
            <Show when={startedAt} fallback="–">
              {(at) => <Time at={at()} style="datetime" />}
            </Show>
          ),
        },
        { header: t('exams.ends'), cell: (line) => <Ends line={line} /> },
        {
          header: t('teach.actions'),
          cell: (line) => <LineActions line={line} exam={paper.key} params={props.params} />,
        },
      ]}
    />
  );
}

/** Who is in, who has handed in, who has not begun; drawn anew while the exam is on. */
export function SittingsPage(props: SittingList & { params: RunParams }): JSX.Element {
  const { t } = useView();
  const { run, paper, counts, filter, pages, params } = props;
  const to = staffLinks(params);
  const island = enhance('screens/exams/islands/refresh', { seconds: 20 });
  const here = (page: number) => to.sittings(paper.key, { q: filter.q, state: filter.state, page });
  return (
    <div class="stack">
      <RunHead run={run} params={params} rights={props.rights} current="exams" />
      <h2>
        <bdi>{paper.title}</bdi>
      </h2>
      <div id="sittings" class="stack" {...island}>
        <Stats
          stats={[
            { label: t('exams.state-under-way'), value: String(counts.underWay) },
            { label: t('exams.state-finished'), value: String(counts.finished) },
            { label: t('exams.learners'), value: String(counts.learners) },
          ]}
        />
        <Form action={to.sittings(paper.key)} method="get">
          <Field name="q" type="search" label={t('teach.search-people')} value={filter.q} optional />
          <Select
            name="state"
            label={t('exams.state')}
            value={filter.state}
            options={(['all', 'under-way', 'finished', 'not-begun'] as const).map((value) => ({
              value,
              label: t(`exams.state-${value}`),
            }))}
          />
          <FormActions>
            <Button look="quiet" icon="funnel">
              {t('exams.filter')}
            </Button>
            <ButtonLink href={here(props.page)} look="plain" icon="refresh-cw">
              {t('exams.refresh')}
            </ButtonLink>
          </FormActions>
        </Form>
        <Table list={props} params={params} />
        <Pagination page={props.page} pages={pages} href={here} />
      </div>
      <TimeForm list={props} params={params} />
    </div>
  );
}
