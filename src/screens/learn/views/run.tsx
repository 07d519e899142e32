import { type JSX, Show } from 'solid-js';
import { type CourseReading, LanguageMenu } from '#screens/languages/index.ts';
import { ButtonLink } from '#ui/button.tsx';
import { ProgressBar } from '#ui/figures.tsx';
import { Callout } from '#ui/notice.tsx';
import { Outline, type OutlineItem } from '#ui/outline.tsx';
import { Breadcrumbs, PageHeader } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import type { LinkedWork } from '../rules.ts';
import { DueList } from './times.tsx';

export interface RunPageProps {
  title: string;
  language: string;
  reading: CourseReading;
  organization: string;
  courseHref: string;
  items: readonly OutlineItem[];
  /** Null: an anonymous reader or staff who is not enrolled. */
  progress: { complete: number; total: number } | null;
  /** Where to begin or go on. */
  go: { href: string; label: string; unit: string } | null;
  links: readonly { href: string; label: string }[];
  /** What is due next; empty: nothing. */
  due: readonly LinkedWork[];
  startsAt: Date | null;
  endsAt: Date | null;
  searchHref: string;
}

export function RunPage(props: RunPageProps): JSX.Element {
  const { t, now } = useView();
  return (
    <div class="run-page">
      <Breadcrumbs links={[{ href: props.courseHref, label: props.organization }]} />
      <PageHeader
        title={props.title}
        lang={props.language}
        meta={<LanguageMenu {...props.reading} />}
        actions={props.links.map((link) => (
          <ButtonLink href={link.href} look="quiet">
            {link.label}
          </ButtonLink>
        ))}
      />
      <Show when={props.startsAt && now < props.startsAt ? props.startsAt : null}>
        {(at) => (
          <Callout tone="accent">
            {t('learn.starts')} <Time at={at()} style="deadline" />
          </Callout>
        )}
      </Show>
      <Show when={props.endsAt}>
        {(at) => (
          <p class="muted">
            {now < at() ? t('learn.ends') : t('learn.ended')} <Time at={at()} style="deadline" />
          </p>
        )}
      </Show>
      <Show when={props.go}>
        {(go) => (
          <section class="go-on" aria-label={go().label}>
            <div>
              <p class="kicker">{go().label}</p>
              <p class="go-on-unit">{go().unit}</p>
              <Show when={props.progress}>
                {(progress) => (
                  <ProgressBar
                    label={t('learn.units-complete', progress())}
                    value={progress().complete}
                    max={progress().total}
                  />
                )}
              </Show>
            </div>
            <ButtonLink href={go().href} iconEnd="arrow-right">
              {go().label}
            </ButtonLink>
          </section>
        )}
      </Show>
      <DueList due={props.due} />
      <search>
        <form class="inline-search" action={props.searchHref} method="get">
          <label for="course-search">{t('learn.search-label')}</label>
          <input id="course-search" type="search" name="q" enterkeyhint="search" />
          <button class="button button-quiet" type="submit">
            {t('learn.search')}
          </button>
        </form>
      </search>
      <Outline items={props.items} label={t('ui.outline')} />
    </div>
  );
}

export interface SearchPageProps {
  courseTitle: string;
  courseHref: string;
  action: string;
  q: string;
  hits: readonly { href: string; title: string; language: string; path: string; snippet: string }[];
}

export function SearchPage(props: SearchPageProps): JSX.Element {
  const { t } = useView();
  return (
    <>
      <Breadcrumbs links={[{ href: props.courseHref, label: props.courseTitle }]} />
      <PageHeader title={t('learn.search-title')} />
      <search>
        <form class="inline-search" action={props.action} method="get">
          <label for="course-search">{t('learn.search-label')}</label>
          <input id="course-search" type="search" name="q" value={props.q} enterkeyhint="search" />
          <button class="button button-primary" type="submit">
            {t('learn.search')}
          </button>
        </form>
      </search>
      <Show when={props.q}>
        <p class="muted" role="status">
          {t('learn.search-hits', { count: props.hits.length })}
        </p>
        <ol class="search-hits">
          {props.hits.map((hit) => (
            <li>
              <p class="kicker">
                <bdi>{hit.path}</bdi>
              </p>
              <h2>
                <a href={hit.href} lang={hit.language}>
                  {hit.title}
                </a>
              </h2>
              <p lang={hit.language} dir="auto" innerHTML={hit.snippet} />
            </li>
          ))}
        </ol>
      </Show>
    </>
  );
}
