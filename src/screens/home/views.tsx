import { For, type JSX, Show } from 'solid-js';
import type { Course } from '#modules/catalog/index.ts';
import type { OwedReviews } from '#modules/peers/index.ts';
import { CourseCard } from '#screens/browse/index.ts';
import { DueList, type LinkedWork } from '#screens/learn/index.ts';
import { ButtonLink } from '#ui/button.tsx';
import { CardGrid } from '#ui/card.tsx';
import { Cover } from '#ui/cover.tsx';
import { ProgressBar } from '#ui/figures.tsx';
import { Badge, Callout, EmptyState } from '#ui/notice.tsx';
import { PageHeader } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';

export interface LandingPageProps {
  courses: readonly Course[];
  courseHref(course: Course): string;
  catalogHref: string;
}

export function LandingPage(props: LandingPageProps): JSX.Element {
  const { t } = useView();
  return (
    <>
      <div class="hero">
        <h1>{t('home.welcome')}</h1>
        <p class="lead">{t('home.welcome-text')}</p>
        <p class="form-actions">
          <ButtonLink href={props.catalogHref} iconEnd="arrow-right">
            {t('home.browse')}
          </ButtonLink>
          <ButtonLink href="/register" look="quiet">
            {t('home.register')}
          </ButtonLink>
        </p>
      </div>
      <h2>{t('home.courses')}</h2>
      <Show
        when={props.courses.length > 0}
        fallback={
          <EmptyState icon="library" title={t('browse.nothing-yet')}>
            {t('browse.nothing-yet-text')}
          </EmptyState>
        }
      >
        <CardGrid each={props.courses}>
          {(course) => <CourseCard course={course} href={props.courseHref(course)} />}
        </CardGrid>
      </Show>
    </>
  );
}

/** A run of mine with what to do next in it. */
export interface MyCourse {
  key: string;
  title: string;
  /** In which its author wrote. */
  language: string;
  organization: string;
  cover: string | null;
  runHref: string;
  progressHref: string;
  complete: number;
  total: number;
  /** Null: everything is complete. */
  next: { href: string; title: string } | null;
  endsAt: Date | null;
  /** Begun and not handed in: their clocks go on. */
  exams: readonly { href: string; title: string; endsAt: Date | null }[];
  /** What is due, soonest first. */
  due: readonly LinkedWork[];
  /** Of fellow learners' work, left to write. */
  reviews: readonly (Omit<OwedReviews, 'activityKey'> & { href: string })[];
}

function NextThing(props: { course: MyCourse }): JSX.Element {
  const { t } = useView();
  const { course } = props;
  return (
    <section class="next-thing" aria-labelledby="next-thing">
      <Cover key={course.key} picture={course.cover} />
      <div>
        <p class="kicker">
          <bdi lang={course.language}>{course.title}</bdi>
        </p>
        <h2 id="next-thing">
          <bdi lang={course.language}>{course.next?.title ?? course.title}</bdi>
        </h2>
        <ProgressBar
          label={t('learn.units-complete', { complete: course.complete, total: course.total })}
          value={course.complete}
          max={course.total}
        />
        <ButtonLink href={course.next?.href ?? course.runHref} iconEnd="arrow-right">
          {t(course.complete === 0 ? 'learn.begin' : 'home.go-on')}
        </ButtonLink>
      </div>
    </section>
  );
}

