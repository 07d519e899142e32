/** One submission on the desk: the answer on one side, the mark on the other. */
import { For, type JSX, Show } from 'solid-js';
import { findActivity } from '#modules/content/index.ts';
import { type Mark, type MarkInput, plainPoints } from '#modules/marking/index.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Disclosure } from '#ui/dialog.tsx';
import { Field, Select, TextArea } from '#ui/field.tsx';
import { Form, FormActions, type FormValues, type Problem } from '#ui/form.tsx';
import { Html, WrittenIn } from '#ui/html.tsx';
import { Icon } from '#ui/icon.tsx';
import { enhance } from '#ui/island.tsx';
import { Badge, Callout } from '#ui/notice.tsx';
import { Breadcrumbs, PageHeader } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import type { DeskLinks } from '../links.ts';
import { isPicture, titleOf } from '../rules.ts';
import type { TaskPage } from '../service.ts';
import { PinnedAnswer } from './answer.tsx';
import { Both } from './both.tsx';
import { StateBadge } from './queue.tsx';
import { RubricForm } from './rubric.tsx';
import { Talk } from './talk.tsx';

/** A form of the page as it was refused. */
export interface TaskAgain {
  form: 'mark' | 'pin' | 'talk';
  problems: readonly Problem[];
  values: FormValues;
  /** What the marker had entered. */
  mark?: MarkInput;
  /** Somebody else saved meanwhile. */
  conflict?: boolean;
}

export interface TaskPageProps {
  page: TaskPage;
  to: DeskLinks;
  again: TaskAgain | null;
}

const pinForm = 'pin-form';

/** The mark that the form goes on from: what was entered, else what is kept of this part. */
function startOf({
  page,
  again,
}: TaskPageProps): Pick<Mark, 'version' | 'marks' | 'points' | 'comment' | 'reason'> {
  const kept = page.open.marks.find(({ part }) => part === page.open.part);
  // Two that differ begin to agree from the first.
  const begin = kept ?? (page.open.part === 'agreed' ? page.open.marks[0] : undefined);
  const version = kept?.version ?? 0;
  const mark = again?.mark;
  if (mark) return { ...mark, version };
  return { ...(begin ?? { marks: [], points: null, comment: '', reason: '' }), version };
}

function MarkForm(props: TaskPageProps): JSX.Element {
  const { t } = useView();
  const { page, to, again } = props;
  const { open, query, replies } = page;
  const start = startOf(props);
  const { rubric } = open.activity;
  const id = open.task.id;
  return (
    <Form
      action={to.task(id, query)}
      problems={again?.form === 'mark' ? again.problems : []}
      improved={enhance('screens/marking/islands/mark-form', {
        draftUrl: `/api/v1${to.draft(id)}`,
        texts: { saved: t('marking.saved'), refused: t('marking.not-saved'), offline: t('marking.offline') },
      })}
    >
      <input type="hidden" name="version" value={start.version} />
      <Show
        when={rubric}
        fallback={
          <Field
            name="points"
            label={t('marking.plain-points', { of: plainPoints(open.activity) })}
            type="number"
            min="0"
            max={plainPoints(open.activity)}
            step="any"
            value={start.points ?? undefined}
          />
        }
      >
        {(found) => <RubricForm rubric={found()} marks={start.marks} />}
      </Show>
      <TextArea
        name="comment"
        label={t('marking.comment')}
        rows={4}
        value={start.comment}
        optional
        dir="auto"
      />
      <Show when={replies.length > 0}>
        <Select
          name="reply"
          label={t('marking.reply')}
          hint={t('marking.reply-hint')}
          optional
          blank="–"
          options={replies.map(({ body }) => ({ value: body, label: body.slice(0, 80) }))}
        />
      </Show>
      <Show when={open.part === 'agreed'}>
        <TextArea name="reason" label={t('marking.reason')} rows={2} value={start.reason} dir="auto" />
      </Show>
      <FormActions>
        <Button name="step" value="next" iconEnd="arrow-right">
          {t('marking.finish-next')}
        </Button>
        <Button look="quiet" name="step" value="finish">
          {t('marking.finish')}
        </Button>
        <Button look="plain" name="step" value="draft" icon="save">
          {t('marking.keep-draft')}
        </Button>
      </FormActions>
      <p class="form-status muted" role="status" />
    </Form>
  );
}

