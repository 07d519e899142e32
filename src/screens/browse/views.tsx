import { For, type JSX, Show } from 'solid-js';
import type { Course, CourseList, CourseSearch, FacetName, Run } from '#modules/catalog/index.ts';
import { facetNames } from '#modules/catalog/index.ts';
import type { License, OutlineSection, OutlineUnit, Release } from '#modules/content/index.ts';
import type { EnrollmentGate } from '#modules/enrollment/index.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Card, CardGrid } from '#ui/card.tsx';
import { Avatar, Cover } from '#ui/cover.tsx';
import { Field } from '#ui/field.tsx';
import { Form, type Problem } from '#ui/form.tsx';
import { Html } from '#ui/html.tsx';
import { Badge, EmptyState } from '#ui/notice.tsx';
import { Breadcrumbs, PageHeader, Pagination } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';

/** Name of a language in the reader's language; the code where none is known. */
function languageName(code: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}

function useFacetText() {
  const { t, locale } = useView();
  return (facet: FacetName, value: string): string => {
    if (facet === 'language') return languageName(value, locale);
    if (facet === 'level') return t(`browse.level-${value}` as 'browse.level-introductory');
    if (facet === 'pace') return t(`browse.pace-${value}` as 'browse.pace-self');
    return value;
  };
}

export function CourseCard(props: { course: Course; href: string }): JSX.Element {
  const text = useFacetText();
  const { course } = props;
  return (
    <Card
      title={course.title}
      href={props.href}
      level={2}
      kicker={course.organization.name}
      cover={{ key: `${course.organization.key}/${course.key}`, picture: course.cover }}
      meta={
        <>
          <Badge>{text('language', course.language)}</Badge>
          <Show when={course.level}>{(level) => <Badge>{text('level', level())}</Badge>}</Show>
          <Show when={course.subject}>{(subject) => <Badge>{subject()}</Badge>}</Show>
        </>
      }
    >
      <p lang={course.language}>{course.summary}</p>
    </Card>
  );
}

export interface CatalogPageProps {
  list: CourseList;
  search: CourseSearch;
  courseHref(course: Course): string;
  /** The catalog with another choice. */
  href(search: CourseSearch): string;
}

function Facets(props: CatalogPageProps): JSX.Element {
  const { t } = useView();
  const text = useFacetText();
  return (
    <nav class="facets" aria-label={t('browse.facets')}>
      <For each={facetNames.filter((name) => props.list.facets[name].length > 0)}>
        {(name) => (
          <details class="facet" open>
            <summary>{t(`browse.facet-${name}`)}</summary>
            <ul>
              <For each={props.list.facets[name]}>
                {({ value, count }) => {
                  const chosen = props.search[name] === value;
                  return (
                    <li>
                      <a
                        href={props.href({
                          ...props.search,
                          page: undefined,
                          [name]: chosen ? undefined : value,
                        })}
                        aria-current={chosen ? 'true' : undefined}
                        rel="nofollow"
                      >
                        <span>{text(name, value)}</span>
                        <span class="count">{count}</span>
                      </a>
                    </li>
                  );
                }}
              </For>
            </ul>
          </details>
        )}
      </For>
    </nav>
  );
}

function hasChoice(search: CourseSearch): boolean {
  return Boolean(search.q) || facetNames.some((name) => search[name]);
}

export function CatalogPage(props: CatalogPageProps): JSX.Element {
  const { t } = useView();
  return (
    <>
      <PageHeader title={t('browse.title')} lead={t('browse.lead')} />
      <search>
        <form class="inline-search" action={props.href({})} method="get">
          <label for="catalog-search">{t('browse.search-label')}</label>
          <input
            id="catalog-search"
            type="search"
            name="q"
            value={props.search.q ?? ''}
            enterkeyhint="search"
          />
          <For each={facetNames.filter((name) => props.search[name])}>
            {(name) => <input type="hidden" name={name} value={props.search[name]} />}
          </For>
          <button class="button button-primary" type="submit">
            {t('browse.search')}
          </button>
        </form>
      </search>
      <div class="catalog">
        <Facets {...props} />
        <div>
          <p class="catalog-count muted" role="status">
            {t('browse.count', { count: props.list.total })}
            <Show when={hasChoice(props.search)}>
              {' · '}
              <a href={props.href({})}>{t('browse.all')}</a>
            </Show>
          </p>
          <Show
            when={props.list.courses.length > 0}
            fallback={
              <EmptyState
                icon="search"
                title={t(hasChoice(props.search) ? 'browse.nothing-found' : 'browse.nothing-yet')}
                actions={
                  <Show when={hasChoice(props.search)}>
                    <ButtonLink href={props.href({})} look="quiet">
                      {t('browse.all')}
                    </ButtonLink>
                  </Show>
                }
              >
                {t(hasChoice(props.search) ? 'browse.nothing-found-text' : 'browse.nothing-yet-text')}
              </EmptyState>
            }
          >
            <CardGrid each={props.list.courses}>
              {(course) => <CourseCard course={course} href={props.courseHref(course)} />}
            </CardGrid>
          </Show>
          <Pagination
            page={props.list.page}
            pages={props.list.pages}
            href={(page) => props.href({ ...props.search, page })}
          />
        </div>
      </div>
    </>
  );
}

