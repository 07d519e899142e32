/** The draft as a learner would see it. */
import { type JSX, Show } from 'solid-js';
import type { Unit } from '#modules/content/index.ts';
import { outlineItems, PreviewUnit, type readyRelease } from '#screens/learn/index.ts';
import { WrittenIn } from '#ui/html.tsx';
import { Callout, EmptyState } from '#ui/notice.tsx';
import { Outline } from '#ui/outline.tsx';
import { PageHeader } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import { previewLink } from '../links.ts';
import type { OpenPreview } from '../service/preview.ts';

type ReadyRelease = ReturnType<typeof readyRelease>;

function Notice(props: { expiresAt: Date }): JSX.Element {
  const { t } = useView();
  return (
    <Callout tone="warning" icon="eye" title={t('releases.preview-title')}>
      {t('releases.preview-text')} <Time at={props.expiresAt} style="datetime" />
    </Callout>
  );
}

export function PreviewAside(props: { course: ReadyRelease; token: string; unit: Unit }): JSX.Element {
  const { t } = useView();
  const { course, unit, token } = props;
  return (
    <div class="course-aside">
      <p class="course-aside-title">
        <a href={previewLink(token)}>{course.release.course.title}</a>
      </p>
      <Outline
        items={outlineItems(course.release.outline, {
          state: null,
          unitHref: (key) => previewLink(token, key),
          current: { unit: unit.key, above: course.sectionsAbove.get(unit.key) ?? [] },
        })}
        label={t('ui.outline')}
        fold
      />
    </div>
  );
}

export function PreviewPage(props: OpenPreview & { token: string }): JSX.Element {
  const { t } = useView();
  const { course, title, organization, preview, token } = props;
  return (
    <div class="stack">
      <PageHeader kicker={<bdi>{organization}</bdi>} title={title} lang={course?.release.course.language} />
      <Notice expiresAt={preview.expiresAt} />
      <Show
        when={course}
        fallback={<EmptyState icon="triangle-alert" title={t('releases.preview-broken')} />}
      >
        {(found) => (
          <WrittenIn value={found().release.course.language}>
            <Outline
              items={outlineItems(found().release.outline, {
                state: null,
                unitHref: (key) => previewLink(token, key),
              })}
              label={t('ui.outline')}
            />
          </WrittenIn>
        )}
      </Show>
    </div>
  );
}

export function PreviewUnitPage(props: {
  course: ReadyRelease;
  unit: Unit;
  token: string;
  expiresAt: Date;
}): JSX.Element {
  const { t } = useView();
  const { course, unit, token } = props;
  const { id, course: about } = course.release;
  return (
    <WrittenIn value={about.language}>
      <Notice expiresAt={props.expiresAt} />
      <PreviewUnit
        course={course}
        unit={unit}
        closed={t('releases.preview-closed')}
        keptAs={`preview ${id} ${token} ${unit.key}`}
        unitHref={(key) => previewLink(token, key)}
        homeHref={previewLink(token)}
      />
    </WrittenIn>
  );
}
