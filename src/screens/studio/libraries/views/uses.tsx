/** Where something is used: parts of this course in others, what it took, and files that others hold too. */
import { For, type JSX, Show } from 'solid-js';
import type { Course } from '#modules/catalog/index.ts';
import { StudioHead, studioLinks } from '#screens/studio/outline/index.ts';
import { Badge, EmptyState } from '#ui/notice.tsx';
import { TableSection } from '#ui/table.tsx';
import { useView } from '#ui/view.tsx';
import type { OpenUses, PartUses } from '../service/uses.ts';

function CourseLink(props: { course: Course }): JSX.Element {
  const { organization, key, title, language } = props.course;
  return (
    <a href={studioLinks.outline({ organization: organization.key, course: key })} lang={language}>
      <bdi>{title}</bdi>
    </a>
  );
}

function Parts(props: OpenUses): JSX.Element {
  const { t } = useView();
  return (
    <TableSection<PartUses>
      title={t('libraries.taken-by', { count: props.courses })}
      lead={
        <Show when={props.hidden > 0}>
          <p class="muted">{t('libraries.hidden', { count: props.hidden })}</p>
        </Show>
      }
      rowKeys
      rows={props.parts}
      empty={
        <EmptyState icon="library" title={t('libraries.not-used')}>
          {t('libraries.not-used-text')}
        </EmptyState>
      }
      columns={[
        {
          header: t('libraries.part'),
          rowHeader: true,
          cell: ({ kind, key, title }) => (
            <>
              <bdi lang={props.course.language}>{title}</bdi>
              <br />
              <small class="muted">
                {t(`libraries.part-${kind}`)}{' '}
                <Show when={key}>
                  <bdi dir="ltr">{key}</bdi>
                </Show>
              </small>
            </>
          ),
        },
        {
          header: t('libraries.courses'),
          cell: ({ takers }) => (
            <ul class="library-takers">
              <For each={takers}>
                {({ course, release, behind }) => (
                  <li>
                    <CourseLink course={course} />{' '}
                    <Badge tone={behind ? 'warning' : 'success'}>
                      {t(behind ? 'libraries.behind' : 'libraries.up-to-date', { release })}
                    </Badge>
                  </li>
                )}
              </For>
            </ul>
          ),
        },
      ]}
    />
  );
}

function Taken(props: OpenUses): JSX.Element {
  const { t } = useView();
  return (
    <Show when={props.taken.length > 0}>
      <TableSection
        title={t('libraries.taken')}
        rows={props.taken}
        columns={[
          {
            header: t('libraries.taken-from'),
            rowHeader: true,
            cell: ({ path, course, opens }) =>
              course && opens ? (
                <CourseLink course={course} />
              ) : (
                <bdi lang={course?.language} dir={course ? undefined : 'ltr'}>
                  {course?.title ?? path}
                </bdi>
              ),
          },
          {
            header: t('libraries.parts'),
            cell: ({ uses, course }) => (
              <ul class="library-takers">
                <For each={uses}>
                  {({ kind, title, from }) => (
                    <li>
                      <bdi lang={course?.language}>{title}</bdi>{' '}
                      <small class="muted">
                        {t(`libraries.part-${kind}`)} · {t('libraries.of-release', { release: from.release })}
                      </small>
                    </li>
                  )}
                </For>
              </ul>
            ),
          },
        ]}
      />
    </Show>
  );
}

function Files(props: OpenUses): JSX.Element {
  const { t } = useView();
  return (
    <Show when={props.files.length > 0}>
      <TableSection
        title={t('libraries.same-files')}
        rows={props.files}
        columns={[
          { header: t('libraries.file'), rowHeader: true, cell: ({ path }) => <bdi dir="ltr">{path}</bdi> },
          {
            header: t('libraries.courses'),
            cell: ({ places }) => (
              <ul class="library-takers">
                <For each={places}>
                  {({ course, path }) => (
                    <li>
                      <CourseLink course={course} />{' '}
                      <small class="muted">
                        <bdi dir="ltr">{path}</bdi>
                      </small>
                    </li>
                  )}
                </For>
              </ul>
            ),
          },
        ]}
      />
    </Show>
  );
}

export function UsesPage(props: OpenUses): JSX.Element {
  return (
    <div class="stack">
      <StudioHead {...props} current="uses" />
      <Parts {...props} />
      <Taken {...props} />
      <Files {...props} />
    </div>
  );
}
