/** Asking others: links that show the draft, and reviews of it. */
import { type JSX, Show } from 'solid-js';
import type { Review } from '#modules/authoring/index.ts';
import { StudioHead } from '#screens/studio/outline/index.ts';
import { Button } from '#ui/button.tsx';
import { Copyable } from '#ui/copy.tsx';
import { Checkbox, Field, RadioGroup, TextArea } from '#ui/field.tsx';
import { Form, FormActions, type FormValues, type Problem } from '#ui/form.tsx';
import { Badge, Callout, EmptyState } from '#ui/notice.tsx';
import { Breadcrumbs, PageHeader } from '#ui/page.tsx';
import { DataTable } from '#ui/table.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import { links } from '../links.ts';
import type { OpenReview, OpenReviews, PreviewLine } from '../service/reviews.ts';
import { DifferenceView } from './differences.tsx';
import { EffectView } from './effect.tsx';
import { VerdictBadge } from './publish.tsx';

export interface Again {
  problems: readonly Problem[];
  values: FormValues;
}

function Previews(props: { of: OpenReviews }): JSX.Element {
  const { t } = useView();
  const { of } = props;
  const to = links(of.params);
  return (
    <section class="stack">
      <h2>{t('releases.previews')}</h2>
      <p class="muted">{t('releases.previews-text')}</p>
      <Show when={of.previews.length > 0}>
        <DataTable<PreviewLine>
          caption={t('releases.previews')}
          captionHidden
          rows={of.previews}
          columns={[
            {
              header: t('releases.link'),
              rowHeader: true,
              cell: ({ link, revokedAt }) => (
                <Show
                  when={link}
                  fallback={<Badge>{t(revokedAt ? 'releases.withdrawn' : 'releases.expired')}</Badge>}
                >
                  {(address) => <Copyable text={address()} />}
                </Show>
              ),
            },
            { header: t('releases.note'), cell: ({ note }) => <bdi>{note}</bdi> },
            { header: t('releases.by'), cell: ({ madeBy }) => <bdi>{of.nameOf(madeBy)}</bdi> },
            {
              header: t('releases.expires'),
              cell: ({ expiresAt }) => <Time at={expiresAt} style="datetime" />,
            },
            {
              header: t('releases.do'),
              cell: ({ id, link }) => (
                <Show when={link}>
                  <Form action={to.revokePreview(id)}>
                    <Button look="plain" size="small">
                      {t('releases.withdraw')}
                    </Button>
                  </Form>
                </Show>
              ),
            },
          ]}
        />
      </Show>
      <Form action={to.previews} values={{ days: '14' }}>
        <Field
          name="note"
          label={t('releases.preview-note')}
          hint={t('releases.preview-note-hint')}
          maxlength={200}
          optional
        />
        <Field name="days" type="number" min="1" max="90" label={t('releases.preview-days')} />
        <FormActions>
          <Button icon="link">{t('releases.make-preview')}</Button>
        </FormActions>
      </Form>
    </section>
  );
}

function Reviews(props: { of: OpenReviews; again?: Again }): JSX.Element {
  const { t } = useView();
  const { of, again } = props;
  const to = links(of.params);
  return (
    <section class="stack section">
      <h2>{t('releases.reviews')}</h2>
      <DataTable<Review>
        caption={t('releases.reviews')}
        captionHidden
        rows={of.reviews}
        empty={
          <EmptyState icon="message-square" title={t('releases.reviews-none')}>
            {t('releases.reviews-none-text')}
          </EmptyState>
        }
        columns={[
          {
            header: t('releases.reviewer'),
            rowHeader: true,
            cell: ({ id, reviewerId }) => (
              <a href={to.review(id)}>
                <bdi>{of.nameOf(reviewerId)}</bdi>
              </a>
            ),
          },
          { header: t('releases.said'), cell: ({ verdict }) => <VerdictBadge verdict={verdict} /> },
          {
            header: t('releases.revision'),
            cell: ({ revision }) => (
              <>
                <a href={to.revision(revision)}>{revision}</a>{' '}
                <Show when={revision === of.revision}>
                  <Badge tone="accent">{t('releases.current')}</Badge>
                </Show>
              </>
            ),
          },
          { header: t('releases.comment'), cell: ({ comment }) => <bdi>{comment}</bdi> },
          { header: t('releases.asked-by'), cell: ({ askedBy }) => <bdi>{of.nameOf(askedBy)}</bdi> },
          { header: t('releases.asked-at'), cell: ({ askedAt }) => <Time at={askedAt} style="datetime" /> },
        ]}
      />
      <Form action={to.reviews} problems={again?.problems} values={again?.values}>
        <Field
          name="address"
          type="email"
          label={t('releases.address')}
          hint={t('releases.address-hint')}
          dir="ltr"
          autocomplete="off"
        />
        <TextArea name="message" label={t('releases.message')} rows={3} maxlength={2000} optional />
        <FormActions>
          <Button icon="mail">{t('releases.ask')}</Button>
        </FormActions>
      </Form>
    </section>
  );
}

