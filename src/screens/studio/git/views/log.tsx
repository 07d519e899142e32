/** What came of each pull and push. */
import { For, type JSX, Show } from 'solid-js';
import type { MessageKey, Translate } from '#lib/messages.ts';
import type { GitDetails, GitOutcome } from '#modules/authoring/index.ts';
import { type CourseParams, ProblemItems, pageOfFile } from '#screens/studio/outline/index.ts';
import { Disclosure } from '#ui/dialog.tsx';
import { Badge, EmptyState, type Tone } from '#ui/notice.tsx';
import { DataTable } from '#ui/table.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import type { LoggedSync } from '../service/open-git.ts';

const tones: Record<GitOutcome, Tone> = {
  unchanged: 'neutral',
  merged: 'success',
  sent: 'success',
  'sent-aside': 'warning',
  mistakes: 'danger',
  conflict: 'danger',
  refused: 'danger',
};

/** Where nothing was saved or sent. */
export const failed: readonly GitOutcome[] = ['mistakes', 'conflict', 'refused'];

/** The newest stands open: it is what has to be settled. */
interface Settling {
  params: CourseParams;
  newest: boolean;
}

function refusalText(t: Translate, { code, values }: NonNullable<GitDetails['refusal']>): string {
  const [cause, remedy] = ['', '.remedy'].map((part) => t(`refusals.${code}${part}` as MessageKey, values));
  return `${cause}. ${remedy}`;
}

function Problems(props: { problems: NonNullable<GitDetails['problems']>; open: boolean }): JSX.Element {
  const { t } = useView();
  return (
    <Disclosure summary={t('git.problems', { count: props.problems.length })} open={props.open}>
      <ProblemItems problems={props.problems} />
    </Disclosure>
  );
}

/** What both sides made of the same words. */
function Clash(props: { clash: { base: string; mine: string; theirs: string } }): JSX.Element {
  const { t } = useView();
  const side = (label: string, text: string) => (
    <div>
      <dt>{label}</dt>
      <dd>
        <pre dir="auto" tabindex="0">
          {text || t('git.nothing')}
        </pre>
      </dd>
    </div>
  );
  return (
    <dl class="git-clash">
      {side(t('git.clash-base'), props.clash.base)}
      {side(t('git.clash-git'), props.clash.mine)}
      {side(t('git.clash-studio'), props.clash.theirs)}
    </dl>
  );
}

function Conflicts(props: { conflicts: NonNullable<GitDetails['conflicts']>; in: Settling }): JSX.Element {
  const { t } = useView();
  return (
    <Disclosure summary={t('git.conflicts', { count: props.conflicts.length })} open={props.in.newest}>
      <p>{t('git.conflict-remedy')}</p>
      <For each={props.conflicts}>
        {({ path, clashes }) => (
          <section>
            <h3>
              <Show when={pageOfFile(props.in.params, path)} fallback={<code dir="ltr">{path}</code>}>
                {(href) => (
                  <a href={href()}>
                    <code dir="ltr">{path}</code>
                  </a>
                )}
              </Show>
            </h3>
            <Show when={clashes.length > 0} fallback={<p>{t('git.conflict-whole')}</p>}>
              <For each={clashes}>{(clash) => <Clash clash={clash} />}</For>
            </Show>
          </section>
        )}
      </For>
    </Disclosure>
  );
}

function Outcome(props: { sync: LoggedSync; in: Settling }): JSX.Element {
  const { t } = useView();
  const { outcome, details } = props.sync;
  if (outcome === null) return <Badge tone="accent">{t('git.under-way')}</Badge>;
  return (
    <div class="git-outcome">
      <Badge tone={tones[outcome]}>{t(`git.outcome-${outcome}`)}</Badge>
      <Show when={details.release}>
        {(number) => <Badge tone="success">{t('git.released', { number: number() })}</Badge>}
      </Show>
      <Show when={details.branch && outcome === 'sent-aside'}>
        <p>
          {t('git.merge-there')} <code dir="ltr">{details.branch}</code>
        </p>
      </Show>
      <Show when={details.refusal}>
        {(refusal) => (
          <>
            <p>{refusalText(t, refusal())}</p>
            <ul class="git-list" lang="en" dir="ltr">
              <For each={refusal().fields ?? []}>
                {({ path, message }) => (
                  <li>
                    <code>{path}</code> {message}
                  </li>
                )}
              </For>
            </ul>
          </>
        )}
      </Show>
      <Show when={details.merged?.length}>
        <p class="muted">
          {t('git.merged-files')} <bdi dir="ltr">{details.merged?.join(', ')}</bdi>
        </p>
      </Show>
      <Show when={details.problems}>
        {(problems) => <Problems problems={problems()} open={props.in.newest} />}
      </Show>
      <Show when={details.conflicts}>
        {(conflicts) => <Conflicts conflicts={conflicts()} in={props.in} />}
      </Show>
    </div>
  );
}

function What(props: { sync: LoggedSync }): JSX.Element {
  const { t } = useView();
  const { direction, cause, asker, commit, details } = props.sync;
  return (
    <div class="git-what">
      <strong>{t(`git.${direction}`)}</strong>{' '}
      <span class="muted">{asker ? <bdi>{asker}</bdi> : t(`git.cause-${cause}`)}</span>
      <Show when={commit}>
        {(id) => (
          <div>
            <code dir="ltr">{id().slice(0, 8)}</code> <bdi>{details.subject}</bdi>
            <Show when={details.author}>
              {' '}
              <span class="muted">
                <bdi>{details.author}</bdi>
              </span>
            </Show>
          </div>
        )}
      </Show>
    </div>
  );
}

export function GitLog(props: { syncs: readonly LoggedSync[]; params: CourseParams }): JSX.Element {
  const { t } = useView();
  const newest = props.syncs.find(({ outcome }) => outcome !== null);
  return (
    <DataTable<LoggedSync>
      caption={t('git.log')}
      rows={props.syncs}
      rowKeys
      empty={<EmptyState icon="git-branch" title={t('git.nothing-yet')} />}
      columns={[
        { header: t('git.what'), rowHeader: true, cell: (sync) => <What sync={sync} /> },
        {
          header: t('git.outcome'),
          cell: (sync) => <Outcome sync={sync} in={{ params: props.params, newest: sync === newest }} />,
        },
        { header: t('git.when'), cell: ({ askedAt }) => <Time at={askedAt} relative /> },
      ]}
    />
  );
}
