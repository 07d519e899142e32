/** One work for staff: who wrote it, who said what of it, and what staff may do about it. */
import { For, type JSX, Show } from 'solid-js';
import { PinnedAnswer } from '#screens/marking/index.ts';
import { Button } from '#ui/button.tsx';
import { Disclosure } from '#ui/dialog.tsx';
import { Field, TextArea } from '#ui/field.tsx';
import { Form, FormActions, type FormValues, type Problem } from '#ui/form.tsx';
import { Badge, Callout } from '#ui/notice.tsx';
import { Breadcrumbs, PageHeader } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import type { PeerLinks } from '../links.ts';
import type { WorkPage } from '../service.ts';
import { type Given, Judged, JudgingFields, nothingGiven } from './form.tsx';

export type WorkForm = 'sample' | 'appeal';

export interface WorkPageProps extends WorkPage {
  to: PeerLinks;
  again?: { form: WorkForm; problems: readonly Problem[]; values: FormValues; given: Given };
}

function Reviews({ open, names, to }: WorkPageProps): JSX.Element {
  const { t } = useView();
  const { line, activity } = open;
  return (
    <For each={line.received} fallback={<p class="muted">{t('peers.no-reviews')}</p>}>
      {(review) => (
        <article class="received-review">
          <h3>
            <bdi>{names.get(review.reviewerId ?? '') ?? t('marking.nobody')}</bdi>{' '}
            <Badge tone={review.state === 'done' ? 'success' : 'neutral'}>
              {t(`peers.state-${review.state}`)}
            </Badge>
          </h3>
          <Show when={review.rating}>
            {(rating) => <p class="muted">{t('peers.rated', { rating: t(`peers.rating-${rating()}`) })}</p>}
          </Show>
          <Judged activity={activity} of={review} />
          <Show when={review.state === 'done'}>
            <Disclosure summary={t('peers.leave-out')}>
              <Form action={to.leaveOut(review.id)}>
                <TextArea
                  id={`reason-${review.id}`}
                  name="reason"
                  label={t('peers.leave-out-reason')}
                  rows={2}
                  required
                  dir="auto"
                />
                <FormActions>
                  <Button look="danger">{t('peers.leave-out')}</Button>
                </FormActions>
              </Form>
            </Disclosure>
          </Show>
        </article>
      )}
    </For>
  );
}

function Appeal({ open, to, again }: WorkPageProps): JSX.Element {
  const { t } = useView();
  const refused = again?.form === 'appeal' ? again : null;
  return (
    <Show when={open.line.appeal}>
      {(appeal) => (
        <section class="section" id="appeal">
          <h2>{t('peers.appeal')}</h2>
          <p class="message-body" dir="auto">
            {appeal().reason}
          </p>
          <Show
            when={appeal().answer}
            fallback={
              <Form
                action={to.answerAppeal(open.line.work.id)}
                problems={refused?.problems}
                values={refused?.values}
              >
                <TextArea name="answer" label={t('peers.appeal-answer')} rows={4} dir="auto" />
                <Disclosure summary={t('peers.appeal-mark')} open={refused !== null}>
                  <p class="field-hint">{t('peers.appeal-mark-hint')}</p>
                  <JudgingFields activity={open.activity} given={refused?.given ?? nothingGiven} />
                </Disclosure>
                <FormActions>
                  <Button>{t('peers.appeal-answer-send')}</Button>
                </FormActions>
              </Form>
            }
          >
            {(answer) => (
              <Callout tone="accent" title={t('peers.appeal-answer')}>
                <p class="message-body" dir="auto">
                  {answer()}
                </p>
              </Callout>
            )}
          </Show>
        </section>
      )}
    </Show>
  );
}

function SampleForm({ open, to, again }: WorkPageProps): JSX.Element {
  const { t } = useView();
  const refused = again?.form === 'sample' ? again : null;
  return (
    <Disclosure summary={t('peers.sample-make')} open={refused !== null}>
      <p class="field-hint">{t('peers.sample-hint')}</p>
      <Form action={to.sample(open.line.work.id)} problems={refused?.problems} values={refused?.values}>
        <Field name="title" label={t('peers.sample-title')} maxlength={200} />
        <JudgingFields activity={open.activity} given={refused?.given ?? nothingGiven} />
        <FormActions>
          <Button look="quiet">{t('peers.sample-make')}</Button>
        </FormActions>
      </Form>
    </Disclosure>
  );
}

export function WorkPageView(props: WorkPageProps): JSX.Element {
  const { t } = useView();
  const { open, names, to, title } = props;
  const { work } = open.line;
  // Both forms have fields of the same names: one of them is on the page.
  const appealed = open.line.appeal !== null && open.line.appeal.answeredAt === null;
  return (
    <>
      <Breadcrumbs
        links={[
          { href: to.all, label: t('peers.title') },
          { href: to.desk, label: title },
        ]}
      />
      <PageHeader
        title={<bdi>{names.get(work.learnerId) ?? '–'}</bdi>}
        lead={<bdi>{title}</bdi>}
        meta={
          <span>
            {t('peers.until')} <Time at={work.reviewBy} style="deadline" />
          </span>
        }
        actions={
          <Form action={to.review(work.id)}>
            <Button icon="pencil">{t('peers.review-myself')}</Button>
          </Form>
        }
      />
      <Appeal {...props} />
      <div class="task-columns">
        <section class="work" aria-labelledby="work-title">
          <h2 id="work-title">{t('peers.work')}</h2>
          <PinnedAnswer answer={open.answer} pins={[]} />
          <Show when={!appealed}>
            <SampleForm {...props} />
          </Show>
        </section>
        <section class="judging" aria-labelledby="reviews-title">
          <h2 id="reviews-title">{t('peers.received')}</h2>
          <Reviews {...props} />
        </section>
      </div>
    </>
  );
}
