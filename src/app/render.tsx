/** How pages meet their reader: the view, the navigation, and the pages of refusals and faults. */
import { randomUUID } from 'node:crypto';
import { For, type JSX, Show } from 'solid-js';
import { directionOf, type MessageKey, type Translate, translateTo } from '#lib/messages.ts';
import { mayOnSite, maySomewhere, placesWith } from '#modules/access/index.ts';
import type { Page } from '#platform/endpoint.ts';
import type { PagePart } from '#platform/gzip-parts.ts';
import type { Reader } from '#platform/reader.ts';
import type { Refusal } from '#platform/refusal.ts';
import { site } from '#platform/site.ts';
import type { Assets } from '#ui/assets.ts';
import { ButtonLink } from '#ui/button.tsx';
import { renderDocument } from '#ui/document.tsx';
import { TextArea } from '#ui/field.tsx';
import { PageHeader } from '#ui/page.tsx';
import { problemsOf } from '#ui/problems.ts';
import { formFields, type NavLink, useView, type View } from '#ui/view.tsx';

function navOf(reader: Reader, t: Translate): NavLink[] {
  const { actor } = reader;
  const path = reader.path.split('?')[0] ?? '/';
  const link = (href: string, label: string, ...also: string[]): NavLink => ({
    href,
    label,
    current: href === '/' ? path === '/' : [href, ...also].some((part) => path.startsWith(part)),
  });
  const links = [link('/courses', t('ui.nav-courses'))];
  if (actor.kind === 'person') links.unshift(link('/', t('ui.nav-home')));
  if (maySomewhere('course.view-as-staff').check(actor, undefined))
    links.push(link('/teach', t('ui.nav-teach'), '/mark/'));
  if (maySomewhere('course.edit').check(actor, undefined)) links.push(link('/studio', t('outline.studio')));
  // Accommodations are of an organization, not of a course.
  const accommodating = placesWith(actor, 'people.accommodate');
  if (accommodating === 'everywhere' || accommodating.organizations.length > 0)
    links.push(link('/accommodations', t('times.accommodations')));
  if (mayOnSite('site.administer').check(actor, undefined))
    links.push(link('/admin/people', t('ui.nav-admin'), '/admin/', '/dev/mail'));
  return links;
}

function viewOf(reader: Reader): View {
  const t = translateTo(reader.locale);
  const { actor, flash } = reader;
  return {
    t,
    locale: reader.locale,
    dir: directionOf(reader.locale),
    timeZone: (actor.kind === 'person' ? actor.timeZone : null) ?? site().timeZone,
    person: actor.kind === 'person' ? { id: actor.id, name: actor.name, email: actor.email } : null,
    siteName: site().name,
    links: {
      home: '/',
      search: '/courses',
      signIn: reader.path === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(reader.path)}`,
      register: '/register',
      signOut: '/sign-out',
      menu: [
        { href: '/dates', label: t('times.mine') },
        { href: '/settings', label: t('ui.nav-settings') },
      ],
      footer: [{ href: '/api/docs', label: t('ui.nav-api') }],
    },
    nav: navOf(reader, t),
    path: reader.path,
    now: reader.now,
    csrf: reader.csrf,
    flash: flash
      ? { text: t(flash.message as MessageKey, flash.values), tone: flash.tone ?? 'success' }
      : null,
    formFields: () => formFields(reader.csrf(), randomUUID()),
  };
}

export const renderPageWith =
  (assets: Assets) =>
  (page: Page, reader: Reader): PagePart[] =>
    renderDocument(page, viewOf(reader), assets);

export function refusalText(refusal: Refusal, locale: string): { title: string; detail: string } {
  const t = translateTo(locale);
  const { values } = refusal.details;
  return {
    title: t(`refusals.${refusal.code}` as MessageKey, values),
    detail: t(`refusals.${refusal.code}.remedy` as MessageKey, values),
  };
}

const noSuchCourse = new Set(['organization-not-found', 'course-not-found', 'run-not-found']);
/** Pages of a run, whose addresses go on with organization and course. */
const ofLearners = new Set(['learn', 'progress', 'exams', 'reviews', 'what-if', 'search']);

/** Where the page of a refusal leads on. */
function wayOut(refusal: Refusal, reader: Reader): { href: string; label: string } {
  const t = translateTo(reader.locale);
  const signedOut = refusal.code === 'csrf-failed' && reader.actor.kind === 'anonymous';
  if (refusal.kind === 'unauthenticated' || signedOut)
    return { href: `/sign-in?next=${encodeURIComponent(reader.path)}`, label: t('ui.sign-in') };
  const [, area = '', organization, course] = reader.path.split('?')[0]?.split('/') ?? [];
  if (noSuchCourse.has(refusal.code)) return { href: '/courses', label: t('ui.to-courses') };
  const lost = refusal.code === 'not-enrolled' || refusal.kind === 'missing';
  if (lost && ofLearners.has(area) && organization && course)
    return { href: `/courses/${organization}/${course}`, label: t('ui.to-course') };
  // What is wrong with an address stands behind its question mark.
  if (refusal.kind === 'invalid') return { href: reader.path.split('?')[0] ?? '/', label: t('ui.try-again') };
  if (['unavailable', 'too-many'].includes(refusal.kind) || refusal.code === 'csrf-failed')
    return { href: reader.path, label: t('ui.try-again') };
  return { href: '/', label: t('ui.to-home') };
}

/** What would have to be written once more, to be copied. */
function Written(props: { texts: readonly string[] }): JSX.Element {
  const { t } = useView();
  const total = props.texts.length;
  return (
    <For each={props.texts}>
      {(text, at) => (
        <TextArea
          name={`written-${at() + 1}`}
          label={total > 1 ? t('ui.written-of', { number: at() + 1, total }) : t('ui.written')}
          hint={at() === 0 ? t('ui.written-hint') : undefined}
          value={text}
          rows={Math.min(12, Math.max(3, text.split('\n').length + Math.ceil(text.length / 60)))}
          dir="auto"
          readonly
          required
        />
      )}
    </For>
  );
}

export function refusalPage(refusal: Refusal, reader: Reader, written: readonly string[]): Page {
  const { title, detail } = refusalText(refusal, reader.locale);
  const way = wayOut(refusal, reader);
  return {
    title,
    robots: 'noindex',
    body: () => (
      <div class="message-page">
        <PageHeader title={title} lead={detail} />
        <Show when={refusal.details.fields?.length}>
          <ul>
            <For each={problemsOf(refusal, translateTo(reader.locale), {})}>
              {({ message }) => <li>{message}</li>}
            </For>
          </ul>
        </Show>
        <Written texts={written} />
        <ButtonLink href={way.href}>{way.label}</ButtonLink>
      </div>
    ),
  };
}

export function faultPage(faultId: string, reader: Reader, written: readonly string[]): Page {
  const t = translateTo(reader.locale);
  return {
    title: t('ui.fault'),
    robots: 'noindex',
    body: () => (
      <div class="message-page">
        <PageHeader title={t('ui.fault')} lead={t('ui.fault-text')} />
        <p>
          {t('ui.fault-id')} <code>{faultId}</code>
        </p>
        <Written texts={written} />
        <ButtonLink href={reader.path}>{t('ui.try-again')}</ButtonLink>
      </div>
    ),
  };
}
