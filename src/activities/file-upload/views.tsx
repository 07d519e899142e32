import { For, type JSX, Show } from 'solid-js';
import type { ActivityViewProps, AnswerFile } from '#modules/content/contract.ts';
import { Button } from '#ui/button.tsx';
import { TextArea } from '#ui/field.tsx';
import { fieldId } from '#ui/field-id.ts';
import { Icon } from '#ui/icon.tsx';
import { enhance } from '#ui/island.tsx';
import { acceptOf, printBytes } from './rules.ts';
import { type FileUploadAnswer, type FileUploadSettings, longestComment } from './settings.ts';

type Props = ActivityViewProps<FileUploadSettings, FileUploadAnswer>;

function FileName(props: { of: Props; file: AnswerFile }): JSX.Element {
  const { of: view, file } = props;
  return (
    <>
      <Icon name={file.type.startsWith('image/') ? 'image' : 'file-text'} />
      <Show when={view.files} fallback={<bdi>{file.name}</bdi>}>
        {(files) => (
          <a href={files().href(file)} rel="nofollow">
            <bdi>{file.name}</bdi>
          </a>
        )}
      </Show>
      <span class="muted">{printBytes(file.size, view.locale)}</span>
    </>
  );
}

/** A file that is there already: its mark keeps it, and a form sends it along as text. */
function KeptFile(props: { of: Props; file: AnswerFile; id: string }): JSX.Element {
  const { of: view, file } = props;
  return (
    <li class="upload-file">
      <label class="upload-keep">
        <input
          type="checkbox"
          id={props.id}
          name={view.fieldName('file')}
          value={JSON.stringify(file)}
          checked
          aria-label={view.t('tasks.file-keep', { name: file.name })}
        />
      </label>
      <FileName of={view} file={file} />
    </li>
  );
}

/** Whole families of files, which authors name as browsers do. */
const families = {
  'image/*': 'tasks.files-pictures',
  'audio/*': 'tasks.files-sounds',
  'video/*': 'tasks.files-videos',
} as const;
type Family = keyof typeof families;

function limitsOf({ activity, t, locale }: Props): string {
  const { types, maxFiles, maxBytes } = activity.settings;
  const limits = t('tasks.files-limits', { most: maxFiles, size: printBytes(maxBytes, locale) });
  if (types.length === 0) return limits;
  const named = types.map((type) => (type in families ? t(families[type as Family]) : type));
  return `${limits} ${t('tasks.files-types', { types: named.join(', ') })}`;
}

const islandTexts = (t: Props['t']) => ({
  sending: t('tasks.upload-sending', { name: '{name}', percent: '{percent}' }),
  waiting: t('tasks.upload-waiting', { name: '{name}' }),
  failed: t('tasks.upload-failed', { name: '{name}' }),
  done: t('tasks.upload-done', { name: '{name}' }),
  keep: t('tasks.file-keep', { name: '{name}' }),
  stop: t('tasks.upload-stop', { name: '{name}' }),
});

/** Without script the chosen file comes along with either button; with it, files are sent at once, piece by piece. */
function Chooser(props: Props): JSX.Element {
  const { settings } = props.activity;
  const id = fieldId(props.fieldName('value'));
  return (
    <div class="upload-chooser">
      <label for={id}>{props.t('tasks.file-choose')}</label>
      <p class="field-hint" id={`${id}-hint`}>
        {limitsOf(props)}
      </p>
      <div class="row">
        <input
          type="file"
          id={id}
          name="file"
          accept={acceptOf(settings)}
          aria-describedby={`${id}-hint`}
          disabled={!props.files}
        />
        <Button look="quiet" name="intent" value="keep" data-add disabled={!props.files}>
          {props.t('tasks.file-add')}
        </Button>
      </div>
    </div>
  );
}

function Sender(props: Props): JSX.Element {
  const files = () => props.answer?.files ?? [];
  const { maxFiles, maxBytes } = props.activity.settings;
  const id = fieldId(props.fieldName('file'));
  const island = props.files
    ? enhance('activities/file-upload/islands/uploader', {
        url: props.files.upload,
        field: props.fieldName('file'),
        ...{ maxFiles, maxBytes, locale: props.locale, texts: islandTexts(props.t) },
      })
    : {};
  return (
    <div class="upload-sender" {...island}>
      <ul class="upload-files" data-files>
        <For each={files()}>
          {(file, index) => <KeptFile of={props} file={file} id={`${id}-${index()}`} />}
        </For>
      </ul>
      <Show when={files().length < maxFiles}>
        <Chooser {...props} />
      </Show>
      <p class="upload-status muted" role="status" data-status />
      <TextArea
        name={props.fieldName('comment')}
        label={props.t('tasks.comment')}
        optional
        rows={3}
        maxlength={longestComment}
        value={props.answer?.comment}
        dir="auto"
      />
    </div>
  );
}

/** What was handed in; also how staff and reviewers see it. */
function Sent(props: Props & { given: FileUploadAnswer }): JSX.Element {
  return (
    <>
      <ul class="upload-files">
        <For each={props.given.files}>
          {(file) => (
            <li class="upload-file">
              <FileName of={props} file={file} />
            </li>
          )}
        </For>
      </ul>
      <Show when={props.given.comment}>
        {(comment) => (
          <p class="upload-comment" dir="auto">
            {comment()}
          </p>
        )}
      </Show>
    </>
  );
}

export function FileUploadView(props: Props): JSX.Element {
  return (
    <div class="upload">
      <Show when={props.disabled} fallback={<Sender {...props} />}>
        <Show when={props.answer}>{(given) => <Sent {...props} given={given()} />}</Show>
      </Show>
    </div>
  );
}