/** What a reader may do with a run. */
export interface RunOffer {
  run: Run;
  gate: EnrollmentGate;
  enrolled: boolean;
  readable: boolean;
  learnHref: string;
  enrollHref: string;
  leaveHref: string;
  signInHref: string | null;
}

export interface CoursePageProps {
  course: Course;
  release: Release;
  offers: readonly RunOffer[];
  catalogHref: string;
  problems: readonly Problem[];
  /** The run whose form was refused. */
  refusedRun: string | null;
}

function RunDates(props: { run: Run }): JSX.Element {
  const { t } = useView();
  const lines = () =>
    [
      { label: t('browse.starts'), at: props.run.startsAt },
      { label: t('browse.ends'), at: props.run.endsAt },
      { label: t('browse.enrollment-closes'), at: props.run.enrollmentClosesAt },
    ].filter(({ at }) => at !== null);
  return (
    <Show when={lines().length > 0}>
      <dl class="facts facts-short">
        <For each={lines()}>
          {(line) => (
            <>
              <dt>{line.label}</dt>
              <dd>
                <Time at={line.at ?? ''} style="deadline" />
              </dd>
            </>
          )}
        </For>
      </dl>
    </Show>
  );
}

function Join(props: { offer: RunOffer; problems: readonly Problem[] }): JSX.Element {
  const { t } = useView();
  const { offer } = props;
  if (offer.gate === 'not-yet')
    return (
      <p>
        {t('browse.gate-not-yet')} <Time at={offer.run.enrollmentOpensAt ?? ''} style="deadline" />
      </p>
    );
  if (offer.gate !== 'open') return <p class="muted">{t(`browse.gate-${offer.gate}`)}</p>;
  if (offer.signInHref)
    return <ButtonLink href={offer.signInHref}>{t('browse.sign-in-to-enroll')}</ButtonLink>;
  return (
    <Form action={offer.enrollHref} problems={props.problems}>
      <Show when={offer.run.hasEnrollmentKey}>
        <Field
          name="key"
          label={t('browse.enrollment-key')}
          hint={t('browse.enrollment-key-hint')}
          autocomplete="off"
        />
      </Show>
      <Button>{t('browse.enroll')}</Button>
    </Form>
  );
}

function RunOfferPanel(props: {
  offer: RunOffer;
  several: boolean;
  problems: readonly Problem[];
}): JSX.Element {
  const { t } = useView();
  const { offer } = props;
  return (
    <section class="run-offer" aria-label={t('browse.run', { key: offer.run.key })}>
      <Show when={props.several}>
        <h2>{t('browse.run', { key: offer.run.key })}</h2>
      </Show>
      <RunDates run={offer.run} />
      <Show when={offer.enrolled} fallback={<Join offer={offer} problems={props.problems} />}>
        <p>
          <Badge tone="success" icon="check">
            {t('browse.enrolled')}
          </Badge>
        </p>
        <ButtonLink href={offer.learnHref} iconEnd="arrow-right">
          {t('browse.continue')}
        </ButtonLink>
        <Form action={offer.leaveHref}>
          <Button look="plain" size="small">
            {t('browse.leave')}
          </Button>
        </Form>
      </Show>
      <Show when={!offer.enrolled && offer.readable}>
        <ButtonLink href={offer.learnHref} look="quiet" icon="book-open">
          {t('browse.read')}
        </ButtonLink>
        <p class="muted">{t('browse.read-hint')}</p>
      </Show>
    </section>
  );
}