function CourseRow(props: { course: MyCourse }): JSX.Element {
  const { t } = useView();
  const { course } = props;
  return (
    <li class="my-course">
      <div>
        <p class="kicker">
          <bdi>{course.organization}</bdi>
        </p>
        <h3>
          <a href={course.runHref}>
            <bdi lang={course.language}>{course.title}</bdi>
          </a>
        </h3>
        <Show when={course.endsAt}>
          {(at) => (
            <p class="muted">
              {t('learn.ends')} <Time at={at()} style="deadline" />
            </p>
          )}
        </Show>
      </div>
      <div>
        <ProgressBar
          label={t('learn.units-complete', { complete: course.complete, total: course.total })}
          value={course.complete}
          max={course.total}
        />
        <p class="my-course-links">
          <Show
            when={course.next}
            fallback={
              <Badge tone="success" icon="check">
                {t('learn.complete')}
              </Badge>
            }
          >
            {(next) => (
              <a href={next().href}>
                {t('home.next')} <bdi lang={course.language}>{next().title}</bdi>
              </a>
            )}
          </Show>
          <a href={course.progressHref}>{t('learn.progress-title')}</a>
        </p>
      </div>
    </li>
  );
}

/** Before all else: its clock goes on while somebody is elsewhere. */
function ExamsUnderWay(props: { courses: readonly MyCourse[] }): JSX.Element {
  const { t } = useView();
  const exams = () => props.courses.flatMap((course) => course.exams.map((exam) => ({ ...exam, course })));
  return (
    <For each={exams()}>
      {({ href, title, endsAt, course }) => (
        <Callout
          tone="warning"
          icon="hourglass"
          title={t('exams.under-way')}
          actions={
            <ButtonLink href={href} iconEnd="arrow-right">
              {t('exams.go-on')}
            </ButtonLink>
          }
        >
          <p>
            <bdi lang={course.language}>{title}</bdi>
          </p>
          <Show when={endsAt}>
            {(at) => (
              <p>
                {t('exams.ends')} <Time at={at()} relative /> (<Time at={at()} style="time" />)
              </p>
            )}
          </Show>
        </Callout>
      )}
    </For>
  );
}

/** Fellow learners wait for them. */
function ReviewsToWrite(props: { courses: readonly MyCourse[] }): JSX.Element {
  const { t } = useView();
  const reviews = () =>
    props.courses
      .flatMap((course) => course.reviews.map((review) => ({ ...review, course })))
      .sort((a, b) => a.by.getTime() - b.by.getTime());
  return (
    <Show when={reviews().length > 0}>
      <section class="due-list" aria-labelledby="reviews-next">
        <h2 id="reviews-next">{t('home.reviews')}</h2>
        <ul>
          <For each={reviews()}>
            {({ href, count, title, by, course }) => (
              <li>
                <a href={href}>{t('home.reviews-to-write', { count })}</a>{' '}
                <bdi class="muted" lang={course.language}>
                  {title}
                </bdi>
                <span class="due-when">
                  {t('home.reviews-by')} <Time at={by} style="deadline" />
                </span>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  );
}

export interface HomePageProps {
  name: string;
  courses: readonly MyCourse[];
  catalogHref: string;
}

/** One thing to do next, then everything else. */
export function HomePage(props: HomePageProps): JSX.Element {
  const { t } = useView();
  const due = () =>
    props.courses
      .flatMap((course) => course.due)
      .sort((a, b) => a.at.getTime() - b.at.getTime())
      .slice(0, 5);
  const current = () => props.courses.find(({ next }) => next !== null) ?? null;
  return (
    <>
      <PageHeader title={t('home.hello', { name: props.name })} />
      <Show
        when={props.courses.length > 0}
        fallback={
          <EmptyState
            icon="book-open"
            title={t('home.empty')}
            actions={<ButtonLink href={props.catalogHref}>{t('home.browse')}</ButtonLink>}
          >
            {t('home.empty-text')}
          </EmptyState>
        }
      >
        <ExamsUnderWay courses={props.courses} />
        <Show when={current()}>{(course) => <NextThing course={course()} />}</Show>
        <DueList due={due()} named />
        <ReviewsToWrite courses={props.courses} />
        <h2>{t('home.my-courses')}</h2>
        <ul class="my-courses">
          <For each={props.courses}>{(course) => <CourseRow course={course} />}</For>
        </ul>
        <p>
          <a href={props.catalogHref}>{t('home.more')}</a>
        </p>
      </Show>
    </>
  );
}
