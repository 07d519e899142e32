/** The head of every page of a run on the desk: where it is, and the pages beside it. */
import type { JSX } from 'solid-js';
import type { Run } from '#modules/catalog/index.ts';
import { Icon } from '#ui/icon.tsx';
import { Breadcrumbs, PageHeader, Tabs } from '#ui/page.tsx';
import { useView, type View } from '#ui/view.tsx';
import { links } from '../links.ts';
import type { RunParams } from '../schema.ts';
import type { Rights } from '../service.ts';
import { RunBadges } from './desk.tsx';

interface RunHeadProps {
  run: Run;
  params: RunParams;
  rights: Rights;
  /** Name of the page, or of the one that this page belongs to. */
  current: string;
}

/** What is opened every day stands in the row, the rest behind it by topic. */
function pagesOf({ t }: View, { params, rights, current }: RunHeadProps) {
  const page = (may: boolean, name: string, href: string, label: string) =>
    may ? [{ href, label, current: name === current }] : [];
  return {
    daily: [
      ...page(rights.teach, 'people', links.people(params), t('teach.people')),
      ...page(rights.mark, 'marking', links.marking(params), t('marking.title')),
      ...page(rights.teach, 'grades', links.grades(params), t('gradebook.title')),
      ...page(rights.teach, 'dates', links.dates(params), t('times.tab')),
    ],
    more: [
      {
        title: t('teach.topic-handing-in'),
        links: [
          ...page(rights.teach, 'groups', links.groups(params), t('groups.title')),
          ...page(rights.teach, 'exams', links.exams(params), t('exams.exams')),
          ...page(rights.teach, 'reviews', links.reviews(params), t('peers.title')),
          ...page(rights.mark, 'gradings', links.gradings(params), t('queue.tab')),
        ],
      },
      {
        title: t('teach.topic-answers'),
        links: [
          ...page(rights.teach, 'results', links.results(params), t('tasks.results-tab')),
          ...page(rights.teach, 'items', links.items(params), t('items.title')),
          ...page(rights.teach, 'similarity', links.similarity(params), t('similarity.title')),
        ],
      },
      {
        title: t('teach.topic-run'),
        links: [
          ...page(rights.edit, 'settings', links.settings(params), t('teach.settings')),
          ...page(rights.edit, 'copy', links.copy(params), t('reuse.copy-run')),
        ],
      },
    ],
  };
}

export function RunHead(props: RunHeadProps): JSX.Element {
  const view = useView();
  const { t } = view;
  const { run, params } = props;
  const { daily, more } = pagesOf(view, props);
  return (
    <>
      <Breadcrumbs
        links={[
          { href: links.desk(), label: t('teach.title') },
          { href: links.course(params), label: run.courseTitle },
        ]}
      />
      <PageHeader
        kicker={t('teach.run-title', { run: run.key })}
        title={<bdi>{run.courseTitle}</bdi>}
        meta={
          <>
            <RunBadges run={run} />
            {/* Beside the link: its underline would run on below the gap. */}
            <span>
              <Icon name="book-open" /> <a href={links.learn(params)}>{t('teach.open-run')}</a>
            </span>
          </>
        }
      />
      <Tabs label={t('teach.run-pages')} tabs={daily} more={more} />
    </>
  );
}
