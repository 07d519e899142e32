import { type JSX, Show } from 'solid-js';
import type { Comparison, Regrade, RegradeLine, RegradeState } from '#modules/gradebook/index.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Checkbox, Field, RadioGroup, Select } from '#ui/field.tsx';
import { ProgressBar } from '#ui/figures.tsx';
import { Form, FormActions, type FormValues, type Problem } from '#ui/form.tsx';
import { Badge, Callout, EmptyState } from '#ui/notice.tsx';
import { DataTable } from '#ui/table.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import { ComparisonView } from './comparison.tsx';
import { GradesHead, type OfRun } from './head.tsx';

interface OfActivities extends OfRun {
  titleOf(activityKey: string): string;
}

const tones: Record<RegradeState, 'neutral' | 'accent' | 'success' | 'warning'> = {
  judging: 'accent',
  ready: 'warning',
  stopped: 'neutral',
  applying: 'accent',
  applied: 'success',
  undoing: 'accent',
  undone: 'neutral',
};

function State(props: { state: RegradeState }): JSX.Element {
  const { t } = useView();
  return <Badge tone={tones[props.state]}>{t(`gradebook.regrade-${props.state}`)}</Badge>;
}

export interface RegradesPageProps extends OfActivities {
  regrades: readonly Regrade[];
  activities: readonly { value: string; label: string }[];
  releases: readonly { value: string; label: string }[];
  nameOf(personId: string): string;
  problems?: readonly Problem[];
  values?: FormValues;
}

export function RegradesPage(props: RegradesPageProps): JSX.Element {
  const { t } = useView();
  const { to } = props;
  return (
    <div class="stack">
      <GradesHead {...props} />
      <section class="section grade-form">
        <h2>{t('gradebook.regrade-new')}</h2>
        <p>{t('gradebook.regrade-lead')}</p>
        <Form action={to.regrades} problems={props.problems} values={props.values}>
          <Select name="activity" label={t('learn.activity')} options={props.activities} />
          <Select
            name="release"
            label={t('gradebook.regrade-release')}
            hint={t('gradebook.regrade-release-hint')}
            options={props.releases}
          />
          <Field
            name="reason"
            label={t('gradebook.regrade-reason')}
            hint={t('gradebook.regrade-reason-hint')}
            maxlength="500"
          />
          <FormActions>
            <Button icon="rotate-ccw">{t('gradebook.regrade-start')}</Button>
          </FormActions>
        </Form>
      </section>
      <DataTable<Regrade>
        caption={t('gradebook.regrades')}
        rows={props.regrades}
        empty={<EmptyState icon="rotate-ccw" title={t('gradebook.regrade-none')} />}
        columns={[
          {
            header: t('learn.activity'),
            rowHeader: true,
            cell: ({ id, activityKey }) => (
              <a href={to.regrade(id)}>
                <bdi>{props.titleOf(activityKey)}</bdi>
              </a>
            ),
          },
          { header: t('grades.state'), cell: ({ state }) => <State state={state} /> },
          { header: t('grades.when'), cell: ({ madeAt }) => <Time at={madeAt} /> },
          { header: t('grades.who'), cell: ({ madeBy }) => <bdi>{props.nameOf(madeBy)}</bdi> },
          { header: t('grades.reason'), cell: ({ reason }) => <bdi>{reason}</bdi> },
        ]}
      />
    </div>
  );
}

export interface RegradePageProps extends OfActivities {
  regrade: Regrade;
  lines?: readonly RegradeLine[];
  all?: Comparison;
  raises?: Comparison;
}

