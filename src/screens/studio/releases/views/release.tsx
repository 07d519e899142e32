/** One release: what it is, what it changed, and the way back to it. */
import { type JSX, Show } from 'solid-js';
import { gradebookLinks } from '#screens/gradebook/index.ts';
import { StudioHead } from '#screens/studio/outline/index.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Checkbox, Select } from '#ui/field.tsx';
import { Form, FormActions } from '#ui/form.tsx';
import { Callout } from '#ui/notice.tsx';
import { BackLink } from '#ui/page.tsx';
import { formatTime } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import { links } from '../links.ts';
import type { OpenRelease } from '../service/releases.ts';
import { ReleaseDiffView } from './diff.tsx';
import { DifferenceView } from './differences.tsx';
import { EffectView, type OffersOf } from './effect.tsx';
import { ShownBy } from './releases.tsx';
import { showIcon, showLabel, showLead, showTitle } from './showing.ts';
import { PilotUnderWay } from './to-come.tsx';

function Facts(props: OpenRelease): JSX.Element {
  const { t, locale, timeZone } = useView();
  const { publication, nameOf } = props;
  return (
    <>
      <p class="muted">
        {t('releases.published-by', {
          name: nameOf(publication.createdBy),
          time: formatTime(publication.createdAt, 'datetime', locale, timeZone),
        })}
        <Show when={publication.revision}>
          {(revision) => (
            <>
              {' · '}
              <a href={links(props.params).revision(revision())}>
                {t('releases.of-revision', { revision: revision() })}
              </a>
            </>
          )}
        </Show>{' '}
        <ShownBy of={props} releaseId={publication.releaseId} />
      </p>
      <Show when={publication.notes}>
        <p class="release-notes" dir="auto">
          {publication.notes}
        </p>
      </Show>
    </>
  );
}

function CompareForm(props: OpenRelease): JSX.Element {
  const { t } = useView();
  const { releases, publication, other, params, view } = props;
  const others = releases.filter(({ number }) => number !== publication.number);
  return (
    <Show when={others.length > 0}>
      <Form action={links(params).release(publication.number)} method="get">
        <Show when={view === 'source'}>
          <input type="hidden" name="view" value="source" />
        </Show>
        <Select
          name="with"
          label={t('releases.compare-with')}
          value={String(other?.number ?? '')}
          options={others.map(({ number, notes }) => ({
            value: String(number),
            label: [t('releases.release', { number }), notes.slice(0, 60)].filter(Boolean).join(' · '),
          }))}
        />
        <FormActions>
          <Button look="quiet">{t('releases.compare')}</Button>
        </FormActions>
      </Form>
    </Show>
  );
}

/** For what learners see now: judging with settings that nobody sees would be a riddle to them. */
function offersOf(props: OpenRelease, reason: string): OffersOf | undefined {
  const { publication, runs, params, mayRegrade, regrades } = props;
  const { releaseId } = publication;
  const showing = runs.filter((run) => run.releaseId === releaseId);
  if (!mayRegrade || showing.length === 0) return undefined;
  return (activityKey) =>
    showing.map(({ id, key }) => {
      const to = gradebookLinks({ ...params, run: key });
      const made = regrades.find((one) => one.runId === id && one.activityKey === activityKey);
      return {
        ...{ run: key, action: to.regrades, release: releaseId, reason },
        made: made ? to.regrade(made.id) : null,
      };
    });
}

export function ReleasePage(props: OpenRelease): JSX.Element {
  const { t } = useView();
  const { publication, other, difference, course, params, rights } = props;
  const to = links(params);
  const { number } = publication;
  const current = publication.releaseId === course.releaseId;
  return (
    <>
      <StudioHead {...props} current="releases" />
      <div class="stack">
        <BackLink href={to.releases} label={t('releases.releases')} />
        <h2>{t('releases.release', { number })}</h2>
        <Facts {...props} />
        <Show
          when={props.pilot}
          fallback={
            <Show when={rights.publish && !current}>
              <div class="row">
                <ButtonLink href={to.show(number)} look="quiet" icon={showIcon(props, number)}>
                  {t(showLabel(props, number))}
                </ButtonLink>
              </div>
            </Show>
          }
        >
          {(pilot) => <PilotUnderWay of={props} pilot={pilot()} />}
        </Show>
        <CompareForm {...props} />
        <Show when={difference && other} fallback={<Callout>{t('releases.is-first')}</Callout>}>
          <p class="muted">{t('releases.compared', { number: other?.number ?? 0 })}</p>
          <Show when={difference}>
            {(found) => (
              <>
                <EffectView
                  effects={found().effects}
                  offers={offersOf(props, t('releases.regrade-reason', { number }))}
                  later={t(current ? 'releases.regrade-ask' : 'releases.regrade-current')}
                />
                <DifferenceView
                  difference={found()}
                  language={course.language}
                  readerHref={to.release(number, { with: other?.number })}
                  sourceHref={to.release(number, { with: other?.number, view: 'source' })}
                />
              </>
            )}
          </Show>
        </Show>
      </div>
    </>
  );
}

/** What going back to a release does, before it is done. */
export function ShowAgainPage(props: OpenRelease): JSX.Element {
  const { t } = useView();
  const { publication, other, difference, course, params, runs } = props;
  const to = links(params);
  const { number } = publication;
  return (
    <>
      <StudioHead {...props} current="releases" />
      <div class="stack">
        <BackLink href={to.release(number)} label={t('releases.release', { number })} />
        <h2>{t(showTitle(props, number), { number })}</h2>
        <Show
          when={difference && other}
          fallback={<Callout tone="success">{t('releases.shown-already')}</Callout>}
        >
          <p>{t(showLead(props, number), { number, runs: runs.length, from: other?.number ?? 0 })}</p>
          <Show when={difference}>
            {(found) => (
              <>
                <EffectView effects={found().effects} later={t('releases.regrade-later')} />
                <Form action={to.show(number)}>
                  <Checkbox
                    name="alsoDraft"
                    label={t('releases.also-draft')}
                    hint={t('releases.also-draft-hint')}
                  />
                  <FormActions>
                    <Button icon={showIcon(props, number)}>{t('releases.show-now', { number })}</Button>
                    <ButtonLink href={to.releases} look="plain">
                      {t('releases.leave')}
                    </ButtonLink>
                  </FormActions>
                </Form>
                <h3>{t('releases.what-changes')}</h3>
                <ReleaseDiffView diff={found().diff} language={course.language} />
              </>
            )}
          </Show>
        </Show>
      </div>
    </>
  );
}
