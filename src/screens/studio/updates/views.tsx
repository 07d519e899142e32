/** What has changed in what a course took: for each its difference, what it clashes with, and what can be done. */
import { For, type JSX, Show } from 'solid-js';
import { type Clash, choices } from '#modules/reuse/index.ts';
import { pageOfFile, StudioHead, studioLinks } from '#screens/studio/outline/index.ts';
import { ReleaseDiffView, SourceDiffView } from '#screens/studio/releases/index.ts';
import { Button } from '#ui/button.tsx';
import { Disclosure } from '#ui/dialog.tsx';
import { RadioGroup } from '#ui/field.tsx';
import { FieldGroup, Form, FormActions, type Problem } from '#ui/form.tsx';
import { Badge, Callout, EmptyState } from '#ui/notice.tsx';
import { useView } from '#ui/view.tsx';
import type { OpenUpdates, ShownUpdate } from './service.ts';

export interface UpdatesPageProps extends OpenUpdates {
  problems?: readonly Problem[];
}

interface ClashShown {
  path: string;
  mine: string | null;
  theirs: string | null;
  /** The whole file: both cannot stand. */
  whole: boolean;
}

const clashesOf = ({ files }: ShownUpdate): ClashShown[] =>
  files.flatMap(({ path, outcome }): ClashShown[] => {
    if (outcome.kind === 'taken') return [];
    if (outcome.kind === 'whole')
      return [
        { path, mine: null, theirs: typeof outcome.theirs === 'string' ? outcome.theirs : null, whole: true },
      ];
    const clashes = outcome.parts.filter((part): part is Clash => typeof part !== 'string');
    return clashes.map(({ mine, theirs }) => ({ path, mine, theirs, whole: false }));
  });

function Side(props: { title: string; text: string | null }): JSX.Element {
  const { t } = useView();
  return (
    <section class="conflict-side">
      <h4>{props.title}</h4>
      <Show when={props.text?.trim()} fallback={<p class="muted">{t('updates.no-text')}</p>}>
        {(text) => (
          <pre dir="auto" tabindex="0">
            {text()}
          </pre>
        )}
      </Show>
    </section>
  );
}

function Clashes(props: { clashes: readonly ClashShown[]; of: number }): JSX.Element {
  const { t } = useView();
  const total = props.clashes.length;
  return (
    <For each={props.clashes}>
      {({ path, mine, theirs, whole }, index) => (
        <FieldGroup legend={t('updates.clash', { number: index() + 1, total, path })}>
          <div class="conflict-sides">
            <Side title={t('updates.mine')} text={mine} />
            <Side title={t('updates.theirs')} text={theirs} />
          </div>
          <RadioGroup
            name={`choice-${props.of}.${index()}`}
            label={t('updates.choose')}
            inline
            options={choices
              .filter((choice) => !(whole && choice === 'both'))
              .map((choice) => ({ value: choice, label: t(`updates.choose-${choice}`) }))}
          />
        </FieldGroup>
      )}
    </For>
  );
}

const hidden = (name: string, value: string | number) => <input type="hidden" name={name} value={value} />;

function Ways(props: { of: UpdatesPageProps; update: ShownUpdate; number: number }): JSX.Element {
  const { t } = useView();
  const { update, of, number } = props;
  const { from, gone, title } = update;
  const named = () => <span class="visually-hidden"> {t('updates.named', { title })}</span>;
  return (
    <Form action={studioLinks.updates(of.params)}>
      {hidden('revision', of.revision)}
      {hidden('id.0', update.id)}
      {hidden('release.0', from.newest)}
      <Clashes clashes={clashesOf(update)} of={number} />
      <FormActions>
        <Show when={!gone}>
          <Button name="way" value="take" icon="check">
            {t(update.clashes > 0 ? 'updates.take-chosen' : 'updates.take')}
            {named()}
          </Button>
        </Show>
        {/* A course that a blueprint locks goes with it. */}
        <Show when={!(update.kind === 'course' && of.lock)}>
          <Button name="way" value="keep" look="quiet">
            {t('updates.keep')}
            {named()}
          </Button>
          <Button name="way" value="own" look="plain">
            {t('updates.own')}
            {named()}
          </Button>
        </Show>
      </FormActions>
    </Form>
  );
}

function UpdateView(props: { of: UpdatesPageProps; update: ShownUpdate; number: number }): JSX.Element {
  const { t } = useView();
  const { update, of, number } = props;
  const { from, gone, reader, source, clashes } = update;
  const id = `update-${number}`;
  return (
    <article class="section update" aria-labelledby={id}>
      <h3 id={id}>
        <bdi>{update.title}</bdi>
      </h3>
      <p class="row">
        <span>{t('updates.from', { course: from.title, release: from.release, newest: from.newest })}</span>
        <Show when={clashes > 0}>
          <Badge tone="warning" icon="triangle-alert">
            {t('updates.clashes', { count: clashes })}
          </Badge>
        </Show>
      </p>
      <p class="muted">
        {t(`updates.at-${update.kind}`)}{' '}
        <Show when={pageOfFile(of.params, update.path)} fallback={<bdi dir="ltr">{update.path}</bdi>}>
          {(href) => (
            <a href={href()}>
              <bdi dir="ltr">{update.path}</bdi>
            </a>
          )}
        </Show>
      </p>
      <Show when={gone}>
        <Callout tone="warning">{t('updates.gone', { course: from.title })}</Callout>
      </Show>
      <Show when={reader}>{(diff) => <ReleaseDiffView diff={diff()} language={of.course.language} />}</Show>
      <Show when={!gone && !reader && source.length === 0}>
        <p>{t('updates.same-already')}</p>
      </Show>
      <Show when={source.length > 0}>
        <Disclosure summary={t('updates.as-source')} open={reader === null}>
          <SourceDiffView files={source} />
        </Disclosure>
      </Show>
      <Ways of={of} update={update} number={number} />
    </article>
  );
}

function TakeAll(props: UpdatesPageProps): JSX.Element {
  const { t } = useView();
  const plain = () => props.list.filter(({ clashes, gone }) => clashes === 0 && !gone);
  return (
    <Show when={props.list.length > 1 && plain().length > 0}>
      <Form action={studioLinks.updates(props.params)}>
        {hidden('revision', props.revision)}
        {hidden('way', 'take')}
        <For each={plain()}>
          {({ id, from }, index) => (
            <>
              {hidden(`id.${index()}`, id)}
              {hidden(`release.${index()}`, from.newest)}
            </>
          )}
        </For>
        <FormActions>
          <Button icon="check">{t('updates.take-all', { count: plain().length })}</Button>
        </FormActions>
      </Form>
    </Show>
  );
}

export function UpdatesPage(props: UpdatesPageProps): JSX.Element {
  const { t } = useView();
  return (
    <div class="stack">
      <StudioHead {...props} current="updates" />
      <h2>{t('updates.title')}</h2>
      <For each={props.problems ?? []}>{({ message }) => <Callout tone="danger">{message}</Callout>}</For>
      <Show
        when={props.list.length > 0}
        fallback={
          <EmptyState icon="check" title={t('updates.none')}>
            {t('updates.none-text')}
          </EmptyState>
        }
      >
        <p>{t('updates.lead')}</p>
        <p class="muted">{t('updates.ways', { keep: t('updates.keep'), own: t('updates.own') })}</p>
        <TakeAll {...props} />
        <For each={props.list}>
          {(update, index) => <UpdateView of={props} update={update} number={index() + 1} />}
        </For>
      </Show>
    </div>
  );
}