/** How far it is, while it goes on by itself. */
function Underway(props: RegradePageProps): JSX.Element {
  const { t } = useView();
  const { regrade, to } = props;
  return (
    <section class="section grade-form stack">
      <ProgressBar
        label={t(`gradebook.regrade-${regrade.state}`)}
        value={regrade.done}
        max={Math.max(1, regrade.learners)}
        text={t('gradebook.regrade-done', { done: regrade.done, all: regrade.learners })}
      />
      <p class="muted">{t('gradebook.regrade-leave')}</p>
      <p class="row">
        <ButtonLink href={to.regrade(regrade.id)} look="quiet" icon="rotate-ccw">
          {t('gradebook.regrade-look')}
        </ButtonLink>
      </p>
      <Show when={regrade.state === 'judging'}>
        <Form action={to.regradeStep(regrade.id, 'stop')}>
          <Button look="danger">{t('gradebook.regrade-stop')}</Button>
        </Form>
      </Show>
    </section>
  );
}

function Decide(props: RegradePageProps): JSX.Element {
  const { t } = useView();
  const { regrade, to, all, raises } = props;
  const problems = () => props.lines?.filter(({ problem }) => problem).length ?? 0;
  const changes = () => props.lines?.some(({ before, after, problem }) => !problem && before !== after);
  return (
    <>
      <Show when={problems() > 0}>
        <Callout tone="warning" title={t('gradebook.regrade-problems', { count: problems() })}>
          {t('gradebook.regrade-problems-text')}
        </Callout>
      </Show>
      <Show when={!changes()}>
        <Callout title={t('gradebook.regrade-same')}>{t('gradebook.regrade-same-text')}</Callout>
      </Show>
      <Show when={changes() && all}>
        {(comparison) => <ComparisonView comparison={comparison()} hrefOf={to.learner} />}
      </Show>
      <Show when={changes()}>
        <Form action={to.regradeStep(regrade.id, 'apply')} values={{ only: 'raises', notify: true }}>
          <RadioGroup
            name="only"
            label={t('gradebook.regrade-choice')}
            options={[
              {
                value: 'raises',
                label: t('gradebook.regrade-raises'),
                hint: t('gradebook.regrade-counts', {
                  gains: raises?.gains ?? 0,
                  losses: raises?.losses ?? 0,
                }),
              },
              {
                value: 'all',
                label: t('gradebook.regrade-all'),
                hint: t('gradebook.regrade-counts', { gains: all?.gains ?? 0, losses: all?.losses ?? 0 }),
              },
            ]}
          />
          <Checkbox name="notify" label={t('gradebook.regrade-notify')} />
          <FormActions>
            <Button icon="check">{t('gradebook.regrade-apply')}</Button>
            <ButtonLink href={to.regrades} look="plain">
              {t('gradebook.regrade-later')}
            </ButtonLink>
          </FormActions>
        </Form>
      </Show>
      <Form action={to.regradeStep(regrade.id, 'stop')}>
        <Button look="quiet" icon="x">
          {t('gradebook.regrade-drop')}
        </Button>
      </Form>
    </>
  );
}

export function RegradePage(props: RegradePageProps): JSX.Element {
  const { t } = useView();
  const { regrade, to } = props;
  const underway = () => ['judging', 'applying', 'undoing'].includes(regrade.state);
  return (
    <div class="stack">
      <GradesHead {...props} back={[{ href: to.regrades, label: t('gradebook.regrades') }]} />
      <h2>
        <bdi>{props.titleOf(regrade.activityKey)}</bdi> <State state={regrade.state} />
      </h2>
      <p>
        <bdi>{regrade.reason}</bdi>
      </p>
      <Show when={underway()}>
        <Underway {...props} />
      </Show>
      <Show when={regrade.state === 'ready'}>
        <Decide {...props} />
      </Show>
      <Show when={regrade.state === 'applied'}>
        <Callout tone="success" title={t('gradebook.regrade-applied')}>
          {t('gradebook.regrade-undo-text')}
        </Callout>
        <Form action={to.regradeStep(regrade.id, 'undo')}>
          <Button look="danger" icon="rotate-ccw">
            {t('gradebook.regrade-undo')}
          </Button>
        </Form>
      </Show>
      <Show when={regrade.state === 'stopped' || regrade.state === 'undone'}>
        <Callout title={t(`gradebook.regrade-${regrade.state}`)}>{t('gradebook.regrade-nothing')}</Callout>
      </Show>
    </div>
  );
}