function Syllabus(props: { nodes: readonly (OutlineSection | OutlineUnit)[] }): JSX.Element {
  return (
    <ol class="syllabus">
      <For each={props.nodes}>
        {(node) => (
          <li>
            <Show when={node.kind === 'section' ? node : null} fallback={node.title}>
              {(section) => (
                <details>
                  <summary>{section().title}</summary>
                  <Syllabus nodes={section().children} />
                </details>
              )}
            </Show>
          </li>
        )}
      </For>
    </ol>
  );
}

const licenseUrl = (id: string): string | null => {
  const cc = /^CC-(BY(?:-NC)?(?:-ND|-SA)?)-(\d\.\d)$/.exec(id);
  if (cc) return `https://creativecommons.org/licenses/${cc[1]?.toLowerCase()}/${cc[2]}/`;
  return id === 'CC0-1.0' ? 'https://creativecommons.org/publicdomain/zero/1.0/' : null;
};

export function LicenseText(props: { license: License }): JSX.Element {
  const { t } = useView();
  const url = licenseUrl(props.license.id);
  const name = () => (props.license.id === 'all-rights-reserved' ? t('browse.all-rights') : props.license.id);
  return (
    <>
      <Show when={url} fallback={name()}>
        {(href) => (
          <a href={href()} rel="license noopener">
            {name()}
          </a>
        )}
      </Show>
      <Show when={props.license.author}> · {props.license.author}</Show>
    </>
  );
}

function Facts(props: CoursePageProps): JSX.Element {
  const { t } = useView();
  const text = useFacetText();
  const { course, release } = props;
  return (
    <dl class="facts">
      <dt>{t('browse.facet-language')}</dt>
      <dd>{text('language', course.language)}</dd>
      <Show when={course.level}>
        {(level) => (
          <>
            <dt>{t('browse.facet-level')}</dt>
            <dd>{text('level', level())}</dd>
          </>
        )}
      </Show>
      <dt>{t('browse.facet-pace')}</dt>
      <dd>{text('pace', course.pace)}</dd>
      <Show when={release.course.effort}>
        {(effort) => (
          <>
            <dt>{t('browse.effort')}</dt>
            <dd>{effort()}</dd>
          </>
        )}
      </Show>
      <dt>{t('browse.size')}</dt>
      <dd>{t('browse.size-text', { units: release.units.length, activities: release.activities.length })}</dd>
      <dt>{t('browse.license')}</dt>
      <dd>
        <LicenseText license={release.course.license} />
      </dd>
    </dl>
  );
}

export function CoursePage(props: CoursePageProps): JSX.Element {
  const { t } = useView();
  const { course, release } = props;
  return (
    <article class="course-page">
      <Breadcrumbs links={[{ href: props.catalogHref, label: t('browse.title') }]} />
      <div class="course-hero">
        <PageHeader kicker={course.organization.name} title={course.title} lead={course.summary} />
        <Cover key={`${course.organization.key}/${course.key}`} picture={course.cover} />
      </div>
      <div class="course-columns">
        <div class="course-side">
          <For each={props.offers} fallback={<EmptyState icon="calendar" title={t('browse.no-runs')} />}>
            {(offer) => (
              <RunOfferPanel
                offer={offer}
                several={props.offers.length > 1}
                problems={props.refusedRun === offer.run.key ? props.problems : []}
              />
            )}
          </For>
          <Facts {...props} />
        </div>
        <div class="course-main" lang={course.language}>
          <Show when={release.course.about}>
            <Html html={release.course.about} />
          </Show>
          <Show when={release.course.staff.length > 0}>
            <section>
              <h2>{t('browse.staff')}</h2>
              <ul class="staff">
                <For each={release.course.staff}>
                  {(person) => (
                    <li>
                      <Avatar name={person.name} picture={person.picture} size="large" />
                      <div>
                        <p class="staff-name">{person.name}</p>
                        <Show when={person.title}>
                          <p class="muted">{person.title}</p>
                        </Show>
                        <Show when={person.bio}>
                          <p>{person.bio}</p>
                        </Show>
                      </div>
                    </li>
                  )}
                </For>
              </ul>
            </section>
          </Show>
          <section>
            <h2>{t('browse.syllabus')}</h2>
            <Syllabus nodes={release.outline} />
          </section>
        </div>
      </div>
    </article>
  );
}
