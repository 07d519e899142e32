/** Pieces that frame a page: its head, the way to it, its neighbours. */
import { For, type JSX, Show } from 'solid-js';
import { directionOfText } from './html.tsx';
import { Icon } from './icon.tsx';
import { type NavLink, useView } from './view.tsx';

interface PageHeaderProps {
  title: JSX.Element;
  /** A short line above the title: what kind of thing this is. */
  kicker?: JSX.Element;
  /** One or two sentences under the title. */
  lead?: JSX.Element;
  /** Badges, dates and other small facts. */
  meta?: JSX.Element;
  /** Buttons; at the end of the line where there is room. */
  actions?: JSX.Element;
  /** Language of title and lead, where it is not the page's. */
  lang?: string;
}

/** The one `h1` of a page. */
export function PageHeader(props: PageHeaderProps): JSX.Element {
  return (
    <header class="page-header">
      <div>
        <Show when={props.kicker}>
          <p class="kicker">{props.kicker}</p>
        </Show>
        <h1 lang={props.lang} dir={directionOfText(props.lang)}>
          {props.title}
        </h1>
        <Show when={props.lead}>
          <p class="lead" lang={props.lang} dir={directionOfText(props.lang)}>
            {props.lead}
          </p>
        </Show>
        <Show when={props.meta}>
          <div class="meta">{props.meta}</div>
        </Show>
      </div>
      <Show when={props.actions}>
        <div class="page-actions">{props.actions}</div>
      </Show>
    </header>
  );
}

/** The way from the top to this page; the page itself is not in it. */
export function Breadcrumbs(props: { links: readonly NavLink[] }): JSX.Element {
  const { t } = useView();
  return (
    <nav class="breadcrumbs" aria-label={t('ui.breadcrumbs')}>
      <ol>
        <For each={props.links}>
          {(link) => (
            <li>
              <a href={link.href} lang={link.lang}>
                {link.label}
              </a>
              <Icon name="chevron-right" />
            </li>
          )}
        </For>
      </ol>
    </nav>
  );
}

/** The way back from one thing to the list that it stands in. */
export function BackLink(props: Pick<NavLink, 'href' | 'label'>): JSX.Element {
  return (
    <p class="back-link">
      <a href={props.href}>
        <Icon name="arrow-left" />
        {props.label}
      </a>
    </p>
  );
}

export interface Tab extends NavLink {
  count?: number;
}

/** Tabs that stand behind the others, by topic. */
export interface MoreTabs {
  title: string;
  links: readonly NavLink[];
}

function MoreMenu(props: { topics: readonly MoreTabs[] }): JSX.Element {
  const { t } = useView();
  return (
    <li class="tabs-more">
      <details class="menu">
        <summary>
          {t('ui.more')} <Icon name="chevron-down" />
        </summary>
        <div>
          <For each={props.topics}>
            {({ title, links }) => (
              <>
                <p class="menu-head">{title}</p>
                <ul>
                  <For each={links}>
                    {(link) => (
                      <li>
                        <a href={link.href} aria-current={link.current ? 'page' : undefined}>
                          {link.label}
                        </a>
                      </li>
                    )}
                  </For>
                </ul>
              </>
            )}
          </For>
        </div>
      </details>
    </li>
  );
}

/** Sister pages as links; the current one is marked, and stands in the row also where it is one of `more`. */
export function Tabs(props: {
  label: string;
  tabs: readonly Tab[];
  more?: readonly MoreTabs[];
}): JSX.Element {
  const topics = () => (props.more ?? []).filter(({ links }) => links.length > 0);
  const inRow = (): readonly Tab[] => [
    ...props.tabs,
    ...topics().flatMap(({ links }) => links.filter((link) => link.current)),
  ];
  return (
    <nav class="tabs" aria-label={props.label}>
      <ul>
        <For each={inRow()}>
          {(tab) => (
            <li>
              <a class="tab" href={tab.href} aria-current={tab.current ? 'page' : undefined}>
                {tab.label}
                <Show when={tab.count !== undefined}>
                  <span class="count">{tab.count}</span>
                </Show>
              </a>
            </li>
          )}
        </For>
        <Show when={topics().length > 0}>
          <MoreMenu topics={topics()} />
        </Show>
      </ul>
    </nav>
  );
}

/** Page numbers worth a link: the ends, the current one and its neighbours; null is a gap. */
export function pageNumbers(page: number, pages: number): (number | null)[] {
  const shown = [1, page - 1, page, page + 1, pages].filter((n) => n >= 1 && n <= pages);
  const sorted = [...new Set(shown)].sort((a, b) => a - b);
  return sorted.flatMap((n, index) => (index > 0 && n - (sorted[index - 1] ?? n) > 1 ? [null, n] : [n]));
}

export function Pagination(props: { page: number; pages: number; href(page: number): string }): JSX.Element {
  const { t } = useView();
  return (
    <Show when={props.pages > 1}>
      <nav class="pagination" aria-label={t('ui.pages')}>
        <Show when={props.page > 1}>
          <a href={props.href(props.page - 1)} rel="prev">
            <Icon name="chevron-left" /> {t('ui.previous')}
          </a>
        </Show>
        <ol>
          <For each={pageNumbers(props.page, props.pages)}>
            {(number) => (
              <li>
                {number === null ? (
                  <span class="gap">…</span>
                ) : (
                  <a
                    href={props.href(number)}
                    aria-label={t('ui.page', { number })}
                    aria-current={number === props.page ? 'page' : undefined}
                  >
                    {number}
                  </a>
                )}
              </li>
            )}
          </For>
        </ol>
        <Show when={props.page < props.pages}>
          <a href={props.href(props.page + 1)} rel="next">
            {t('ui.next')} <Icon name="chevron-right" />
          </a>
        </Show>
      </nav>
    </Show>
  );
}

/** The neighbours in a row: units of a course, pages of a list that is read by cursor. */
export function PreviousNext(props: {
  label: string;
  previous?: NavLink | null;
  next?: NavLink | null;
}): JSX.Element {
  const { t } = useView();
  return (
    <nav class="previous-next" aria-label={props.label}>
      <Show when={props.previous}>
        {(link) => (
          <a href={link().href} rel="prev">
            <span class="muted">
              <Icon name="arrow-left" /> {t('ui.previous')}
            </span>
            <span>{link().label}</span>
          </a>
        )}
      </Show>
      <Show when={props.next}>
        {(link) => (
          <a href={link().href} rel="next">
            <span class="muted">
              {t('ui.next')} <Icon name="arrow-right" />
            </span>
            <span>{link().label}</span>
          </a>
        )}
      </Show>
    </nav>
  );
}
