/** What two releases differ in, as readers see it. */
import { For, type JSX, Show } from 'solid-js';
import type { BlockDiff, Change, Fact, ReleaseDiff, UnitDiff } from '#modules/authoring/index.ts';
import { typeName } from '#screens/studio/outline/index.ts';
import { Disclosure } from '#ui/dialog.tsx';
import { Html, useWrittenIn, WrittenIn } from '#ui/html.tsx';
import { Badge, EmptyState, type Tone } from '#ui/notice.tsx';
import { useView } from '#ui/view.tsx';
import { factLabel, factValue, writtenFacts } from './fact-words.ts';

const tones: Record<Change, Tone> = {
  added: 'success',
  removed: 'danger',
  renamed: 'accent',
  moved: 'accent',
  changed: 'accent',
};

export function ChangeBadge(props: { change: Change }): JSX.Element {
  const { t } = useView();
  return <Badge tone={tones[props.change]}>{t(`releases.change-${props.change}`)}</Badge>;
}

function Facts(props: { facts: readonly Fact[] }): JSX.Element {
  const { t } = useView();
  return (
    <dl class="diff-facts">
      <For each={writtenFacts(props.facts)}>
        {({ name, path, before, after }) => (
          <div>
            <dt>{factLabel(t, path)}</dt>
            <dd>
              <bdi>
                <Show when={before !== null} fallback={<span class="muted">{t('releases.nothing')}</span>}>
                  <del>{factValue(t, name, before ?? '')}</del>
                </Show>{' '}
                <span aria-hidden="true">→</span>{' '}
                <Show when={after !== null} fallback={<span class="muted">{t('releases.nothing')}</span>}>
                  <ins>{factValue(t, name, after ?? '')}</ins>
                </Show>
              </bdi>
            </dd>
          </div>
        )}
      </For>
    </dl>
  );
}

function BlockView(props: { block: BlockDiff }): JSX.Element {
  const { t } = useView();
  const { block } = props;
  if (block.kind === 'same')
    return <p class="diff-same muted">{t('releases.same-blocks', { count: block.count })}</p>;
  if (block.kind === 'text')
    return <Html html={block.html} class={`prose diff-block diff-${block.change}`} />;
  return (
    <div class={`diff-block diff-activity diff-${block.change}`}>
      <p class="diff-head">
        <strong {...useWrittenIn()}>{block.title ?? block.key}</strong>{' '}
        <span class="muted">{t('releases.activity', { type: typeName(block.type, t) })}</span>{' '}
        <ChangeBadge change={block.change} />
      </p>
      <Html html={block.html} />
      <Show when={block.facts.length > 0}>
        <Facts facts={block.facts} />
      </Show>
    </div>
  );
}

function Former(props: { unit: UnitDiff }): JSX.Element {
  const { t } = useView();
  const { formerTitle, formerPath } = props.unit;
  return (
    <>
      <Show when={formerTitle}>{(title) => <p>{t('releases.former-title', { title: title() })}</p>}</Show>
      <Show when={formerPath}>{(path) => <p>{t('releases.former-path', { path: path() })}</p>}</Show>
    </>
  );
}

function UnitView(props: { unit: UnitDiff; open: boolean }): JSX.Element {
  const { unit } = props;
  const written = useWrittenIn();
  return (
    <Disclosure
      open={props.open}
      summary={
        <span class="diff-head">
          <span>
            <strong {...written}>{unit.title}</strong>{' '}
            <span class="muted" {...written}>
              {unit.path}
            </span>
          </span>{' '}
          <For each={unit.changes}>{(change) => <ChangeBadge change={change} />}</For>
        </span>
      }
    >
      <Former unit={unit} />
      <For each={unit.blocks}>{(block) => <BlockView block={block} />}</For>
    </Disclosure>
  );
}

/** So many units stand open; of more than the second number only what they are is told. */
const openUnits = 4;
const mostUnits = 60;

export function ReleaseDiffView(props: { diff: ReleaseDiff; language: string }): JSX.Element {
  const { t } = useView();
  const { course, about, units, unchanged } = props.diff;
  const nothing = course.length === 0 && about === null && units.length === 0;
  return (
    <WrittenIn value={props.language}>
      <Show when={!nothing} fallback={<EmptyState icon="circle-check" title={t('releases.no-difference')} />}>
        <div class="stack">
          <Show when={units.length + unchanged > 1}>
            <p class="muted">{t('releases.unit-counts', { changed: units.length, unchanged })}</p>
          </Show>
          <Show when={course.length > 0}>
            <Disclosure summary={t('releases.course-facts')} open>
              <Facts facts={course} />
            </Disclosure>
          </Show>
          <Show when={about}>
            {(html) => (
              <Disclosure summary={t('releases.about')} open>
                <Html html={html()} />
              </Disclosure>
            )}
          </Show>
          <For each={units}>
            {(unit, at) => (
              <UnitView
                unit={at() < mostUnits ? unit : { ...unit, blocks: [] }}
                open={units.length <= openUnits}
              />
            )}
          </For>
        </div>
      </Show>
    </WrittenIn>
  );
}
