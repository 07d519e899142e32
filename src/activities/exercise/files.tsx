/** Files of an exercise: those that are there, which field each is for, and a way to add one. */
import { For, type JSX, Show } from 'solid-js';
import type { ActivityViewProps } from '#modules/content/contract.ts';
import { Button } from '#ui/button.tsx';
import { fieldId } from '#ui/field-id.ts';
import { Icon } from '#ui/icon.tsx';
import { enhance } from '#ui/island.tsx';
import { belongsName, fileName } from './rules.ts';
import {
  type ExerciseAnswer,
  type ExerciseFile,
  type ExerciseSettings,
  largestFile,
  mostFiles,
} from './settings.ts';

type Props = ActivityViewProps<ExerciseSettings, ExerciseAnswer>;

interface FilesProps {
  of: Props;
  /** Fields that ask for a file. */
  wanted: readonly { name: string; label: string; html?: string }[];
}

function FileName(props: { of: Props; file: ExerciseFile }): JSX.Element {
  return (
    <span class="exercise-file-name">
      <Icon name="file-text" />
      <Show when={props.of.files} fallback={<bdi>{props.file.name}</bdi>}>
        {(files) => (
          <a href={files().href(props.file)} rel="nofollow">
            <bdi>{props.file.name}</bdi>
          </a>
        )}
      </Show>
    </span>
  );
}

/** Its mark keeps it; where several fields ask for files, which one it is for can be chosen. */
function KeptFile(props: FilesProps & { file: ExerciseFile; id: string }): JSX.Element {
  const { of: view, wanted, file, id } = props;
  const { field, ...sent } = file;
  return (
    <li class="exercise-file">
      <label class="exercise-keep">
        <input
          type="checkbox"
          id={id}
          name={view.fieldName(fileName)}
          value={JSON.stringify(sent)}
          checked
          aria-label={view.t('exercise.keep-file', { name: file.name })}
        />
      </label>
      <FileName of={view} file={file} />
      <Show
        when={wanted.length > 1}
        fallback={<input type="hidden" name={view.fieldName(belongsName(file.id))} value={field} />}
      >
        <label>
          <span class="visually-hidden">{view.t('exercise.file-for', { name: file.name })}</span>
          <select name={view.fieldName(belongsName(file.id))} id={`${id}-for`}>
            <For each={wanted}>
              {({ name, label }) => (
                <option value={name} selected={name === field}>
                  {label || name}
                </option>
              )}
            </For>
          </select>
        </label>
      </Show>
    </li>
  );
}

/** With script a file is sent as soon as it is chosen, as files of other kinds are. */
function sender({ files, fieldName, locale, t }: Props): Partial<ReturnType<typeof enhance>> {
  if (!files) return {};
  return enhance('activities/file-upload/islands/uploader', {
    url: files.upload,
    field: fieldName(fileName),
    ...{ maxFiles: mostFiles, maxBytes: largestFile, locale },
    texts: {
      sending: t('tasks.upload-sending', { name: '{name}', percent: '{percent}' }),
      waiting: t('tasks.upload-waiting', { name: '{name}' }),
      failed: t('tasks.upload-failed', { name: '{name}' }),
      done: t('tasks.upload-done', { name: '{name}' }),
      keep: t('tasks.file-keep', { name: '{name}' }),
      stop: t('tasks.upload-stop', { name: '{name}' }),
    },
  });
}

/** Without script the chosen file comes along with either button of the form. */
function Chooser(props: FilesProps): JSX.Element {
  const { of: view, wanted } = props;
  const id = fieldId(view.fieldName('files'));
  const names = () => wanted.map(({ name, label }) => label || name).join(', ');
  return (
    <div class="exercise-field">
      <label class="exercise-label" for={id}>
        {view.t('exercise.choose-file')} <bdi>{names()}</bdi>
      </label>
      <div class="row">
        <input type="file" id={id} name="file" disabled={!view.files} />
        <Button look="quiet" name="intent" value="keep" data-add disabled={!view.files}>
          {view.t('exercise.add-file')}
        </Button>
      </div>
    </div>
  );
}

export function Files(props: FilesProps): JSX.Element {
  const { of: view } = props;
  const files = () => view.answer?.files ?? [];
  const id = fieldId(view.fieldName(fileName));
  const island = view.disabled ? {} : sender(view);
  return (
    <Show when={props.wanted.length > 0}>
      <div class="exercise-files" {...island}>
        <For each={props.wanted}>
          {({ html }) => (
            <Show when={html}>{(text) => <div class="exercise-text" dir="auto" innerHTML={text()} />}</Show>
          )}
        </For>
        <ul class="exercise-file-list" data-files>
          <For each={files()}>
            {(file, index) =>
              view.disabled ? (
                <li class="exercise-file">
                  <FileName of={view} file={file} />
                </li>
              ) : (
                <KeptFile {...props} file={file} id={`${id}-${index()}`} />
              )
            }
          </For>
        </ul>
        <Show when={!view.disabled}>
          <Chooser {...props} />
          <p class="muted" role="status" data-status />
        </Show>
      </div>
    </Show>
  );
}
