/** Two works side by side. Passages are numbered and lead to each other: colour is never the only sign. */
import { For, type JSX, Show } from 'solid-js';
import { type Review, reviewStates, type Segment, type Side } from '#modules/similarity/index.ts';
import { RunHead } from '#screens/teach/index.ts';
import { Button } from '#ui/button.tsx';
import { RadioGroup, TextArea } from '#ui/field.tsx';
import { Form, FormActions } from '#ui/form.tsx';
import { BackLink } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import { links } from '../links.ts';
import type { PairPage, PairParams } from '../service.ts';
import { ReviewBadge, usePercent } from './state.tsx';

type Props = PairPage & { params: PairParams };
type Place = 'left' | 'right';

const idOf = (place: Place, passage: number) => `${place}-${passage}`;
const acrossFrom = (place: Place): Place => (place === 'left' ? 'right' : 'left');

function Marked(props: { segment: Segment; place: Place }): JSX.Element {
  const { t } = useView();
  const { text, passage, first } = props.segment;
  if (passage === null) return text;
  return (
    <mark class={`passage passage-${passage % 4}`}>
      <Show when={first}>
        <a
          id={idOf(props.place, passage)}
          class="passage-number"
          href={`#${idOf(acrossFrom(props.place), passage)}`}
          aria-label={t('similarity.passage', { number: passage })}
        >
          {passage}
        </a>
      </Show>
      {text}
    </mark>
  );
}

function Text(props: { side: Side; place: Place; name: string }): JSX.Element {
  const { t } = useView();
  const percent = usePercent();
  const { side } = props;
  const fileAt = new Map(side.files.map(({ name, from }) => [from, name]));
  return (
    <section class="alike-side" aria-label={props.name}>
      <h3>
        <bdi>{props.name}</bdi>
      </h3>
      <p class="muted">
        {t('similarity.attempt', { attempt: side.attempt })} · <Time at={side.receivedAt} style="datetime" />{' '}
        · {t('similarity.share', { share: percent(side.share) })}
      </p>
      <ol class="alike-lines">
        <For each={side.lines}>
          {(line, row) => (
            <>
              <Show when={fileAt.get(row())}>{(name) => <li class="alike-file">{name()}</li>}</Show>
              <li>
                <For each={line}>{(segment) => <Marked segment={segment} place={props.place} />}</For>
              </li>
            </>
          )}
        </For>
      </ol>
    </section>
  );
}

function History(props: { reviews: readonly Review[]; names: ReadonlyMap<string, string> }): JSX.Element {
  const { t } = useView();
  return (
    <section class="section">
      <h3>{t('similarity.history')}</h3>
      <ol class="stack">
        <For each={props.reviews}>
          {(review) => (
            <li>
              <ReviewBadge state={review.state} /> <bdi>{props.names.get(review.madeBy) ?? ''}</bdi>,{' '}
              <Time at={review.madeAt} style="datetime" />
              <Show when={review.note}>
                <p class="alike-note" dir="auto">
                  {review.note}
                </p>
              </Show>
            </li>
          )}
        </For>
      </ol>
    </section>
  );
}

function ReviewForm(props: Props): JSX.Element {
  const { t } = useView();
  const { activity, left, right } = props.params;
  return (
    <section class="section stack" id="review">
      <h2>{t('similarity.your-view')}</h2>
      <p class="muted">{t('similarity.hidden')}</p>
      <Form action={links(props.params).review(activity, left, right)}>
        <RadioGroup
          name="state"
          label={t('teach.state')}
          inline
          value={props.pair.review}
          options={reviewStates.map((state) => ({ value: state, label: t(`similarity.state-${state}`) }))}
        />
        <TextArea name="note" label={t('similarity.note')} optional rows={3} maxlength={2_000} />
        <FormActions>
          <Button icon="save">{t('similarity.save')}</Button>
        </FormActions>
      </Form>
      <Show when={props.reviews.length > 0}>
        <History reviews={props.reviews} names={props.names} />
      </Show>
    </section>
  );
}

export function PairPageView(props: Props): JSX.Element {
  const { t } = useView();
  const percent = usePercent();
  const { pair, params, passages } = props;
  const nameOf = (id: string) => props.names.get(id) ?? '';
  return (
    <>
      <RunHead run={props.run} params={params} rights={props.rights} current="similarity" />
      <BackLink href={links(params).activity(params.activity)} label={props.title} />
      <div class="part-head">
        <div>
          <h2>
            {t('similarity.pair-of', { left: nameOf(pair.leftLearner), right: nameOf(pair.rightLearner) })}
          </h2>
          <p class="muted">{t('similarity.common', { share: percent(pair.similarity), passages })}</p>
        </div>
        <ReviewBadge state={pair.review} />
      </div>
      <div class="alike-columns">
        <Text side={props.left} place="left" name={nameOf(pair.leftLearner)} />
        <Text side={props.right} place="right" name={nameOf(pair.rightLearner)} />
      </div>
      <ReviewForm {...props} />
    </>
  );
}
