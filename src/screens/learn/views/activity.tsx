import { type JSX, Show } from 'solid-js';
import { promptId } from '#activities/mark.tsx';
import { fileHref } from '#modules/attempts/index.ts';
import { type Activity, type ActivityViewProps, activityTypeOf } from '#modules/content/contract.ts';
import { RubricView } from '#screens/marking/index.ts';
import { Button } from '#ui/button.tsx';
import { ErrorSummary } from '#ui/error-summary.tsx';
import { Form } from '#ui/form.tsx';
import { Html, useWrittenIn, WrittenIn } from '#ui/html.tsx';
import { Icon } from '#ui/icon.tsx';
import { enhance } from '#ui/island.tsx';
import { Kept } from '#ui/kept.tsx';
import { Badge } from '#ui/notice.tsx';
import { useView, type View } from '#ui/view.tsx';
import { formatPoints } from '../format.ts';
import { type ActivityCardProps, withValues } from './card.ts';
import { isJudgedLater, Judging } from './judging.tsx';
import { Outcome } from './outcome.tsx';
import { OwnGroup } from './own-group.tsx';
import { ActivityTimes, timesKey } from './times.tsx';

function Standing(props: ActivityCardProps): JSX.Element {
  const { t, locale } = useView();
  const { activity, standing } = props;
  const points = () => formatPoints((standing.bestScore ?? 0) * activity.points, locale);
  return (
    <p class="activity-standing">
      <Show when={activity.points > 0}>
        <span>
          {standing.bestScore === null
            ? t('learn.points-possible', { points: activity.points })
            : t('learn.points-earned', { earned: points(), points: activity.points })}
        </span>
      </Show>
      <Show when={standing.left !== null && props.times.moments.attempts}>
        {(total) => <span>{t('learn.attempts-left', { left: standing.left ?? 0, total: total() })}</span>}
      </Show>
      <Show when={props.links.why}>
        {(href) => (
          <a href={href()} rel="nofollow">
            {t('learn.why')}
          </a>
        )}
      </Show>
    </p>
  );
}

function Hints(props: { hints: readonly string[] }): JSX.Element {
  const { t } = useView();
  const hint = (at: number): JSX.Element => (
    <details class="hint">
      <summary>
        <Icon name="lightbulb" /> {t('learn.hint', { number: at + 1, total: props.hints.length })}
      </summary>
      <Html html={props.hints[at] ?? ''} />
      <Show when={at + 1 < props.hints.length}>{hint(at + 1)}</Show>
    </details>
  );
  return <Show when={props.hints.length > 0}>{hint(0)}</Show>;
}

function Controls(props: ActivityCardProps): JSX.Element {
  const { t, locale } = useView();
  const { activity, standing } = props;
  const type = activityTypeOf(activity.type);
  const fieldName = (field: string) => `${activity.key}.${field}`;
  // What was answered had other values: it stands with what came of it, not in the controls.
  const isOther = props.lastSeed !== props.seed;
  // After a wrong last try the controls stay readable, but nothing more can be handed in.
  const view: ActivityViewProps<unknown, unknown> = {
    activity,
    fieldName,
    answer: isOther && !standing.isDraft ? null : standing.answer,
    judgement: isOther ? null : standing.judgement,
    seed: props.seed,
    disabled: !mayHandIn(props),
    reveal: standing.reveal && !isOther,
    t,
    locale,
    tally: props.tally,
    served: props.served,
    files: { href: (file) => fileHref(file.id), upload: props.links.uploads },
  };
  return (
    <>
      <Show when={activity.prompt}>
        <div id={promptId(fieldName)}>
          <Html html={withValues(props, activity.prompt, props.seed)} />
        </div>
      </Show>
      {type.view(view)}
    </>
  );
}

/** In the language of its author; a question that has none is called by its number. */
function Title(props: { of: Activity; otherwise?: string }): JSX.Element {
  const { key, title } = props.of;
  const { lang, dir } = useWrittenIn();
  return (
    <Show when={title || props.otherwise}>
      {(text) => (
        <h2
          class="activity-title"
          id={`${key}-title`}
          lang={title ? lang : undefined}
          dir={title ? dir : undefined}
        >
          {text()}
        </h2>
      )}
    </Show>
  );
}

/** Things without an answer (films, placeholders) are shown as they are. */
function PlainActivity(props: ActivityCardProps): JSX.Element {
  return (
    <section
      class="activity activity-plain"
      id={props.activity.key}
      aria-labelledby={props.activity.title ? `${props.activity.key}-title` : undefined}
    >
      <Title of={props.activity} />
      <Controls {...props} />
    </section>
  );
}

/** What people judge by: folded before, filled in afterwards. */
function JudgedByRubric(props: ActivityCardProps): JSX.Element {
  const { t } = useView();
  const marks = props.standing.judgement?.marks;
  return (
    <Show when={props.activity.rubric}>
      {(rubric) => (
        <details class="rubric-fold" open={marks !== undefined}>
          <summary>{t(marks ? 'marking.rubric' : 'marking.rubric-before')}</summary>
          <RubricView rubric={rubric()} marks={marks} />
        </details>
      )}
    </Show>
  );
}

