/** The head of every page of the studio that is about one course. */
import { type JSX, Show } from 'solid-js';
import { teachLinks } from '#screens/teach/index.ts';
import { ButtonLink } from '#ui/button.tsx';
import { Badge } from '#ui/notice.tsx';
import { Breadcrumbs, PageHeader, Tabs } from '#ui/page.tsx';
import { useView, type View } from '#ui/view.tsx';
import { links } from '../links.ts';
import type { StudioCourse } from '../service/open-draft.ts';

export type StudioPage =
  | 'outline'
  | 'files'
  | 'settings'
  | 'history'
  | 'releases'
  | 'dates'
  | 'comments'
  | 'translations'
  | 'uses'
  | 'updates'
  | 'blueprint'
  | 'git'
  | 'export';

interface StudioHeadProps extends StudioCourse {
  /** The page, or the one that it belongs to. */
  current: StudioPage;
  /** What can be done here, beside publishing. */
  actions?: JSX.Element;
}

function pagesOf({ t }: View, { course, params, current, rights, released }: StudioHeadProps) {
  const isCourse = course.kind === 'course';
  const page = (name: StudioPage, label: string, href: string) => ({
    href,
    label,
    current: name === current,
  });
  if (!rights.edit)
    return { tabs: [page('comments', t('together.comments'), links.comments(params))], more: [] };
  return {
    tabs: [
      page('outline', t('outline.outline'), links.outline(params)),
      page('files', t('outline.files'), links.files(params)),
      page('settings', t('outline.settings'), links.settings(params)),
      page('history', t('outline.history'), links.history(params)),
      page('releases', t('outline.releases'), links.releases(params)),
    ],
    more: [
      {
        title: t('outline.more'),
        links: [
          ...(isCourse ? [page('dates', t('outline.dates'), links.dates(params))] : []),
          page('comments', t('together.comments'), links.comments(params)),
          page('translations', t('languages.translations'), links.translations(params)),
          ...(rights.publish ? [page('git', t('outline.git'), links.git(params))] : []),
          page('uses', t('outline.uses'), links.uses(params)),
          page('updates', t('outline.updates'), links.updates(params)),
          ...(isCourse ? [page('blueprint', t('outline.blueprint'), links.blueprint(params))] : []),
          page('export', t('outline.export'), links.export(params)),
        ],
      },
      {
        title: t('outline.beyond'),
        links: [
          ...(released && isCourse
            ? [{ href: teachLinks.publicPage(params), label: t('outline.public-page') }]
            : []),
          ...(isCourse ? [{ href: teachLinks.course(params), label: t('outline.runs') }] : []),
        ],
      },
    ],
  };
}

function State(props: Pick<StudioCourse, 'released' | 'changed' | 'piloted'>): JSX.Element {
  const { t } = useView();
  const changed = () => props.changed && (props.piloted?.changed ?? true);
  return (
    <Show when={props.released} fallback={<Badge tone="accent">{t('outline.never-released')}</Badge>}>
      {(released) => (
        <>
          <Show when={props.piloted}>
            {(first) => (
              <Badge tone="accent">{t('outline.is-piloted', { number: first().release.number })}</Badge>
            )}
          </Show>
          <Show when={changed()}>
            <Badge tone="warning" icon="circle-dot">
              {t('outline.changed')}
            </Badge>
          </Show>
          <Show when={!changed() && !props.piloted}>
            <Badge tone="success">{t('outline.is-released', { number: released().number })}</Badge>
          </Show>
        </>
      )}
    </Show>
  );
}

export function StudioHead(props: StudioHeadProps): JSX.Element {
  const view = useView();
  const { t } = view;
  const { course, params } = props;
  const { tabs, more } = pagesOf(view, props);
  const publishing = view.path.split('?')[0] === links.publish(params);
  return (
    <div class="studio-head">
      <Breadcrumbs links={[{ href: links.courses(), label: t('outline.studio') }]} />
      <PageHeader
        kicker={<bdi>{course.organization.name}</bdi>}
        title={course.title}
        lang={course.language}
        meta={
          <>
            <Show when={course.kind === 'library'}>
              <Badge icon="library">{t('outline.is-library')}</Badge>
            </Show>
            <State {...props} />
            <Show when={props.updates}>
              {(count) => (
                <a href={links.updates(params)}>
                  <Badge tone="accent" icon="refresh-cw">
                    {t('outline.updates-count', { count: count() })}
                  </Badge>
                </a>
              )}
            </Show>
          </>
        }
        actions={
          <>
            {props.actions}
            <Show when={props.rights.publish && props.changed && !publishing}>
              <ButtonLink href={links.publish(params)} icon="upload">
                {t('outline.publish')}
              </ButtonLink>
            </Show>
          </>
        }
      />
      <Tabs label={t('outline.pages')} tabs={tabs} more={more} />
    </div>
  );
}
