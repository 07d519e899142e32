import { For, type JSX, Show } from 'solid-js';
import { RunHead } from '#screens/teach/index.ts';
import { Button } from '#ui/button.tsx';
import { Disclosure } from '#ui/dialog.tsx';
import { Field } from '#ui/field.tsx';
import { Form, FormActions } from '#ui/form.tsx';
import { Callout, EmptyState } from '#ui/notice.tsx';
import { DataTable } from '#ui/table.tsx';
import { formatTime, Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import { links } from './links.ts';
import { mostShown, type RunParams } from './schema.ts';
import type { StuckLine, StuckList } from './service.ts';

type Props = StuckList & { params: RunParams };

function KeyFields(props: { line: StuckLine }): JSX.Element {
  const { learnerId, submissionId, number } = props.line.grading;
  return (
    <>
      <input type="hidden" name="learner" value={learnerId} />
      <input type="hidden" name="submission" value={submissionId} />
      <input type="hidden" name="number" value={number} />
    </>
  );
}

function Actions(props: { line: StuckLine; params: RunParams }): JSX.Element {
  const { t } = useView();
  const { line, params } = props;
  const named = { learner: line.learner, activity: line.title };
  return (
    <div class="stack">
      <Form action={links.retry(params)}>
        <KeyFields line={line} />
        <Button look="quiet" size="small" icon="refresh-cw" aria-label={t('queue.retry-name', named)}>
          {t('queue.retry')}
        </Button>
      </Form>
      <Show when={line.activity}>
        {(activity) => (
          <Disclosure
            summary={
              <>
                <span aria-hidden="true">{t('queue.give')}</span>
                <span class="visually-hidden">{t('queue.give-name', named)}</span>
              </>
            }
          >
            <Form action={links.points(params)}>
              <KeyFields line={line} />
              <Field
                id={`points-${line.grading.submissionId}`}
                name="points"
                type="number"
                min="0"
                max={activity().points}
                step="any"
                inputmode="decimal"
                label={t('queue.points', { points: activity().points })}
              />
              <Field
                id={`reason-${line.grading.submissionId}`}
                name="reason"
                label={t('queue.reason')}
                hint={t('queue.reason-hint')}
                maxlength={2000}
              />
              <FormActions>
                <Button size="small">{t('queue.give')}</Button>
              </FormActions>
            </Form>
          </Disclosure>
        )}
      </Show>
    </div>
  );
}

function Failure(props: { line: StuckLine }): JSX.Element {
  const { t } = useView();
  const { failure, tries, losses, grader } = props.line.grading;
  const counts = [
    tries > 0 && t('queue.tries', { count: tries }),
    losses > 0 && t('queue.losses', { count: losses }),
  ];
  return (
    <>
      <Show when={failure} fallback={t('queue.no-failure')}>
        {(text) => <bdi class="stuck-failure">{text()}</bdi>}
      </Show>
      <p class="muted">
        <bdi>{grader}</bdi> {counts.filter(Boolean).join(', ')}
      </p>
    </>
  );
}

function Troubles(props: Props): JSX.Element {
  const { t, locale, timeZone } = useView();
  return (
    <For each={props.troubles}>
      {({ name, since }) => (
        <Callout tone="warning" title={t('queue.trouble')}>
          <p>
            {t('queue.trouble-text', {
              grader: name,
              since: formatTime(since, 'datetime', locale, timeZone),
            })}
          </p>
        </Callout>
      )}
    </For>
  );
}

export function StuckPage(props: Props): JSX.Element {
  const { t } = useView();
  const { lines, params } = props;
  return (
    <>
      <RunHead run={props.run} params={params} rights={props.rights} current="gradings" />
      <Troubles {...props} />
      <section class="section">
        <h2>{t('queue.title')}</h2>
        <p>{t('queue.lead')}</p>
        <Show when={lines.length > 1}>
          <Form action={links.retry(params)}>
            <Button icon="refresh-cw">{t('queue.retry-all')}</Button>
          </Form>
        </Show>
        <DataTable<StuckLine>
          caption={t('queue.count', { count: lines.length })}
          captionHidden={lines.length === 0}
          rows={lines}
          wide
          empty={
            <EmptyState icon="circle-check" title={t('queue.none')}>
              {t('queue.none-text')}
            </EmptyState>
          }
          columns={[
            { header: t('queue.learner'), rowHeader: true, cell: ({ learner }) => <bdi>{learner}</bdi> },
            {
              header: t('queue.activity'),
              cell: (line) => (
                <>
                  <Show when={line.activity} fallback={<bdi>{line.title}</bdi>}>
                    {(activity) => (
                      <a href={links.unit(params, activity().unitKey, activity().key)}>
                        <bdi>{line.title}</bdi>
                      </a>
                    )}
                  </Show>{' '}
                  <span class="muted">{`${t('queue.attempt')} ${line.grading.attempt}`}</span>
                </>
              ),
            },
            {
              header: t('queue.received'),
              cell: ({ grading }) => <Time at={grading.receivedAt} style="datetime" />,
            },
            { header: t('queue.failure'), cell: (line) => <Failure line={line} /> },
            { header: t('queue.actions'), cell: (line) => <Actions line={line} params={params} /> },
          ]}
        />
        <Show when={lines.length === mostShown}>
          <p class="muted">{t('queue.first-of', { count: mostShown })}</p>
        </Show>
      </section>
    </>
  );
}