/** Question, hints, what came of it, and the way to hand in; inside a form where something can be handed in. */
function ActivityBody(props: ActivityCardProps): JSX.Element {
  const { t } = useView();
  const { activity, standing } = props;
  return (
    <>
      <Controls {...props} />
      <JudgedByRubric {...props} />
      <Hints hints={activity.hints.map((hint) => withValues(props, hint, props.seed))} />
      <Show when={!isJudgedLater(activity)} fallback={<Judging {...props} />}>
        <Show when={standing.attempts > 0 && !standing.isDraft}>
          <Outcome {...props} />
        </Show>
      </Show>
      <Show when={standing.reveal && activity.solution}>
        {(solution) => (
          <details class="solution" open>
            <summary>{t('learn.solution')}</summary>
            <Show when={props.lastSeed !== props.seed}>
              <Html html={withValues(props, activity.prompt, props.lastSeed)} />
            </Show>
            <Html html={withValues(props, solution(), props.lastSeed)} />
          </details>
        )}
      </Show>
      <footer class="activity-footer">
        <Show
          when={mayHandIn(props)}
          // That no attempts are left stands beside the points.
          fallback={<Show when={props.closed}>{(why) => <p class="muted">{why()}</p>}</Show>}
        >
          <Button
            // Nothing is left to win: another try is possible, and no longer what the card asks for.
            look={standing.bestScore === 1 ? 'quiet' : 'primary'}
            name={takesFiles(activity) ? 'intent' : undefined}
            value="submit"
          >
            {t(standing.attempts > 0 ? 'learn.submit-again' : 'learn.submit')}
          </Button>
          <Show when={offersTrial(activity)}>
            <Button look="quiet" icon="play" formaction={props.links.trial} data-trial>
              {t('queue.trial-run')}
            </Button>
          </Show>
        </Show>
        <Standing {...props} />
        <p class="form-status muted" role="status" />
      </footer>
    </>
  );
}

const offersTrial = ({ type, settings }: Activity): boolean =>
  activityTypeOf(type).trial?.isOffered(settings) ?? false;

/** Its form is sent with a file, where there is no script that sends files by themselves. */
const takesFiles = ({ type }: Activity): boolean => activityTypeOf(type).uploads !== undefined;

const mayHandIn = ({ closed, standing }: ActivityCardProps): boolean =>
  closed === null && standing.left !== 0;

/** Names what a card shows of its learner and of the moment; null: what was just refused is drawn for this answer only. */
export function cardState(props: ActivityCardProps): string | null {
  const { standing, links, seed, lastSeed, closed, tally, group } = props;
  if (props.problems.length > 0) return null;
  // Before somebody answers, a card is the same for all who get the same shuffle; after it, for one who comes back.
  const work =
    standing.attempt > 0 || standing.isDraft || standing.trial || tally
      ? JSON.stringify([standing, tally, links.feedback])
      : '';
  const own = group ? JSON.stringify(group) : '';
  return `${props.number} ${seed} ${lastSeed} ${closed} ${props.hidden} ${standing.left} ${timesKey(props.times)} ${props.served?.id ?? ''} ${own} ${work}`;
}

export function ActivityCard(props: ActivityCardProps): JSX.Element {
  const { activity, releaseId, links } = props;
  const drawn = () => (
    <WrittenIn value={props.language}>
      {activityTypeOf(activity.type).answer ? <AnswerCard {...props} /> : <PlainActivity {...props} />}
    </WrittenIn>
  );
  const state = cardState(props);
  if (state === null) return drawn();
  return <Kept of={`activity ${releaseId} ${activity.key} ${links.submit} ${state}`}>{drawn}</Kept>;
}

/** JSON of what all answers of a page share, for `islands/answer-form.ts`. */
export const answering = ({ t, person, links }: View): string =>
  JSON.stringify({
    learnerId: person?.id ?? '',
    signIn: { href: links.signIn.split('?')[0], label: t('ui.sign-in') },
    texts: {
      sending: t('learn.sending'),
      waiting: t('learn.waiting'),
      saved: t('learn.draft-saved'),
      unsaved: t('learn.draft-unsaved'),
      unsavedSignedOut: t('learn.draft-unsaved-signed-out'),
      signedOut: t('learn.sending-signed-out'),
      refused: t('learn.sending-refused'),
    },
  });

function AnswerCard(props: ActivityCardProps): JSX.Element {
  const { t } = useView();
  const { activity, standing } = props;
  const titleId = `${activity.key}-title`;
  return (
    <section class="activity" id={activity.key} aria-labelledby={titleId}>
      <header class="activity-header">
        <Title of={activity} otherwise={t('learn.question', { number: props.number })} />
        <Show when={standing.isDraft}>
          <Badge tone="warning" icon="pencil">
            {t('learn.draft')}
          </Badge>
        </Show>
      </header>
      <ActivityTimes {...props.times} />
      <Show when={props.group}>{(group) => <OwnGroup {...group()} />}</Show>
      <Show
        when={mayHandIn(props)}
        fallback={
          <Show when={!props.hidden}>
            {/* Sent too late: by a page that still had its form. */}
            <Show when={props.problems.length > 0}>
              <ErrorSummary problems={props.problems} />
            </Show>
            <ActivityBody {...props} />
          </Show>
        }
      >
        <Form
          action={takesFiles(activity) ? props.links.files : props.links.submit}
          upload={takesFiles(activity)}
          problems={props.problems}
          improved={enhance('screens/learn/islands/answer-form', { draftUrl: props.links.draft })}
        >
          <ActivityBody {...props} />
        </Form>
      </Show>
    </section>
  );
}