function PinForm({ page, to, again }: TaskPageProps): JSX.Element {
  const { t } = useView();
  const { open, query } = page;
  const refused = again?.form === 'pin' ? again : null;
  const { files } = open.answer;
  const side = { type: 'number', min: '0', max: '100', step: 'any', optional: true } as const;
  return (
    <details class="disclosure" id={pinForm} open={refused !== null}>
      <summary>
        <Icon name="chevron-right" />
        {t('marking.pin-add')}
      </summary>
      <div class="disclosure-body">
        <Form
          action={to.pins(open.task.id, query)}
          problems={refused?.problems}
          values={refused?.values}
          improved={enhance('screens/marking/islands/pin-place', {})}
        >
          <p class="field-hint">{t('marking.pin-hint')}</p>
          <div class="row">
            <Field name="from" label={t('marking.pin-from')} type="number" min="1" optional />
            <Field name="to" label={t('marking.pin-to')} type="number" min="1" optional />
          </div>
          <Show when={files.length > 0}>
            <Select
              name="file"
              label={t('marking.pin-file')}
              optional
              blank={t('marking.pin-in-answer')}
              options={files.map(({ name }) => ({ value: name, label: name }))}
            />
            <Disclosure summary={t('marking.pin-region', { number: '' })} open={files.some(isPicture)}>
              <p class="field-hint">{t('marking.pin-region-hint')}</p>
              <div class="row">
                <Field name="page" label={t('marking.pin-page-number')} type="number" min="1" optional />
                <Field name="x" label={t('marking.pin-x')} {...side} />
                <Field name="y" label={t('marking.pin-y')} {...side} />
                <Field name="width" label={t('marking.pin-width')} {...side} />
                <Field name="height" label={t('marking.pin-height')} {...side} />
              </div>
            </Disclosure>
          </Show>
          <TextArea name="body" id="pin-body" label={t('marking.pin-body')} rows={2} dir="auto" />
          <FormActions>
            <Button look="quiet" icon="plus">
              {t('marking.pin-button')}
            </Button>
          </FormActions>
        </Form>
      </div>
    </details>
  );
}

function Work(props: TaskPageProps): JSX.Element {
  const { t } = useView();
  const { page, to } = props;
  const { open, query, viewer, release } = page;
  const remove = (pin: { id: string; markerId?: string }) =>
    pin.markerId === viewer.id && (
      <Form action={to.removePin(open.task.id, pin.id, query)}>
        <Button look="plain" size="small" icon="trash-2">
          {t('marking.pin-remove')}
        </Button>
      </Form>
    );
  return (
    <section class="work" aria-labelledby="work-title">
      <h2 id="work-title">{t('marking.answer')}</h2>
      <WrittenIn value={release.course.language}>
        <Show when={open.activity.prompt}>
          <Disclosure summary={t('marking.question')}>
            <Html html={open.activity.prompt} />
          </Disclosure>
        </Show>
        <Show when={open.activity.solution}>
          {(solution) => (
            <Disclosure summary={t('marking.solution')}>
              <Html html={solution()} />
            </Disclosure>
          )}
        </Show>
      </WrittenIn>
      <PinnedAnswer
        answer={open.answer}
        pins={open.pins}
        action={remove}
        pinForm={open.part ? pinForm : undefined}
      />
      <Show when={open.part}>
        <PinForm {...props} />
      </Show>
    </section>
  );
}

function Keys(): JSX.Element {
  const { t } = useView();
  const keys = [
    ['j', 'k', t('marking.key-jk')],
    ['1', '9', t('marking.key-digits')],
    ['c', '', t('marking.key-c')],
    ['p', '', t('marking.key-p')],
    ['Ctrl', 'Enter', t('marking.key-enter')],
    ['u', '', t('marking.key-u')],
  ] as const;
  return (
    <Disclosure summary={t('marking.keys')}>
      <dl class="keys">
        <For each={keys}>
          {([one, other, text]) => (
            <>
              <dt>
                <kbd>{one}</kbd> {other && <kbd>{other}</kbd>}
              </dt>
              <dd>{text}</dd>
            </>
          )}
        </For>
      </dl>
    </Disclosure>
  );
}

