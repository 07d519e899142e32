/** One comment: what was said, suggested, answered, and how it was settled. */
import { For, type JSX, Show } from 'solid-js';
import { type Comment, compareWords, type Outcome } from '#modules/authoring/index.ts';
import { Button } from '#ui/button.tsx';
import { Person } from '#ui/cover.tsx';
import { Disclosure } from '#ui/dialog.tsx';
import { TextArea } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { Badge, type Tone } from '#ui/notice.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import { anchorOf, links } from '../links.ts';
import type { CourseParams } from '../schema.ts';

export interface CommentContext {
  params: CourseParams;
  mayEdit: boolean;
  nameOf(id: string): string;
}

const tones: Record<Outcome, Tone> = { resolved: 'neutral', accepted: 'success', declined: 'warning' };

function Said(props: { by: string; at: Date; body: string; of: CommentContext }): JSX.Element {
  return (
    <>
      <p class="comment-head">
        <Person name={props.of.nameOf(props.by)} id={props.by} />
        <span class="muted">
          <Time at={props.at} style="datetime" relative />
        </span>
      </p>
      <Show when={props.body}>
        <p class="comment-body" dir="auto">
          {props.body}
        </p>
      </Show>
    </>
  );
}

function Suggestion(props: { comment: Comment; replacement: string }): JSX.Element {
  const { t } = useView();
  return (
    <figure class="comment-suggestion">
      <figcaption>
        {t(props.replacement.trim() === '' ? 'together.suggests-removal' : 'together.suggests')}
      </figcaption>
      <p class="comment-diff" dir="auto">
        <For each={compareWords(props.comment.block, props.replacement)}>
          {({ standing, text }) =>
            standing === 'added' ? <ins>{text}</ins> : standing === 'removed' ? <del>{text}</del> : text
          }
        </For>
      </p>
    </figure>
  );
}

function Settle(props: { comment: Comment; outcome: Outcome; of: CommentContext }): JSX.Element {
  const { t } = useView();
  const looks = { accepted: 'primary', declined: 'quiet', resolved: 'quiet' } as const;
  const icons = { accepted: 'check', declined: 'x', resolved: 'check' } as const;
  return (
    <Form action={links.outcome(props.of.params, props.comment.id)}>
      <input type="hidden" name="outcome" value={props.outcome} />
      <Button size="small" look={looks[props.outcome]} icon={icons[props.outcome]}>
        {t(`together.do-${props.outcome}`)}
      </Button>
    </Form>
  );
}

function Actions(props: { comment: Comment; of: CommentContext }): JSX.Element {
  const { t, person } = useView();
  const { comment, of } = props;
  const isOwn = person?.id === comment.madeBy;
  const isSuggestion = comment.replacement !== null;
  return (
    <div class="comment-actions">
      <Show when={of.mayEdit && isSuggestion}>
        <Settle comment={comment} outcome="accepted" of={of} />
        <Settle comment={comment} outcome="declined" of={of} />
      </Show>
      <Show when={isSuggestion ? isOwn && !of.mayEdit : of.mayEdit || isOwn}>
        <Settle comment={comment} outcome="resolved" of={of} />
      </Show>
      <Disclosure summary={t('together.reply')}>
        <Form action={links.replies(of.params, comment.id)}>
          <TextArea name="body" id={`reply-${comment.id}`} label={t('together.your-reply')} rows={2} />
          <Button size="small">{t('together.send-reply')}</Button>
        </Form>
      </Disclosure>
    </div>
  );
}

export function CommentView(props: {
  comment: Comment;
  of: CommentContext;
  showBlock?: boolean;
}): JSX.Element {
  const { t } = useView();
  const { comment, of } = props;
  return (
    <article
      class="comment"
      id={anchorOf(comment.id)}
      aria-label={t('together.comment-of', { name: of.nameOf(comment.madeBy) })}
    >
      <Show when={props.showBlock && comment.replacement === null}>
        <blockquote class="comment-block" dir="auto">
          {comment.block}
        </blockquote>
      </Show>
      <Said by={comment.madeBy} at={comment.madeAt} body={comment.body} of={of} />
      <Show when={comment.replacement !== null}>
        <Suggestion comment={comment} replacement={comment.replacement ?? ''} />
      </Show>
      <Show when={comment.replies.length > 0}>
        <ul class="comment-replies">
          <For each={comment.replies}>
            {({ madeBy, madeAt, body }) => (
              <li>
                <Said by={madeBy} at={madeAt} body={body} of={of} />
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={comment.outcome} fallback={<Actions comment={comment} of={of} />}>
        {(outcome) => (
          <p class="comment-head">
            <Badge tone={tones[outcome()]}>{t(`together.is-${outcome()}`)}</Badge>{' '}
            <span class="muted">
              {t('together.settled-by', { name: of.nameOf(comment.settledBy ?? '') })}
            </span>
          </p>
        )}
      </Show>
    </article>
  );
}
