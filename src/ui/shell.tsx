import { For, type JSX, Show } from 'solid-js';
import { localeNames } from '#lib/messages.ts';
import { ButtonLink } from './button.tsx';
import { Form } from './form.tsx';
import { Icon, spriteUrl } from './icon.tsx';
import { OwnAvatar } from './kept.tsx';
import { LanguageLinks } from './language.tsx';
import { type NavLink, useView, type ViewPerson } from './view.tsx';

function Brand(): JSX.Element {
  const view = useView();
  return (
    <a class="brand" href={view.links.home}>
      <svg class="icon" aria-hidden="true">
        <use href={`${spriteUrl}#lectern`} />
      </svg>
      {view.siteName}
    </a>
  );
}

function NavLinks(props: { links: readonly NavLink[] }): JSX.Element {
  return (
    <ul>
      <For each={props.links}>
        {(link) => (
          <li>
            <a href={link.href} aria-current={link.current ? 'page' : undefined}>
              {link.label}
            </a>
          </li>
        )}
      </For>
    </ul>
  );
}

/** On a phone the box gives way to a link to the search page. */
function SiteSearch(props: { action: string }): JSX.Element {
  const { t, path } = useView();
  const query = () => new URLSearchParams(path.split('?')[1]).get('q') ?? '';
  return (
    <search class="site-search">
      <form action={props.action} method="get">
        <label class="visually-hidden" for="site-search">
          {t('ui.search')}
        </label>
        <Icon name="search" />
        <input
          id="site-search"
          type="search"
          name="q"
          value={query()}
          placeholder={t('ui.search')}
          aria-keyshortcuts="/"
          enterkeyhint="search"
        />
        <span class="key" aria-hidden="true">
          /
        </span>
      </form>
      <a class="button button-plain button-icon" href={props.action} aria-label={t('ui.search')}>
        <Icon name="search" />
      </a>
    </search>
  );
}

function LanguageMenu(): JSX.Element {
  const { t, locale } = useView();
  return (
    <details class="menu">
      <summary>
        <Icon name="languages" />
        <span class="visually-hidden">{t('ui.language-menu')} </span>
        <span class="menu-text">{localeNames[locale]}</span>
        <Icon name="chevron-down" />
      </summary>
      <LanguageLinks />
    </details>
  );
}

function SignIn(): JSX.Element {
  const view = useView();
  return (
    <div class="sign-in">
      <a href={view.links.signIn}>{view.t('ui.sign-in')}</a>
      <Show when={view.links.register}>
        {(href) => (
          <ButtonLink href={href()} size="small" class="register">
            {view.t('ui.register')}
          </ButtonLink>
        )}
      </Show>
    </div>
  );
}

function AccountMenu(props: { person: ViewPerson }): JSX.Element {
  const { t, links } = useView();
  return (
    <details class="menu">
      <summary>
        <span class="visually-hidden">{t('ui.account-menu')} </span>
        <OwnAvatar />
        <span class="menu-text">{props.person.name}</span>
        <Icon name="chevron-down" />
      </summary>
      <div>
        <p class="menu-head">{props.person.email}</p>
        <NavLinks links={links.menu} />
        <Form action={links.signOut}>
          <button type="submit">
            <Icon name="log-out" /> {t('ui.sign-out')}
          </button>
        </Form>
      </div>
    </details>
  );
}

function PersonMenu(): JSX.Element {
  const { person } = useView();
  return person ? <AccountMenu person={person} /> : <SignIn />;
}

function SiteNavigation(): JSX.Element {
  const view = useView();
  return (
    <>
      <Brand />
      <Show when={view.nav.length > 0}>
        <nav class="site-nav" aria-label={view.t('ui.main-navigation')}>
          <NavLinks links={view.nav} />
        </nav>
      </Show>
      <Show when={view.links.search}>{(action) => <SiteSearch action={action()} />}</Show>
    </>
  );
}

function SiteHeader(): JSX.Element {
  return (
    <header class="site-header">
      <div class="site-bar">
        <SiteNavigation />
        <div class="site-person">
          <LanguageMenu />
          <PersonMenu />
        </div>
      </div>
    </header>
  );
}

function PlainHeader(): JSX.Element {
  return (
    <header class="site-header">
      <div class="site-bar">
        <Brand />
        <div class="site-person">
          <LanguageMenu />
        </div>
      </div>
    </header>
  );
}

function SiteFooter(): JSX.Element {
  const view = useView();
  return (
    <footer class="site-footer">
      <div>
        <p>{view.siteName}</p>
        <Show when={view.links.footer.length > 0}>
          <nav aria-label={view.t('ui.footer-navigation')}>
            <NavLinks links={view.links.footer} />
          </nav>
        </Show>
      </div>
    </footer>
  );
}

/** The places of a shell for what differs from reader to reader. */
export type ShellSlot = 'aside' | 'flash' | 'main';

interface ShellProps {
  kind: 'site' | 'reading' | 'plain';
  hasAside: boolean;
  slot(name: ShellSlot): JSX.Element;
}

function Main(props: ShellProps): JSX.Element {
  return (
    <main id="main" class={`${props.kind}-main`} tabindex="-1">
      {props.slot('flash')}
      {props.slot('main')}
    </main>
  );
}

/** Course navigation beside the text: always open where there is room, folded on a phone. */
function ReadingFrame(props: ShellProps): JSX.Element {
  const { t } = useView();
  return (
    <div class="reading-frame">
      <Show when={props.hasAside}>
        <aside class="reading-aside">
          <details>
            <summary>
              <Icon name="list-tree" /> {t('ui.outline')}
              <Icon name="chevron-down" />
            </summary>
            <div class="reading-aside-body">{props.slot('aside')}</div>
          </details>
        </aside>
      </Show>
      <Main {...props} />
    </div>
  );
}

/** It is the same for all who are led to the same places; so it is drawn once, and its slots for each reader. */
export function Shell(props: ShellProps): JSX.Element {
  const { t } = useView();
  return (
    <>
      <a class="skip-link" href="#main">
        {t('ui.skip')}
      </a>
      {props.kind === 'plain' ? <PlainHeader /> : <SiteHeader />}
      {props.kind === 'reading' ? <ReadingFrame {...props} /> : <Main {...props} />}
      <SiteFooter />
    </>
  );
}
