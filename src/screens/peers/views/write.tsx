/** One review: the work on one side, the judgement on the other. Whose work it is, the page does not know. */
import { type JSX, Show } from 'solid-js';
import { PinnedAnswer } from '#screens/marking/index.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Disclosure } from '#ui/dialog.tsx';
import { Form, FormActions, type Problem } from '#ui/form.tsx';
import { Html, WrittenIn } from '#ui/html.tsx';
import { Callout } from '#ui/notice.tsx';
import { Breadcrumbs, PageHeader } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import type { WritePage } from '../service.ts';
import { type Given, Judged, JudgingFields } from './form.tsx';

export interface WritePageProps extends WritePage {
  action: string;
  back: string;
  problems?: readonly Problem[];
  /** What was entered, where it was refused. */
  again?: Given;
  conflict?: boolean;
}

function ReviewForm(props: WritePageProps): JSX.Element {
  const { t } = useView();
  const { review, activity } = props.open;
  return (
    <Form action={props.action} problems={props.problems} guard>
      <input type="hidden" name="version" value={review.version} />
      <Show when={props.conflict}>
        <Callout tone="warning" title={t('peers.conflict')}>
          <Judged activity={activity} of={review} />
        </Callout>
      </Show>
      <JudgingFields
        activity={activity}
        given={props.again ?? review}
        hint={['peer', 'staff'].includes(review.kind) ? t('peers.comment-hint') : undefined}
      />
      <p class="muted">{t('peers.finish-hint')}</p>
      <FormActions>
        <Button name="step" value="finish">
          {t('peers.finish')}
        </Button>
        <Button look="quiet" name="step" value="draft" icon="save">
          {t('peers.keep-draft')}
        </Button>
      </FormActions>
    </Form>
  );
}

/** One's own judgement beside that of staff: that is what training is for. */
function Finished(props: WritePageProps): JSX.Element {
  const { t } = useView();
  const { review, activity, sample } = props.open;
  return (
    <>
      <Show
        when={review.state === 'done'}
        fallback={
          <Callout tone="neutral" title={t(`peers.state-${review.state as 'lapsed' | 'excluded'}`)}>
            <p>{t(`peers.state-${review.state as 'lapsed' | 'excluded'}-text`)}</p>
          </Callout>
        }
      >
        <Judged activity={activity} of={review} />
      </Show>
      <Show when={sample}>
        {(found) => (
          <section class="section">
            <h2>{t('peers.sample-staff')}</h2>
            <Judged activity={activity} of={found()} />
          </section>
        )}
      </Show>
      <p class="form-actions">
        <ButtonLink href={props.back} iconEnd="arrow-right">
          {t('peers.go-on')}
        </ButtonLink>
      </p>
    </>
  );
}

export function WritePageView(props: WritePageProps): JSX.Element {
  const { t } = useView();
  const { review, activity, answer } = props.open;
  return (
    <>
      <Breadcrumbs links={[{ href: props.back, label: props.title }]} />
      <PageHeader
        title={t(`peers.kind-${review.kind}`)}
        lead={<bdi>{props.title}</bdi>}
        meta={
          <Show when={review.state === 'open' && review.lapsesAt}>
            {(at) => (
              <span>
                {t('peers.held-until')} <Time at={at()} style="deadline" />
              </span>
            )}
          </Show>
        }
      />
      <div class="task-columns">
        <section class="work" aria-labelledby="work-title">
          <h2 id="work-title">{t('peers.work')}</h2>
          <Show when={activity.prompt}>
            <WrittenIn value={props.language}>
              <Disclosure summary={t('marking.question')}>
                <Html html={activity.prompt} />
              </Disclosure>
            </WrittenIn>
          </Show>
          <PinnedAnswer answer={answer} pins={[]} />
        </section>
        <section class="judging" aria-labelledby="review-title">
          <h2 id="review-title">{t('peers.your-review')}</h2>
          <Show when={review.state === 'open'} fallback={<Finished {...props} />}>
            <ReviewForm {...props} />
          </Show>
        </section>
      </div>
    </>
  );
}
