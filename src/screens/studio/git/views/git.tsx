/** The page Git of a course. */
import { type JSX, Show } from 'solid-js';
import { StudioHead } from '#screens/studio/outline/index.ts';
import { AskFirst } from '#ui/ask-first.tsx';
import { Button } from '#ui/button.tsx';
import { Copyable } from '#ui/copy.tsx';
import { Form } from '#ui/form.tsx';
import { Badge, Callout } from '#ui/notice.tsx';
import { useView } from '#ui/view.tsx';
import { links } from '../links.ts';
import type { OpenGit, ShownLink } from '../service/open-git.ts';
import { failed, GitLog } from './log.tsx';
import { type Again, LinkForm, Unlink } from './settings.tsx';

function InStep(props: { link: ShownLink; revision: number; syncs: OpenGit['syncs'] }): JSX.Element {
  const { t } = useView();
  const { syncedRevision, branchCommit } = props.link;
  if (branchCommit === null && syncedRevision === null)
    return <Badge tone="accent">{t('git.not-met')}</Badge>;
  // What was not taken or not sent is not the same on both sides, whatever the revisions say.
  const newest = props.syncs.find(({ outcome }) => outcome !== null)?.outcome;
  if (newest && failed.includes(newest)) return <Badge tone="danger">{t('git.stuck')}</Badge>;
  const ahead = props.revision - (syncedRevision ?? 0);
  if (ahead === 0) return <Badge tone="success">{t('git.in-step')}</Badge>;
  return <Badge tone="warning">{t('git.ahead', { count: ahead })}</Badge>;
}

/** What is linked, whether both sides are the same, and the two ways to make them so. */
function State(props: OpenGit & { link: ShownLink }): JSX.Element {
  const { t } = useView();
  const { url, branch, folder } = props.link;
  const { params } = props.studio;
  return (
    <section class="stack" aria-labelledby="git-state">
      <h2 id="git-state">{t('git.repository')}</h2>
      <p class="git-address">
        <bdi dir="ltr">{url}</bdi> · <code dir="ltr">{branch}</code>
        <Show when={folder}>
          {' '}
          · <code dir="ltr">{folder}</code>
        </Show>{' '}
        <InStep link={props.link} revision={props.revision} syncs={props.syncs} />
      </p>
      <Show when={props.underWay}>
        <Callout tone="accent" title={t('git.under-way')}>
          <p>
            {t('git.under-way-text')} <a href={links.git(params)}>{t('git.look-again')}</a>
          </p>
        </Callout>
      </Show>
      <div class="row">
        <Form action={links.pull(params)}>
          <Button icon="download">{t('git.pull-now')}</Button>
        </Form>
        <Form action={links.push(params)}>
          <Button icon="upload" look="quiet">
            {t('git.push-now')}
          </Button>
        </Form>
      </div>
    </section>
  );
}

function Hook(props: { hook: NonNullable<OpenGit['hook']>; studio: OpenGit['studio'] }): JSX.Element {
  const { t } = useView();
  return (
    <section class="stack" aria-labelledby="git-hook">
      <h2 id="git-hook">{t('git.hook')}</h2>
      <p>{t('git.hook-text')}</p>
      <dl class="git-facts">
        <dt>{t('git.hook-url')}</dt>
        <dd>
          <Copyable text={props.hook.url} />
        </dd>
        <dt>{t('git.hook-secret')}</dt>
        <dd>
          <Copyable text={props.hook.secret} />
        </dd>
      </dl>
      <AskFirst
        action={links.secret(props.studio.params)}
        label={t('git.new-secret')}
        text={t('git.new-secret-text')}
      />
    </section>
  );
}

export function GitPage(props: OpenGit & Again): JSX.Element {
  const { t } = useView();
  return (
    <div class="stack">
      <StudioHead {...props.studio} current="git" />
      <Show when={props.link} fallback={<p class="git-lead">{t('git.lead')}</p>}>
        {(link) => (
          <>
            <State {...props} link={link()} />
            <GitLog syncs={props.syncs} params={props.studio.params} />
          </>
        )}
      </Show>
      <Show when={props.hook}>{(hook) => <Hook hook={hook()} studio={props.studio} />}</Show>
      <section class="stack git-settings" aria-labelledby="git-settings">
        <h2 id="git-settings">{props.link ? t('git.settings') : t('git.link')}</h2>
        <LinkForm {...props} />
      </section>
      <Show when={props.link}>
        <Unlink studio={props.studio} />
      </Show>
    </div>
  );
}