function Approval(props: { of: OpenReviews }): JSX.Element {
  const { t } = useView();
  const { rule, mayRule, params, course } = props.of;
  const form = (scope: 'course' | 'organization', label: string, hint: string) => (
    <Form action={links(params).approval}>
      <input type="hidden" name="scope" value={scope} />
      <Checkbox name="wanted" id={`approval-${scope}`} label={label} hint={hint} checked={rule[scope]} />
      <FormActions>
        <Button look="quiet" icon="save">
          {t('releases.save')}
        </Button>
      </FormActions>
    </Form>
  );
  return (
    <section class="stack section">
      <h2>{t('releases.approval')}</h2>
      <p>
        {t(
          rule.organization
            ? 'releases.approval-organization'
            : rule.course
              ? 'releases.approval-course'
              : 'releases.approval-none',
        )}
      </p>
      <Show when={mayRule.course}>
        {form('course', t('releases.approval-set-course'), t('releases.approval-hint'))}
      </Show>
      <Show when={mayRule.organization}>
        {form(
          'organization',
          t('releases.approval-set-organization', { organization: course.organization.name }),
          t('releases.approval-hint'),
        )}
      </Show>
    </section>
  );
}

export function ReviewsPage(props: { of: OpenReviews; again?: Again }): JSX.Element {
  return (
    <>
      <StudioHead {...props.of} current="releases" />
      <Previews of={props.of} />
      <Reviews {...props} />
      <Approval of={props.of} />
    </>
  );
}

function VerdictForm(props: { of: OpenReview; again?: Again }): JSX.Element {
  const { t } = useView();
  const { of, again } = props;
  const { review } = of;
  return (
    <Form
      action={links(of.params).review(review.id)}
      problems={again?.problems}
      values={again?.values ?? { verdict: review.verdict ?? '', comment: review.comment }}
    >
      <RadioGroup
        name="verdict"
        label={t('releases.your-verdict')}
        options={[
          { value: 'approved', label: t('releases.approve'), hint: t('releases.approve-hint') },
          { value: 'changes', label: t('releases.want-changes') },
        ]}
      />
      <TextArea name="comment" label={t('releases.comment')} rows={4} maxlength={4000} optional />
      <FormActions>
        <Button icon="check">{t('releases.say')}</Button>
      </FormActions>
    </Form>
  );
}

export function ReviewPage(props: { of: OpenReview; again?: Again; view: 'reader' | 'source' }): JSX.Element {
  const { t } = useView();
  const { review, course, params, difference, nameOf, own, compiles } = props.of;
  const href = links(params).review(review.id);
  return (
    <>
      <Breadcrumbs links={own ? [] : [{ href: links(params).reviews, label: t('releases.reviews') }]} />
      <PageHeader
        kicker={<bdi>{course.organization.name}</bdi>}
        title={t('releases.review-title', { course: course.title, revision: review.revision })}
        meta={<VerdictBadge verdict={review.verdict} />}
      />
      <div class="with-side">
        <div class="stack">
          <Show when={review.message}>
            <Callout icon="message-square" title={t('releases.asks', { name: nameOf(review.askedBy) })}>
              <p dir="auto">{review.message}</p>
            </Callout>
          </Show>
          <Show
            when={difference}
            fallback={
              <Callout tone={compiles ? 'accent' : 'danger'}>
                {t(compiles ? 'releases.review-first' : 'releases.review-broken')}
              </Callout>
            }
          >
            {(found) => (
              <>
                <EffectView effects={found().effects} later={t('releases.regrade-later')} />
                <DifferenceView
                  difference={found()}
                  language={course.language}
                  readerHref={href}
                  sourceHref={`${href}?view=source`}
                />
              </>
            )}
          </Show>
        </div>
        <div class="stack publish-side">
          <Show
            when={own}
            fallback={
              <Show when={review.comment} fallback={<p class="muted">{t('releases.no-comment')}</p>}>
                <p dir="auto">{review.comment}</p>
              </Show>
            }
          >
            <VerdictForm {...props} />
          </Show>
        </div>
      </div>
    </>
  );
}
