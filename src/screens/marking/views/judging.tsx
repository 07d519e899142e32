/** The mark of a task: the form of whoever writes it, what both markers said, the keys. */
import { For, type JSX, Show } from 'solid-js';
import { agreementOf, type Mark, plainPoints } from '#modules/marking/index.ts';
import { Button } from '#ui/button.tsx';
import { Disclosure } from '#ui/dialog.tsx';
import { Field, Select, TextArea } from '#ui/field.tsx';
import { Form, FormActions } from '#ui/form.tsx';
import { enhance } from '#ui/island.tsx';
import { Callout } from '#ui/notice.tsx';
import { useView } from '#ui/view.tsx';
import { Both } from './both.tsx';
import { RubricForm } from './rubric.tsx';
import type { TaskPageProps } from './task-props.ts';

/** The mark that the form goes on from: what was entered, else what is kept of this part. */
function startOf({
  page,
  again,
}: TaskPageProps): Pick<Mark, 'version' | 'marks' | 'points' | 'comment' | 'reason'> {
  const kept = page.open.marks.find(({ part }) => part === page.open.part);
  const version = kept?.version ?? 0;
  const mark = again?.mark ?? kept;
  if (mark) return { ...mark, version };
  const nothing = { marks: [], points: null, comment: '' };
  const begin = page.open.part === 'agreed' ? agreementOf(page.open.activity, page.open.marks) : nothing;
  return { ...begin, reason: '', version };
}

function MarkForm(props: TaskPageProps): JSX.Element {
  const { t, person, links } = useView();
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
        markerId: person?.id ?? '',
        draftUrl: `/api/v1${to.draft(id)}`,
        signIn: { href: links.signIn.split('?')[0], label: t('ui.sign-in') },
        texts: {
          saved: t('marking.saved'),
          refused: t('marking.not-saved'),
          offline: t('marking.offline'),
          signedOut: t('marking.signed-out'),
        },
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
        {(found) => <RubricForm rubric={found()} marks={start.marks} keys />}
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
        <Button name="step" value="next">
          {t('marking.finish-next')}
        </Button>
        <Button look="quiet" name="step" value="finish">
          {t('marking.finish')}
        </Button>
        <Button look="plain" name="step" value="draft">
          {t('marking.keep-draft')}
        </Button>
      </FormActions>
      <p class="form-status muted" role="status" />
    </Form>
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

export function Judging(props: TaskPageProps): JSX.Element {
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
