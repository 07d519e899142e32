/** What the files of two sources differ in, line by line, with the words marked. */
import { For, type JSX, Show } from 'solid-js';
import type { DiffLine, FileDiff, Part } from '#modules/authoring/index.ts';
import { Disclosure } from '#ui/dialog.tsx';
import { Badge, EmptyState } from '#ui/notice.tsx';
import { useView } from '#ui/view.tsx';

const signs = { same: ' ', added: '+', removed: '−' } as const;

/** A line that came or went is marked as a whole by its sign; within it, the words that differ. */
function Words(props: { parts: readonly Part[] }): JSX.Element {
  return (
    <For each={props.parts}>
      {({ standing, text }) =>
        standing === 'added' ? <ins>{text}</ins> : standing === 'removed' ? <del>{text}</del> : text
      }
    </For>
  );
}

function Line(props: { line: DiffLine }): JSX.Element {
  const { before, after, parts, standing } = props.line;
  return (
    <tr class={`line-${standing}`}>
      <td class="line-number">{before}</td>
      <td class="line-number">{after}</td>
      <td class="line-sign">{signs[standing]}</td>
      <td>
        <Words parts={parts} />
      </td>
    </tr>
  );
}

function Lines(props: { file: FileDiff }): JSX.Element {
  const { t } = useView();
  const { hunks, path } = props.file;
  if (!hunks) return <p class="muted">{t('releases.no-text')}</p>;
  return (
    <section class="source-diff" dir="ltr" tabindex="0" aria-label={t('releases.lines-of', { path })}>
      <table role="presentation">
        <For each={hunks}>
          {(lines) => (
            <tbody>
              <For each={lines}>{(line) => <Line line={line} />}</For>
            </tbody>
          )}
        </For>
      </table>
    </section>
  );
}

export function FileBadge(props: { file: Pick<FileDiff, 'before' | 'after'> }): JSX.Element {
  const { t } = useView();
  const { before, after } = props.file;
  if (before === null) return <Badge tone="success">{t('releases.change-added')}</Badge>;
  if (after === null) return <Badge tone="danger">{t('releases.change-removed')}</Badge>;
  return <Badge tone="accent">{t('releases.change-changed')}</Badge>;
}

/** More than so many are folded. */
const fewFiles = 6;

export function SourceDiffView(props: {
  files: readonly FileDiff[];
  /** What can be done with one file. */
  action?: (file: FileDiff) => JSX.Element;
}): JSX.Element {
  const { t } = useView();
  return (
    <Show
      when={props.files.length > 0}
      fallback={<EmptyState icon="file-text" title={t('releases.no-files')} />}
    >
      <div class="stack">
        <For each={props.files}>
          {(file) => (
            <Disclosure
              open={props.files.length <= fewFiles}
              summary={
                <span class="diff-head">
                  <bdi dir="ltr">{file.path}</bdi> <FileBadge file={file} />
                </span>
              }
            >
              <Lines file={file} />
              {props.action?.(file)}
            </Disclosure>
          )}
        </For>
      </div>
    </Show>
  );
}
