import { For, type JSX, Show } from 'solid-js';
import { type Course, type CourseList, type CourseSearch, facetNames } from '#modules/catalog/index.ts';
import { ButtonLink } from '#ui/button.tsx';
import { CardGrid } from '#ui/card.tsx';
import { Disclosure } from '#ui/dialog.tsx';
import { EmptyState } from '#ui/notice.tsx';
import { PageHeader, Pagination } from '#ui/page.tsx';
import { useView } from '#ui/view.tsx';
import { CourseCard } from './card.tsx';
import { useFacetText } from './facets.ts';

export interface CatalogPageProps {
  list: CourseList;
  search: CourseSearch;
  courseHref(course: Course): string;
  /** The catalog with another choice. */
  href(search: CourseSearch): string;
}

function Choices(props: CatalogPageProps): JSX.Element {
  const { t } = useView();
  const text = useFacetText();
  return (
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
                      <bdi>{text(name, value)}</bdi>
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
  );
}

/** Beside the courses; where there is no room for that, folded above them, unless something is chosen. */
function Facets(props: CatalogPageProps): JSX.Element {
  const { t } = useView();
  return (
    <nav class="facets" aria-label={t('browse.facets')}>
      <Disclosure summary={t('browse.facets')} open={facetNames.some((name) => props.search[name])}>
        <Choices {...props} />
      </Disclosure>
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
