/** One submission on the desk: the answer on one side, the mark on the other. */
import { type JSX, Show } from 'solid-js';
import { findActivity, titleOf } from '#modules/content/index.ts';
import { ButtonLink } from '#ui/button.tsx';
import { enhance } from '#ui/island.tsx';
import { Badge, Callout } from '#ui/notice.tsx';
import { Breadcrumbs, PageHeader } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';

import { Judging } from './judging.tsx';
import { StateBadge } from './queue.tsx';
import { Talk } from './talk.tsx';
import type { TaskPageProps } from './task-props.ts';
import { Work } from './work.tsx';

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
  const island = enhance('screens/marking/islands/desk-keys', {
    next: neighbours.next && to.task(neighbours.next, query),
    previous: neighbours.previous && to.task(neighbours.previous, query),
    up: to.desk(query),
  });
  return (
    <div class="task-page" {...island}>
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
