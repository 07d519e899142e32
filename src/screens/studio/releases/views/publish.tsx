/** Before publishing: what is wrong, what changes, for whom, and when. */
import { For, type JSX, Show } from 'solid-js';
import type { Review } from '#modules/authoring/index.ts';
import type { SourceProblem } from '#modules/content/index.ts';
import { type CourseParams, ProblemItems, StudioHead, studioLinks } from '#screens/studio/outline/index.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Disclosure } from '#ui/dialog.tsx';
import { Checkbox, Field, RadioGroup, Select, TextArea } from '#ui/field.tsx';
import { Form, FormActions, type FormValues, type Problem } from '#ui/form.tsx';
import { Badge, Callout } from '#ui/notice.tsx';
import { useView } from '#ui/view.tsx';
import { links } from '../links.ts';
import type { OpenPublish } from '../service/publish.ts';
import { DifferenceView } from './differences.tsx';
import { EffectView } from './effect.tsx';
import { PlanToCome } from './to-come.tsx';

export interface PublishPageProps extends OpenPublish {
  /** What the field of the time shows first. */
  suggested: string;
  again?: { problems: readonly Problem[]; values: FormValues };
}

function Problems(props: { problems: readonly SourceProblem[]; params: CourseParams }): JSX.Element {
  const { t } = useView();
  const of = (wanted: SourceProblem['severity']) =>
    props.problems.filter(({ severity }) => severity === wanted);
  const [errors, warnings] = [of('error'), of('warning')];
  return (
    <>
      <Show when={errors.length > 0}>
        <Callout tone="danger" title={t('releases.errors', { count: errors.length })}>
          <ProblemItems problems={errors} params={props.params} />
        </Callout>
      </Show>
      <Show when={warnings.length > 0}>
        <Disclosure summary={t('releases.warnings', { count: warnings.length })}>
          <ProblemItems problems={warnings} params={props.params} />
        </Disclosure>
      </Show>
    </>
  );
}

export function VerdictBadge(props: { verdict: Review['verdict'] }): JSX.Element {
  const { t } = useView();
  if (props.verdict === 'approved')
    return (
      <Badge tone="success" icon="check">
        {t('releases.approved')}
      </Badge>
    );
  if (props.verdict === 'changes')
    return (
      <Badge tone="warning" icon="message-square">
        {t('releases.changes-wanted')}
      </Badge>
    );
  return <Badge icon="hourglass">{t('releases.asked')}</Badge>;
}

function Reviews(props: PublishPageProps): JSX.Element {
  const { t } = useView();
  const { reviews, nameOf, params, approvalMissing } = props;
  return (
    <>
      <Show when={approvalMissing}>
        <Callout
          tone="warning"
          title={t('releases.approval-missing')}
          actions={<ButtonLink href={links(params).reviews}>{t('releases.ask')}</ButtonLink>}
        >
          {t('releases.approval-missing-text')}
        </Callout>
      </Show>
      <Show when={reviews.length > 0}>
        <h2>{t('releases.reviews')}</h2>
        <ul class="plain-list">
          <For each={reviews}>
            {({ id, reviewerId, verdict }) => (
              <li>
                <a href={links(params).review(id)}>
                  <bdi>{nameOf(reviewerId)}</bdi>
                </a>{' '}
                <VerdictBadge verdict={verdict} />
              </li>
            )}
          </For>
        </ul>
      </Show>
    </>
  );
}

function PublishForm(props: PublishPageProps): JSX.Element {
  const { t } = useView();
  const { params, cohorts, again, runs, zone } = props;
  const first = props.course.releaseId === null;
  const piloted = runs.filter(({ pilot }) => pilot).length;
  const ways = [
    {
      value: 'now',
      label: t('releases.now'),
      hint: piloted > 0 ? t('releases.ends-pilots', { count: piloted }) : undefined,
    },
    { value: 'at', label: t('releases.at') },
    ...(cohorts.length > 0 && !first
      ? [{ value: 'pilot', label: t('releases.pilot'), hint: t('releases.pilot-hint') }]
      : []),
  ];
  return (
    <Form
      action={links(params).publish()}
      problems={again?.problems}
      values={{ when: 'now', at: props.suggested, ...again?.values }}
    >
      <input type="hidden" name="revision" value={props.revision} />
      <TextArea
        name="notes"
        label={t('releases.notes')}
        hint={t('releases.notes-hint')}
        rows={4}
        maxlength={2000}
        optional
      />
      <RadioGroup name="when" label={t('releases.when')} options={ways} />
      <div class="publish-at">
        <Field
          name="at"
          type="datetime-local"
          label={t('releases.time')}
          hint={t('releases.time-hint', { zone })}
          required={false}
        />
      </div>
      <Show when={ways.length > 2}>
        <div class="publish-pilot">
          <Select
            name="cohort"
            label={t('releases.cohort')}
            blank={t('releases.choose')}
            options={cohorts.map(({ run, key, title }) => ({
              value: `${run.key} ${key}`,
              label: runs.length > 1 ? `${run.key}: ${title}` : title,
            }))}
            required={false}
          />
        </div>
      </Show>
      <Show when={first && props.course.kind === 'course'}>
        <Checkbox name="open" label={t('releases.open')} hint={t('releases.open-hint')} />
      </Show>
      <FormActions>
        <Button icon="upload">{t('releases.publish')}</Button>
      </FormActions>
    </Form>
  );
}

export function PublishPage(props: PublishPageProps): JSX.Element {
  const { t } = useView();
  const { release, difference, course, params, released, rights } = props;
  const to = links(params);
  return (
    <>
      <StudioHead {...props} current="releases" />
      <div class="with-side">
        <div class="stack">
          <Show
            when={!release || props.changed}
            fallback={
              <>
                <h2>{t('releases.nothing-new')}</h2>
                <p>{t('releases.nothing-new-text')}</p>
              </>
            }
          >
            <h2>{t('releases.publish-title', { revision: props.revision })}</h2>
          </Show>
          <For each={props.plans}>{(plan) => <PlanToCome of={props} plan={plan} />}</For>
          <Problems problems={props.problems} params={params} />
          <Show when={props.takers > 0}>
            <Callout>
              {t('releases.reaches', { count: props.takers })}{' '}
              <a href={studioLinks.uses(params)}>{t('releases.reaches-list')}</a>
            </Callout>
          </Show>
          <Show when={release && !difference}>
            <Callout tone="accent" title={t('releases.first')}>
              {t('releases.first-text', {
                units: release?.units.length ?? 0,
                activities: release?.activities.length ?? 0,
              })}
            </Callout>
          </Show>
          <Show when={props.changed && difference}>
            {(found) => (
              <>
                <p class="muted">
                  {t(course.kind === 'library' ? 'releases.compared' : 'releases.compared-live', {
                    number: released?.number ?? 0,
                  })}
                </p>
                <EffectView effects={found().effects} later={t('releases.regrade-later')} />
                <DifferenceView
                  difference={found()}
                  language={course.language}
                  readerHref={to.publish()}
                  sourceHref={to.publish('source')}
                />
              </>
            )}
          </Show>
        </div>
        <div class="stack publish-side">
          <Show when={release} fallback={<p>{t('releases.mend-first')}</p>}>
            <Reviews {...props} />
            <Show when={rights.publish} fallback={<p>{t('releases.may-not')}</p>}>
              <Show when={props.changed && !props.approvalMissing}>
                <PublishForm {...props} />
              </Show>
            </Show>
          </Show>
          <p>
            <a href={to.reviews}>{t('releases.reviews-link')}</a>
          </p>
        </div>
      </div>
    </>
  );
}