function Judging(props: TaskPageProps): JSX.Element {
  const { t } = useView();
  const { page, to, again } = props;
  const { open, query, viewer } = page;
  const bothShown = open.marks.length > 1;
  return (
    <section class="judging" aria-labelledby="mark-title">
      <h2 id="mark-title">
        {t('marking.mark')}{' '}
        <Show when={open.policy.second && open.part}>
          {(part) => <span class="muted">{t(`marking.part-${part()}`)}</span>}
        </Show>
      </h2>
      <Show when={again?.conflict}>
        <Callout tone="warning" title={t('marking.conflict-title')}>
          <p>{t('marking.conflict-text')}</p>
        </Callout>
      </Show>
      <Show when={bothShown || again?.conflict}>
        <Both activity={open.activity} marks={open.marks} names={open.names} />
      </Show>
      <Show when={open.state === 'held' && viewer.teaches}>
        <Form action={to.releaseTask(open.task.id, query)}>
          <Button look="quiet" icon="eye">
            {t('marking.release-one')}
          </Button>
        </Form>
      </Show>
      <Show
        when={open.part}
        fallback={
          <Callout tone="neutral" title={t('marking.not-yours')}>
            <p>{t('marking.not-yours-text')}</p>
          </Callout>
        }
      >
        <MarkForm {...props} />
      </Show>
      <Keys />
    </section>
  );
}

function Facts({ page }: TaskPageProps): JSX.Element {
  const { t } = useView();
  const { open } = page;
  const { names, task } = open;
  return (
    <p class="row task-facts">
      <StateBadge state={open.state} />
      <Show when={open.thread?.regrade}>
        <Badge tone="warning" icon="flag">
          {t('marking.regrade-asked')}
        </Badge>
      </Show>
      <span>{t('marking.attempt-number', { number: task.attempt })}</span>
      <span>
        {t('marking.received')} <Time at={task.receivedAt} style="datetime" />
      </span>
      <Show when={open.cohort}>{(cohort) => <bdi>{cohort()}</bdi>}</Show>
      <span>
        {t('marking.marker')}:{' '}
        <bdi>
          {[task.markerId, task.secondId]
            .flatMap((id) => (id ? [names[id] ?? ''] : []))
            .filter(Boolean)
            .join(', ') || t('marking.nobody')}
        </bdi>
      </span>
    </p>
  );
}

export function TaskPageView(props: TaskPageProps): JSX.Element {
  const { t } = useView();
  const { page, to, again } = props;
  const { open, neighbours, query, release } = page;
  const missing = findActivity(release, open.task.activityKey) === null;
  return (
    <div
      class="task-page"
      {...enhance('screens/marking/islands/desk-keys', {
        next: neighbours.next && to.task(neighbours.next, query),
        previous: neighbours.previous && to.task(neighbours.previous, query),
        up: to.desk(query),
      })}
    >
      <Breadcrumbs links={[{ href: to.desk(query), label: t('marking.title') }]} />
      <PageHeader
        kicker={<bdi>{titleOf(release, open.task.activityKey)}</bdi>}
        title={<bdi>{open.name}</bdi>}
        actions={
          <nav class="row" aria-label={t('marking.to-queue')}>
            <Show when={neighbours.previous}>
              {(id) => (
                <ButtonLink href={to.task(id(), query)} look="quiet" icon="arrow-left" rel="prev nofollow">
                  {t('marking.previous')}
                </ButtonLink>
              )}
            </Show>
            <Show when={neighbours.next}>
              {(id) => (
                <ButtonLink
                  href={to.task(id(), query)}
                  look="quiet"
                  iconEnd="arrow-right"
                  rel="next nofollow"
                >
                  {t('marking.next')}
                </ButtonLink>
              )}
            </Show>
          </nav>
        }
      />
      <Facts {...props} />
      <Show when={open.grading === null && open.activity.judgedBy === 'machine' && !missing}>
        <Callout tone="warning" title={t('marking.needs-staff')} />
      </Show>
      <div class="task-columns">
        <Work {...props} />
        <Judging {...props} />
      </div>
      <Talk
        messages={open.messages.map((message) => ({
          ...message,
          author: open.names[message.authorId] ?? null,
        }))}
        action={to.messages(open.task.id, query)}
        hint={t('marking.talk-staff-hint')}
        regrade={open.thread?.regrade}
        problems={again?.form === 'talk' ? again.problems : []}
        values={again?.form === 'talk' ? again.values : undefined}
      />
    </div>
  );
}
