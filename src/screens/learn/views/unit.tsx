import { For, type JSX, Show } from 'solid-js';
import type { Unit } from '#modules/content/index.ts';
import { CreditLine } from '#screens/browse/index.ts';
import { type CourseReading, LanguageMenu, TranslationNote } from '#screens/languages/index.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { Html, useWrittenIn } from '#ui/html.tsx';
import { Icon } from '#ui/icon.tsx';
import { Gathered, Kept } from '#ui/kept.tsx';
import { Callout } from '#ui/notice.tsx';
import { Outline, type OutlineItem } from '#ui/outline.tsx';
import { useView } from '#ui/view.tsx';
import { ActivityCard, answering, cardState } from './activity.tsx';
import type { ActivityCardProps } from './card.ts';

export interface UnitLink {
  href: string;
  title: string;
}

export interface UnitPageProps {
  unit: Unit;
  /** What the unit is written in. */
  language: string;
  /** Absent: it is read in no run. */
  reading?: CourseReading;
  /** Names release, unit and run, for what is kept of the page. */
  keptAs: string;
  place: number;
  total: number;
  activities: Map<string, ActivityCardProps>;
  previous: UnitLink | null;
  next: UnitLink | null;
  /** Where "done" is sent; null: not enrolled. */
  doneHref: string | null;
  complete: boolean;
  /** Whether there is a learner here who makes progress; else what follows the last unit is the course. */
  hasProgress: boolean;
  progressHref: string;
  /** What a reader who is not enrolled may do. */
  join: { href: string; label: string; text: string } | null;
}

function Going(props: UnitPageProps): JSX.Element {
  const { t } = useView();
  return (
    <nav class="unit-going" aria-label={t('learn.going')}>
      <Show when={props.previous} fallback={<span />}>
        {(unit) => (
          <a class="going-previous" href={unit().href} rel="prev">
            <Icon name="arrow-left" />
            <bdi lang={props.language}>{unit().title}</bdi>
          </a>
        )}
      </Show>
      <Show
        when={props.doneHref !== null && !props.complete}
        fallback={
          <ButtonLink
            href={props.next?.href ?? props.progressHref}
            look={props.doneHref ? 'primary' : 'quiet'}
            iconEnd="arrow-right"
          >
            {props.next
              ? t('learn.next', { title: props.next.title })
              : t(props.hasProgress ? 'learn.to-progress' : 'learn.to-course')}
          </ButtonLink>
        }
      >
        <Form action={props.doneHref ?? ''}>
          <Button iconEnd="arrow-right">
            {props.next ? t('learn.done-next', { title: props.next.title }) : t('learn.done-finish')}
          </Button>
        </Form>
      </Show>
    </nav>
  );
}

function UnitHeader(props: UnitPageProps): JSX.Element {
  const { t } = useView();
  const written = useWrittenIn(props.language);
  return (
    <header class="unit-header">
      <p class="kicker" {...written}>
        {props.unit.path.map(({ title }) => title).join(' › ')}
      </p>
      <h1 {...written}>{props.unit.title}</h1>
      <Show when={props.reading}>
        {(reading) => (
          <>
            <LanguageMenu {...reading()} />
            <TranslationNote
              {...reading()}
              reading={reading().current}
              language={props.unit.language}
              stale={props.unit.stale}
            />
          </>
        )}
      </Show>
      <p class="muted unit-place">
        {t('learn.place', { place: props.place, total: props.total })}
        <Show when={props.unit.words > 60}>
          {' · '}
          {t('learn.minutes', { minutes: Math.max(1, Math.round(props.unit.words / 220)) })}
        </Show>
        <Show when={props.complete}>
          {' · '}
          <span class="state-done">
            <Icon name="circle-check" /> {t('learn.complete')}
          </span>
        </Show>
      </p>
    </header>
  );
}

/** Names all that is on the page: the unit, two facts of the learner, what may be joined, and every card. Null: some card is not kept. */
function bodyKey(props: UnitPageProps, key: string): string | null {
  let name = `unit ${key} ${props.join?.href} ${props.join?.text}`;
  for (const activity of props.activities.values()) {
    const state = cardState(activity);
    if (state === null) return null;
    name += `\n${activity.activity.key} ${state}`;
  }
  return name;
}

export function UnitPage(props: UnitPageProps): JSX.Element {
  // Header and way on depend on the learner by these facts only.
  const key = `${props.keptAs} ${props.complete} ${props.doneHref} ${props.progressHref}`;
  const whole = bodyKey(props, key);
  const drawn = () => <UnitBody {...props} headKey={key} />;
  return whole === null ? drawn() : <Gathered of={whole}>{drawn}</Gathered>;
}

function UnitBody(props: UnitPageProps & { headKey: string }): JSX.Element {
  return (
    <article class="unit" data-answering={answering(useView())}>
      <Kept of={`unit-header ${props.headKey}`}>{() => <UnitHeader {...props} />}</Kept>
      <For each={props.unit.blocks}>
        {(block) => {
          if (block.kind === 'html') return <Html html={block.html} />;
          const activity = props.activities.get(block.key);
          return activity ? <ActivityCard {...activity} /> : null;
        }}
      </For>
      <Show when={props.unit.license}>
        {(license) => (
          <p class="license-line muted">
            <CreditLine credit={license()} />
          </p>
        )}
      </Show>
      <Show when={props.join}>
        {(join) => (
          <Callout tone="accent" actions={<ButtonLink href={join().href}>{join().label}</ButtonLink>}>
            <p>{join().text}</p>
          </Callout>
        )}
      </Show>
      <Kept of={`unit-going ${props.headKey}`}>{() => <Going {...props} />}</Kept>
    </article>
  );
}

export interface CourseAsideProps {
  title: string;
  homeHref: string;
  items: readonly OutlineItem[];
  /** Null: not enrolled. */
  progressHref: string | null;
  searchHref: string;
}

export function CourseAside(props: CourseAsideProps): JSX.Element {
  const { t } = useView();
  return (
    <div class="course-aside">
      <p class="course-aside-title">
        <a href={props.homeHref}>{props.title}</a>
      </p>
      <ul class="course-aside-links">
        <Show when={props.progressHref}>
          {(href) => (
            <li>
              <a href={href()} rel="nofollow">
                {t('learn.progress-title')}
              </a>
            </li>
          )}
        </Show>
        <li>
          <a href={props.searchHref} rel="nofollow">
            {t('learn.search-title')}
          </a>
        </li>
      </ul>
      <Outline items={props.items} label={t('ui.outline')} fold />
    </div>
  );
}
