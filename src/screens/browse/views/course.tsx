import { For, type JSX, Show } from 'solid-js';
import type { Course } from '#modules/catalog/index.ts';
import {
  creditsOf,
  type License,
  type OutlineSection,
  type OutlineUnit,
  type Release,
} from '#modules/content/index.ts';
import { LanguageMenu } from '#screens/languages/index.ts';
import { Avatar, Cover } from '#ui/cover.tsx';
import type { Problem } from '#ui/form.tsx';
import { Html, useWrittenIn, WrittenIn } from '#ui/html.tsx';
import { EmptyState } from '#ui/notice.tsx';
import { Breadcrumbs, PageHeader } from '#ui/page.tsx';
import { useView } from '#ui/view.tsx';
import { CreditLine, CreditList } from './credit.tsx';
import { useFacetText } from './facets.ts';
import { type RunOffer, RunOfferPanel } from './offer.tsx';

export interface CoursePageProps {
  /** Of this page. */
  href: string;
  course: Course;
  release: Release;
  offers: readonly RunOffer[];
  catalogHref: string;
  /** Null: the reader makes no courses. */
  remixHref: string | null;
  problems: readonly Problem[];
  /** The run whose form was refused. */
  refusedRun: string | null;
}

function Syllabus(props: { nodes: readonly (OutlineSection | OutlineUnit)[] }): JSX.Element {
  return (
    <ol class="syllabus" {...useWrittenIn()}>
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

/** A long text that nobody translated is read as it was written. */
function languageOfAbout({ course, translations }: Release): string {
  const [original = course.language] = course.languages ?? [];
  return translations?.[course.language]?.about ? course.language : original;
}

/** The title of the course stands above already. */
const creditOf = ({ course: { title, license } }: Release): License =>
  license.title === title ? { ...license, title: undefined } : license;

function Facts(props: CoursePageProps): JSX.Element {
  const { t } = useView();
  const text = useFacetText();
  const { course, release } = props;
  return (
    <dl class="facts">
      <dt>{t('browse.facet-language')}</dt>
      <dd>{course.languages.map((language) => text('language', language)).join(' · ')}</dd>
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
            <dd>
              <bdi lang={course.language}>{effort()}</bdi>
            </dd>
          </>
        )}
      </Show>
      <dt>{t('browse.size')}</dt>
      <dd>{t('browse.size-text', { units: release.units.length, activities: release.activities.length })}</dd>
      <dt>{t('browse.license')}</dt>
      <dd>
        <CreditLine credit={creditOf(release)} />
        <Show when={props.remixHref}>
          {(href) => (
            <p>
              <a href={href()}>{t('reuse.remix')}</a>
            </p>
          )}
        </Show>
      </dd>
    </dl>
  );
}

/** What of the course is not its own: what it was made of, and works in its units. */
function Credits(props: { release: Release }): JSX.Element {
  const { t } = useView();
  const { course } = props.release;
  const units = creditsOf(props.release);
  return (
    <Show when={course.basedOn || units.length > 0}>
      <section>
        <h2>{t('browse.credits')}</h2>
        <For each={course.basedOn ?? []}>
          {(parent) => (
            <p>
              {t('browse.based-on')} <CreditLine credit={parent} />
            </p>
          )}
        </For>
        <Show when={units.length > 0}>
          <CreditList units={units} language={course.language} />
        </Show>
      </section>
    </Show>
  );
}

export function CoursePage(props: CoursePageProps): JSX.Element {
  const { t } = useView();
  const { course, release } = props;
  return (
    <article class="course-page">
      <Breadcrumbs links={[{ href: props.catalogHref, label: t('browse.title') }]} />
      <div class="course-hero">
        <PageHeader
          kicker={course.organization.name}
          title={course.title}
          lead={course.summary}
          lang={course.language}
          meta={
            <LanguageMenu languages={release.course.languages} current={course.language} href={props.href} />
          }
        />
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
        <WrittenIn value={course.language}>
          <div class="course-main">
            <Show when={release.course.about}>
              <Html html={release.course.about} lang={languageOfAbout(release)} />
            </Show>
            <Show when={release.course.staff.length > 0}>
              <section>
                <h2>{t('browse.staff')}</h2>
                <ul class="staff" {...useWrittenIn(course.language)}>
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
            <Credits release={release} />
          </div>
        </WrittenIn>
      </div>
    </article>
  );
}
